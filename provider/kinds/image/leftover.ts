/**
 * Content that has lost its name: that of an image whose name stands for something newer. It goes, except while a node
 * may have to return to it: then it stays, without a name but with our mark, until the rollout has ended.
 */
import { z } from "zod";
import { journalKey } from "../../beam/journal.ts";
import type { Config } from "../../config.ts";
import type { Context } from "../../context.ts";
import { NotFound } from "../../incus/errors.ts";
import { path } from "../../incus/path.ts";
import { OWNER_KEY, readMark } from "../../ownership.ts";

/** Whether the journal of a node names the image: should its next revision fail, it returns to it. */
export async function isReturnedTo(context: Context, project: string, fingerprint: string): Promise<boolean> {
  const made = await Promise.all(
    (await sharing(context, project)).map(async (name) => {
      const found = await context.incus(name).get("/1.0/instances?recursion=1", instances);
      return found?.body.some(({ config }) => isInJournal(config, fingerprint));
    }),
  );
  return made.includes(true);
}

/** Removes an image that cul8er brought, that has no name any more, and that no node may return to. */
export async function dropLeftover(context: Context, project: string, fingerprint: string): Promise<void> {
  const incus = context.incus(project);
  const at = path`/1.0/images/${fingerprint}`;
  const found = await incus.get(at, image);
  if (!found || !isLeftover(found.body) || (await isReturnedTo(context, project, fingerprint))) return;
  await incus.delete(at).catch(async (error: unknown) => {
    // Two that remove it at the same time are told so by their operation.
    if (!(error instanceof NotFound) && (await incus.get(at, image))) throw error;
  });
}

/** Removes all that the image of a mark left behind, as far as no node may return to it. */
export async function dropLeftovers(context: Context, project: string, mark: string | undefined): Promise<void> {
  const owner = readMark(mark)?.owner;
  if (owner === undefined) return;
  const all = (await context.incus(project).get("/1.0/images?recursion=1", images))?.body ?? [];
  const left = all.filter((each) => isLeftover(each) && readMark(each.properties[OWNER_KEY])?.owner === owner);
  for (const { fingerprint } of left) await dropLeftover(context, project, fingerprint);
}

const isLeftover = ({ aliases, properties }: z.output<typeof image>): boolean =>
  aliases.length === 0 && readMark(properties[OWNER_KEY]) !== undefined;

/** The projects whose instances are made from the images of this one. */
async function sharing(context: Context, project: string): Promise<string[]> {
  const all = (await context.incus().get("/1.0/projects?recursion=1", projects))?.body ?? [];
  const home = (name: string) =>
    all.find((each) => each.name === name)?.config["features.images"] === "true" ? name : "default";
  return all.flatMap(({ name }) => (home(name) === home(project) ? [name] : []));
}

const isInJournal = (config: Config, fingerprint: string): boolean =>
  Object.entries(config).some(([key, text]) => key.startsWith(journalKey("")) && text.includes(fingerprint));

const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);

const texts = z
  .record(z.string(), z.string())
  .nullish()
  .transform((map) => map ?? {});

const image = z.object({ fingerprint: z.string(), properties: texts, aliases: list(z.object({ name: z.string() })) });
const images = list(image);
const instances = list(z.object({ config: texts }));
const projects = list(z.object({ name: z.string(), config: texts }));
