// The demo's story: a good version rolls out under load, a bad one is caught and put back, and no user notices.
import { setTimeout as pause } from "node:timers/promises";
import { styleText } from "node:util";
import { z } from "zod";
import { Load } from "../test/load/load.ts";
import { now } from "../test/load/record.ts";
import { describe, type Summary } from "../test/load/summary.ts";
import { View } from "./demo-live.ts";
import { Screen } from "./demo-screen.ts";
import type { DemoStack, Ended } from "./demo-stack.ts";
import { say } from "./progress.ts";
import { buildRelease, demoBuilds } from "./release.ts";

/** What it came to. */
export interface Told {
  /** Versions: what ran before, what runs now, and what was put back. */
  before: string;
  after: string;
  putBack: string;
  /** Requests while all of that happened, and those without a good answer. */
  requests: number;
  failed: number;
  /** WebSockets that their nodes sent elsewhere, and those that broke. */
  sockets: { moved: number; dropped: number };
  /** Of each change. */
  seconds: { rollout: number; putBack: number };
}

/** Somebody has stopped it. */
class Stopped extends Error {
  override readonly name = "Stopped";
}

/** Requests a second, and WebSockets. */
const [RATE, SOCKETS] = [100, 10];
/** Milliseconds in which users are looked at before a change, and after it. */
const CALM = 2000;
const UP = ["up", "--yes", "--skip-preview"];

/** Tells it on a stack that runs the first version; in the end it runs the second one. */
export async function tellStory(stack: DemoStack): Promise<Told> {
  const [first, second, third] = demoBuilds;
  const stopping = new AbortController();
  const stop = () => stopping.abort(new Stopped("Stopped. `npm run demo` goes on from what is there now."));
  for (const signal of STOPS) process.on(signal, stop);
  try {
    const outputs = await stack.outputs();
    const { url } = exported.parse(outputs);
    await using load = await Load.on({ url, rate: RATE, sockets: SOCKETS, slow: 500 });
    const change = async (release: string) => {
      await stack.configure(release);
      return watched(new View(load, outputs, stack.project, stopping.signal), load, stopping.signal, (told) =>
        stack.tell(UP, told),
      );
    };

    chapter(
      `${second.version} rolls out, one node after the other.`,
      `Meanwhile users send ${RATE} requests a second to ${url}, and keep ${SOCKETS} WebSockets open.`,
    );
    const rollout = await change(await buildRelease(second));
    if (!rollout.ok) throw new Error(rollout.text);
    conclude(`${second.version} runs on every node`, rollout);

    chapter(
      `${third.version} is bad: it is healthy at first, and dies three seconds after each start.`,
      "A new version is watched before it gets requests.",
    );
    const refusal = await change(await buildRelease(third));
    if (refusal.ok) throw new Error(`${third.version} was taken, which it should not have been:\n${refusal.text}`);
    conclude(`pulumi up failed, as it should, and every node is back on ${second.version}`, refusal);
    say(styleText("dim", reasonIn(refusal.text)));

    const { requests, failed, sockets } = await load.since(0);
    return {
      before: first.version,
      after: second.version,
      putBack: third.version,
      requests,
      failed: failed.length,
      sockets: { moved: sockets.closed, dropped: sockets.dropped.length },
      seconds: { rollout: rollout.seconds, putBack: refusal.seconds },
    };
  } finally {
    for (const signal of STOPS) process.off(signal, stop);
  }
}

const STOPS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** A change, and what users saw of it. */
interface Watched extends Ended {
  seconds: number;
  began: number;
  users: Summary;
}

/** Shows what happens from a little before a change until a little after it. @throws Stopped */
async function watched(
  view: View,
  load: Load,
  signal: AbortSignal,
  work: (told: (line: string) => void) => Promise<Ended>,
): Promise<Watched> {
  const screen = new Screen();
  const began = now();
  let doing = "users are there";
  let over = false;
  const draw = async () => {
    while (!over) {
      screen.show(await view.look(), doing);
      await pause(500);
    }
    screen.show(await view.look(), doing);
  };
  const drawing = draw();
  try {
    await pause(CALM, undefined, { signal });
    doing = "pulumi up";
    const from = now();
    const ended = await work((line) => {
      doing = newsIn(line) ?? doing;
    });
    const seconds = Math.round((now() - from) / 100) / 10;
    signal.throwIfAborted();
    doing = ended.ok ? "pulumi up is done" : "pulumi up has failed";
    await pause(CALM, undefined, { signal });
    return { ...ended, seconds, began, users: await load.since(began) };
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    over = true;
    await drawing;
  }
}

/**
 * What a line of Pulumi's tells of the work that begins or goes on: what stands behind its resource, as `chat-1: switching
 * to 2.0.0`, or else the resource.
 */
export function newsIn(line: string): string | undefined {
  const [, resource, rest = ""] = /:(\w+ \S+) (?:creating|updating|deleting) \([^)]*\)(.*)$/.exec(line) ?? [];
  const news = /^(?: \[diff: [^\]]*\];?)? *(.*)$/.exec(rest)?.[1];
  return news?.startsWith("error:") ? undefined : news || resource;
}

/** Why a run of Pulumi failed, by its own last words: the errors of its resources. */
export function reasonIn(text: string): string {
  const [, diagnostics = text] = text.split(/^Diagnostics:$/m);
  const errors = diagnostics.split(/^ {2}(?=\S)/m).filter((part) => /^ {4}error: (?!update failed)/m.test(part));
  return errors.map((part) => part.slice(part.indexOf("    error: ")).split(/^\S/m)[0]?.trimEnd()).join("\n") || text;
}

function chapter(title: string, below: string): void {
  say(`\n${styleText("bold", title)}\n${below}`);
}

function conclude(what: string, { seconds, users, began }: Watched): void {
  const { requests, failed, sockets } = users;
  const good = failed.length + sockets.dropped.length === 0;
  say(
    [
      `${good ? styleText("green", "✓") : styleText("red", "✗")} ${what}, after ${seconds} s.`,
      `${requests} requests, ${failed.length} of them failed;`,
      `${sockets.closed} WebSockets were sent to another node, ${sockets.dropped.length} broke.`,
    ].join(" "),
  );
  if (!good) say(describe(users, began));
}

const exported = z.object({ url: z.url() });
