/** A blue-green change under constant load from outside: over, back, and a release that fails. */
import { rm } from "node:fs/promises";
import { expect } from "chai";
import { type Machine, machineOrSkip, testEnvironment } from "../../setup/environment.ts";
import type { Load } from "../load/load.ts";
import { now } from "../load/record.ts";
import { variantOf } from "../variant-image.ts";
import { changedNodes, type Deployed, type Wish } from "./deployed.ts";
import { Site } from "./site.ts";
import { unnoticed } from "./unnoticed.ts";

const { everything } = await testEnvironment();

describe("a blue-green change under load", function () {
  this.bail(true);

  let machine: Machine;
  let site: Site;
  let cluster: Deployed;
  let load: Load;

  before(async function () {
    machine = await machineOrSkip(this);
    site = await Site.open(machine, {
      size: 1,
      arguments: { strategy: { type: "blueGreen" }, minUptime: "3s" },
      expose: { check: { path: "/health" } },
    });
    ({ cluster, load } = site);
  });

  after(() => site?.[Symbol.asyncDispose]());

  it("moves all requests to the other slot, and none fails", async () => {
    await unnoticed(load, () => deployed("2.0.0"));
    expect(await served()).to.deep.equal(["2.0.0"]);
    expect(await cluster.stack.preview()).to.deep.equal([]);
  });

  it("lets no user see a release that is not well, and says why", async () => {
    const seen = await unnoticed(load, async () => {
      const { ok, text } = await cluster.change({ version: "3.0.0", fault: "health_500", size: 1 });
      expect(ok, text).to.equal(false);
      expect(text)
        .to.include(`3.0.0 failed on ${cluster.name}-blue-1`)
        .and.match(/\/health: answered 500/);
    });
    expect(Object.keys(seen.versions)).to.deep.equal(["2.0.0"]);
  });

  if (everything)
    it("does not try that release again when only a change is worth a try: both slots stay as they are", async () => {
      const rollback = { retry: "on-change" };
      await cluster.wish({ version: "3.0.0", fault: "health_500", size: 1, arguments: { rollback } });
      const steps = (await cluster.stack.preview()).map(({ resource }) => resource.split(" ")[0]);
      expect(steps).to.include("Slots").and.not.include("BeamNode").and.not.include("TrafficSwitch");
      const { ok, text } = await cluster.stack.up();
      expect(ok, text).to.equal(true);
      expect(text).to.match(/3\.0\.0 failed at .* is not tried again/);
      expect(await served()).to.deep.equal(["2.0.0"]);
      expect(await cluster.stack.preview()).to.deep.equal([]);
    });

  it("goes back by one switch, which touches no node", async () => {
    await cluster.wish({ version: "1.0.0", size: 1 });
    expect(changedNodes(await cluster.stack.preview())).to.deep.equal([]);
    const before = await processes();
    await unnoticed(load, () => deployed("1.0.0"));
    expect(await processes()).to.deep.equal(before);
    expect(await served()).to.deep.equal(["1.0.0"]);
  });

  it("stops the slot without requests when it need not be warm, and the preview says so", async () => {
    await cluster.wish({ version: "1.0.0", size: 1, arguments: cold() });
    expect((await cluster.stack.preview()).map(({ resource }) => resource)).to.deep.equal([
      `TrafficSwitch ${cluster.name}-switch`,
    ]);
    expect((await cluster.stack.show()).text).to.match(/stops the green slot, which gets no requests since/);
    await unnoticed(load, () => deployed("1.0.0", cold()));
    expect(await up()).to.deep.equal(["blue"]);
    expect(await cluster.stack.preview()).to.deep.equal([]);
  });

  it("starts it for the way back, and tells both slots who has the requests", async () => {
    await cluster.wish({ version: "2.0.0", size: 1, arguments: cold() });
    expect(changedNodes(await cluster.stack.preview())).to.deep.equal([`${cluster.name}-green-1`]);
    await unnoticed(load, () => deployed("2.0.0", cold()));
    expect(await served()).to.deep.equal(["2.0.0"]);
    expect(await up()).to.deep.equal(["green"]);
    expect([await toldOn("blue"), await toldOn("green")]).to.deep.equal(["off", "on"]);
    expect(await cluster.stack.preview()).to.deep.equal([]);
  });

  if (everything)
    it("leaves the requests where they are when a call fails, and takes the other calls back", async () => {
      const failing = cold({ onActivate: { command: ["rpc", 'raise "no scheduler here"'], limit: "20s" } });
      await unnoticed(load, async () => {
        const { ok, text } = await cluster.change({ version: "1.0.0", size: 1, arguments: failing });
        expect(ok, text).to.equal(false);
        expect(text)
          .to.match(/onActivate .* failed on \S+-blue-1: ended with 1/)
          .and.include("no scheduler here")
          .and.include("The requests stay where they are");
      });
      expect(await served()).to.deep.equal(["2.0.0"]);
      expect([await toldOn("blue"), await toldOn("green")]).to.deep.equal(["offoff", "onoffon"]);
    });

  if (everything)
    it("takes another image and memory in the slot without requests, and leaves the other as it is", async () => {
      const variant = await variantOf(machine.image);
      try {
        const before = await processes();
        const memory = { limits: { memory: "400MiB" } };
        await unnoticed(load, () => deployed("2.1.0", memory, { image: variant }));
        const after = await processes();
        expect(after.filter((each) => before.includes(each))).to.have.length(1);
        expect(await served()).to.deep.equal(["2.1.0"]);
        expect(await cluster.stack.preview()).to.deep.equal([]);
        await unnoticed(load, () => deployed("2.2.0", memory, { image: variant }));
        expect(await served()).to.deep.equal(["2.2.0"]);
      } finally {
        await rm(variant);
      }
    });

  /** A slot without requests is stopped at once, and each writes down what it is told. */
  const cold = (more: object = {}) => ({
    strategy: {
      type: "blueGreen",
      keepWarm: "0s",
      onActivate: { command: ["rpc", WRITE("on")] },
      onDeactivate: { command: ["rpc", WRITE("off")] },
      ...more,
    },
  });

  const toldOn = (slot: string) => cluster.inside(`${cluster.name}-${slot}-1`, "cat", "/opt/chat/data/told");

  /** Slots whose node runs. */
  async function up(): Promise<string[]> {
    const slots = ["blue", "green"];
    const states = await Promise.all(
      slots.map((slot) => cluster.inside(`${cluster.name}-${slot}-1`, "systemctl", "is-active", "chat")),
    );
    return slots.filter((_, index) => states[index]?.trim() === "active");
  }

  async function deployed(version: string, args: object = {}, more: Partial<Wish> = {}): Promise<void> {
    const { ok, text } = await cluster.change({ version, size: 1, ...more, arguments: { ...args } });
    expect(ok, text).to.equal(true);
  }

  /** Versions that answer from now on. */
  async function served(): Promise<string[]> {
    const from = now();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return Object.keys((await load.since(from)).versions);
  }

  /** When each node's process was started. */
  const processes = () => Promise.all(["blue", "green"].map((slot) => cluster.started(`${cluster.name}-${slot}-1`)));
});

const WRITE = (word: string) => `File.write!("/opt/chat/data/told", "${word}", [:append])`;
