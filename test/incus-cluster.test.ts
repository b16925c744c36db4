/** Three servers that become one Incus cluster by a program, are emptied and filled, and part again. */
import { expect } from "chai";
import { z } from "zod";
import { connect } from "../provider/incus/server.ts";
import { machineOrSkip } from "../setup/environment.ts";
import { type PrivateServer, privateServer } from "./incus/private-server.ts";
import { raw } from "./out-of-band.ts";
import { type Run, Stack } from "./stack.ts";
import { tinyImage } from "./tiny-image.ts";

const member = z.object({
  server_name: z.string(),
  status: z.string(),
  failure_domain: z.string(),
  groups: z.array(z.string()),
});

describe("a cluster of three servers", () => {
  let servers: PrivateServer[];
  let stack: Stack;

  before(async function () {
    const machine = await machineOrSkip(this);
    servers = await Promise.all([privateServer(), privateServer(), privateServer()]);
    // What the first has, the cluster has.
    await on(0).send("POST", "/1.0/storage-pools", { name: "local", driver: "dir" });
    await using image = await tinyImage("one of three");
    await connect({ socket: servers[0]?.socket })
      .project("default")
      .uploadImage(image.path, { aliases: ["tiny"] });
    stack = await Stack.of(machine, "test/programs/declared");
  });

  after(async () => {
    try {
      await stack?.[Symbol.asyncDispose]();
    } finally {
      for (const each of servers ?? []) await each.stop();
    }
  });

  const on = (index: number) => raw(servers[index]?.socket ?? "");
  const hosts = (names: string) => Object.fromEntries([...names].map((name) => [name, { socket: at(name) }]));
  const at = (name: string) => servers["abc".indexOf(name)]?.socket ?? "";
  const members = async () => z.array(member).parse(await on(0).get("/1.0/cluster/members?recursion=1"));
  const statuses = async () => Object.fromEntries((await members()).map((each) => [each.server_name, each.status]));
  const location = async () => z.object({ location: z.string() }).parse(await on(0).get("/1.0/instances/web")).location;
  const clustered = async (index: number) =>
    z.object({ environment: z.object({ server_clustered: z.boolean() }) }).parse(await on(index).get("/1.0"))
      .environment.server_clustered;

  /** The program: a cluster of these members, and an instance on it. */
  const declare = (names: string, cluster: object = {}, web: object = {}) =>
    stack.configure({
      resources: [
        {
          kind: "IncusCluster",
          name: "prod",
          args: {
            members: hosts(names),
            groups: { fast: ["a", "b"] },
            failureDomains: { a: "room-1", b: "room-2" },
            healAfter: "60s",
            ...cluster,
          },
        },
        {
          kind: "Instance",
          name: "web",
          after: ["prod"],
          args: {
            host: { socket: at("a") },
            image: "tiny",
            running: false,
            profiles: [],
            devices: { root: { type: "disk", path: "/", pool: "local" } },
            ...web,
          },
        },
      ],
    });
  const went = ({ ok, text }: Run) => expect(ok, text).to.equal(true);

  it("comes to be in one run, with groups, failure domains and healing", async () => {
    await declare("abc", {}, { target: "b" });
    went(await stack.up());
    expect(await statuses()).to.deep.equal({ a: "Online", b: "Online", c: "Online" });
    const [a, b, c] = await members();
    expect([a?.failure_domain, b?.failure_domain, c?.failure_domain]).to.deep.equal(["room-1", "room-2", "default"]);
    expect([a?.groups, b?.groups, c?.groups].map((groups) => groups?.includes("fast"))).to.deep.equal([
      true,
      true,
      false,
    ]);
    const { config } = z.object({ config: z.record(z.string(), z.string()) }).parse(await on(2).get("/1.0"));
    expect(config["cluster.healing_threshold"]).to.equal("60");
    expect(await location()).to.equal("b");
  });

  it("has nothing to change then", async () => {
    expect(await stack.preview()).to.deep.equal([]);
  });

  it("shows no token in its state", async () => {
    expect(await stack.state()).not.to.match(/secret"|cluster_token|expires_at/);
  });

  it("empties a member, whose instances go elsewhere and are no change for that", async () => {
    await declare("abc", { evacuated: ["b"] }, { target: "b" });
    const steps = await stack.preview();
    expect(steps.map(({ resource }) => resource))
      .to.include("ClusterMember prod-b")
      .and.not.include("Instance web");
    went(await stack.up());
    expect(await statuses()).to.include({ b: "Evacuated" });
    expect(await location()).not.to.equal("b");
    expect(await stack.preview()).to.deep.equal([]);
  });

  it("brings them back", async () => {
    await declare("abc", { evacuated: [] }, { target: "b" });
    went(await stack.up());
    expect(await statuses()).to.deep.equal({ a: "Online", b: "Online", c: "Online" });
    expect(await location()).to.equal("b");
  });

  it("moves an instance to another member, and into a group only where it is not in it", async () => {
    await declare("abc", { evacuated: [] }, { target: "@fast" });
    went(await stack.up());
    expect(await location()).to.equal("b");
    await declare("abc", { evacuated: [] }, { target: "c" });
    expect((await stack.preview()).map(({ op, resource }) => `${op} ${resource}`)).to.deep.equal([
      "update Instance web",
    ]);
    const up = await stack.up();
    went(up);
    expect(up.text).to.match(/moves from b to c/);
    expect(await location()).to.equal("c");
    await declare("abc", { evacuated: [] }, { target: "@fast" });
    went(await stack.up());
    expect(await location()).to.be.oneOf(["a", "b"]);
    await declare("abc", { evacuated: [] }, { target: "c" });
    went(await stack.up());
    expect(await stack.preview()).to.deep.equal([]);
  });

  it("lets a member go, whose instances move first", async () => {
    await declare("ab", { evacuated: [] });
    went(await stack.up());
    expect(await statuses()).to.deep.equal({ a: "Online", b: "Online" });
    expect(await location()).to.be.oneOf(["a", "b"]);
    expect(await clustered(2)).to.equal(false);
    expect(await stack.preview()).to.deep.equal([]);
  });

  it("takes it in again", async () => {
    await declare("abc", { evacuated: [] });
    went(await stack.up());
    expect(await statuses()).to.deep.equal({ a: "Online", b: "Online", c: "Online" });
  });

  it("refuses a member that another server is called like, and one that brings things of its own", async () => {
    const other = await privateServer();
    try {
      await raw(other.socket).send("POST", "/1.0/storage-pools", { name: "own", driver: "dir" });
      await declare("abc", { evacuated: [], members: { ...hosts("abc"), d: { socket: other.socket } } });
      const up = await stack.up();
      expect(up.ok).to.equal(false);
      expect(up.text).to.match(/storage pools of its own \(own\)/);
      expect(await statuses()).to.deep.equal({ a: "Online", b: "Online", c: "Online" });
    } finally {
      await other.stop();
      await declare("abc", { evacuated: [] });
    }
  });

  it("parts, but for what the first would lose by it", async () => {
    const end = await stack.destroy();
    went(end);
    expect(end.text).to.match(/stays the only member of its cluster/);
    expect([await clustered(1), await clustered(2)]).to.deep.equal([false, false]);
    expect(await statuses()).to.deep.equal({ a: "Online" });
    expect(await on(0).get("/1.0/storage-pools/local")).to.be.an("object");
  });
});
