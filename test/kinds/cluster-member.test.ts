import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { connect } from "../../provider/incus/server.ts";
import { ClusterMember } from "../../provider/kinds/index.ts";
import { create } from "../../provider/lifecycle.ts";
import { describeKind, NOT_SUPPORTED } from "../conformance/describe-kind.ts";
import { type PrivateServer, privateServer } from "../incus/private-server.ts";
import { type Raw, raw } from "../out-of-band.ts";

let servers: PrivateServer[] = [];
let first: Raw;

const member = z.object({
  server_name: z.string(),
  description: z.string(),
  failure_domain: z.string(),
  config: z.record(z.string(), z.string()),
  groups: z.array(z.string()),
  status: z.string(),
});

const at = "/1.0/cluster/members/b";
const now = async () => member.optional().parse(await first.get(at));

/** The second server joins the first. */
const inputs = () => ({
  name: "b",
  host: { socket: servers[1]?.socket },
  cluster: [{ socket: servers[0]?.socket }],
});

describeKind(ClusterMember, {
  async prepare() {
    servers = await Promise.all([privateServer(), privateServer()]);
    first = raw(servers[0]?.socket ?? "");
    await first.send("PUT", "/1.0/cluster", { server_name: "a", enabled: true });
  },
  async clear() {
    for (const each of servers) await each.stop();
  },
  observe: now,
  create: {
    inputs,
    there: () => ({ server_name: "b", groups: ["default"] }),
  },
  update: {
    inputs: () => ({
      description: "the second",
      failureDomain: "room-2",
      config: { "scheduler.instance": "manual" },
      state: "evacuated",
    }),
    there: () => ({ description: "the second", failure_domain: "room-2", status: "Evacuated" }),
    changes: ["config.scheduler.instance", "description", "failure_domain", "status"],
  },
  drift: {
    async by() {
      const found = z.looseObject({ config: z.record(z.string(), z.string()) }).parse(await first.get(at));
      await first.send("PUT", at, { ...found, config: { ...found.config, "scheduler.instance": "group" } });
    },
    of: "config",
    says: /is "group", wanted "manual"/,
  },
  replace: NOT_SUPPORTED("a member keeps its name, its address and its server: see what it refuses"),
  refuse: {
    "an option that does not exist": {
      inputs: () => ({ config: { "scheduler.instances": "all" } }),
      path: 'config["scheduler.instances"]',
      says: /did you mean scheduler\.instance/,
    },
    "a role that the cluster gives out": {
      inputs: () => ({ roles: ["database"] }),
      path: "roles",
      says: /which the cluster gives out by itself/,
    },
    "no cluster to join": {
      inputs: () => ({ cluster: [] }),
      path: "cluster",
      says: /is needed to join one/,
    },
  },
  gone: {
    async by() {
      if (!(await now())) return;
      await first.send("DELETE", at);
      await alone(servers[1]?.socket ?? "");
    },
  },
  foreign: {
    async by() {
      const signal = new AbortController().signal;
      const server = connect({ socket: servers[1]?.socket });
      const silent = { progress: () => {}, warn: () => {} };
      await create(ClusterMember, { server, owner: "somebody else", signal, ...silent }, inputs());
    },
  },
  import: NOT_SUPPORTED("its server is one of its own, which an id in HCL does not name"),
});

/** Waits until a server that has left has started anew. */
async function alone(socket: string): Promise<void> {
  const clustered = z.object({ environment: z.object({ server_clustered: z.literal(false) }) });
  for (;;) {
    const found = await raw(socket)
      .get("/1.0")
      .catch(() => undefined);
    if (clustered.safeParse(found).success) return;
    await pause(100);
  }
}
