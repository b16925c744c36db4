/** How soon the Terraform plugin answers: an apply starts it four times. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { build, root } from "../setup/build.ts";
import { identity, PluginProcess } from "../test/terraform/plugin-process.ts";
import { median, report, tell, timed } from "./measure.ts";

/** Starts that count. */
const ROUNDS = 15;
const plugin = join(root, "dist/plugin/terraform-provider-cul8er");

/** From the start of the process to its handshake, and to its schema; for the first there is a target. */
export async function handshake(): Promise<void> {
  await build();
  const seconds = { node: [] as number[], handshake: [] as number[], schema: [] as number[] };
  for (let round = 0; round <= ROUNDS; round++) {
    const node = await timed(firstLine);
    const took = await start();
    tell(
      `handshake: ${took.handshake.toFixed(3)} s, schema: ${took.schema.toFixed(3)} s${round === 0 ? " (warm-up)" : ""}`,
    );
    if (round === 0) continue;
    seconds.node.push(node);
    seconds.handshake.push(took.handshake);
    seconds.schema.push(took.schema);
  }
  const theirs = null;
  // For comparison with other machines, and with this one when it is at rest.
  report({ name: "bare Node: start to first line", ours: median(seconds.node), theirs, target: null, unit: "s" });
  report({ name: "plugin: start to handshake", ours: median(seconds.handshake), theirs, target: 0.09, unit: "s" });
  report({ name: "plugin: start to schema", ours: median(seconds.schema), theirs, target: null, unit: "s" });
}

async function firstLine(): Promise<void> {
  const child = spawn(process.execPath, ["-e", "console.log()"], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
}

async function start(): Promise<{ handshake: number; schema: number }> {
  const began = performance.now();
  const client = identity();
  await using running = await PluginProcess.start(plugin, { PLUGIN_CLIENT_CERT: client.pem });
  const handshake = (performance.now() - began) / 1000;
  const engine = running.connect(client);
  await engine.call("getProviderSchema", {});
  const schema = (performance.now() - began) / 1000;
  await engine.shutDown();
  await running.ended();
  engine.session.destroy();
  return { handshake, schema };
}
