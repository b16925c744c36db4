/** An SSH server of this test's own: runs commands as this user on this machine, and opens its unix sockets. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, connect, type Server as NetServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import ssh2, { type Connection } from "ssh2";
import { fingerprintOf } from "../../provider/ssh/host-key.ts";
import type { SshPlace } from "../../provider/ssh/place.ts";

/** A server that runs. */
export interface TestSshServer extends AsyncDisposable {
  /** How to reach it: with the user, the key and the right fingerprint. */
  readonly place: SshPlace & { readonly key: string; readonly port: number };
  /** Its public host keys, as lines of a known_hosts file without their names. */
  readonly publicKeys: readonly string[];
  /** Command lines that it was asked to run, as it saw them. */
  readonly commands: readonly string[];
  /** A folder of this test's own. */
  readonly folder: string;
  /** Connections that were opened so far. */
  connections(): number;
  /** Breaks all connections. */
  hangUp(): void;
  /** Refuses to run what it is asked, from now on, until the returned function is called. */
  silence(): () => void;
}

/**
 * Starts a server on a free port, with a host key of each of these types.
 * @param incus socket of the Incus that its commands see as the machine's, with a folder for receipts of their own
 */
export async function sshServer(
  types: readonly string[] = ["ed25519"],
  { incus }: { incus?: string } = {},
): Promise<TestSshServer> {
  const folder = await mkdtemp(join(tmpdir(), "cul8er-ssh-"));
  if (incus !== undefined) await mkdir(join(folder, "lib/incus"), { recursive: true });
  const paths = types.map((type) => join(folder, `host_${type}`));
  const key = join(folder, "user");
  for (const [index, path] of paths.entries()) await makeKey(path, types[index] ?? "ed25519");
  await makeKey(key, "ed25519");
  const allowed = parsed(await readFile(`${key}.pub`, "utf8"));
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  const open = new Set<Connection>();
  let silent = false;
  let opened = 0;
  const server = new ssh2.Server({ hostKeys: await Promise.all(paths.map((path) => readFile(path))) }, (client) => {
    opened += 1;
    open.add(client);
    client.on("error", () => {}).on("close", () => open.delete(client));
    client.on("authentication", (context) => {
      const known = context.method === "publickey" && context.key.data.equals(allowed.getPublicSSH());
      if (!known) return context.reject(["publickey"]);
      if (!context.signature || !context.blob) return context.accept();
      return allowed.verify(context.blob, context.signature, context.hashAlgo) === true
        ? context.accept()
        : context.reject();
    });
    client.on("session", (accept) => {
      accept().on("exec", (acceptExec, _reject, { command }) => {
        commands.push(command);
        const channel = acceptExec();
        if (silent) return;
        const child = incus === undefined ? spawn("/bin/sh", ["-c", command]) : inside(folder, incus, command);
        channel.pipe(child.stdin);
        child.stdin.on("error", () => {});
        child.stdout.pipe(channel, { end: false });
        child.stderr.pipe(channel.stderr, { end: false });
        child.on("close", (code) => {
          channel.exit(code ?? 255);
          channel.end();
        });
      });
    });
    client.on("openssh.streamlocal", (accept, reject, { socketPath }) => {
      const socket = connect(incus !== undefined && socketPath === "/var/lib/incus/unix.socket" ? incus : socketPath);
      socket
        .once("error", () => reject())
        .once("connect", () => {
          const channel = accept();
          channel
            .on("error", () => {})
            .pipe(socket)
            .pipe(channel);
        });
    });
  });
  const net = (server as unknown as { _srv: NetServer })._srv;
  net.on("connection", (socket: Socket) => {
    sockets.add(socket.once("close", () => sockets.delete(socket)));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const publicKeys = await Promise.all(paths.map((path) => readFile(`${path}.pub`, "utf8")));
  return {
    place: {
      address: "127.0.0.1",
      port: portOf(net.address()),
      user: incus === undefined ? "tester" : "root",
      key,
      hostKey: fingerprintOf(parsed(publicKeys[0] ?? "").getPublicSSH()),
    },
    publicKeys: publicKeys.map((line) => line.split(" ").slice(0, 2).join(" ")),
    commands,
    folder,
    connections: () => opened,
    hangUp: () => {
      for (const socket of sockets) socket.destroy();
    },
    silence: () => {
      silent = true;
      return () => {
        silent = false;
      };
    },
    async [Symbol.asyncDispose]() {
      for (const client of open) client.end();
      for (const socket of sockets) socket.destroy();
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Runs a command as root in a view of this machine in which another Incus is the only one. */
function inside(folder: string, incus: string, command: string) {
  const view = `mount --bind "$1" /var/lib; ln -sf "$2" /var/lib/incus/unix.socket; exec /bin/sh -c "$3"`;
  const { INCUS_SOCKET: _, INCUS_DIR: __, ...env } = process.env;
  return spawn("unshare", ["-m", "/bin/sh", "-c", view, "view", join(folder, "lib"), incus, command], { env });
}

const portOf = (address: string | AddressInfo | null): number =>
  typeof address === "object" && address !== null ? address.port : 0;

/** Makes a pair of keys. */
export async function makeKey(path: string, type: string, passphrase = ""): Promise<void> {
  await execa("ssh-keygen", ["-q", "-t", type, "-N", passphrase, "-C", "test", "-f", path]);
}

/** Writes a known_hosts file. */
export async function knownHosts(folder: string, ...lines: string[]): Promise<string> {
  const path = join(folder, "known_hosts");
  await writeFile(path, lines.map((line) => `${line}\n`).join(""));
  return path;
}

/** A public key, read. */
export function parsed(line: string) {
  const key = ssh2.utils.parseKey(line);
  if (key instanceof Error) throw key;
  return key;
}
