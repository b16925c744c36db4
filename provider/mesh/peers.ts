/** Peers in WireGuard's own words (wg(8), "CONFIGURATION FILE FORMAT"). */
import type { MeshPeer } from "./plan.ts";

/** Whether a text is a public key: 32 bytes in base64. */
export const isPublicKey = (text: string): boolean => /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/.test(text);

/** The peers of a host as a configuration, in a stable order. Peers whose key is not known are left out. */
export const peersText = (peers: readonly MeshPeer[], keys: Readonly<Record<string, string>>): string =>
  peers
    .flatMap((peer) => {
      const key = keys[peer.name];
      return key === undefined ? [] : [peerText(peer, key)];
    })
    .sort()
    .join("");

const peerText = ({ endpoint, allowed, keepalive }: MeshPeer, key: string): string =>
  [
    "[Peer]",
    `PublicKey = ${key}`,
    ...(endpoint === undefined ? [] : [`Endpoint = ${endpoint}`]),
    `AllowedIPs = ${allowed.join(", ")}`,
    ...(keepalive === undefined ? [] : [`PersistentKeepalive = ${keepalive}`]),
    "",
  ].join("\n");
