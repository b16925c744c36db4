/** Releases from an https URL, and those that are kept on the instance: a real server, and a real node that goes back. */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { execa } from "execa";
import { z } from "zod";
import { digestOf } from "../../provider/file-pieces.ts";
import { type Machine, machineOrSkip } from "../../setup/environment.ts";
import { type HttpsServer, httpsServer } from "../https-server.ts";
import { type SingleNode, singleNode } from "./single-node.ts";

describe("a release from a URL", () => {
  let machine: Machine;
  let server: HttpsServer;
  let temporary = "";
  let requests: string[] = [];
  const files = new Map<string, string>();
  const digests = new Map<string, string>();

  before(async function () {
    machine = await machineOrSkip(this);
    for (const version of ["1.0.0", "2.0.0"]) {
      const file = await machine.release({ version });
      files.set(`/chat-${version}.tar.gz`, file);
      digests.set(version, await digestOf(file));
    }
    server = await httpsServer(answer);
    temporary = await mkdtemp(join(tmpdir(), "cul8er-fetched-"));
  });
  beforeEach(() => {
    requests = [];
  });
  after(async () => {
    await server?.[Symbol.asyncDispose]();
    if (temporary) await rm(temporary, { recursive: true });
  });

  const url = (path: string) => `${server.address}${path}`;
  const GOOD = "/chat-1.0.0.tar.gz";

  async function answer({ url: asked = "" }: IncomingMessage, response: ServerResponse) {
    requests.push(asked);
    const [path = ""] = asked.split("?");
    const file = files.get(path);
    if (file) createReadStream(file).pipe(response);
    else if (path === "/elsewhere") response.writeHead(302, { location: GOOD }).end();
    else if (path === "/downgrade") response.writeHead(302, { location: "http://127.0.0.1:9/chat.tar.gz" }).end();
    else if (path === "/cut" || (path === "/cut-once" && requests.length === 1)) {
      response.writeHead(200, { "content-length": 1_000_000 }).write("the beginning");
      setImmediate(() => response.destroy());
    } else if (path === "/cut-once") createReadStream(files.get(GOOD) ?? "").pipe(response);
    else if (path === "/large") await large(response);
    else response.writeHead(404).end();
  }

  /** 400 MB that nothing can compress. */
  async function large(response: ServerResponse) {
    const piece = randomBytes(1_000_000);
    for (let megabyte = 0; megabyte < 400; megabyte++) {
      if (!response.write(piece)) await once(response, "drain");
    }
    response.end();
  }

  /** Fetches in a process of its own, and looks that it leaves no file. */
  async function fetched(path: string, { digest = digests.get("1.0.0"), trusting = true, times = 1 } = {}) {
    const env = { TMPDIR: temporary, ...(trusting && { NODE_EXTRA_CA_CERTS: server.authority }) };
    const args = ["test/programs/fetch-release.ts", url(path), digest ?? "", String(times)];
    const { stdout } = await execa(process.execPath, args, { env });
    expect(await readdir(temporary)).to.deep.equal([]);
    return told.parse(JSON.parse(stdout));
  }

  it("is fetched, once for all nodes, behind redirects too", async () => {
    const { facts } = await fetched(GOOD, { times: 5 });
    expect(facts).to.deep.include({ layout: "mix", name: "chat", version: "1.0.0", digest: digests.get("1.0.0") });
    expect(requests).to.deep.equal([GOOD]);
    expect((await fetched("/elsewhere")).facts).to.include({ version: "1.0.0" });
  });

  it("is tried again when the connection breaks, and given up when it breaks again and again", async () => {
    expect((await fetched("/cut-once")).facts).to.include({ version: "1.0.0" });
    expect(requests).to.have.length(2);
    expect(await fetched("/cut?token=very-secret"))
      .to.include({ error: "NotFetched" })
      .with.property("message")
      .that.includes(`${url("/cut")} could not be fetched`)
      .and.not.include("very-secret");
  });

  it("is refused where it is another file, not there, or led to without https", async () => {
    expect(await fetched(GOOD, { digest: "0".repeat(64) }))
      .to.include({ error: "WrongDigest" })
      .with.property("message")
      .that.includes(digests.get("1.0.0"));
    requests = [];
    expect(await fetched("/nowhere")).to.include({
      error: "NotFetched",
      message: `${url("/nowhere")} answered 404`,
    });
    expect(requests, "what is not there is not asked for again").to.have.length(1);
    expect(await fetched("/downgrade"))
      .to.include({ error: "NotFetched" })
      .with.property("message")
      .that.matches(/not https/);
  });

  it("is refused from a server that nobody vouches for, with how to say who does", async () => {
    expect(await fetched(GOOD, { trusting: false }))
      .to.include({ error: "NotFetched" })
      .with.property("message")
      .that.matches(/certificate.*NODE_EXTRA_CA_CERTS/);
    expect(requests).to.deep.equal([]);
  });

  it("goes straight to the disk: of 400 MB few are in memory at a time", async () => {
    const { error, megabytes } = await fetched("/large");
    expect(error).to.equal("WrongDigest");
    // Node itself takes 95; of what TLS has read V8 lets 64 wait for the garbage collector.
    expect(megabytes).to.be.below(220);
  });

  describe("on an instance", () => {
    let node: SingleNode;
    before(async () => {
      node = await singleNode(machine);
    });
    after(() => node?.[Symbol.asyncDispose]());

    const from = (version: string) => ({
      release: url(`/chat-${version}.tar.gz`),
      digest: digests.get(version),
    });
    async function up(release: object) {
      await node.declare(release);
      const { ok, text } = await node.stack.up({ NODE_EXTRA_CA_CERTS: server.authority });
      expect(ok, text).to.equal(true);
      return node.version();
    }

    it("runs, and a kept one runs again without being fetched", async () => {
      expect(await up(from("1.0.0"))).to.equal("1.0.0");
      expect(await up(from("2.0.0"))).to.equal("2.0.0");
      expect(requests.sort()).to.deep.equal([...files.keys()].sort());
      expect(await up({ kept: "1.0.0" })).to.equal("1.0.0");
      expect(requests).to.have.length(2);
      expect(await node.stack.preview()).to.deep.equal([]);
    });

    it("is refused before anything is touched where it cannot be meant", async () => {
      const refused = async (release: object, says: RegExp) => {
        await node.declare(release);
        const { ok, text } = await node.stack.show();
        expect(ok, text).to.equal(false);
        expect(text, text).to.match(says);
      };
      await refused({ kept: "9.0.0" }, /kept: "9\.0\.0" is not kept on the instance .*; there are 2\.0\.0, 1\.0\.0/);
      await refused({ release: url(GOOD) }, /release comes from a URL, so say which file you mean/);
      await refused(
        { ...from("1.0.0"), release: "https://me:secret@127.0.0.1/x" },
        /release holds a user or a password/,
      );
      await refused({ release: "http://127.0.0.1/x" }, /release is neither a path nor an https URL/);
      await node.declare({ kept: "1.0.0" });
    });
  });
});

const told = z.object({
  facts: z.looseObject({ version: z.string() }).optional(),
  error: z.string().optional(),
  message: z.string().optional(),
  megabytes: z.number(),
});
