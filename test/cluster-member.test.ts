/** Members of a cluster over HTTPS, where a server that joins shows another certificate; and one that is gone for good. */
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { z } from "zod";
import { connect, disconnectAll } from "../provider/incus/server.ts";
import { ClusterMember } from "../provider/kinds/index.ts";
import { create, plan, read, remove, type State, update } from "../provider/lifecycle.ts";
import { machineOrSkip } from "../setup/environment.ts";
import { type Identity, type PrivateServer, privateServer } from "./incus/private-server.ts";
import { raw } from "./out-of-band.ts";

describe("members of a cluster", () => {
  let servers: PrivateServer[];
  let client: Identity;

  before(async function () {
    await machineOrSkip(this);
    servers = await Promise.all([privateServer(), privateServer(), privateServer()]);
    client = (await servers[0]?.identity("operator")) ?? client;
    for (const each of servers) await each.trust(client);
  });

  after(async () => {
    for (const each of servers ?? []) await each.stop();
  });

  const hostOf = (name: string) => {
    const { address = "", fingerprint = "" } = servers["abc".indexOf(name)] ?? {};
    return { name, address, fingerprint, clientCertificate: client.certificate, clientKey: client.key };
  };
  const states: Record<string, State> = {};
  const said: string[] = [];
  const asked = (name: string, owner = "ours") => ({
    server: connect(hostOf(name)),
    owner,
    signal: new AbortController().signal,
    progress: () => {},
    warn: (line: string) => void said.push(line),
  });
  const wantedOf = (name: string, others: string, more: object = {}) => ({
    host: hostOf(name),
    name,
    starts: false,
    cluster: [...others].map(hostOf),
    storagePools: {},
    networks: {},
    config: {},
    force: false,
    ...(states.a && { clusterFingerprint: states.a.fingerprint }),
    ...more,
  });
  const planned = async (name: string, prior: State, wanted: Record<string, unknown>) =>
    (await plan(ClusterMember, asked(name), prior, { values: wanted, unknown: new Set() })).plan;
  const first = () => raw(servers[0]?.socket ?? "");
  const statuses = async () => {
    const all = z.array(z.object({ server_name: z.string(), status: z.string() }));
    const found = all.parse(await first().get("/1.0/cluster/members?recursion=1"));
    return Object.fromEntries(found.map((each) => [each.server_name, each.status]));
  };

  it("do not join what nobody has started", async () => {
    const early = create(ClusterMember, asked("b"), wantedOf("b", "a"));
    expect(await early.catch((error: Error) => error.message)).to.match(/none of the servers in `cluster` is in one/);
  });

  it("start it and join it, and show the cluster's certificate from then on", async () => {
    states.a = await create(ClusterMember, asked("a"), wantedOf("a", "", { starts: true }));
    // Incus gives a new cluster a certificate of its own.
    expect(states.a.fingerprint).not.to.equal(servers[0]?.fingerprint);
    states.b = await create(ClusterMember, asked("b"), wantedOf("b", "a"));
    expect(states.b.fingerprint).to.equal(states.a.fingerprint);
    states.c = await create(ClusterMember, asked("c"), wantedOf("c", "ab"));
    expect(await statuses()).to.deep.equal({ a: "Online", b: "Online", c: "Online" });
    await disconnectAll();
    expect((await planned("a", states.a, wantedOf("a", "", { starts: true }))).action).to.equal("none");
    expect((await planned("b", states.b, wantedOf("b", "a"))).action).to.equal("none");
    expect((await planned("c", states.c, wantedOf("c", "ab"))).action).to.equal("none");
  });

  it("are taken up by the run after one that was killed, and by nobody else", async () => {
    states.b = await create(ClusterMember, asked("b"), wantedOf("b", "ac"));
    expect(states.b.status).to.equal("Online");
    const theirs = create(ClusterMember, asked("b", "somebody else"), wantedOf("b", "ac"));
    expect(await theirs.catch((error: Error) => error.message)).to.match(/already exists/);
  });

  it("keep their names, and what others gave them", async () => {
    const at = "/1.0/cluster/members/b";
    const found = z.looseObject({ config: z.record(z.string(), z.string()) }).parse(await first().get(at));
    await first().send("PUT", at, { ...found, config: { ...found.config, "user.theirs": "1" } });
    const wanted = wantedOf("b", "ac", { config: { "user.ours": "1" }, description: "second" });
    states.b = await update(ClusterMember, asked("b"), states.b ?? {}, wanted);
    const after = z.looseObject({ config: z.record(z.string(), z.string()) }).parse(await first().get(at));
    expect(after.config).to.include({ "user.theirs": "1", "user.ours": "1" });
    const other = await planned("b", states.b, { ...wanted, name: "bee" });
    expect(other.action).to.equal("refuse");
  });

  it("are removed when they are gone for good, where that is said", async () => {
    await first().send("PATCH", "/1.0", { config: { "cluster.offline_threshold": "11" } });
    await servers[2]?.stop();
    servers.length = 2;
    expect(await statuses()).to.include.keys("c");
    while ((await statuses()).c !== "Offline") await pause(500);
    const gone = wantedOf("c", "ab");
    const refused = remove(ClusterMember, asked("c"), { ...states.c, ...gone }, ["ours"]);
    expect(await refused.then(String, (error: Error) => error.message)).to.match(/offline.*`force`/s);
    expect((await read(ClusterMember, asked("c"), { ...states.c, ...gone }))?.status).to.equal("Offline");
    await remove(ClusterMember, asked("c"), { ...states.c, ...gone, force: true }, ["ours"]);
    expect(await statuses()).to.deep.equal({ a: "Online", b: "Online" });
  });

  it("leave, and are on their own again", async () => {
    await remove(ClusterMember, asked("b"), { ...states.b, ...wantedOf("b", "a") }, ["ours"]);
    expect(await statuses()).to.deep.equal({ a: "Online" });
    await remove(ClusterMember, asked("a"), { ...states.a, ...wantedOf("a", "b", { starts: true }) }, ["ours"]);
    const own = z.object({ environment: z.object({ server_clustered: z.boolean() }) });
    for (const { socket } of servers)
      expect(own.parse(await raw(socket).get("/1.0")).environment.server_clustered).to.equal(false);
  });
});
