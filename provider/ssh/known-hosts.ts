/** The known_hosts files of OpenSSH: whose host key is whose (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"). */
import { createHmac } from "node:crypto";
import { fingerprintOf, type HostKey, typeOf } from "./host-key.ts";

/** What the files say of a key. */
export type Entry =
  | { readonly is: "known" }
  | { readonly is: "unknown" }
  | { readonly is: "revoked"; readonly where: string }
  | { readonly is: "different"; readonly where: string; readonly expected: readonly string[] };

/** One file. */
export interface KnownHostsFile {
  readonly path: string;
  readonly text: string;
}

interface Line {
  readonly path: string;
  readonly revoked: boolean;
  readonly names: string;
  readonly key: HostKey;
}

/** The lines of some files. Certificate authorities are not understood: their lines vouch for nobody. */
export class KnownHosts {
  /** The files, for messages. */
  readonly where: string;
  readonly #lines: readonly Line[];

  constructor(files: readonly KnownHostsFile[], where: string) {
    this.#lines = files.flatMap(({ path, text }) => text.split(/\r?\n/).flatMap((line) => lineOf(path, line)));
    this.where = where;
  }

  /** A machine as the files name it. */
  nameOf(address: string, port: number): string {
    return port === 22 ? address.toLowerCase() : `[${address.toLowerCase()}]:${port}`;
  }

  /** What they say of the key that a machine shows. */
  judge(address: string, port: number, key: HostKey): Entry {
    const name = this.nameOf(address, port);
    const same = this.#lines.filter((line) => line.key.equals(key));
    const revoked = same.find((line) => line.revoked && matches(line.names, name));
    if (revoked) return { is: "revoked", where: revoked.path };
    if (same.some((line) => !line.revoked && matches(line.names, name))) return { is: "known" };
    const others = this.#of(name);
    if (others.length === 0) return { is: "unknown" };
    const expected = others.map((line) => `${fingerprintOf(line.key)} (${typeOf(line.key)})`);
    return { is: "different", where: others[0]?.path ?? this.where, expected };
  }

  /** The types of the keys that are known of a machine: only those are worth being asked for. */
  types(address: string, port: number): string[] {
    return [...new Set(this.#of(this.nameOf(address, port)).map(({ key }) => typeOf(key)))];
  }

  #of(name: string): Line[] {
    return this.#lines.filter((line) => !line.revoked && matches(line.names, name));
  }
}

function lineOf(path: string, text: string): Line[] {
  const words = text.trim().split(/\s+/);
  const marker = words[0]?.startsWith("@") ? words.shift() : undefined;
  const [names, , base64] = words;
  if (!names || !base64 || names.startsWith("#") || marker === "@cert-authority") return [];
  const key = Buffer.from(base64, "base64");
  return key.length < 8 ? [] : [{ path, revoked: marker === "@revoked", names, key }];
}

/** Whether the first field of a line means this machine: a hash, or patterns of which none forbids it. */
function matches(names: string, name: string): boolean {
  const [, salt, hash] = /^\|1\|([^|]+)\|([^|]+)$/.exec(names) ?? [];
  if (salt !== undefined) return createHmac("sha1", Buffer.from(salt, "base64")).update(name).digest("base64") === hash;
  const patterns = names.toLowerCase().split(",");
  if (patterns.some((pattern) => pattern.startsWith("!") && fits(pattern.slice(1), name))) return false;
  return patterns.some((pattern) => fits(pattern, name));
}

function fits(pattern: string, name: string): boolean {
  const expression = pattern
    .replaceAll(/[\\^$.|+()[\]{}]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`).test(name);
}
