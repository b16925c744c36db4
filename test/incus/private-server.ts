/** An Incus of its own for one test file: own folder, own address, other certificates; the machine's stays untouched. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { fingerprintOf } from "../../provider/incus/remotes.ts";
import { connect } from "../../provider/incus/server.ts";

const run = promisify(execFile);

/** A certificate and its key, as files. */
export interface Identity {
  certificate: string;
  key: string;
  pem: string;
}

/** A server that runs. */
export interface PrivateServer {
  socket: string;
  address: string;
  /** SHA-256 of its certificate. */
  fingerprint: string;
  pem: string;
  /** Makes a client certificate that nobody trusts yet. */
  identity(name: string): Promise<Identity>;
  /** Has the server trust a certificate, for all or for some projects only. */
  trust(identity: Identity, projects?: string[]): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a server on a free port of this machine. */
export async function privateServer(): Promise<PrivateServer> {
  const folder = await mkdtemp(join(tmpdir(), "cul8er-incus-"));
  const home = join(folder, "incus");
  await mkdir(home);
  const environment = {
    ...process.env,
    INCUS_DIR: home,
    PATH: `${process.env.PATH}:/usr/libexec/incus:/usr/sbin:/sbin`,
  };
  const daemon = spawn("incusd", ["--group", "root"], { env: environment, stdio: "ignore" });
  await once(daemon, "spawn");
  await run("incus", ["admin", "waitready", "--timeout=30"], { env: environment });
  const socket = join(home, "unix.socket");
  const local = connect({ socket }).project("default");
  const address = `127.0.0.1:${await freePort()}`;
  await local.patch("/1.0", { config: { "core.https_address": address } });
  const pem = await readFile(join(home, "server.crt"), "utf8");
  return {
    socket,
    address: `https://${address}`,
    fingerprint: fingerprintOf(pem),
    pem,
    identity: (name) => identity(folder, name),
    async trust({ pem }, projects) {
      const certificate = pem.replace(/-----[A-Z ]+-----|\s/g, "");
      const restriction = projects ? { restricted: true, projects } : {};
      await local.post("/1.0/certificates", { name: "test", type: "client", certificate, ...restriction });
    },
    async stop() {
      await connect({ socket }).disconnect();
      await stop(daemon);
      await rm(folder, { recursive: true });
    },
  };
}

async function identity(folder: string, name: string): Promise<Identity> {
  const [certificate, key] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:secp384r1"];
  await run("openssl", [
    "req",
    "-x509",
    ...curve,
    "-nodes",
    "-days",
    "1",
    "-subj",
    `/CN=${name}`,
    "-out",
    certificate,
    "-keyout",
    key,
  ]);
  return { certificate, key, pem: await readFile(certificate, "utf8") };
}

/** The user's own client configuration, in a folder of its own. */
export async function clientConfiguration(
  remotes: string,
  files: Record<string, string> = {},
): Promise<{ folder: string } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), "cul8er-client-"));
  const before = process.env.INCUS_CONF;
  process.env.INCUS_CONF = folder;
  await mkdir(join(folder, "servercerts"));
  for (const [name, content] of Object.entries({ "config.yml": remotes, ...files }))
    await writeFile(join(folder, name), content, { mode: 0o600 });
  return {
    folder,
    async [Symbol.asyncDispose]() {
      if (before === undefined) delete process.env.INCUS_CONF;
      else process.env.INCUS_CONF = before;
      await rm(folder, { recursive: true });
    },
  };
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

async function stop(daemon: ChildProcess): Promise<void> {
  const ended = once(daemon, "exit");
  daemon.kill("SIGTERM");
  await ended;
}
