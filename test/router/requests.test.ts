/** What a real router does with requests: whose they are, which server gets them, and what happens when there is none. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { expect } from "chai";
import { admit, drain, membersOf } from "../../provider/kinds/traffic/member.ts";
import type { Life } from "../instance/life.ts";
import type { Backend } from "./backend.ts";
import { curl, type Edge, edgeOf, serverOf } from "./edge.ts";

const run = promisify(execFile);

describe("requests to a router", () => {
  let edge: Edge;
  let a: Backend;
  let b: Backend;
  let chat: Life;

  before(async function () {
    edge = await edgeOf(this);
    [a, b] = [await edge.backend("a"), await edge.backend("b")];
    chat = edge.traffic();
  });
  after(() => edge?.remove());

  const both = () => [serverOf(a, edge), serverOf(b, edge)];
  const names = async (requests: number, ...args: string[]) => {
    const asked = Array.from({ length: requests }, () => curl(...args, edge.url()));
    return [...new Set((await Promise.all(asked)).map(({ body }) => body))].sort();
  };
  /** Until the servers have been checked: right after a change they are believed to be up. */
  const up = async (entrance = edge.entrance) => {
    while (!((await membersOf(entrance)) ?? []).every((member) => member.up)) await pause(100);
  };

  it("reach every server, and say whose they are", async () => {
    await chat.up({ servers: both() });
    expect(await names(4)).to.deep.equal(["a", "b"]);
    expect(a.headers["x-forwarded-for"]).to.match(/^10\.|^fd|^::ffff:/);
    expect((await chat.plan({ servers: both() })).action).to.equal("none");
  });

  it("stay with their server while they bring its cookie, until it is drained", async () => {
    await chat.up({ servers: both(), sticky: true });
    await up();
    const first = await fetch(edge.url());
    const cookie = first.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect(cookie).to.match(/^cul8er_chat=/);
    const mine = await first.text();
    expect(await names(4, "-b", cookie)).to.deep.equal([mine]);
    await drain(edge.entrance, mine, 5_000);
    expect(await names(4, "-b", cookie)).to.deep.equal([mine === "a" ? "b" : "a"]);
    await admit(edge.entrance, mine, 20_000);
    expect(await names(4, "-b", cookie)).to.deep.equal([mine]);
  });

  it("stay with a server, too, that was added without a reload", async () => {
    const c = await edge.backend("c");
    await chat.up({ servers: [...both(), serverOf(c, edge)], sticky: true });
    await up();
    const cookies = new Map<string, string>();
    while (cookies.size < 3) {
      const answer = await fetch(edge.url());
      cookies.set(await answer.text(), answer.headers.get("set-cookie")?.split(";")[0] ?? "");
    }
    for (const [name, cookie] of cookies) expect(await names(3, "-b", cookie), name).to.deep.equal([name]);
    await chat.up({ servers: both() });
    expect(await edge.shell("grep -c '^server ' /etc/haproxy/cul8er/apps/chat")).to.equal("2");
  });

  it("finish before their server is removed", async () => {
    await chat.up({ servers: both() });
    await drain(edge.entrance, "b", 5_000);
    const asked = curl(edge.url("/held"));
    while (a.seen === 0 || !(await membersOf(edge.entrance))?.some(({ requests }) => requests === 1)) await pause(50);
    await admit(edge.entrance, "b", 20_000);
    const removed = chat.up({ servers: [serverOf(b, edge)] });
    await pause(500);
    a.letGo();
    expect(await asked).to.deep.equal({ status: 200, body: "a" });
    await removed;
    expect((await membersOf(edge.entrance))?.map(({ name }) => name)).to.deep.equal(["b"]);
  });

  it("go to the canary with its header, and without it as the weights say", async () => {
    const canary = { header: "X-Canary", servers: ["b"] };
    await chat.up({ servers: [serverOf(a, edge, 256), serverOf(b, edge, 0)], canary });
    await up();
    expect(await names(6)).to.deep.equal(["a"]);
    expect(await names(4, "-H", "X-Canary: yes")).to.deep.equal(["b"]);
    await drain(edge.entrance, "b", 5_000);
    expect(await names(4, "-H", "X-Canary: yes")).to.deep.equal(["a"]);
    await admit(edge.entrance, "b", 20_000);
  });

  it("find a file that only one version has", async () => {
    a.asset = "/assets/one.txt";
    await chat.up({ servers: both(), assets: "/assets" });
    for (let round = 0; round < 10; round++)
      expect(await curl(edge.url("/assets/one.txt"))).to.deep.equal({ status: 200, body: "a" });
    expect((await curl(edge.url("/assets/none.txt"))).status).to.equal(404);
  });

  it("get a page while there is maintenance", async () => {
    const maintenance = `<h1>"Back" at 10% past 5 \\n 'o clock #{}</h1>`;
    await chat.up({ servers: both(), maintenance });
    expect(await curl(edge.url("/any"))).to.deep.equal({ status: 503, body: maintenance });
    await chat.up({ servers: both() });
    expect((await curl(edge.url())).status).to.equal(200);
    expect(await edge.shell("ls /etc/haproxy/cul8er/pages")).to.equal("");
  });

  it("share a port by their host, one of them with neither", async () => {
    const shop = edge.traffic({ app: "shop", hostname: "shop.example", servers: [serverOf(b, edge)] });
    await chat.up({ servers: [serverOf(a, edge)], hostname: "chat.example" });
    await shop.up({});
    const asked = (host: string) => curl("-H", `Host: ${host}`, edge.url());
    expect(await asked("SHOP.example:80")).to.deep.equal({ status: 200, body: "b" });
    expect(await asked("chat.example")).to.deep.equal({ status: 200, body: "a" });
    expect((await asked("else.example")).status).to.equal(404);
    const third = edge.traffic({ app: "third", hostname: "Shop.example", servers: [serverOf(a, edge)] });
    const failure = await third.up({}).catch((error: unknown) => error);
    expect(String(failure)).to.match(/port 80 is taken by shop for the same host name/);
    expect(await asked("shop.example")).to.deep.equal({ status: 200, body: "b" });
    await shop.destroy();
    expect((await asked("shop.example")).status).to.equal(404);
    expect(await asked("chat.example")).to.deep.equal({ status: 200, body: "a" });
  });

  it("come over TLS with the certificate that was given, and nobody else can read its key", async () => {
    const folder = await mkdtemp(join(tmpdir(), "cul8er-router-"));
    try {
      const [cert, key] = [join(folder, "cert.pem"), join(folder, "key.pem")];
      const words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=chat.example";
      await run("openssl", [
        ...words.split(" "),
        "-addext",
        "subjectAltName=DNS:chat.example",
        "-out",
        cert,
        "-keyout",
        key,
      ]);
      const certificate = `${await readFile(cert, "utf8")}${await readFile(key, "utf8")}`;
      const state = await chat.up({ servers: both(), hostname: undefined, listen: 443, certificate });
      expect(state.url).to.equal(`https://${edge.address}`);
      const to = ["--cacert", cert, "--resolve", `chat.example:443:${edge.address}`];
      expect((await curl(...to, "https://chat.example/")).body).to.match(/^[ab]$/);
      expect([a, b].map(({ headers }) => headers["x-forwarded-proto"])).to.include("https");
      expect(await edge.shell("cd /etc/haproxy/cul8er/certificates && stat -c '%a %U' . *")).to.equal(
        "700 root\n600 root",
      );
      expect(await edge.shell("stat -c '%a %U' /run/cul8er-router/*.sock")).to.equal("600 root\n600 root");
      expect(
        await edge.shell(
          "stat -c %U /proc/$(echo show info | socat -t 30 - /run/cul8er-router/admin.sock | sed -n 's/^Pid: //p')",
        ),
      ).to.equal("haproxy");
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("wait while the only server is away, and none fails", async () => {
    const one = { servers: [serverOf(a, edge)], listen: 80, certificate: undefined, hold: "20s" };
    await chat.up(one);
    await up();
    const held = curl(edge.url("/held"));
    while (!(await membersOf(edge.entrance))?.some(({ requests }) => requests === 1)) await pause(50);
    const draining = drain(edge.entrance, "a", 20_000);
    while ((await membersOf(edge.entrance))?.[0]?.state !== "drain") await pause(50);
    const asked = Array.from({ length: 10 }, () => curl(edge.url()));
    const posted = curl("-d", "a=1", edge.url());
    a.letGo();
    expect(await held).to.deep.equal({ status: 200, body: "a" });
    expect(await draining).to.include({ requests: 0 });
    const { port, seen } = a;
    await a.close();
    await pause(3_000);
    a = await edge.backend("a", port);
    expect(seen).to.be.above(0);
    expect(await admit(edge.entrance, "a", 20_000)).to.equal(true);
    for (const { status } of await Promise.all([...asked, posted])) expect(status).to.equal(200);
    expect(a.seen).to.equal(11);
    expect((await chat.plan(one)).action).to.equal("none");
  });

  it("are refused when their patience is over", async () => {
    await chat.up({ servers: [serverOf(a, edge)], listen: 80, certificate: undefined, hold: "1s" });
    await drain(edge.entrance, "a", 5_000);
    expect((await curl(edge.url())).status).to.equal(503);
    await admit(edge.entrance, "a", 20_000);
  });

  it("are served while a router is mended that another hand has changed", async () => {
    await edge.shell("echo '# by hand' >> /etc/haproxy/cul8er/base.cfg");
    expect(await edge.router.plan({})).to.include({
      action: "update",
      reason: "its base configuration is not the one of this version",
    });
    const [mended, answer] = await Promise.all([edge.router.up({}), curl(edge.url())]);
    expect([mended.status, answer.status]).to.deep.equal(["running", 200]);
    expect((await edge.router.plan({})).action).to.equal("none");
    expect((await curl(edge.url())).body).to.equal("a");
  });

  it("may be anything that TCP carries", async () => {
    const echo = edge.traffic({ app: "echo", listen: 9000, protocol: "tcp", servers: [serverOf(b, edge)] });
    await echo.up({});
    const socket = connect(9000, edge.address);
    socket.write("GET / HTTP/1.0\r\n\r\n");
    const said = await text(socket);
    expect(said).to.match(/^HTTP\/1\.1 200 OK[\s\S]*b$/);
    await echo.destroy();
  });

  it("are served no more when the router is none any more", async () => {
    await chat.destroy();
    expect((await curl(edge.url()).catch(() => ({ status: 0 }))).status).to.equal(0);
    await edge.router.destroy();
    expect(
      await edge.shell("ls -d /etc/haproxy/cul8er /etc/systemd/system/cul8er-router.service 2>/dev/null || true"),
    ).to.equal("");
  });
});
