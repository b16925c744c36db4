/** Three servers with two hundred instances each, refreshed by the real engine: requests of each, and all at once. */
import { connect } from "../provider/incus/server.ts";
import type { Machine } from "../setup/environment.ts";
import { type FleetServer, fleetServer } from "../test/fleet/servers.ts";
import type { Stack } from "../test/stack.ts";
import { tinyImage } from "../test/tiny-image.ts";
import { compare, report, tell, timed } from "./measure.ts";
import { requestsByServer } from "./requests.ts";
import { succeeded, withStack } from "./stack.ts";

const [SERVERS, FEW, MANY] = [["one", "two", "three"], 20, 200];

/** What a refresh of three servers costs. */
export async function fleet(machine: Machine): Promise<void> {
  await using image = await tinyImage("three servers");
  const servers: FleetServer[] = [];
  try {
    for (const name of SERVERS) {
      const server = await fleetServer(name, machine.incus);
      servers.push(server);
      await connect(server.host).project("default").uploadImage(image.path);
    }
    await withStack(machine, "fleet", (stack) =>
      withStack(machine, "nothing", async (nothing) => {
        await stack.configure({ servers: servers.map(({ host }) => host), image: image.fingerprint });
        const few = await refreshed(stack, FEW);
        const many = await refreshed(stack, MANY);
        const name = `requests to a server in a refresh of ${SERVERS.length} with ${MANY} instances each, beside ${FEW} each`;
        report({ name, ours: many, theirs: few, target: 1, unit: "requests" });
        for (const { host, raw } of servers)
          tell(`a look at all of ${host.name}: ${(await timed(() => lookAt([{ raw }]))).toFixed(2)} s`);
        await nothing.configure({ count: SERVERS.length * MANY });
        await succeeded(nothing.up());
        await compare({
          name: `refresh of ${SERVERS.length} servers with ${MANY} stopped instances each`,
          target: 1.3,
          rounds: 3,
          ours: async () => (await succeeded(stack.refresh())).seconds,
          theirs: async () => (await succeeded(nothing.refresh())).seconds + (await timed(() => lookAt(servers))),
        });
      }),
    );
  } finally {
    for (const server of servers) {
      await connect(server.host).project("default").delete(`/1.0/images/${image.fingerprint}`);
      await server[Symbol.asyncDispose]();
    }
  }
}

/** All that the servers have, at once. */
const lookAt = (servers: readonly Pick<FleetServer, "raw">[]) =>
  Promise.all(servers.map(({ raw }) => raw.get("/1.0/instances?recursion=2")));

/** Requests of a refresh of so many instances on each server, to the server that gets most of them. */
async function refreshed(stack: Stack, count: number): Promise<number> {
  await stack.configure({ count });
  const { seconds } = await succeeded(stack.up());
  tell(`up to ${count} instances on each of ${SERVERS.length} servers in ${seconds.toFixed(1)} s`);
  const asked = requestsByServer((await succeeded(stack.refresh({ CUL8ER_LOG: "debug" }))).text);
  tell(`requests of a refresh: ${JSON.stringify(asked)}`);
  return Math.max(...SERVERS.map((name) => asked[name] ?? Number.NaN));
}
