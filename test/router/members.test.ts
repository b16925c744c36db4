/** Servers behind a real router: taken out, let in, weighed and watched, while requests go on. */
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { WebSocket } from "ws";
import {
  admit,
  drain,
  type Entrance,
  letGo,
  membersOf,
  offer,
  RouterDown,
  RouterGone,
  sample,
  turnRequests,
  weigh,
} from "../../provider/kinds/traffic/member.ts";
import { Load } from "../load/load.ts";
import { describe as inWords } from "../load/summary.ts";
import type { Backend } from "./backend.ts";
import { contextFor, type Edge, edgeOf, serverOf } from "./edge.ts";

describe("servers behind a router", () => {
  let edge: Edge;
  let a: Backend;
  let b: Backend;
  let entrance: Entrance;

  before(async function () {
    edge = await edgeOf(this);
    entrance = edge.entrance;
    [a, b] = [await edge.backend("a"), await edge.backend("b")];
    await edge.traffic().up({ servers: [serverOf(a, edge), serverOf(b, edge)] });
  });
  after(() => edge?.remove());

  beforeEach(async () => {
    for (const each of ["a", "b"]) expect(await admit(entrance, each, 20_000), each).to.equal(true);
    await weigh(entrance, undefined);
  });

  /** The names of those that answer, each request on a connection of its own. */
  const answers = async (requests: number, path = "/") => {
    const asked = Array.from({ length: requests }, () => fetch(edge.url(path), { headers: { connection: "close" } }));
    return (await Promise.all(asked)).map(({ headers }) => headers.get("server")?.replace("chat/", ""));
  };
  const states = async () =>
    Object.fromEntries(
      ((await membersOf(entrance)) ?? []).map(({ name, state, weight }) => [name, `${state} ${weight}`]),
    );
  /** A request to one of them that is under way when this ends, until it is let go. */
  const heldBy = async (backend: Backend) => {
    const other = backend === a ? b : a;
    await drain(entrance, other.name, 5_000);
    const before = backend.seen;
    const asked = fetch(edge.url("/held")).then(({ status }) => status);
    while (backend.seen === before) await pause(10);
    await admit(entrance, other.name, 20_000);
    return { asked };
  };

  it("change weights and states under load, and no request fails", async () => {
    await using load = await Load.on({ url: edge.url(), rate: 100, sockets: 4 });
    for (const share of [0, 10, 50, 256]) await weigh(entrance, { a: share, b: 256 - share });
    await weigh(entrance, undefined);
    for (const each of ["a", "b"]) {
      expect(await drain(entrance, each, 10_000)).to.include({ requests: 0 });
      expect(await admit(entrance, each, 20_000)).to.equal(true);
    }
    const summary = await load.since(0);
    expect(summary.failed, inWords(summary)).to.deep.equal([]);
    expect(summary.sockets.dropped).to.deep.equal([]);
    expect(summary.versions).to.have.all.keys("a", "b");
  });

  it("serve under their old address until they are admitted under another", async () => {
    const traffic = edge.traffic({ admit: "node", adopt: true });
    await traffic.up({ servers: [{ ...serverOf(b, edge), name: "a" }] });
    expect(await membersOf(entrance)).to.containSubset([{ name: "a", address: serverOf(b, edge).address }]);
    expect(new Set(await answers(10))).to.deep.equal(new Set(["a"]));
    await traffic.up({ servers: [{ ...serverOf(b, edge), name: "a" }] });
    expect(new Set(await answers(10))).to.deep.equal(new Set(["a"]));
    expect(await admit(entrance, "a", 20_000)).to.equal(true);
    expect(new Set(await answers(10))).to.deep.equal(new Set(["b"]));
    await edge.traffic({ adopt: true }).up({ servers: [serverOf(a, edge), serverOf(b, edge)] });
  });

  it("share requests as their weights say", async () => {
    await weigh(entrance, { a: 25, b: 75 });
    expect(await states()).to.deep.equal({ a: "ready 25", b: "ready 75" });
    expect((await answers(40)).filter((name) => name === "a")).to.have.lengthOf.within(8, 12);
    expect(await membersOf(entrance)).to.containSubset([{ name: "a", weight: 25, base: 100, up: true }]);
  });

  it("get nothing new while they drain, and finish what is under way", async () => {
    const { asked } = await heldBy(a);
    expect(await drain(entrance, "a", 100)).to.include({ requests: 1 });
    expect(new Set(await answers(4))).to.deep.equal(new Set(["b"]));
    const drained = drain(entrance, "a", 20_000);
    a.letGo();
    expect(await drained).to.deep.equal({ requests: 0, sockets: 0 });
    expect(await asked).to.equal(200);
    expect(await drain(entrance, "nobody", 10_000)).to.deep.equal({ requests: 0, sockets: 0 });
  });

  it("are drained without waiting for WebSockets, which are counted apart", async () => {
    await drain(entrance, "b", 5_000);
    const socket = new WebSocket(edge.url("/socket").replace("http", "ws"));
    await new Promise((opened, failed) => socket.once("message", opened).once("error", failed));
    expect(await drain(entrance, "a", 10_000)).to.deep.equal({ requests: 0, sockets: 1 });
    expect(await membersOf(entrance)).to.containSubset([{ name: "a", state: "drain", requests: 0, sockets: 1 }]);
    socket.terminate();
  });

  it("are let in when the router has seen them up, and not before", async () => {
    await drain(entrance, "a", 5_000);
    const { port } = a;
    await a.close();
    expect(await admit(entrance, "a", 700)).to.equal(false);
    expect((await states()).a).to.match(/^maint/);
    const waiting = admit(entrance, "a", 20_000);
    await pause(500);
    a = await edge.backend("a", port);
    expect(await waiting).to.equal(true);
    expect(new Set(await answers(4))).to.deep.equal(new Set(["a", "b"]));
    const failure = await admit(entrance, "nobody", 100).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(RouterGone);
    expect(String(failure)).to.match(/knows no server nobody of chat/);
  });

  it("get nothing while they are offered, and count as up only by what was seen since", async () => {
    expect(await offer(entrance, "a"), "one that serves").to.equal(false);
    await drain(entrance, "a", 5_000);
    expect(await offer(entrance, "a")).to.equal(true);
    while (!(await membersOf(entrance))?.find(({ name }) => name === "a")?.up) await pause(50);
    expect(new Set(await answers(4))).to.deep.equal(new Set(["b"]));
    expect(await admit(entrance, "a", 0, { offered: true })).to.equal(true);
    expect(new Set(await answers(4))).to.deep.equal(new Set(["a", "b"]));
    await drain(entrance, "a", 5_000);
    const { port } = a;
    await a.close();
    expect(await offer(entrance, "a")).to.equal(true);
    expect(await admit(entrance, "a", 500, { offered: true })).to.equal(false);
    expect(await offer(entrance, "a"), "one that never came up").to.equal(false);
    a = await edge.backend("a", port);
  });

  it("are not offered where their clients would reach them: they are sticky", async () => {
    const traffic = edge.traffic({ adopt: true, sticky: true });
    await traffic.up({ servers: [serverOf(a, edge), serverOf(b, edge)] });
    await drain(entrance, "a", 5_000);
    expect(await offer(entrance, "a")).to.equal(false);
    expect(await admit(entrance, "a", 20_000)).to.equal(true);
    await edge.traffic({ adopt: true }).up({ servers: [serverOf(a, edge), serverOf(b, edge)] });
  });

  it("stay out when HAProxy is restarted or killed, and when the instance is", async () => {
    await drain(entrance, "a", 5_000);
    await weigh(entrance, { b: 42 });
    const restart = async (how: () => Promise<unknown>) => {
      await how();
      await edge.served();
      expect(await states()).to.deep.equal({ a: "maint 100", b: "ready 42" });
      expect(new Set(await answers(4))).to.deep.equal(new Set(["b"]));
    };
    await restart(() => edge.shell("systemctl restart cul8er-router"));
    await restart(() => edge.shell("kill -KILL $(systemctl show --property MainPID --value cul8er-router)"));
    const power = (action: string) =>
      edge.place.scope.put(`/1.0/instances/${edge.instance}/state`, { action, force: true });
    await power("stop");
    expect(await membersOf(entrance)).to.equal(undefined);
    expect(await drain(entrance, "a", 100).catch((error: unknown) => error)).to.be.instanceOf(RouterGone);
    await restart(() => power("start"));
  });

  it("are changed by two clients at once", async () => {
    const other = { ...entrance, context: contextFor(edge.place) };
    const rounds = Array.from({ length: 6 }, (_, round) => [
      weigh(entrance, { a: round + 1 }),
      weigh(other, { b: round + 1 }),
      round % 2 === 0 ? drain(other, "a", 1_000) : admit(entrance, "a", 20_000),
    ]);
    await Promise.all(rounds.flat());
    const written = await edge.shell(
      "sed -n 's/^server \\([^ ]*\\) .* \\([0-9]*\\) [0-9]* \\([a-z]*\\)$/\\1 \\3 \\2/p' /etc/haproxy/cul8er/apps/chat",
    );
    const live = (await membersOf(entrance)) ?? [];
    expect(live.map(({ name, state, weight }) => `${name} ${state} ${weight}`).sort()).to.deep.equal(
      written.split("\n").sort(),
    );
  });

  describe("that are removed while WebSockets are open", () => {
    let removed: Backend;
    let socket: WebSocket;
    let closed: Promise<number>;

    const serve = (backends: readonly Backend[], more = {}) =>
      edge.traffic().up({ adopt: true, servers: backends.map((each) => serverOf(each, edge)), ...more });
    const known = async () => ((await membersOf(entrance)) ?? []).map(({ name }) => name);
    const inHaproxy = () =>
      edge.shell("echo 'show servers state chat' | socat -t 30 - UNIX-CONNECT:/run/cul8er-router/admin.sock");

    beforeEach(async () => {
      removed = await edge.backend("gone");
      await serve([a, b, removed]);
      expect(await admit(entrance, "gone", 20_000)).to.equal(true);
      for (const each of ["a", "b"]) await drain(entrance, each, 5_000);
      socket = new WebSocket(edge.url("/socket").replace("http", "ws"));
      await new Promise((opened, failed) => socket.once("message", opened).once("error", failed));
      closed = new Promise((resolve) => socket.once("close", resolve));
      for (const each of ["a", "b"]) await admit(entrance, each, 20_000);
    });
    afterEach(async () => {
      socket.terminate();
      await serve([a, b], { drainTimeout: "1ms" });
      await letGo(entrance, "gone");
      await removed.close();
    });

    const speaks = () =>
      new Promise<string>((heard) => socket.once("message", (said) => heard(said.toString())).send("hello"));

    it("leave: they keep them, get nothing new, and are no difference", async () => {
      const traffic = edge.traffic();
      await traffic.up({ adopt: true, servers: [a, b].map((each) => serverOf(each, edge)) });
      expect(await speaks()).to.equal("hello");
      expect(await known()).to.have.members(["a", "b"]);
      expect((await traffic.refresh())?.servers).to.have.length(2);
      expect(new Set(await answers(8))).to.deep.equal(new Set(["a", "b"]));
      expect(await drain(entrance, "gone", 1_000)).to.deep.equal({ requests: 0, sockets: 1 });
      expect(await admit(entrance, "gone", 100).catch((error: unknown) => error)).to.be.instanceOf(RouterGone);
      await edge.traffic().up({ adopt: true, servers: [a, b].map((each) => serverOf(each, edge)), maxConnections: 77 });
      expect(await speaks(), "after a reload").to.equal("hello");
    });

    it("go when they are let go, and one that is wanted does not", async () => {
      await serve([a, b]);
      await letGo(entrance, "a");
      expect(await known()).to.have.members(["a", "b"]);
      await letGo(entrance, "gone");
      expect(await closed).to.be.above(1000);
      expect(await inHaproxy()).not.to.include(" gone ");
      await letGo(entrance, "gone");
    });

    it("go with the next change, when their sockets are closed or their time is over", async () => {
      await serve([a, b]);
      await serve([b, a]);
      expect(await speaks()).to.equal("hello");
      socket.close(1000);
      await closed;
      await serve([a, b]);
      expect(await inHaproxy()).not.to.include(" gone ");
      expect(await edge.shell("cat /etc/haproxy/cul8er/apps/chat")).not.to.include("server gone");
    });

    it("come back as new ones, with the sockets that they still have", async () => {
      await serve([a, b]);
      await serve([a, b, removed], { admit: "node" });
      expect(await speaks()).to.equal("hello");
      expect(await states()).to.include({ gone: "maint 100" });
      expect(await admit(entrance, "gone", 20_000)).to.equal(true);
      expect(new Set(await answers(9))).to.include("gone");
    });
  });

  it("are in a state that is written and true when a client dies in the middle", async () => {
    for (const milliseconds of [5, 20, 40, 80, 160, 320]) {
      const death = new AbortController();
      const dying = { ...entrance, context: contextFor(edge.place, death.signal) };
      const asked = drain(dying, "a", 60_000).catch((error: unknown) => error);
      const weighed = weigh(dying, { b: milliseconds % 200 }).catch((error: unknown) => error);
      await pause(milliseconds);
      death.abort();
      await Promise.all([asked, weighed]);
      // Whoever holds the lock goes to the end.
      await edge.shell("flock /etc/haproxy/cul8er/lock true");
      const written = await edge.shell("grep '^server ' /etc/haproxy/cul8er/apps/chat");
      for (const { name, state, weight } of (await membersOf(entrance)) ?? [])
        expect(written).to.match(new RegExp(`^server ${name} .* ${weight} 100 ${state}$`, "m"));
      expect(await admit(entrance, "a", 20_000)).to.equal(true);
    }
  });

  it("are watched: requests, failures and times of each group", async () => {
    b.status = 500;
    const watched = sample(entrance, { milliseconds: 4_000, groups: { stable: ["a"], canary: ["b"] } });
    await pause(1_500);
    const before = [a.seen, b.seen];
    await answers(20, "/slow?ms=100");
    await answers(20, "/slow?ms=20");
    const [first, second] = [a.seen - (before[0] ?? 0), b.seen - (before[1] ?? 0)];
    const { stable, canary } = await watched;
    b.status = 200;
    expect(first + second).to.equal(40);
    expect(stable).to.include({ requests: first, failed: 0 });
    expect(canary).to.include({ requests: second, failed: second });
    expect(stable?.p50).to.be.at.least(20);
    expect(stable?.p95).to.be.at.least(100);
  });

  it("are watched no longer than it needs to see that too much fails", async () => {
    b.status = 503;
    const stopAt = { group: "canary", failedShare: 0.1, minRequests: 5 };
    const watched = sample(entrance, { milliseconds: 60_000, groups: { canary: ["b"] }, stopAt });
    const end = watched.then(() => true);
    while (!(await Promise.race([end, pause(200, false)]))) await answers(4);
    b.status = 200;
    expect((await watched).canary).to.deep.include({ requests: 5, failed: 5 });
  });

  it("are watched when nobody comes", async () => {
    const none = { requests: 0, failed: 0, p50: 0, p95: 0, p99: 0 };
    expect(await sample(entrance, { milliseconds: 200, groups: { all: ["a", "b"] } })).to.deep.equal({ all: none });
  });

  it("are watched for the whole of a window, or it says that HAProxy ended meanwhile", async () => {
    const watched = sample(entrance, { milliseconds: 60_000, groups: { all: ["a", "b"] } }).catch((error) => error);
    const listens = `for each in /proc/[0-9]*; do
      case "$(tr '\\0' ' ' < "$each/cmdline" 2>/dev/null)" in "socat -t 86400 "*) echo yes ;; esac
    done`;
    while (!(await edge.shell(listens))) await pause(50);
    await edge.shell("systemctl kill --signal=KILL cul8er-router");
    expect(await watched)
      .to.be.instanceOf(RouterDown)
      .with.property("message")
      .that.matches(/HAProxy (ended|does not)/);
    await edge.served();
  });

  it("are drained of requests, too, that came before a reload", async () => {
    const { asked } = await heldBy(a);
    await edge.traffic().up({ adopt: true, servers: [serverOf(a, edge), serverOf(b, edge)], maxConnections: 500 });
    const worker = "echo 'show info' | socat -t 30 - UNIX-CONNECT:/run/cul8er-router/admin.sock | grep Pid";
    const workers = await edge.shell(`for i in $(seq 10); do ${worker}; done | sort -u`);
    expect(workers.split("\n"), "the old worker, which is still there, hears nothing").to.have.lengthOf(1);
    expect(await drain(entrance, "a", 50)).to.include({ requests: 1 });
    a.letGo();
    expect(await drain(entrance, "a", 20_000)).to.include({ requests: 0 });
    expect(await asked).to.equal(200);
  });

  it("change places at one moment, once all that come in are seen up", async () => {
    expect(await drain(entrance, "b", 5_000)).to.include({ requests: 0 });
    await using load = await Load.on({ url: edge.url(), rate: 100 });
    expect(await turnRequests(entrance, { to: ["b"], from: ["a"] }, 20_000)).to.deep.equal([]);
    expect(new Set(await answers(8))).to.deep.equal(new Set(["b"]));
    expect(await states()).to.deep.equal({ a: "drain 100", b: "ready 100" });
    expect(await turnRequests(entrance, { to: ["a"], from: ["b"] }, 20_000)).to.deep.equal([]);
    const summary = await load.since(0);
    expect(summary.failed, inWords(summary)).to.deep.equal([]);
    const closed = { ...serverOf(b, edge), name: "c", port: 9 };
    await edge.traffic().up({ adopt: true, servers: [serverOf(a, edge), serverOf(b, edge), closed] });
    expect(await turnRequests(entrance, { to: ["a", "c"], from: ["b"] }, 500)).to.deep.equal(["c"]);
    expect(await states(), "who serves goes on").to.include({ a: "ready 100", c: "maint 100" });
    await edge.traffic().up({ adopt: true, servers: [serverOf(a, edge), serverOf(b, edge)] });
  });
});
