/** Host keys: what a machine proves itself with, and whether it is the one that is expected. */
import { createHash } from "node:crypto";
import type { KnownHosts } from "./known-hosts.ts";
import type { SshPlace } from "./place.ts";

/** A host key as the server sends it: its type, then the numbers of that type. */
export type HostKey = Buffer;

/** The type of a key: `ssh-ed25519`, `ecdsa-sha2-nistp256`, `ssh-rsa`. */
export function typeOf(key: HostKey): string {
  if (key.length < 4) return "unknown";
  return key.subarray(4, 4 + key.readUInt32BE(0)).toString("latin1");
}

/** Its fingerprint, as `ssh-keygen -l` prints it. */
export const fingerprintOf = (key: HostKey): string =>
  `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`;

/** What is to be thought of a host key that was shown. */
export type Verdict =
  | { readonly trusted: true }
  | { readonly trusted: false; readonly said: string; readonly advice: string };

/** Judges a key by the fingerprint that the user gave, else by the known hosts. */
export function judge(place: SshPlace, known: KnownHosts, key: HostKey): Verdict {
  const shown = fingerprintOf(key);
  const at = `${shown} (${typeOf(key)})`;
  const compare = `On the machine itself, \`ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub\` and its siblings tell the right ones`;
  if (place.hostKey !== undefined) {
    if (withoutPadding(place.hostKey) === shown) return { trusted: true };
    const said = `it shows another host key than the expected one: expected ${place.hostKey}, got ${at}`;
    return { trusted: false, said, advice: `${another} ${compare}; correct \`hostKey\` if this is one of them.` };
  }
  const entry = known.judge(place.address, place.port ?? 22, key);
  if (entry.is === "known") return { trusted: true };
  if (entry.is === "revoked")
    return {
      trusted: false,
      said: `its host key ${at} is revoked in ${entry.where}`,
      advice: "Give the machine a new host key.",
    };
  if (entry.is === "different") {
    const said = `it shows another host key than ${entry.where} knows: expected ${entry.expected.join(" or ")}, got ${at}`;
    return {
      trusted: false,
      said,
      advice: `${another} ${compare}; if this is one of them, remove the old one: ssh-keygen -R ${known.nameOf(place.address, place.port ?? 22)}, and write \`hostKey: "${shown}"\`.`,
    };
  }
  const said = `its host key ${at} is not known: ${known.where} has none of this machine`;
  return { trusted: false, said, advice: `${compare}. If this is one of them, write \`hostKey: "${shown}"\`.` };
}

const another = "Either the machine was set up anew or somebody stands between.";

const withoutPadding = (fingerprint: string): string => fingerprint.replace(/=+$/, "");
