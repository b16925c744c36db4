/** Nodes on three members of an Incus cluster, behind a router and under load: members are emptied and filled, and nobody notices. */
import { chmod } from "node:fs/promises";
import { dirname } from "node:path";
import { expect } from "chai";
import { z } from "zod";
import { connect } from "../../provider/incus/server.ts";
import { testEnvironment } from "../../setup/environment.ts";
import { type PrivateServer, privateServer } from "../incus/private-server.ts";
import { Load } from "../load/load.ts";
import { type Raw, raw } from "../out-of-band.ts";
import { unnoticed } from "../rollout/unnoticed.ts";
import { Stack } from "../stack.ts";
import { temporaryName } from "../temporary-name.ts";

const { everything, machine } = await testEnvironment();

const MEMBERS = ["a", "b", "c"] as const;
const CHECK = { http: { port: 4000, path: "/health" }, successes: 2, deadline: "60s" };

if (everything && machine)
  describe("nodes on members of a cluster that are emptied", function () {
    this.bail(true);

    const name = temporaryName();
    const nodes = MEMBERS.map((member, index) => ({ member, node: `${name}-${index + 1}` }));
    const names = nodes.map(({ node }) => node);
    let servers: readonly PrivateServer[];
    let incus: Raw;
    let stack: Stack;
    let load: Load;
    let base: readonly object[];

    before(async () => {
      servers = await Promise.all(MEMBERS.map(() => privateServer()));
      // Containers have users of their own, who must get through to their files.
      for (const { socket } of servers)
        for (const at of [dirname(socket), dirname(dirname(socket))]) await chmod(at, 0o711);
      incus = raw(socketOf("a"));
      const pool = { name: "local", driver: "btrfs", config: { size: "4GiB" } };
      await incus.send("POST", "/1.0/storage-pools", pool);
      const image = await connect({ socket: socketOf("a") })
        .project("default")
        .uploadImage(machine.image);
      stack = await Stack.of(machine, "test/programs/declared", "test", 400_000);
      await stack.configure({ cookie: "monster", secretKeyBase: "k".repeat(64) }, ["cookie", "secretKeyBase"]);
      base = program(image, await machine.release({ version: "1.0.0" }));
    });

    after(async () => {
      await load?.[Symbol.asyncDispose]();
      try {
        await stack?.[Symbol.asyncDispose]();
        const images = z.array(z.string()).parse((await incus?.get("/1.0/images")) ?? []);
        for (const image of images) await incus.send("DELETE", image);
        await incus?.send("DELETE", "/1.0/storage-pools/local");
      } finally {
        for (const server of servers ?? []) await server.stop();
      }
    });

    it("run where they were put", async () => {
      await up([]);
      expect(await where()).to.deep.equal(Object.fromEntries(nodes.map(({ node, member }) => [node, member])));
      load = await Load.on({ url: `http://${await addressOf(`${name}-router`)}:8080` });
    });

    it("are warned of where it carries their router", async () => {
      await wish(["a"]);
      const { text } = await stack.show();
      expect(text).to.include(`${name}-router is on, a router: no requests get through it`);
      await wish(["c"]);
      expect((await stack.show()).text).not.to.include("a router");
    });

    it("go elsewhere with their addresses when a member is emptied, without a failed request", async () => {
      const before = await addressOf(`${name}-3`);
      const { versions } = await unnoticed(load, () => up(["c"]));
      expect(versions).to.have.keys("1.0.0");
      expect((await where())[`${name}-3`]).to.be.oneOf(["a", "b"]);
      expect(await addressOf(`${name}-3`)).to.equal(before);
      await isWhole();
    });

    it("come back with it, likewise", async () => {
      await unnoticed(load, () => up([]));
      expect((await where())[`${name}-3`]).to.equal("c");
      await isWhole();
    });

    const socketOf = (member: string) => servers["abc".indexOf(member)]?.socket ?? "";

    async function up(evacuated: readonly string[]) {
      await wish(evacuated);
      const { ok, text } = await stack.up();
      expect(ok, text).to.equal(true);
      expect(await stack.preview()).to.deep.equal([]);
    }

    async function wish(evacuated: readonly string[]) {
      const args = {
        members: Object.fromEntries(MEMBERS.map((member) => [member, { socket: socketOf(member) }])),
        storagePools: { b: { local: { size: "4GiB" } }, c: { local: { size: "4GiB" } } },
        evacuated,
      };
      await stack.configure({ resources: [{ kind: "IncusCluster", name: "prod", args }, ...base] });
    }

    /** A node on each member, and a router on the first. Their network is the machine's own, so that they keep their addresses. */
    function program(image: string, release: string): object[] {
      const host = { socket: socketOf("a") };
      const instance = (target: string, named: string) => ({
        kind: "Instance",
        name: named,
        after: ["prod"],
        args: {
          host,
          image,
          target,
          profiles: [],
          config: { "cluster.evacuate": "migrate" },
          devices: {
            root: { type: "disk", path: "/", pool: "local" },
            eth0: { type: "nic", name: "eth0", nicType: "bridged", parent: machine?.incus.network },
          },
          waitFor: ["address"],
        },
      });
      const of = (node: string) => ({ host, instance: node, app: "chat", incarnation: `@${node}.incarnation` });
      const releases = names.map((node) => ({
        kind: "Release",
        name: `${node}-release`,
        args: {
          ...of(node),
          address: `@${node}.ipv4Address`,
          peers: names.filter((other) => other !== node).map((other) => `@${other}.ipv4Address`),
          cluster: names,
          release,
          cookie: "@config.cookie",
          secrets: { SECRET_KEY_BASE: "@config.secretKeyBase" },
          environment: { PORT: "4000" },
          healthCheck: CHECK,
        },
      }));
      const router = `${name}-router`;
      const servers = names.map((node) => ({ name: node, address: `@${node}.ipv4Address`, port: 4000 }));
      const traffic = { host, router: "@router.instance", app: "chat", listen: 8080, servers, hold: "30s" };
      return [
        ...nodes.map(({ node, member }) => instance(member, node)),
        instance("a", router),
        ...releases,
        { kind: "Router", name: "router", args: { host, instance: router, incarnation: `@${router}.incarnation` } },
        { kind: "Traffic", name: "traffic", args: { ...traffic, check: { path: "/health" } } },
        ...names.map((node) => ({
          kind: "BeamNode",
          name: `${node}-node`,
          after: ["traffic", ...releases.map((each) => each.name)],
          args: {
            ...of(node),
            revision: `@${node}-release.revision`,
            secretRevision: `@${node}-release.secretRevision`,
            version: `@${node}-release.version`,
            nodeName: `@${node}-release.nodeName`,
            cluster: names,
            healthCheck: CHECK,
            router: "@router.instance",
          },
        })),
      ];
    }

    /** The member that each node's instance is on. */
    async function where() {
      const found = z.array(located).parse(await incus.get("/1.0/instances?recursion=1"));
      return Object.fromEntries(
        found.filter((each) => names.includes(each.name)).map((each) => [each.name, each.location]),
      );
    }

    async function addressOf(instance: string): Promise<string> {
      const state = z.object({ network }).parse(await incus.get(`/1.0/instances/${instance}/state`));
      const found = state.network.eth0?.addresses.find(({ family, scope }) => family === "inet" && scope === "global");
      return found?.address ?? expect.fail(`${instance} has no address`);
    }

    /** Every node sees every other, and gets requests. */
    async function isWhole() {
      const ask = async (at: string) => health.parse(await (await fetch(`http://${at}/health`)).json());
      const told = await Promise.all(names.map(async (node) => ask(`${await addressOf(node)}:4000`)));
      const all = told.map(({ node }) => node).sort();
      for (const { node, peers } of told) expect([node, ...peers].sort()).to.deep.equal(all);
      const router = `${await addressOf(`${name}-router`)}:8080`;
      const routed = await Promise.all(Array.from({ length: 12 }, () => ask(router)));
      expect(new Set(routed.map(({ node }) => node)).size, "nodes that get requests").to.equal(3);
    }
  });

const located = z.object({ name: z.string(), location: z.string() });
const addresses = z.array(z.object({ family: z.string(), scope: z.string(), address: z.string() }));
const network = z.record(z.string(), z.object({ addresses }));
const health = z.object({ node: z.string(), version: z.string(), peers: z.array(z.string()) });
