import { expect } from "chai";
import { z } from "zod";
import { operation } from "../../provider/incus/answer.ts";
import { Connection } from "../../provider/incus/connection.ts";
import { Aborted, AlreadyExists, IncusError, NotFound, OutcomeUnknown, TimedOut } from "../../provider/incus/errors.ts";
import { type RequestRecord, watchRequests } from "../../provider/incus/log.ts";
import { path } from "../../provider/incus/path.ts";
import { connect, type Scope } from "../../provider/incus/server.ts";
import { failure } from "./failure.ts";
import { type Relay, relay } from "./relay.ts";
import { instance, type Workplace, workplace } from "./workplace.ts";

const running = z.record(z.string(), z.array(operation)).nullable();
const events = /^GET \/1\.0\/events/;

describe("incus operations", () => {
  let place: Workplace;
  let between: Relay;
  let scope: Scope;
  let requests: RequestRecord[];
  let unwatch: () => void;

  before(async function () {
    place = await workplace(this);
    await place.container("busy");
  });
  after(() => place?.remove());

  beforeEach(async () => {
    between = await relay(place.machine.incus.socket);
    scope = connect({ socket: between.socket }).project(place.name, { fresh: true });
    requests = [];
    unwatch = watchRequests((record) => requests.push(record));
  });
  afterEach(async () => {
    unwatch();
    await connect({ socket: between.socket }).disconnect();
    await between.close();
  });

  const empty = (name: string) => ({ name, type: "container", source: { type: "none" } });
  const listening = () => requests.filter(({ method, path }) => method === "WS" && path.startsWith("/1.0/events"));

  /** Waits, by another way than the client under test, until no operation of the project runs. */
  async function quiet(): Promise<void> {
    const all = (await place.scope.get("/1.0/operations?recursion=1", running))?.body ?? {};
    for (const { id } of Object.values(all).flat())
      await place.scope.get(path`/1.0/operations/${id}/wait`, z.unknown()).catch(() => {}); // answers with its failure
  }

  it("waits for what the server does later", async () => {
    await scope.post("/1.0/instances", empty("one"));
    expect((await place.scope.member("/1.0/instances", "one", instance))?.body.status).to.equal("Stopped");
    await scope.delete("/1.0/instances/one");
    expect(await place.scope.member("/1.0/instances", "one", instance)).to.equal(undefined);
  });

  it("hears of all operations through one websocket", async () => {
    const names = Array.from({ length: 8 }, (_, index) => `many-${index}`);
    await Promise.all(names.map((name) => scope.post("/1.0/instances", empty(name))));
    await Promise.all(names.map((name) => scope.delete(`/1.0/instances/${name}`)));
    expect(listening()).to.have.length(1);
  });

  for (const known of [false, true])
    it(`takes the end of an operation that is over before its answer arrives (stream ${known ? "open" : "not open"})`, async () => {
      if (known) await scope.post("/1.0/instances", empty("first"));
      const release = between.hold(/^POST \/1\.0\/instances\?/);
      const seen = between.seen(/^POST \/1\.0\/instances\?/);
      const creating = scope.post("/1.0/instances", empty("early"));
      await seen;
      await place.scope.until(
        "the instance",
        ({ metadata }) => metadata.action === "instance-created",
        () => place.scope.get("/1.0/instances/early", instance),
      );
      await quiet();
      release();
      await creating;
      if (known) await scope.delete("/1.0/instances/first");
      await scope.delete("/1.0/instances/early");
    });

  it("goes on when the websocket breaks in the middle", async () => {
    const seen = between.seen(/websocket/);
    const sleeping = scope.exec("busy", ["sh", "-c", "while ! test -e /root/go; do sleep 0.05; done; echo went"]);
    await seen;
    const again = between.seen(events);
    expect(between.cut(events)).to.equal(1);
    await again;
    await place.scope.writeFile("busy", "/root/go", "");
    expect((await sleeping).stdout).to.equal("went\n");
    await place.scope.removeFile("busy", "/root/go");
    expect(listening().length).to.be.greaterThan(1);
  });

  it("does not take cut output for all of it", async () => {
    const seen = between.seen(/websocket/);
    const script = "echo a; while ! test -e /root/on; do sleep 0.05; done; echo b";
    const talking = failure(scope.exec("busy", ["sh", "-c", script]), IncusError);
    await seen;
    await place.scope.exec("busy", ["true"]);
    between.cut(/websocket/);
    await place.scope.writeFile("busy", "/root/on", "");
    await talking;
    await place.scope.removeFile("busy", "/root/on");
  });

  it("learns of an end that it could not hear", async () => {
    await scope.post("/1.0/instances", empty("unheard"));
    const release = between.hold(/^DELETE/);
    const allow = between.refuse(events);
    between.cut(events);
    const seen = between.seen(/^DELETE/);
    const deleting = scope.delete("/1.0/instances/unheard");
    await seen;
    await place.scope.until(
      "the removal",
      () => true,
      async () => ((await place.scope.get("/1.0/instances/unheard", instance)) ? undefined : true),
    );
    await quiet();
    release();
    allow();
    await deleting;
  });

  for (const [what, forbidden, outcome] of [
    ["of all projects", /events.*all-projects/, 101],
    ["at all", events, "PermissionDenied"],
  ] as const)
    it(`does without the right to hear events ${what}`, async () => {
      between.forbid(forbidden);
      await scope.post("/1.0/instances", empty("deaf"));
      await failure(scope.post("/1.0/instances", empty("deaf")), AlreadyExists);
      expect(
        await scope.until(
          "the instance",
          () => true,
          () => scope.get("/1.0/instances/deaf", instance),
        ),
      ).to.not.equal(undefined);
      await scope.delete("/1.0/instances/deaf");
      const [first, ...more] = listening();
      expect(first?.outcome).to.equal("PermissionDenied");
      expect(more.at(-1)?.outcome).to.equal(outcome);
      expect(more.length, "it does not ask for ever").to.be.at.most(2);
    });

  it("says so when nobody knows any more how it ended", async () => {
    const connection = new Connection({ name: "test", socket: between.socket }, 0);
    const lost = operation.parse({ id: crypto.randomUUID(), status_code: 103 });
    const error = await failure(
      connection.wait(lost, { project: place.name, since: 0, tried: "testing" }),
      OutcomeUnknown,
    );
    expect(error.message).to.match(/no longer knows/);
    await connection.close();
  });

  it("gives the server's reason as a typed error", async () => {
    await scope.post("/1.0/instances", empty("twice"));
    const error = await failure(scope.post("/1.0/instances", empty("twice")), AlreadyExists);
    expect(error.message).to.include("/1.0/instances").and.include(place.name);
    await scope.delete("/1.0/instances/twice");
    await failure(scope.delete("/1.0/instances/twice"), NotFound);
  });

  it("stops waiting when aborted, and cancels what can be cancelled", async () => {
    const abort = new AbortController();
    const mine = connect({ socket: between.socket }).project(place.name, { signal: abort.signal });
    const body = { command: ["true"], "wait-for-websocket": true, interactive: false }; // waits for websockets that never come
    const working = mine.post("/1.0/instances/busy/exec", body);
    await between.seen(/^POST/);
    abort.abort();
    const error = await failure(working, Aborted);
    expect(error.message).to.include("interrupted");
    await quiet();
  });

  it("stops waiting at the deadline", async () => {
    const mine = connect({ socket: between.socket }).project(place.name, { deadline: Date.now() + 300 });
    await failure(mine.exec("busy", ["sleep", "60"]), TimedOut);
  });

  it("does not even ask when it is too late", async () => {
    const mine = connect({ socket: between.socket }).project(place.name, { deadline: Date.now() - 1 });
    await failure(mine.post("/1.0/instances", empty("late")), TimedOut);
    expect(requests).to.deep.equal([]);
  });

  it("tells how far it is", async () => {
    const lines: string[] = [];
    const mine = connect({ socket: between.socket }).project(place.name, { progress: (line) => lines.push(line) });
    await mine.put("/1.0/instances/busy/state", { action: "stop", force: true });
    await mine.post("/1.0/instances/busy/rebuild", { source: { type: "image", fingerprint: await place.image() } });
    await mine.put("/1.0/instances/busy/state", { action: "start" });
    expect(lines.join("\n")).to.satisfy((all: string) => all === "" || /\d+%/.test(all)); // a cached image has nothing to tell
  });
});
