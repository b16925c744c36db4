/** The nodes of a project, by what is written about them in their instances. */
import { z } from "zod";
import { UnreadableJournal } from "../provider/beam/errors.ts";
import { path } from "../provider/incus/path.ts";
import { type Answered, answered } from "../provider/kinds/instance/answer.ts";
import { type Records, recordsOf, type Site } from "../provider/kinds/node/site.ts";
import { readSlots, type Slots } from "../provider/kinds/traffic/slots.ts";
import type { Place } from "./place.ts";

/** A node, or a release that waits to become one. */
export interface Node extends Records {
  readonly site: Site;
  readonly now: Answered;
  /** The slots of its application, where its strategy is blue-green. */
  readonly slots: Slots | undefined;
}

/** No node is called so. */
export class NoSuchNode extends Error {
  override readonly name = "NoSuchNode";
}

/** All nodes of a project, by application and instance. */
export async function nodesIn({ context, project, server }: Place): Promise<Node[]> {
  const incus = context.incus(project);
  const found = await incus.get("/1.0/instances?recursion=1", z.array(answered));
  // Of a project that is not there the server says that it has no instances.
  if (!found?.body.length && !(await incus.get(path`/1.0/projects/${project}`, z.unknown())))
    throw new NoSuchNode(
      `there is no project ${JSON.stringify(project)} on ${server.name}: name another one with --project`,
    );
  const all = found?.body ?? [];
  const slotsOf = (app: string) => all.map(({ config }) => readSlots(config, app)).find((slots) => slots !== undefined);
  return all
    .flatMap((now) =>
      appsOf(now.config).map((app) => ({
        ...recordsIn(now, app),
        now,
        slots: slotsOf(app),
        site: { context, project, instance: now.name, app },
      })),
    )
    .sort((a, b) => compare(a.site.app, b.site.app) || compare(a.site.instance, b.site.instance));
}

/** @throws UnreadableJournal, which says where */
function recordsIn({ name, config }: Answered, app: string): Records {
  try {
    return recordsOf(config, app);
  } catch (cause) {
    if (!(cause instanceof UnreadableJournal)) throw cause;
    throw new UnreadableJournal(`${app} on ${name}: ${cause.message}`, { cause });
  }
}

/** The nodes of these applications and instances; all where none is named. @throws NoSuchNode */
export function nodesNamed(nodes: readonly Node[], words: readonly string[], place: Place): Node[] {
  const called = (word: string) => nodes.filter(({ site }) => site.app === word || site.instance === word);
  for (const word of words) if (called(word).length === 0) throw missing(word, nodes, place);
  return words.length === 0
    ? [...nodes]
    : nodes.filter(({ site }) => words.some((word) => [site.app, site.instance].includes(word)));
}

/** The nodes of one application. @throws NoSuchNode */
export function nodesOf(nodes: readonly Node[], app: string, place: Place): Node[] {
  const own = nodes.filter(({ site }) => site.app === app);
  if (own.length === 0) throw missing(app, nodes, place);
  return own;
}

/** The node of an instance: of the named application, or of the only one there. @throws NoSuchNode */
export function nodeOn(nodes: readonly Node[], instance: string, app: string | undefined, place: Place): Node {
  const there = nodes.filter(({ site }) => site.instance === instance);
  if (there.length === 0) throw missing(instance, nodes, place);
  const [node, another] = app === undefined ? there : there.filter(({ site }) => site.app === app);
  const apps = there.map(({ site }) => site.app).join(", ");
  if (!node) throw new NoSuchNode(`${instance} has no node of ${app}; it has one of ${apps}`);
  if (another) throw new NoSuchNode(`${instance} has nodes of ${apps}: name the application after the instance`);
  return node;
}

function missing(word: string, nodes: readonly Node[], { project, server }: Place): NoSuchNode {
  const apps = [...new Set(nodes.map(({ site }) => site.app))];
  const where = `in the project ${project} of ${server.name}`;
  const there =
    apps.length === 0
      ? "there are no nodes at all: name another project with --project, or another server with --host"
      : `there are nodes of ${apps.join(", ")} on ${[...new Set(nodes.map(({ site }) => site.instance))].join(", ")}`;
  return new NoSuchNode(
    `no application and no instance with a node is called ${JSON.stringify(word)} ${where}; ${there}`,
  );
}

const KEY = /^user\.cul8er\.(?:node|revisions)\.(.+)$/;

/** Applications that something is written about. */
const appsOf = (config: Readonly<Record<string, string>>): string[] => [
  ...new Set(Object.entries(config).flatMap(([key, value]) => (value ? (KEY.exec(key)?.[1] ?? []) : []))),
];

const compare = (a: string, b: string): number => a.localeCompare(b, "en", { numeric: true });
