/** Reaching a machine over SSH: who it must be, who we are, what runs there, and every way that this fails. */
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import fc from "fast-check";
import {
  ChannelRefused,
  ConnectionLost,
  HostKeyRefused,
  HostUnreachable,
  KeyUnusable,
  LoginRefused,
  SshAborted,
  SshTimedOut,
} from "../../provider/ssh/errors.ts";
import { SshHost } from "../../provider/ssh/host.ts";
import { fingerprintOf } from "../../provider/ssh/host-key.ts";
import type { SshPlace } from "../../provider/ssh/place.ts";
import { failure } from "../incus/failure.ts";
import { knownHosts, makeKey, sshServer, type TestSshServer } from "./server.ts";

const hello = { name: "hello", text: 'echo "hello $1"; cat', args: ["you"] };

describe("a machine over SSH", () => {
  let server: TestSshServer;
  const hosts: SshHost[] = [];
  const to = (place: SshPlace) => {
    const host = new SshHost(place);
    hosts.push(host);
    return host;
  };
  const without = (name: keyof SshPlace): SshPlace => {
    const { [name]: _, ...rest } = server.place;
    return { address: server.place.address, ...rest };
  };

  before(async () => {
    server = await sshServer(["ed25519", "ecdsa", "rsa"]);
  });
  afterEach(() => Promise.all(hosts.splice(0).map((host) => host.disconnect())));
  after(() => server[Symbol.asyncDispose]());

  describe("runs scripts", () => {
    it("with arguments and input, and tells what they gave", async () => {
      const ran = await to(server.place).run({ ...hello, input: Buffer.from("in\n") });
      expect(ran).to.deep.equal({ code: 0, stdout: "hello you\nin\n", stderr: "" });
    });

    it("and tells their exit code and complaints", async () => {
      const ran = await to(server.place).run({ name: "fail", text: "echo no >&2; exit 7", args: [] });
      expect(ran).to.deep.equal({ code: 7, stdout: "", stderr: "no\n" });
    });

    it("with whatever is in their arguments", async () => {
      const host = to(server.place);
      const word = fc.string({ unit: "binary", minLength: 1 }).filter((text) => !text.includes("\0"));
      await fc.assert(
        fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 3 }), async (args) => {
          const { stdout } = await host.run({ name: "say", text: 'printf "%s|" "$@"', args });
          expect(stdout).to.equal(args.map((word) => `${word}|`).join(""));
        }),
        { numRuns: 20 },
      );
    });

    it("by a command line that no login shell reads in its own way, and that holds no input", async () => {
      await to(server.place).run({ ...hello, input: Buffer.from("secret!") });
      expect(server.commands.at(-1)).to.match(/^\/bin\/sh -c 'eval "\$\(echo \$0 \| base64 -d\)"' [A-Za-z0-9+/=]+$/);
      expect(server.commands.join()).not.to.include(Buffer.from("secret!").toString("base64").slice(0, 8));
    });

    it("on one connection, many at once", async () => {
      const before = server.connections();
      const host = to(server.place);
      const all = await Promise.all(
        Array.from({ length: 30 }, (_, index) => host.run({ ...hello, args: [`${index}`], input: Buffer.of() })),
      );
      expect(all.map(({ stdout }) => stdout)).to.deep.equal(all.map((_, index) => `hello ${index}\n`));
      expect(server.connections() - before).to.equal(1);
    });

    it("with input and output that do not fit into one window", async () => {
      const input = Buffer.alloc(5_000_000, "0123456789abcdef");
      const { stdout } = await to(server.place).run({ name: "echo", text: "cat", args: [], input });
      expect(stdout === input.toString()).to.equal(true);
    });
  });

  describe("must be the one that is meant:", () => {
    const shown = () => server.place.hostKey ?? "";

    it("another fingerprint than the expected one is refused, with both and what to do", async () => {
      const hostKey = `SHA256:${"A".repeat(43)}`;
      const error = await failure(to({ ...server.place, hostKey }).run(hello), HostKeyRefused);
      expect(error.shown).to.equal(shown());
      expect(error.message)
        .to.include(`expected ${hostKey}, got ${shown()} (ssh-ed25519)`)
        .and.include("ssh-keygen -lf");
    });

    it("the fingerprint of any of its host keys is the right one", async () => {
      for (const line of server.publicKeys) {
        const hostKey = fingerprintOf(Buffer.from(line.split(" ")[1] ?? "", "base64"));
        expect((await to({ ...server.place, hostKey }).run(hello)).code).to.equal(0);
      }
    });

    it("one that no file knows is refused, with the fingerprint that it shows", async () => {
      const path = await knownHosts(server.folder, `elsewhere ${server.publicKeys[0]}`);
      const error = await failure(to({ ...without("hostKey"), knownHosts: path }).run(hello), HostKeyRefused);
      expect(error.message).to.include(`${shown()} (ssh-ed25519) is not known`).and.include(`hostKey: "${shown()}"`);
    });

    it("one that a file knows by another key is refused", async () => {
      await makeKey(join(server.folder, "other"), "ed25519");
      const other = await readFile(join(server.folder, "other.pub"), "utf8");
      const path = await knownHosts(server.folder, `[127.0.0.1]:${server.place.port} ${other.trim()}`);
      const error = await failure(to({ ...without("hostKey"), knownHosts: path }).run(hello), HostKeyRefused);
      expect(error.message)
        .to.include("expected SHA256:")
        .and.include(`ssh-keygen -R [127.0.0.1]:${server.place.port}`);
    });

    it("one whose key is revoked is refused", async () => {
      const name = `[127.0.0.1]:${server.place.port}`;
      const path = await knownHosts(
        server.folder,
        `${name} ${server.publicKeys[0]}`,
        `@revoked * ${server.publicKeys[0]}`,
      );
      const error = await failure(to({ ...without("hostKey"), knownHosts: path }).run(hello), HostKeyRefused);
      expect(error.message).to.include("is revoked");
    });

    it("one that a file knows by a key of another type is asked for that", async () => {
      const path = await knownHosts(server.folder, `[127.0.0.1]:${server.place.port} ${server.publicKeys[2]}`);
      expect((await to({ ...without("hostKey"), knownHosts: path }).run(hello)).code).to.equal(0);
    });

    it("a file of known hosts that is not there is said", async () => {
      const error = await failure(to({ ...without("hostKey"), knownHosts: "/none" }).run(hello), KeyUnusable);
      expect(error.message).to.include("there is no file /none");
    });
  });

  describe("lets us in, or not:", () => {
    it("another key is refused, with what was tried", async () => {
      const key = join(server.folder, "stranger");
      await makeKey(key, "ed25519");
      const error = await failure(to({ ...server.place, key }).run(hello), LoginRefused);
      expect(error.message).to.include(`it lets tester not in with ${key}`).and.include("authorized_keys");
    });

    it("a key that is not there, or is none, is said", async () => {
      const none = await failure(to({ ...server.place, key: "/none" }).run(hello), KeyUnusable);
      expect(none.message).to.include("there is no file /none");
      const path = join(server.folder, "no-key");
      await writeFile(path, "no key");
      await failure(to({ ...server.place, key: path }).run(hello), KeyUnusable);
    });

    it("a key with a passphrase is looked for in the agent", async () => {
      const key = join(server.folder, "locked");
      await makeKey(key, "ed25519", "sesame");
      const { SSH_AUTH_SOCK: before } = process.env;
      delete process.env.SSH_AUTH_SOCK;
      try {
        const error = await failure(to({ ...server.place, key }).run(hello), KeyUnusable);
        expect(error.message).to.include("needs a passphrase").and.include(`ssh-add ${key}`).and.not.include("sesame");
      } finally {
        if (before !== undefined) process.env.SSH_AUTH_SOCK = before;
      }
    });
  });

  describe("may go away:", () => {
    it("one where nothing listens is said", async () => {
      const gone = await sshServer();
      await gone[Symbol.asyncDispose]();
      const error = await failure(to({ ...gone.place, key: server.place.key }).run(hello), HostUnreachable);
      expect(error.message).to.include("ECONNREFUSED").and.include(`port ${gone.place.port}`);
    });

    it("what runs then fails, and the next connects anew", async () => {
      const host = to(server.place);
      await host.run(hello);
      const speak = server.silence();
      const running = host.run({ name: "long", text: "sleep 60", args: [] });
      running.catch(() => {});
      while (!isAsked(server)) await new Promise(setImmediate);
      server.hangUp();
      const error = await failure(running, ConnectionLost);
      expect(error.message).to.include('running "long"').and.include("run it again");
      speak();
      expect((await host.run(hello)).code).to.equal(0);
    });

    it("its silence ends at the deadline, and by the caller's signal", async () => {
      const speak = server.silence();
      try {
        await failure(to(server.place).run(hello, { deadline: Date.now() + 300 }), SshTimedOut);
        const controller = new AbortController();
        const running = to(server.place).run(hello, { signal: controller.signal });
        controller.abort();
        await failure(running, SshAborted);
        await failure(to(server.place).run(hello, { signal: controller.signal }), SshAborted);
      } finally {
        speak();
      }
    });
  });

  describe("brings its unix sockets:", () => {
    it("one that is there is spoken to", async () => {
      const path = join(server.folder, "echo.sock");
      const echo = createServer((socket) => socket.pipe(socket));
      await once(echo.listen(path), "listening");
      const socket = await to(server.place).forward(path);
      socket.end("ping");
      expect(await text(socket)).to.equal("ping");
      echo.close();
    });

    it("one that is not there is refused", async () => {
      const error = await failure(to(server.place).forward("/none.sock"), ChannelRefused);
      expect(error.message).to.include("opening its socket /none.sock");
    });
  });
});

const isAsked = (server: TestSshServer): boolean =>
  server.commands.some((line) =>
    Buffer.from(line.split(" ").at(-1) ?? "", "base64")
      .toString()
      .includes("sleep 60"),
  );
