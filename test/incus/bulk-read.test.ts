import { mock } from "node:test";
import { expect } from "chai";
import fc from "fast-check";
import { z } from "zod";
import { BulkReads } from "../../provider/incus/bulk-read.ts";
import { Aborted, Unreachable } from "../../provider/incus/errors.ts";
import { type RequestRecord, watchRequests } from "../../provider/incus/log.ts";
import { connect, type Scope } from "../../provider/incus/server.ts";
import { failure } from "./failure.ts";
import { relay } from "./relay.ts";
import { instance, type Workplace, workplace } from "./workplace.ts";

const empty = (name: string) => ({ name, type: "container", source: { type: "none" } });
const minute = 60_000;

describe("incus bulk reads", () => {
  let place: Workplace;
  let scope: Scope;
  let requests: RequestRecord[];
  let unwatch: () => void;
  const names = Array.from({ length: 10 }, (_, index) => `i${index}`);

  before(async function () {
    place = await workplace(this);
    await Promise.all(names.map((name) => place.scope.post("/1.0/instances", empty(name))));
  });
  after(() => place?.remove());

  beforeEach(async () => {
    scope = connect(place.host, { keep: minute }).project(place.name);
    requests = [];
    unwatch = watchRequests((record) => requests.push(record));
  });
  afterEach(async () => {
    unwatch();
    await connect(place.host, { keep: minute }).disconnect();
  });

  const reads = () => requests.filter(({ method }) => method === "GET").map(({ path }) => path);

  it("asks once for all who ask at the same time, and for those who come a little later", async () => {
    const found = await Promise.all([...names, ...names].map((name) => scope.member("/1.0/instances", name, instance)));
    expect(found.map((each) => each?.body.name)).to.deep.equal([...names, ...names]);
    expect((await scope.member("/1.0/instances", "i3", instance))?.body.name).to.equal("i3");
    expect(reads()).to.deep.equal([`/1.0/instances?recursion=2&project=${place.name}`]);
  });

  it("says undefined for what is not there, and for a project that is not there", async () => {
    expect(await scope.member("/1.0/instances", "nobody", instance)).to.equal(undefined);
    const nowhere = connect(place.host, { keep: minute }).project("cul8er-test-nowhere");
    expect(await nowhere.member("/1.0/instances", "nobody", instance)).to.equal(undefined);
  });

  it("finds a member of an empty list", async () => {
    expect(await scope.member("/1.0/images", "abc", instance)).to.equal(undefined);
  });

  it("reads anew after a write of its own", async () => {
    expect((await scope.member("/1.0/instances", "i1", described))?.body.description).to.equal("");
    await scope.patch("/1.0/instances/i1", { description: "changed" });
    expect((await scope.member("/1.0/instances", "i1", described))?.body.description).to.equal("changed");
    expect(reads()).to.have.length(2);
  });

  it("reads no more than what it is asked for while things change", async () => {
    await scope.patch("/1.0/instances/i1", { description: "changes" });
    const found = await Promise.all(
      ["i1", "i3", "none"].map((name) => scope.member("/1.0/instances", name, described)),
    );
    expect(found.map((each) => each?.body.description)).to.deep.equal(["changes", "", undefined]);
    expect(reads().filter((path) => path.includes("recursion=2"))).to.deep.equal([]);
  });

  it("reads anew after somebody else's write, while it hears events", async () => {
    await scope.patch("/1.0/instances/i2", { description: "a" }); // opens the events
    await scope.until(
      "the events",
      () => true,
      async () => true,
    );
    await scope.member("/1.0/instances", "i2", described);
    const heard = scope.until(
      "the change",
      ({ metadata }) => metadata.action === "instance-updated",
      async () => {
        const now = await place.scope.get("/1.0/instances/i2", described);
        return now?.body.description === "b" ? true : undefined;
      },
    );
    await place.scope.patch("/1.0/instances/i2", { description: "b" });
    await heard;
    expect((await scope.member("/1.0/instances", "i2", described))?.body.description).to.equal("b");
  });

  it("reads one by itself where it must be fresh, in the same shape and with an etag", async () => {
    const shared = await scope.member("/1.0/instances", "i4", z.looseObject({}));
    const fresh = await connect(place.host, { keep: minute })
      .project(place.name, { fresh: true })
      .member("/1.0/instances", "i4", z.looseObject({}), { state: true });
    expect(Object.keys(fresh?.body ?? {}).sort()).to.deep.equal(Object.keys(shared?.body ?? {}).sort());
    expect(fresh?.etag).to.be.a("string");
    expect(reads()).to.deep.equal([
      `/1.0/instances?recursion=2&project=${place.name}`,
      `/1.0/instances/i4?recursion=1&project=${place.name}`,
    ]);
  });

  it("serves the others when one of them stops waiting", async () => {
    const between = await relay(place.machine.incus.socket);
    try {
      const release = between.hold(/^GET \/1\.0\/instances/);
      const seen = between.seen(/^GET \/1\.0\/instances/);
      const abort = new AbortController();
      const server = connect({ socket: between.socket });
      const impatient = server.project(place.name, { signal: abort.signal }).member("/1.0/instances", "i5", instance);
      const patient = server.project(place.name).member("/1.0/instances", "i5", instance);
      await seen;
      abort.abort();
      await failure(impatient, Aborted);
      release();
      expect((await patient)?.body.name).to.equal("i5");
      await server.disconnect();
    } finally {
      await between.close();
    }
  });

  it("shares a failure with those who wait, and asks again afterwards", async () => {
    const shared = new BulkReads(minute);
    let asked = 0;
    const read = async () => {
      asked += 1;
      if (asked === 1) throw new Unreachable({ tried: "reading", on: "test" });
      return [{ name: "a" }];
    };
    const both = [shared.share("k", read), shared.share("k", read)];
    for (const each of both) await failure(each, Unreachable);
    expect((await shared.share("k", read)).has("a")).to.equal(true);
    expect(asked).to.equal(2);
  });

  it("lasts as long as somebody comes for it, but not for ever", async () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    try {
      const shared = new BulkReads(2_000);
      let asked = 0;
      const ask = () =>
        shared.share("k", async () => {
          asked += 1;
          return [];
        });
      for (let second = 0; second < 29; second += 1) {
        await ask();
        mock.timers.tick(1_000);
      }
      expect(asked).to.equal(1);
      mock.timers.tick(1_000);
      await ask();
      expect(asked, "half a minute later").to.equal(2);
      mock.timers.tick(2_000);
      await ask();
      expect(asked, "after a pause").to.equal(3);
    } finally {
      mock.timers.reset();
    }
  });

  it("never gives what was read before the last discard", async () => {
    const steps = fc.array(fc.constantFrom("read", "discard"), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const shared = new BulkReads(minute);
        let version = 0;
        for (const step of all) {
          if (step === "read") {
            const found = await shared.share("k", async () => [{ name: "x", version }]);
            expect(found.get("x")).to.deep.equal({ name: "x", version });
          } else {
            version += 1;
            shared.discard();
          }
        }
      }),
    );
  });
});

const described = z.looseObject({ description: z.string() });
