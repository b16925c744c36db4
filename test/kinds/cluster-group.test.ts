import { z } from "zod";
import { ClusterGroup } from "../../provider/kinds/index.ts";
import { describeKind, NOT_SUPPORTED } from "../conformance/describe-kind.ts";
import { type PrivateServer, privateServer } from "../incus/private-server.ts";
import { type Raw, raw } from "../out-of-band.ts";

let server: PrivateServer | undefined;
let there: Raw;

const group = z.looseObject({ members: z.array(z.string()) });

describeKind(ClusterGroup, {
  // A cluster of one will do: the machine's own Incus is in none.
  async prepare() {
    server = await privateServer();
    there = raw(server.socket);
    await there.send("PUT", "/1.0/cluster", { server_name: "one", enabled: true });
  },
  clear: async () => server?.stop(),
  observe: async () => (await there.get("/1.0/cluster/groups/fast")) ?? there.get("/1.0/cluster/groups/slow"),
  create: {
    inputs: () => ({ name: "fast", members: ["one"], host: { socket: server?.socket } }),
    there: () => ({ name: "fast", members: ["one"] }),
  },
  update: {
    inputs: () => ({ description: "the fast ones", members: [] }),
    there: () => ({ description: "the fast ones", members: [] }),
    changes: ["description", "members.0"],
  },
  drift: {
    async by() {
      const path = (await there.get("/1.0/cluster/groups/fast"))
        ? "/1.0/cluster/groups/fast"
        : "/1.0/cluster/groups/slow";
      const now = group.parse(await there.get(path));
      await there.send("PUT", path, { ...now, description: "theirs" });
    },
    of: "description",
    says: /description is "theirs", wanted "the fast ones"/,
  },
  replace: {
    inputs: () => ({ name: "slow" }),
    there: () => ({ name: "slow", description: "the fast ones" }),
  },
  refuse: {
    "a name that Incus refuses": {
      inputs: () => ({ name: "@fast" }),
      path: "name",
      says: /which Incus refuses/,
    },
    "options that this server does not know": {
      inputs: () => ({ config: { "instances.vm.cpu.x86_64.baseline": "kvm64" } }),
      path: "config",
      says: /lacks the API extension clustering_groups_config/,
    },
  },
  gone: { by: () => there.send("DELETE", "/1.0/cluster/groups/slow") },
  foreign: { by: () => there.send("POST", "/1.0/cluster/groups", { name: "slow", members: [] }) },
  import: NOT_SUPPORTED("its server is one of its own, which an id in HCL does not name"),
});
