import { z } from "zod";
import { sshPlace } from "../ssh/place.ts";

/** Where a server is, spelt out. */
export const place = z.strictObject({
  name: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Stable name of the server in resource ids. Default: its address or socket. Alone: the remote of this name.",
    ),
  address: z
    .url({ protocol: /^https$/ })
    .optional()
    .describe("Address of the server's API, as `https://host:8443`."),
  fingerprint: z
    .string()
    .regex(/^([0-9a-fA-F]{2}:?){32}$/, "is not a SHA-256 fingerprint (64 hexadecimal digits)")
    .optional()
    .describe("SHA-256 fingerprint of the server's certificate. Without it the certificate must be publicly valid."),
  clientCertificate: z
    .string()
    .optional()
    .describe("Path of the client certificate. Default: the one of the user's own Incus client."),
  clientKey: z.string().optional().describe("Path of its key. Default: the one of the user's own Incus client."),
  socket: z
    .string()
    .optional()
    .describe("Path of the server's unix socket, instead of an address; with `ssh` its path on that machine."),
  ssh: sshPlace
    .optional()
    .describe(
      "The machine over SSH. Without an address the server's unix socket is reached through it, by root or a member of the group incus-admin.",
    ),
});

/**
 * Where an Incus server is: the name of a remote of the user's own Incus client configuration (`local` is the unix
 * socket), an address with the fingerprint of its certificate, or a machine over SSH. References to credentials, never
 * credentials.
 */
export const host = z.union([
  z.string().min(1).describe("Name of a remote, as `incus remote list` shows it."),
  place
    .refine(
      (at) =>
        (at.address !== undefined && at.socket === undefined) ||
        (at.address === undefined && (at.socket !== undefined || at.ssh !== undefined)) ||
        (at.name !== undefined && Object.keys(at).length === 1),
      "needs an address, a socket or ssh, or nothing but the name of a remote",
    )
    .refine(
      (at) => (at.clientCertificate === undefined) === (at.clientKey === undefined),
      "needs clientCertificate and clientKey together",
    ),
]);

/** A server, or undefined for the one that the user's own Incus client talks to by default. */
export type Host = z.infer<typeof host> | undefined;

/** The server that a value means; that of the user's own client where it means none (yet). */
export function hostIn(value: unknown): Host {
  if (value === undefined) return undefined;
  const known = host.safeParse(value);
  return known.success ? known.data : undefined;
}

/** The stable name of a host in resource ids; undefined for the default one, and for what is no host (yet). */
export function hostKey(at: unknown): string | undefined {
  const known = hostIn(at);
  return typeof known === "object" ? (known.name ?? known.address ?? known.ssh?.address ?? known.socket) : known;
}
