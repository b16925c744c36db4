/** How the other kinds reach a host: the value for their `host`, and where the API listens. */
import type { SshPlace } from "../../ssh/place.ts";

/** Port of the API where an address tells none. */
const PORT = 8443;

/** What decides how a host is reached. */
export interface Reach {
  readonly name?: string | undefined;
  readonly address?: string | undefined;
  readonly ssh?: Omit<SshPlace, "address"> | undefined;
  readonly access?: "https" | "ssh" | undefined;
  readonly clientCertificate?: string | undefined;
  readonly clientKey?: string | undefined;
}

/** The machine over SSH, where it is reached so. */
export const machineOf = ({ address, ssh }: Reach): SshPlace | undefined =>
  ssh === undefined || address === undefined ? undefined : { address, ...ssh };

/** An address that a server listens on, as `core.https_address` has it: `:8443`, `[::]:8443`, `10.0.0.1`. */
export function listenOf(text: string): { host: string | undefined; port: number } {
  const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(text) ?? [];
  const host = bracketed ?? plain ?? text; // a bare IPv6 address has no port
  return { host: ["", "::", "0.0.0.0", "*"].includes(host) ? undefined : host, port: Number(port ?? PORT) };
}

/** Whether two such addresses mean the same. */
export function listensAlike(one: string, other: string): boolean {
  const [a, b] = [listenOf(one), listenOf(other)];
  return a.host === b.host && a.port === b.port;
}

/** The address of the API, from where the server listens: where that is any address, the one that the host is known by. */
export function apiAddress(address: string, listen: string): string {
  const { host, port } = listenOf(listen);
  const at = host ?? address;
  return `https://${at.includes(":") ? `[${at}]` : at}:${port}`;
}

/** The value for `host` of other kinds. */
export function endpointOf(reach: Reach, listen: string, fingerprint: string) {
  const { name, address = "", access, clientCertificate, clientKey } = reach;
  const ssh = machineOf(reach);
  return {
    ...(name !== undefined && { name }),
    ...(access !== "ssh" && { address: apiAddress(address, listen), fingerprint }),
    ...(access !== "ssh" && clientCertificate !== undefined && { clientCertificate, clientKey }),
    ...(ssh && { ssh }),
  };
}
