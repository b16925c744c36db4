/** What we log in with: the user's agent and private keys, read when needed and never kept elsewhere. */
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { AgentAuthMethod, PublicKeyAuthMethod } from "ssh2";
import { KeyUnusable } from "./errors.ts";
import { KnownHosts, type KnownHostsFile } from "./known-hosts.ts";
import { nameOf, type SshPlace, userOf } from "./place.ts";

/** One way to log in, in words and as ssh2 takes it. */
export interface Identity {
  readonly words: string;
  readonly type: "publickey" | "agent";
  /** A private key (PEM), or the path of the agent's socket. */
  readonly with: string;
}

/**
 * The identities to try, in the order of OpenSSH: the key that was named, else those of the agent and the usual files.
 * @throws KeyUnusable where the named key cannot be used
 */
export async function identitiesOf(place: SshPlace): Promise<Identity[]> {
  const { parseKey } = await parser();
  const socket = process.env.SSH_AUTH_SOCK;
  const agent: Identity[] = socket ? [{ words: "the keys of your agent", type: "agent", with: socket }] : [];
  const at = { tried: "reading the key", on: nameOf(place) };
  if (place.key !== undefined) {
    const path = inHome(place.key);
    const pem = await text(path);
    if (pem === undefined) throw new KeyUnusable({ ...at, said: `there is no file ${path} that can be read` });
    const wrong = problemOf(parseKey(pem));
    if (wrong === undefined) return [{ words: place.key, type: "publickey", with: pem }];
    // A key with a passphrase is in the agent, or nowhere.
    if (wrong === "encrypted" && agent.length > 0) return agent;
    const advice =
      wrong === "encrypted"
        ? `Add it to your agent: ssh-add ${place.key}`
        : "It must be a private key as ssh-keygen makes it.";
    const said =
      wrong === "encrypted" ? `${path} needs a passphrase, which cannot be asked for here` : `${path}: ${wrong}`;
    throw new KeyUnusable({ ...at, said, advice });
  }
  const found: Identity[] = [];
  for (const name of ["id_ed25519", "id_ecdsa", "id_rsa"]) {
    const pem = await text(join(homedir(), ".ssh", name));
    if (pem !== undefined && problemOf(parseKey(pem)) === undefined)
      found.push({ words: `~/.ssh/${name}`, type: "publickey", with: pem });
  }
  return [...agent, ...found];
}

/** The identities as ssh2 tries them, one after the other. */
export const offered = (place: SshPlace, identities: readonly Identity[]): (AgentAuthMethod | PublicKeyAuthMethod)[] =>
  identities.map((one) =>
    one.type === "agent"
      ? { type: "agent", username: userOf(place), agent: one.with }
      : { type: "publickey", username: userOf(place), key: one.with },
  );

/** The hosts that the user knows: of the file that was named, else of the user's own and the machine's. */
export async function knownHostsOf(place: SshPlace): Promise<KnownHosts> {
  const mine = place.knownHosts === undefined ? ["~/.ssh/known_hosts", "~/.ssh/known_hosts2"] : [place.knownHosts];
  const paths = place.knownHosts === undefined ? [...mine, "/etc/ssh/ssh_known_hosts"] : mine;
  const files: KnownHostsFile[] = [];
  for (const path of paths) {
    const content = await text(inHome(path));
    if (content !== undefined) files.push({ path, text: content });
    else if (place.knownHosts !== undefined)
      throw new KeyUnusable({ tried: "reading the known hosts", on: nameOf(place), said: `there is no file ${path}` });
  }
  return new KnownHosts(files, mine[0] ?? "known_hosts");
}

const inHome = (path: string): string => (/^~(\/|$)/.test(path) ? join(homedir(), path.slice(1)) : path);

/** Loaded by those who log in: it would slow every start. */
const parser = async () => (await import("ssh2")).default.utils;

function problemOf(parsed: unknown): string | undefined {
  if (!(parsed instanceof Error)) return undefined;
  return /encrypted/i.test(parsed.message) ? "encrypted" : parsed.message;
}

const text = (path: string): Promise<string | undefined> => readFile(path, "utf8").catch(() => undefined);
