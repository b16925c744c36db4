/** A new release for three nodes under load: each strategy of ours, and a careful script over the `incus` command. */
import { randomBytes, randomInt } from "node:crypto";
import { z } from "zod";
import type { Machine } from "../setup/environment.ts";
import type { Stack } from "../test/stack.ts";
import { ByHand } from "./by-hand.ts";
import { report } from "./measure.ts";
import { inPlace, type Place } from "./place.ts";
import { untilPutBack } from "./put-back.ts";
import { type Roll, type Rolled, rolled, rolledBeside, type Side } from "./rolled.ts";
import { succeeded, withStack } from "./stack.ts";

/** Seconds that both sides watch a node after its start: the first one, and all of them at the end. */
const MIN_UPTIME = 1;
/** Seconds that a node has to become well. */
const DEADLINE = 10;

/** Releases that nobody has deployed before: the first one to begin with, one to warm up, and those that count. */
const VERSIONS = ["1.1.0", "1.2.0", "1.3.0", "1.4.0", "1.5.0", "1.6.0"];

const ROLLING = { strategy: { type: "rolling" } };
const CANARY = {
  strategy: { type: "canary", steps: [{ share: 20 }, { share: 50 }] },
  analysis: { window: "2s", minRequests: 20, errorRate: { max: 0.01 } },
};
const BLUE_GREEN = { strategy: { type: "blueGreen" } };

/** Seconds, failed requests, and answers of the old version after the end, under 200 requests a second. */
export async function rollout(machine: Machine): Promise<void> {
  const releases: string[] = [];
  for (const version of VERSIONS) releases.push(await machine.release({ version }));
  const bad = await machine.release({ version: "3.0.0", fault: "health_500" });
  const measure = async (place: Place) => {
    const theirs = await changing(machine, place, releases, bad);
    await blueGreen(machine, place, releases, theirs);
  };
  await inPlace(machine, measure, { network: true });
}

/** The strategies that change nodes where they are, beside the script; and how a bad release is put back. */
async function changing(
  machine: Machine,
  place: Place,
  [first = "", ...next]: readonly string[],
  bad: string,
): Promise<Rolled> {
  return withStack(machine, "rollout", async (stack) => {
    const { url, nodes } = await deployed(stack, machine, place, ROLLING, first);
    const roll = through(stack);
    const { theirs, ours } = await beside(machine, place, first, (byHand) =>
      rolledBeside(byHand, { who: "rolling", url, roll }, next.slice(0, 4)),
    );
    reportAll("rolling", ours, theirs, 0.6);

    const addresses = nodes.map(({ address }) => address);
    const seconds = await untilPutBack(addresses, VERSIONS[4] ?? "", async () => {
      await stack.configure({ release: bad });
      const { ok, text } = await stack.up();
      if (ok) throw new Error(`the bad release was taken:\n${text}`);
    });
    const name = `rolling, a bad release: from its first wrong answer to all nodes back, deadline ${DEADLINE} s`;
    report({ name, ours: seconds, theirs: null, target: DEADLINE + 3, unit: "s" });

    await stack.configure({ changes: CANARY, release: next[3] ?? "" });
    await succeeded(stack.up());
    const canary = await rolled({ who: "canary", url, roll }, next.slice(4), 0);
    reportAll("canary (20 % and 50 % of the requests, 2 s each)", canary, theirs, null);
    return theirs;
  });
}

/** Work beside the script, on a cluster of its own that is there meanwhile. */
async function beside<T>(
  machine: Machine,
  place: Place,
  first: string,
  work: (byHand: Side) => Promise<T>,
): Promise<T> {
  await using byHand = await ByHand.deploy(machine, place, first);
  const roll: Roll = async (release) => () => byHand.roll(release, `${MIN_UPTIME}`);
  return await work({ who: "by hand", url: byHand.url, roll });
}

/** Blue-green: over with what is new, and back by one switch. */
async function blueGreen(
  machine: Machine,
  place: Place,
  [first = "", second = "", third = ""]: readonly string[],
  theirs: Rolled,
): Promise<void> {
  await withStack(machine, "rollout", async (stack) => {
    const { url } = await deployed(stack, machine, place, BLUE_GREEN, first);
    const roll = through(stack);
    const over = await rolled({ who: "blue-green", url, roll }, [second, third]);
    reportAll("blue-green", over, theirs, null);
    // Both slots are filled: from here on each change is a switch.
    const back = await rolled({ who: "blue-green, back", url, roll }, [second, third, second, third]);
    const name = "blue-green, switching back";
    report({ name: `${name}: pulumi up`, ours: back.seconds, theirs: null, target: 3, unit: "s" });
    report({ name: `${name}: both versions answer`, ours: back.both, theirs: null, target: 0.2, unit: "s" });
    report({ name: `${name}: failed`, ours: back.failed, theirs: null, target: 0, unit: "requests" });
  });
}

async function deployed(stack: Stack, { incus }: Machine, { project, image }: Place, changes: object, release: string) {
  const settings = {
    // Names of instances are unique on a network, whatever their project.
    name: `b${randomBytes(2).toString("hex")}`,
    project,
    image: await image(),
    pool: incus.pool,
    port: `${randomInt(20_000, 30_000)}`,
    minUptime: `${MIN_UPTIME}s`,
    deadline: `${DEADLINE}s`,
    secretKeyBase: randomBytes(32).toString("hex"),
    cookie: randomBytes(16).toString("hex"),
  };
  await stack.configure({ ...settings, changes, release }, ["secretKeyBase", "cookie"]);
  await succeeded(stack.up());
  return outputs.parse(await stack.outputs());
}

const through =
  (stack: Stack): Roll =>
  async (release) => {
    await stack.configure({ release });
    return () => succeeded(stack.up());
  };

function reportAll(strategy: string, ours: Rolled, theirs: Rolled, target: number | null): void {
  const name = `${strategy}, three nodes under load, minUptime ${MIN_UPTIME} s`;
  const both = (key: keyof Rolled, nodes = 1) => ({ ours: ours[key] / nodes, theirs: theirs[key] / nodes });
  report({ name, ...both("seconds"), target, unit: "s" });
  report({ name: `${name}: a node`, ...both("seconds", 3), target, unit: "s" });
  report({ name: `${name}: failed`, ...both("failed"), target: null, unit: "requests" });
  report({ name: `${name}: answered by the old version afterwards`, ...both("late"), target: null, unit: "requests" });
}

const outputs = z.object({ url: z.string(), nodes: z.array(z.object({ address: z.string() })) });
