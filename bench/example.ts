/** The example from nothing to three connected nodes, the image already there. */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Machine } from "../setup/environment.ts";
import type { Stack } from "../test/stack.ts";
import { median, report, tell } from "./measure.ts";
import { inPlace } from "./place.ts";
import { succeeded, withStack } from "./stack.ts";

const ROUNDS = 3;

/** Seconds of `pulumi up`; the last gate of the cluster is that every node sees every other. */
export async function example(machine: Machine): Promise<void> {
  const release = await machine.release({ version: "1.0.0" });
  await inPlace(
    machine,
    ({ project, image }) =>
      withStack(machine, "cluster", async (stack) => {
        const secrets = { secretKeyBase: randomBytes(32).toString("hex"), cookie: randomBytes(16).toString("hex") };
        // Names of instances are unique on a network, whatever their project.
        const settings = { name: `b${randomBytes(2).toString("hex")}`, project, image: await image(), release };
        await stack.configure({ ...settings, pool: machine.incus.pool, ...secrets }, Object.keys(secrets));
        const seconds = [];
        for (let round = 0; round <= ROUNDS; round++) {
          const up = await succeeded(stack.up());
          await connected(stack);
          tell(`the example: ${up.seconds.toFixed(1)} s${round === 0 ? " (warm-up)" : ""}`);
          if (round > 0) seconds.push(up.seconds);
          await succeeded(stack.destroy());
        }
        report({ name: "the example, from nothing", ours: median(seconds), theirs: null, target: 8, unit: "s" });
      }),
    { network: true },
  );
}

const outputs = z.object({ nodes: z.array(z.object({ address: z.string() })).length(3) });
const health = z.object({ node: z.string(), peers: z.array(z.string()).length(2) });

/** Asks each node, from outside, whether it sees both others. */
async function connected(stack: Stack): Promise<void> {
  const { nodes } = outputs.parse(await stack.outputs());
  for (const { address } of nodes) health.parse(await (await fetch(`http://${address}:4000/health`)).json());
}
