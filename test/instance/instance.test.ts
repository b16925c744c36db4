/** Instances on the real server: every verb, what is refused, and clients that die. */
import { expect } from "chai";
import { contextOf } from "../../provider/context.ts";
import { connect } from "../../provider/incus/server.ts";
import { carryOutPending, putOffRebuild } from "../../provider/kinds/instance/rebuild.ts";
import { Instance } from "../../provider/kinds/instance.ts";
import type { Kind, Values } from "../../provider/resource.ts";
import { testEnvironment } from "../../setup/environment.ts";
import { failure } from "../incus/failure.ts";
import { dieAt, lifeOf, name } from "./life.ts";
import { type InstancePlace, instancePlace } from "./place.ts";

const kind = Instance as unknown as Kind;

const rejected = (work: Promise<unknown>) => failure(work, Error);

describe("an instance", () => {
  let place: InstancePlace;
  let other: string;
  const born = (owner?: string) => lifeOf(kind, place.host, { project: place.name }, owner);
  const contextFor = () =>
    contextOf(
      {
        server: connect(place.host),
        owner: "urn:pulumi:test::life::t::node",
        signal: AbortSignal.timeout(60_000),
        progress: () => {},
        warn: () => {},
      },
      "update",
    );

  before(async function () {
    place = await instancePlace(this);
    other = await place.otherImage();
  });
  after(() => place?.remove());

  it("is created running with an address, in one operation, and then there is nothing to do", async () => {
    const web = born();
    const wanted = {
      name: name("web"),
      image: "debian",
      description: "tests",
      limits: {
        cpu: 1,
        memory: "256MiB",
        processes: 500,
        disk: { read: "20MB" },
        network: { ingress: "50Mbit" },
      },
      environment: { GREETING: "hello" },
      config: { "user.color": "blue" },
      devices: { shared: { type: "disk", source: "/usr/share", path: "/mnt/shared", readonly: true } },
    };
    const state = await web.up(wanted);
    expect(state).to.include({
      status: "Running",
      location: "none",
      architecture: "x86_64",
      fingerprint: await place.image(),
    });
    expect(state.ipv4Address).to.match(/^10\./);
    expect(state.macAddress).to.match(/^([0-9a-f]{2}:){5}/);
    expect(state.incarnation).to.match(/^[0-9a-f]{16}$/);
    expect(await web.plan(wanted)).to.deep.equal({ action: "none" });

    const live = await place.look(wanted.name);
    expect(live?.config).to.include({
      "limits.memory": "256MiB",
      "limits.cpu": "1",
      "environment.GREETING": "hello",
      "user.color": "blue",
    });
    expect(live?.devices.root).to.include({ path: "/", "limits.read": "20MB" });
    expect(live?.devices.eth0).to.include({ "limits.ingress": "50Mbit" });
    expect(
      (await place.scope.exec(wanted.name, ["sh", "-c", "echo $GREETING; test -d /mnt/shared/doc"])).stdout,
    ).to.equal("hello\n");

    const fewer = { name: wanted.name, image: "debian", limits: { memory: "300MiB" }, environment: { GREETING: "hi" } };
    expect(await web.plan(fewer)).to.deep.include({ action: "update", unknown: [] });
    const changed = await web.up(fewer);
    expect(changed).to.include({ ipv4Address: state.ipv4Address, incarnation: state.incarnation });
    expect(await web.plan(fewer)).to.deep.equal({ action: "none" });
    const then = await place.look(wanted.name);
    expect(then).to.deep.include({ description: "", devices: {} });
    expect(then?.config).not.to.have.any.keys("limits.cpu", "user.color");
    expect(then?.created_at, "was not made again").to.equal(live?.created_at);
    await web.destroy();
    await web.destroy();
    expect(await place.look(wanted.name)).to.equal(undefined);
  });

  it("sees another hand, and undoes it; leaves alone what it did not declare", async () => {
    const web = born();
    const wanted = { name: name("drift"), image: "debian", limits: { memory: "256MiB" } };
    await web.up(wanted);
    await place.scope.patch(`/1.0/instances/${wanted.name}`, {
      config: { "limits.memory": "128MiB", "limits.cpu": "1" },
    });
    expect(await web.plan(wanted)).to.include({
      action: "update",
      reason: 'changed by another hand: limits "memory" is "128MiB", wanted "256MiB"',
    });
    await web.up(wanted);
    expect((await place.look(wanted.name))?.config).to.include({ "limits.memory": "256MiB", "limits.cpu": "1" });

    await place.scope.put(`/1.0/instances/${wanted.name}/state`, { action: "stop", force: true });
    expect(await web.plan(wanted)).to.include({ reason: "changed by another hand: running is false, wanted true" });
    await web.up(wanted);
    expect((await place.look(wanted.name))?.status).to.equal("Running");

    await place.scope.put(`/1.0/instances/${wanted.name}/state`, { action: "stop", force: true });
    await place.scope.delete(`/1.0/instances/${wanted.name}`);
    expect(await web.plan(wanted)).to.include({ reason: "is gone, will be created again" });
    const first = web.state?.incarnation;
    await web.up(wanted);
    expect(web.state?.incarnation).not.to.equal(first);
    await web.destroy();
  });

  it("stops and starts as declared", async () => {
    const web = born();
    const wanted = { name: name("off"), image: "debian", running: false };
    expect(await web.up(wanted)).to.include({ status: "Stopped", ipv4Address: undefined });
    expect(await web.plan(wanted)).to.deep.equal({ action: "none" });
    expect(await web.up({ ...wanted, running: true, stopTimeout: "0s" })).to.include({ status: "Running" });
    expect(await web.up({ ...wanted, stopTimeout: "0s" })).to.include({ status: "Stopped" });
    await web.destroy();
  });

  it("keeps its pinned address and MAC over a rebuild in place, with a new incarnation and today's config", async () => {
    const web = born();
    const wanted: Values = { name: name("pin"), image: await place.image(), pinAddress: true, stopTimeout: "0s" };
    const before = await web.up(wanted);
    expect((await place.look(String(wanted.name)))?.devices.eth0).to.include({ "ipv4.address": before.ipv4Address });
    const next = { ...wanted, image: other, environment: { NEW: "1" } };
    expect(await web.plan(next)).to.include({ action: "update", restarts: true });
    const after = await web.up(next);
    expect(after).to.include({ ipv4Address: before.ipv4Address, macAddress: before.macAddress, fingerprint: other });
    expect(after).to.include({ createdAt: before.createdAt, status: "Running", pending: "" });
    expect(after.incarnation).not.to.equal(before.incarnation);
    expect(await web.plan(next)).to.deep.equal({ action: "none" });
    expect(String(await place.scope.readFile(String(wanted.name), "/etc/variant"))).to.equal("yes\n");

    await web.up({ ...next, pinAddress: false });
    expect((await place.look(String(wanted.name)))?.devices, "the profile's device again").to.deep.equal({});
    await web.destroy();
  });

  it("leaves restarts and rebuilds to its node where they are deferred", async () => {
    const web = born();
    const wanted: Values = { name: name("node"), image: await place.image(), restart: "defer", pinAddress: true };
    const before = await web.up(wanted);
    const next = { ...wanted, image: other, config: { "security.privileged": "true" } };
    const plan = await web.plan(next);
    const pending = JSON.stringify({ image: other, restart: true });
    expect(plan).to.have.deep.property("unknown", ["pending"]);
    const waiting = await web.up(next);
    expect(waiting).to.include({ pending, incarnation: before.incarnation, fingerprint: before.fingerprint });
    expect(await web.plan(next)).to.deep.equal({ action: "none" });
    const started = (await place.look(String(wanted.name)))?.config["volatile.eth0.host_name"];
    expect(started, "was not restarted").to.be.a("string");

    const options = { stopTimeout: 0, keepIncarnation: true };
    expect(await carryOutPending(contextFor(), place.name, String(wanted.name), options)).to.equal(true);
    expect(await carryOutPending(contextFor(), place.name, String(wanted.name), options)).to.equal(false);
    expect(await web.plan(next)).to.deep.equal({ action: "none" });
    const after = await web.refresh();
    expect(after).to.include({ pending: "", incarnation: before.incarnation, fingerprint: other });
    expect((await place.look(String(wanted.name)))?.status).to.equal("Running");
    await web.destroy();
  });

  it("goes on running when a rebuild fails, and converges when the image is put right", async () => {
    const web = born();
    const wanted: Values = { name: name("bad"), image: await place.image(), stopTimeout: "0s" };
    const before = await web.up(wanted);
    await rejected(web.up({ ...wanted, image: "f".repeat(64) }));
    expect(await place.look(String(wanted.name))).to.include({ status: "Running" });
    const after = await web.up(wanted);
    expect(after).to.include({ pending: "", incarnation: before.incarnation });
    expect(await web.plan(wanted)).to.deep.equal({ action: "none" });
    await web.destroy();
  });

  it("refuses to rebuild what has snapshots, and does not touch it", async () => {
    const web = born();
    const wanted: Values = { name: name("snap"), image: await place.image(), stopTimeout: "0s" };
    await web.up(wanted);
    await place.scope.post(`/1.0/instances/${wanted.name}/snapshots`, { name: "s1" });
    const error = await rejected(web.up({ ...wanted, image: other }));
    expect(error.message).to.match(/image.* cannot change in place while the instance has snapshots \(s1\)/);
    expect((await rejected(putOffRebuild(place.scope, String(wanted.name), other))).message).to.include("snapshots");
    expect(await place.look(String(wanted.name))).to.include({ status: "Running" });
    await web.destroy();
  });

  it("waits for what is declared, and says what it saw when that does not come", async () => {
    const web = born();
    const wanted = { name: name("wait"), image: "debian", waitFor: ["ready"], timeout: "4s" };
    const error = await rejected(web.up(wanted));
    expect(error.message).to.match(/waited \d s for the instance to say that it is ready. It is Running \(eth0 up/);
    expect(error.message).to.include(`incus console --show-log ${wanted.name} --project ${place.name}`);
    expect(web.state, "the engine keeps what is there").to.include({ name: wanted.name });
    const without = await rejected(born().up({ name: name("ci"), image: "debian", waitFor: ["cloud-init"] }));
    expect(without.message).to.include("its image has no cloud-init");
    await web.destroy();
  });

  it("says when an address cannot come", async () => {
    const web = born();
    const lonely = { name: name("lone"), image: "debian", devices: { eth0: { type: "none" } }, waitFor: ["address"] };
    expect((await rejected(web.up(lonely))).message).to.include("has no network device");
    await web.destroy();
  });

  it("does not go without an image, or with one in the way", async () => {
    const wrong = await born().plan({ name: name("x"), image: "debiann" });
    expect(JSON.stringify(wrong)).to.match(/no image has the alias or fingerprint .*debiann/);
    const missing = await rejected(born().up({ name: name("x"), image: "f".repeat(64) }));
    expect(missing.message).to.match(/[Ii]mage/);
  });

  it("is not deleted while its own options protect it", async () => {
    const web = born();
    const wanted = { name: name("safe"), image: "debian", config: { "security.protection.delete": "true" } };
    await web.up(wanted);
    const state = web.state;
    expect((await rejected(web.destroy())).message).to.include("security.protection.delete");
    expect(await place.look(wanted.name)).to.include({ status: "Running" });
    web.state = state;
    await web.up({ ...wanted, config: {} });
    await web.destroy();
  });

  it("belongs to one owner: another is refused, unless it adopts", async () => {
    const [mine, theirs] = [born(), born()];
    const wanted = { name: name("mine"), image: "debian", limits: { memory: "256MiB" } };
    const { incarnation } = await mine.up(wanted);
    expect((await rejected(theirs.up(wanted))).message).to.match(/already exists; it belongs to/);
    const adopted = await theirs.up({ ...wanted, adopt: true, limits: { memory: "200MiB" } });
    expect(adopted).to.include({ incarnation });
    expect(await theirs.plan({ ...wanted, adopt: true, limits: { memory: "200MiB" } })).to.deep.equal({
      action: "none",
    });
    await theirs.destroy();
  });

  it("shows no secret in plans, errors and lines", async () => {
    const web = born();
    const hush = "correct-horse-battery";
    const wanted = {
      name: name("hush"),
      image: "debian",
      secretEnvironment: { TOKEN: hush },
      cloudInit: { userData: hush },
    };
    await web.up(wanted);
    const next = {
      ...wanted,
      secretEnvironment: { TOKEN: `${hush}2`, MORE: hush },
      cloudInit: { userData: `${hush}3` },
      stopTimeout: "0s",
    };
    expect(JSON.stringify(await web.plan(next))).not.to.include(hush);
    await web.up(next);
    await web.up({ ...next, secretEnvironment: { MORE: hush } });
    expect((await place.look(wanted.name))?.config).to.not.have.property("environment.TOKEN");
    expect(web.lines.join()).not.to.include(hush);
    await web.destroy();
  });

  describe("whose client dies", () => {
    it("in its creation is there once, and whole, after the next run", async function () {
      for (const write of await drawn([1, 2, 3])) {
        this.timeout(this.timeout() + 60_000);
        const owner = `urn:pulumi:test::life::t::${name("dying")}`;
        const wanted = { name: name("die"), image: "debian", pinAddress: true, environment: { A: "1" } };
        const death = dieAt(write);
        await born(owner)
          .up(wanted, death.signal)
          .catch(() => undefined);
        death.survive();
        const second = born(owner);
        const state = await second.up(wanted);
        expect(state, `write ${write}`).to.include({ status: "Running", pending: "" });
        const live = await place.look(wanted.name);
        expect(live?.devices.eth0, `write ${write}`).to.include({ "ipv4.address": state.ipv4Address });
        expect(await second.plan(wanted), `write ${write}`).to.deep.equal({ action: "none" });
        await second.destroy();
      }
    });

    it("in a rebuild has one new disk after the next run", async function () {
      for (const write of await drawn([1, 2, 3, 4, 5])) {
        this.timeout(this.timeout() + 60_000);
        const web = born();
        const wanted: Values = { name: name("die"), image: await place.image(), stopTimeout: "0s" };
        const before = { ...(await web.up(wanted)) };
        const next = { ...wanted, image: other, config: { "security.privileged": "true" } };
        const death = dieAt(write);
        await web.up(next, death.signal).catch(() => undefined);
        death.survive();
        if ((await web.plan(next)).action !== "none") await web.up(next);
        const after = await web.refresh();
        expect(after, `write ${write}`).to.include({ status: "Running", fingerprint: other, pending: "" });
        expect(after?.incarnation, `write ${write}`).not.to.equal(before.incarnation);
        const { config } = (await place.look(String(wanted.name))) ?? {};
        expect(config, `write ${write}`).to.include({ "security.privileged": "true" });
        expect(await web.plan(next), `write ${write}`).to.deep.equal({ action: "none" });
        await web.destroy();
      }
    });
  });
});

/** All of the crash points, or another one in each run. */
async function drawn(writes: number[]): Promise<number[]> {
  const { everything, seed } = await testEnvironment();
  return everything ? writes : [writes[seed % writes.length] ?? 1];
}
