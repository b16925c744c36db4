/** How long a bad release is there: from its first wrong answer until every node runs the version of before, and is well. */
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { now } from "../test/load/record.ts";

/**
 * Asks every node, past the router, all the time while a bad release is deployed.
 *
 * @param addresses of the nodes
 * @param version what they run before and afterwards
 * @returns seconds
 */
export async function untilPutBack(
  addresses: readonly string[],
  version: string,
  deploy: () => Promise<unknown>,
): Promise<number> {
  let [over, wrongSince, rightSince] = [false, 0, 0];
  const ask = async () => {
    while (!over) {
      const told = await Promise.all(addresses.map(askNode));
      // A node that is just stopped does not answer at all: that is nobody's wrong answer.
      if (told.some(({ status }) => status >= 500 && status !== STOPPING)) wrongSince ||= now();
      if (!told.every((each) => each.version === version)) rightSince = 0;
      else rightSince ||= now();
      await pause(20);
    }
  };
  const asking = ask();
  try {
    await deploy();
    await pause(200);
  } finally {
    over = true;
    await asking;
  }
  if (wrongSince === 0 || rightSince < wrongSince)
    throw new Error(`no node ever answered wrongly, or not all are back on ${version}`);
  return (rightSince - wrongSince) / 1000;
}

/** The status of a node that is told to stop. */
const STOPPING = 503;

async function askNode(address: string): Promise<{ status: number; version: string }> {
  try {
    const answer = await fetch(`http://${address}:4000/health`, { signal: AbortSignal.timeout(2000) });
    const told = health.safeParse(await answer.json());
    return { status: answer.status, version: told.data?.version ?? "" };
  } catch {
    return { status: 0, version: "" };
  }
}

const health = z.object({ version: z.string() });
