/** A cluster of two nodes, from its first deploy over a new version and a bad one to its end. */
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { execa } from "execa";
import { z } from "zod";
import type { Machine } from "../../setup/environment.ts";
import { inventory } from "../inventory.ts";
import { raw, type Thing } from "../out-of-band.ts";
import { type Environment, type Run, Stack } from "../stack.ts";
import { temporaryName } from "../temporary-name.ts";
import type { Traveller } from "./journey.ts";
import type { Seen } from "./survival.ts";

const OWN = /^\/1\.0\/(instances|projects|storage-pools)\//;
/** Opens the stack; nothing is on the server yet. Of its stages it has those of `names`. */
export async function cluster(machine: Machine, names: readonly string[]): Promise<Traveller> {
  const name = temporaryName();
  const members = [`${name}-1`, `${name}-2`];
  const stack = await Stack.of(machine, "test/programs/cluster");
  const server = raw(machine.incus.socket);
  const secret = { cookie: "monster", secretKeyBase: "k".repeat(64) };
  await stack.configure({ name, image: machine.image, cluster: { size: members.length }, ...secret }, ["cookie"]);

  const run = async (environment: Environment, version: string, fault?: string): Promise<Run> => {
    await stack.configure({ release: await machine.release({ version, ...(fault && { fault }) }) });
    return stack.up(environment);
  };
  const inInstance = async (instance: string, script: string) =>
    (await execa("incus", ["exec", "--project", name, instance, "--", "sh", "-c", script], { reject: false })).stdout;

  /** What runs on a node, and since when. */
  async function node(instance: string): Promise<Seen> {
    const unit = "systemctl show chat --value -p ActiveState -p ExecMainStartTimestampMonotonic | tr '\\n' ' '";
    const [birth = "", state] = (await inInstance(instance, unit)).trim().split(/ +/).sort();
    return { content: { state, ...(await journal(instance)) }, birth };
  }

  async function journal(instance: string) {
    const { config } = withConfig.parse(await server.get(`/1.0/instances/${instance}?project=${name}`));
    const text = config["user.cul8er.node.chat"];
    if (!text) return {};
    const { current, generation, verified, base } = written.parse(JSON.parse(text));
    return { version: current.version, verified: verified === generation, open: base !== undefined };
  }

  return {
    stack,
    async inventory() {
      const things = new Map([...(await inventory(server, name))].filter(([path]) => OWN.test(path)));
      // Images are in the project that all share.
      const alias = (await server.list("/1.0/images/aliases")).find((each) => each.name === name);
      if (alias) things.set(`/1.0/images/aliases/${name}`, { name });
      const running = members.filter((member) => things.get(`/1.0/instances/${member}`)?.status === "Running");
      const nodes = await Promise.all(running.map(async (member) => [`node ${member}`, await node(member)] as const));
      return new Map([...[...things].map(([path, thing]) => [path, seenOf(thing)] as const), ...nodes]);
    },
    async whole() {
      for (const member of members) {
        // The switch goes on by itself, and holds the lock until it is through.
        const phase = await inInstance(member, "test -e /opt/chat/switch && flock /opt/chat/lock cat /opt/chat/switch");
        if (phase === "") continue;
        expect(phase, `the switch of ${member}, after its client died`).to.include("phase=started");
        await answers(member);
      }
    },
    stages: [
      { name: "first", previews: true, run: (environment: Environment) => run(environment, "1.0.0") },
      { name: "second", previews: true, run: (environment: Environment) => run(environment, "2.0.0") },
      {
        name: "refused",
        previews: true,
        async run(environment: Environment) {
          const bad = await run(environment, "3.0.0", "health_500");
          expect(bad.ok, bad.text).to.equal(false);
          return run(environment, "2.0.0");
        },
      },
      { name: "last", previews: false, run: (environment: Environment) => stack.destroy(environment) },
    ].filter((stage) => names.includes(stage.name)),
  };

  async function answers(instance: string): Promise<void> {
    const probe = "curl -s -o /dev/null -w '%{http_code}' http://$(hostname -I | cut -d' ' -f1):4000/health";
    let last = "";
    for (const end = Date.now() + 20_000; Date.now() < end; await pause(100)) {
      last = await inInstance(instance, probe);
      if (last === "200") return;
    }
    throw new Error(`${instance} does not answer its health check after its client died: ${last}`);
  }
}

/** An instance lives on under its name, address and release: what it is made of is compared, not what the server chose. */
const seenOf = ({ created_at, name, type, status, image, devices }: Thing): Seen => ({
  birth: String(created_at ?? ""),
  content: { name, type, status, image, devices: Object.keys(devices ?? {}).sort() },
});

const withConfig = z.object({ config: z.record(z.string(), z.string()) });
const written = z.object({
  current: z.object({ version: z.string() }),
  generation: z.string(),
  verified: z.string().optional(),
  base: z.unknown().optional(),
});
