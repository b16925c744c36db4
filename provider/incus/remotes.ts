/** From a host to the place that is dialled: reads the user's own Incus client configuration, never writes it. */
import { X509Certificate } from "node:crypto";
import { access, constants, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { nameOf, type SshPlace } from "../ssh/place.ts";
import { Unsupported, WrongHost } from "./errors.ts";
import type { Host } from "./host.ts";

/** A unix socket on this machine. */
export interface SocketEndpoint {
  name: string;
  socket: string;
}

/** An address, the pin of its certificate, and our own certificate and key (PEM). */
export interface HttpsEndpoint {
  name: string;
  address: URL;
  /** SHA-256 of the server's certificate, as 64 lower-case digits; undefined asks for a publicly valid one. */
  fingerprint: string | undefined;
  certificate: string | undefined;
  key: string | undefined;
  /** Command that makes the user's client trust this server. */
  trust: string;
}

/** A unix socket on another machine, which is reached over SSH. */
export interface SshEndpoint {
  name: string;
  ssh: SshPlace;
  /** Paths where the socket may be; the first one that is there is taken. */
  sockets: readonly string[];
}

/** What a connection dials. */
export type Endpoint = SocketEndpoint | HttpsEndpoint | SshEndpoint;

/** Where a server's socket is when nobody says it: since Incus 6.10 it may be in /run. */
const USUAL_SOCKETS = ["/var/lib/incus/unix.socket", "/run/incus/unix.socket"];

const remote = z.object({
  addr: z.string(),
  auth_type: z.string().optional(),
  protocol: z.string().optional(),
  public: z.boolean().optional(),
});

const configuration = z.object({
  "default-remote": z.string().optional(),
  remotes: z.record(z.string(), remote).nullish(),
});

/**
 * Where `at` is. Without a host: `INCUS_REMOTE`, else the default remote of the user's client, else the unix socket.
 * @throws WrongHost where the remote is not known, or not an Incus server; Unsupported for OpenID Connect.
 */
export async function resolve(at: Host): Promise<Endpoint> {
  if (at !== undefined && typeof at !== "string" && !isRemote(at)) {
    if (at.ssh !== undefined && at.address === undefined) {
      const machine = nameOf(at.ssh);
      const sockets = at.socket === undefined ? USUAL_SOCKETS : [at.socket];
      return { name: at.name ? `${at.name} (${machine})` : machine, ssh: at.ssh, sockets };
    }
    if (at.socket !== undefined) return { name: at.name ?? at.socket, socket: at.socket };
    const address = new URL(at.address ?? "");
    return {
      name: at.name ? `${at.name} (${address.origin})` : address.origin,
      address,
      fingerprint: at.fingerprint?.replaceAll(":", "").toLowerCase(),
      ...(await credentials(at.clientCertificate, at.clientKey)),
      trust: "put its certificate's fingerprint into `fingerprint`",
    };
  }
  const known = await clientConfiguration();
  const remote = typeof at === "object" ? at.name : at;
  return named(remote ?? (process.env.INCUS_REMOTE || known["default-remote"] || "local"), known);
}

/** Nothing but the name of a remote. */
const isRemote = (at: Exclude<Host, string | undefined>): boolean =>
  at.address === undefined && at.socket === undefined && at.ssh === undefined;

async function named(name: string, known: z.infer<typeof configuration>): Promise<Endpoint> {
  const entry = known.remotes?.[name];
  const at = { tried: `using the remote "${name}"`, on: "this machine" };
  if (name === "local" && !entry) return { name, socket: await localSocket() };
  if (!entry) {
    const names = ["local", ...Object.keys(known.remotes ?? {})].join(", ");
    const advice = `Known remotes: ${names}. Add it with: incus remote add ${name} <address>`;
    throw new WrongHost({ ...at, said: `${join(folder(), "config.yml")} has no remote of this name`, advice });
  }
  if ((entry.protocol ?? "incus") !== "incus" || entry.public)
    throw new WrongHost({
      ...at,
      said: "it is an image server, not an Incus server",
      advice: "Name a remote that runs instances.",
    });
  if (entry.auth_type === "oidc")
    throw new Unsupported({ tried: at.tried, on: "this client, which signs in with client certificates only" }, "oidc");
  if (entry.addr.startsWith("unix:")) {
    const path = entry.addr.replace(/^unix:(\/\/)?/, "");
    return { name, socket: path || (await localSocket()) };
  }
  const first = entry.addr.split(",")[0] ?? "";
  const address = new URL(first);
  const pinned =
    (await text(join(folder(), "servercerts", `${name}.crt`))) ??
    (await text(join(shared(), "servercerts", `${name}.crt`)));
  return {
    name: `${name} (${address.origin})`,
    address,
    fingerprint: pinned === undefined ? undefined : fingerprintOf(pinned),
    ...(await credentials(undefined, undefined)),
    trust: `incus remote remove ${name} && incus remote add ${name} ${first}`,
  };
}

/** SHA-256 of a certificate in PEM, as 64 lower-case digits: what `incus` prints as its fingerprint. */
export function fingerprintOf(pem: string): string {
  return new X509Certificate(pem).fingerprint256.replaceAll(":", "").toLowerCase();
}

async function clientConfiguration(): Promise<z.infer<typeof configuration>> {
  const mine = await readConfiguration(join(folder(), "config.yml"));
  const everyones = await readConfiguration(join(shared(), "config.yml"));
  return { ...everyones, ...mine, remotes: { ...everyones.remotes, ...mine.remotes } };
}

async function readConfiguration(path: string): Promise<z.infer<typeof configuration>> {
  const content = await text(path);
  if (content === undefined) return {};
  const { parse } = await import("yaml"); // only for those who have a configuration: it would slow every start
  try {
    return configuration.parse(parse(content) ?? {});
  } catch (cause) {
    throw new WrongHost({
      tried: `reading ${path}`,
      on: "this machine",
      said: "it is not a configuration of Incus' client",
      cause,
    });
  }
}

async function credentials(certificatePath: string | undefined, keyPath: string | undefined) {
  const certificate = await text(certificatePath ?? join(folder(), "client.crt"));
  const key = await text(keyPath ?? join(folder(), "client.key"));
  const missing = certificate === undefined ? certificatePath : key === undefined ? keyPath : undefined;
  if (missing !== undefined)
    throw new WrongHost({
      tried: `reading the client certificate or key ${missing}`,
      on: "this machine",
      said: "there is no such file",
    });
  if (key !== undefined && /ENCRYPTED/.test(key)) {
    const said = "the key is encrypted with a passphrase, which cannot be asked for here";
    throw new WrongHost({
      tried: "reading the client key",
      on: "this machine",
      said,
      advice: "Use a key without one.",
    });
  }
  return { certificate, key };
}

/** The socket as Incus' own client looks for it; its doc/environment.md has the variables. */
async function localSocket(): Promise<string> {
  const { INCUS_SOCKET, INCUS_DIR } = process.env;
  if (INCUS_SOCKET) return INCUS_SOCKET;
  const folders = INCUS_DIR ? [INCUS_DIR] : ["/run/incus", "/var/lib/incus"];
  const paths = folders.flatMap((at) => [join(at, "unix.socket"), join(at, "unix.socket.user")]);
  for (const path of paths) if (await allows(path, constants.W_OK)) return path;
  for (const path of paths) if (await allows(path, constants.F_OK)) return path;
  return paths.at(-2) ?? "";
}

const allows = (path: string, mode: number) =>
  access(path, mode).then(
    () => true,
    () => false,
  );

const folder = () => process.env.INCUS_CONF || join(homedir(), ".config", "incus");
const shared = () => process.env.INCUS_GLOBAL_CONF || "/etc/incus";

async function text(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw new WrongHost({ tried: `reading ${path}`, on: "this machine", said: String(cause), cause });
  }
}
