/** Limits, devices and snapshots of an instance that something else owns, on the real server. */
import { expect } from "chai";
import { Instance } from "../../provider/kinds/instance.ts";
import { InstanceDevice } from "../../provider/kinds/instance-device.ts";
import { InstanceLimits } from "../../provider/kinds/instance-limits.ts";
import { Snapshot } from "../../provider/kinds/snapshot.ts";
import type { Kind } from "../../provider/resource.ts";
import { failure } from "../incus/failure.ts";
import { type Life, lifeOf, name } from "./life.ts";
import { type InstancePlace, instancePlace } from "./place.ts";

const none = { action: "none" };

describe("on an instance that something else owns", () => {
  let place: InstancePlace;
  let host: Life;
  // A PATCH that does not name the description empties it.
  const described = { description: "of its owner" };
  const declared = { ...described, name: name("host"), image: "debian", config: { "limits.kernel.nofile": "5000" } };
  const instance = declared.name;
  const born = (kind: unknown, more: object = {}) =>
    lifeOf(kind as Kind, place.host, { project: place.name, instance, ...more });

  before(async function () {
    place = await instancePlace(this);
    host = lifeOf(Instance as unknown as Kind, place.host, { project: place.name });
    await host.up(declared);
  });
  afterEach(async () => {
    expect(await host.plan(declared), "its owner has nothing to do").to.deep.equal(none);
  });
  after(() => place?.remove());

  describe("limits", () => {
    it("are set while it runs, changed, mended, and given back", async () => {
      await place.scope.patch(`/1.0/instances/${instance}`, { ...described, config: { "limits.processes": "400" } });
      const life = born(InstanceLimits);
      const first = {
        limits: { memory: "256MiB", processes: 300, disk: { read: "20MB" }, network: { ingress: "50Mbit" } },
      };
      await life.up(first);
      expect(await life.plan(first)).to.deep.equal(none);
      const limited = await place.look(instance);
      expect(limited?.config).to.include({ "limits.memory": "256MiB", "limits.processes": "300" });
      expect(limited?.devices).to.deep.include({
        root: { ...limited?.expanded_devices.root, "limits.read": "20MB" },
      });
      expect(limited?.devices.eth0).to.include({ "limits.ingress": "50Mbit" });

      const second = { limits: { memory: "128MiB" } };
      await life.up(second);
      expect(await life.plan(second)).to.deep.equal(none);
      const fewer = await place.look(instance);
      expect(fewer?.config).to.include({ "limits.memory": "128MiB", "limits.processes": "400" });
      expect(fewer?.devices, "no override is left").to.deep.equal({});

      await place.scope.patch(`/1.0/instances/${instance}`, { ...described, config: { "limits.memory": "64MiB" } });
      expect(await life.plan(second))
        .to.have.property("reason")
        .that.includes('"64MiB", wanted "128MiB"');
      await life.up(second);
      await life.destroy();
      const free = await place.look(instance);
      expect(free?.config).to.include({ "limits.processes": "400" }).and.not.have.property("limits.memory");
      expect(Object.keys(free?.config ?? {})).not.to.include("user.cul8er.limits");
      await place.scope.patch(`/1.0/instances/${instance}`, { ...described, config: { "limits.processes": "" } });
    });

    it("start it again where a client died over its restart", async () => {
      const life = born(InstanceLimits);
      const wanted = { limits: { processes: 300 } };
      await life.up(wanted);
      await place.scope.patch(`/1.0/instances/${instance}`, {
        ...described,
        config: { "user.cul8er.restarting": "true" },
      });
      await place.scope.put(`/1.0/instances/${instance}/state`, { action: "stop", force: true });
      expect(await life.plan(wanted)).to.have.property("reason", "finishes the restart that an earlier run began");
      await life.up(wanted);
      expect(await place.look(instance)).to.have.property("status", "Running");
      expect(await life.plan(wanted)).to.deep.equal(none);
      await life.destroy();
    });

    it("belong to one owner", async () => {
      const [mine, theirs] = [born(InstanceLimits), born(InstanceLimits)];
      await mine.up({ limits: { cpu: 1 } });
      expect((await failure(theirs.up({ limits: { cpu: 2 } }), Error)).message).to.include("belongs to");
      await mine.destroy();
    });

    it("of an instance that is not there are refused in words", async () => {
      const life = lifeOf(InstanceLimits as unknown as Kind, place.host, { project: place.name, instance: "nowhere" });
      expect((await failure(life.up({ limits: { cpu: 1 } }), Error)).message).to.include("there is no such instance");
    });
  });

  describe("a device", () => {
    it("is attached while it runs, changed, put back, and taken away", async () => {
      const life = born(InstanceDevice, { name: "share" });
      const first = { device: { type: "disk", source: "/usr/share", path: "/mnt/share", readonly: true } };
      await life.up(first);
      expect(await life.plan(first)).to.deep.equal(none);
      expect((await place.scope.exec(instance, ["test", "-d", "/mnt/share/doc"])).code).to.equal(0);
      const second = { device: { ...first.device, path: "/mnt/other" } };
      await life.up(second);
      expect((await place.scope.exec(instance, ["test", "-d", "/mnt/other/doc"])).code).to.equal(0);

      await place.scope.put(`/1.0/instances/${instance}`, { ...(await place.look(instance)), devices: {} });
      expect(await life.plan(second)).to.include({ reason: "is gone, will be created again" });
      await life.up(second);
      expect((await place.look(instance))?.devices).to.have.property("share");
      await life.destroy();
      expect((await place.look(instance))?.devices).to.deep.equal({});
    });

    it("of the profile is overridden, and comes back", async () => {
      const life = born(InstanceDevice, { name: "eth0" });
      const { network } = place.machine.incus;
      await life.up({ device: { type: "nic", network, limitsIngress: "50Mbit" } });
      expect((await place.look(instance))?.devices.eth0).to.include({ "limits.ingress": "50Mbit" });
      await life.destroy();
      expect((await place.look(instance))?.devices).to.deep.equal({});
    });

    it("that somebody else attached is refused, unless it is adopted", async () => {
      const foreign = { type: "disk", source: "/usr/share", path: "/mnt/theirs" };
      await place.scope.patch(`/1.0/instances/${instance}`, { ...described, devices: { theirs: foreign } });
      const life = born(InstanceDevice, { name: "theirs" });
      const wanted = { device: { ...foreign, readonly: true } };
      expect((await failure(life.up(wanted), Error)).message).to.include("already exists");
      await life.up({ ...wanted, adopt: true });
      await life.destroy();
      expect((await place.look(instance))?.devices.theirs, "as it was before").to.deep.equal(foreign);
      await place.scope.put(`/1.0/instances/${instance}`, { ...(await place.look(instance)), devices: {} });
    });

    it("with a misspelt option is refused before anything is touched", async () => {
      const wrong = { device: { type: "disk", path: "/x", config: { sorce: "/x" } } };
      expect(JSON.stringify(await born(InstanceDevice, { name: "x" }).plan(wrong))).to.include("did you mean source");
    });
  });

  describe("a snapshot", () => {
    it("is taken, and the instance set back to it with the configuration of today", async () => {
      const life = born(Snapshot, { name: "before" });
      const taken = await life.up({ expiresIn: "7d" });
      expect(Date.parse(String(taken.expiry)) - Date.parse(String(taken.createdAt))).to.be.closeTo(
        7 * 86_400_000,
        60_000,
      );
      expect(await life.plan({ expiresIn: "7d" })).to.deep.equal(none);

      await place.scope.writeFile(instance, "/root/since", "lost");
      await place.scope.patch(`/1.0/instances/${instance}`, { ...described, config: { "user.later": "kept" } });
      const back = { expiresIn: "7d", restore: "once", stopTimeout: "0s" };
      const plan = await life.plan(back);
      expect(plan).to.include({ action: "update", restarts: true });
      expect(plan).to.have.property("reason").that.includes("since is lost");
      await life.up(back);
      expect(await life.plan(back)).to.deep.equal(none);
      expect(await place.scope.readFile(instance, "/root/since")).to.equal(undefined);
      const now = await place.look(instance);
      expect(now).to.include({ status: "Running" });
      expect(now?.config).to.include({ "user.later": "kept" });

      await life.up({ expiresIn: "30d", restore: "once" });
      expect(Date.parse(String(life.state?.expiry))).to.be.greaterThan(Date.parse(String(taken.expiry)));
      await life.destroy();
      expect((await place.look(instance))?.snapshots).to.deep.equal([]);
    });

    it("of the same name belongs to one owner", async () => {
      const [mine, theirs] = [born(Snapshot, { name: "one" }), born(Snapshot, { name: "one" })];
      await mine.up({});
      expect((await failure(theirs.up({}), Error)).message).to.include("belongs to");
      await mine.destroy();
    });

    it("expires once", async () => {
      const both = await born(Snapshot, { name: "x" }).plan({ expiresIn: "1d", expiresAt: "2030-01-01T00:00:00Z" });
      expect(both).to.include({ action: "refuse" });
    });
  });
});
