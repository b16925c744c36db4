/** An application in HAProxy's words: every value that passes its schema stays within its line. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { appFile, type NewServer, ROOT } from "../../provider/router/haproxy/app-file.ts";
import { ASSEMBLE, BASE } from "../../provider/router/haproxy/assemble.ts";
import {
  assets,
  canary,
  check,
  hostname,
  type Routing,
  serverAddress,
  serverName,
} from "../../provider/router/routing.ts";

const plain: Routing = { app: "chat", listen: 80, protocol: "http", sticky: false };
const server = (name: string, more: Partial<NewServer> = {}): NewServer => ({
  name,
  address: "10.0.0.1",
  port: 4000,
  weight: 100,
  state: "ready",
  ...more,
});

describe("an application's file", () => {
  it("has the words that HAProxy needs, each in its place", () => {
    const routing = {
      ...plain,
      hostname: "Chat.example",
      canary: { header: "X-Canary", servers: ["b"] },
      assets: "/assets",
    };
    const lines = appFile(routing, { listen: 80 }, [server("a"), server("b", { state: "maint" })]).split("\n");
    expect(lines.slice(0, 5)).to.deep.equal([
      "listen 80 http",
      "host chat.example",
      'declared {"listen":80}',
      "server a 10.0.0.1 4000 100 100 ready",
      "server b 10.0.0.1 4000 100 100 maint",
    ]);
    const host = "{ req.hdr(host),host_only -m str -i chat.example }";
    expect(lines.filter((line) => line.startsWith("rule"))).to.deep.equal([
      `rule use_backend chat.ws if ${host} { req.hdr(upgrade) -m str -i websocket }`,
      `rule use_backend chat.canary if ${host} { req.hdr(X-Canary) -m found } { nbsrv(chat.canary) gt 0 }`,
      `rule use_backend chat.assets if ${host} { path_beg /assets/ }`,
      `rule use_backend chat if ${host}`,
    ]);
    const members = lines.filter((line) => line.startsWith("servers")).map((line) => line.split(" ")[1]);
    expect(members).to.deep.equal(["*", "*", "b", "*"]);
  });

  it("holds requests for as long as it is told, and no crash is repeated meanwhile", () => {
    const text = appFile({ ...plain, hold: 3_000 }, {}, []);
    expect(text)
      .to.match(/^\| retries 6$/m)
      .and.match(/^\| server cul8er\.hold 127\.0\.0\.1:1 backup$/m);
    expect(text)
      .to.match(/^\| retry-on conn-failure$/m)
      .and.not.match(/empty-response/);
  });

  it("is not broken out of by anything that passes", () => {
    const hostile = fc.string({ unit: fc.constantFrom(..."ab.-/#\"'\\ \n\r\t\0{}%$[]|;,éA1") });
    const forms = [hostname(), serverName(), serverAddress(), assets(), check().shape.path, canary().shape.header];
    for (const form of forms)
      fc.assert(
        fc.property(fc.constantFrom("", "/", "a"), hostile, (start, rest) => {
          const text = `${start}${rest}`;
          if (form.safeParse(text).success) expect(text).to.not.match(/[\s"'\\#{}%$[\]|;\0]/);
        }),
        { numRuns: 500 },
      );
    for (const text of ["a b", "a\nb", 'a"', "a'", "a\\", "a#b", "%[env(HOME)]", "$HOME", "a}"])
      for (const form of forms)
        expect(form.safeParse(`/${text}`).success || form.safeParse(text).success, text).to.equal(false);
  });

  it("has one server line for each server, whatever they are", () => {
    const servers = fc.uniqueArray(
      fc.record({
        name: fc.stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z0-9]$/),
        address: fc.constantFrom("10.0.0.1", "fd00::1"),
        port: fc.integer({ min: 1, max: 65_535 }),
        weight: fc.integer({ min: 0, max: 256 }),
        state: fc.constantFrom("ready" as const, "drain" as const, "maint" as const),
      }),
      { selector: ({ name }) => name },
    );
    fc.assert(
      fc.property(servers, fc.boolean(), (servers, sticky) => {
        const lines = appFile({ ...plain, sticky }, {}, servers).split("\n");
        expect(lines.filter((line) => line.startsWith("server "))).to.deep.equal(
          servers.map(
            ({ name, address, port, weight, state }) =>
              `server ${name} ${address} ${port} ${weight} ${weight} ${state}`,
          ),
        );
      }),
    );
  });
});

describe("the configuration of a router", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cul8er-router-"));
    mkdirSync(join(folder, "apps"));
    writeFileSync(join(folder, "base.cfg"), BASE);
    writeFileSync(join(folder, "assemble"), ASSEMBLE.replace(`cd ${ROOT}`, `cd ${folder}`));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const put = (routing: Routing, servers: readonly NewServer[] = [server("a")]) =>
    writeFileSync(join(folder, "apps", routing.app), appFile(routing, {}, servers));
  /** What is put together beyond the base, the applications as they are. */
  const assembled = () => {
    const args = [join(folder, "assemble"), "with", "", "none"];
    return execFileSync("sh", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).slice(BASE.length);
  };
  const refusal = () => {
    try {
      return assembled();
    } catch (error) {
      return String((error as { stderr?: unknown }).stderr).trim();
    }
  };

  it("has one frontend for each port, hosts before who has none, and 404 where nobody has none", () => {
    put({ ...plain, app: "all" });
    put({ ...plain, app: "named", hostname: "named.example" });
    put({ ...plain, app: "alone", listen: 81, hostname: "alone.example" });
    const text = assembled();
    expect(text.match(/^frontend .*$/gm)).to.have.members(["frontend port.80", "frontend port.81"]);
    expect(text.indexOf("use_backend named if")).to.be.above(0).and.below(text.indexOf("default_backend all"));
    expect(text).to.match(/frontend port\.81[\s\S]*?use_backend alone if[^\n]*\n {2}default_backend cul8er\.nobody/);
  });

  it("keeps out who is not ready, and writes addresses of both families", () => {
    put(plain, [server("a", { address: "fd00::1" }), server("b", { state: "drain", weight: 7 })]);
    const text = assembled();
    expect(text).to.match(/^ {2}server a \[fd00::1\]:4000 check .* weight 100$/m);
    expect(text).to.match(/^ {2}server b 10\.0\.0\.1:4000 check .* weight 7 disabled$/m);
  });

  it("gives a canary server its requests by header whatever its weight", () => {
    put({ ...plain, canary: { header: "X", servers: ["b"] } }, [server("a"), server("b", { weight: 0 })]);
    const [, canary] = /backend chat\.canary\n([\s\S]*?)(\n\n|$)/.exec(assembled()) ?? [];
    expect(canary)
      .to.match(/server b /)
      .and.not.match(/server a |weight/);
  });

  for (const [about, one, other, says] of [
    [
      "two of one host",
      { hostname: "a.example" },
      { hostname: "A.example" },
      "port 80 is taken by chat for the same host name",
    ],
    ["two without a host", {}, {}, "port 80 is taken by chat: give one of them a host name"],
    ["tcp beside http", {}, { protocol: "tcp" }, "port 80 is taken by chat: only http applications can share one"],
    [
      "one of two with a certificate",
      { hostname: "a.example" },
      { certificate: "c.pem" },
      "port 80 is shared with chat, of which only one has a certificate",
    ],
  ] as const)
    it(`refuses ${about} on a port`, () => {
      put({ ...plain, ...one });
      put({ ...plain, app: "shop", ...other });
      expect(refusal()).to.equal(says);
    });
});
