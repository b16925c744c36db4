// How an engine and the plugin that it has started get to know each other: environment in, one line out.

/** Proves to a plugin that it was started by an engine; the same for all providers, and no secret. */
const COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";
const PROTOCOL = 6;

/** What an engine says when it starts a plugin. */
export interface Invitation {
  /** Where the socket should be; undefined where the engine does not mind. */
  socketFolder: string | undefined;
  /** The certificate, in PEM, that the engine will show; undefined where it was told to do without TLS. */
  clientCertificate: string | undefined;
}

/** What the engine has said, or undefined for a process that no engine has started. */
export function invitation(environment: NodeJS.ProcessEnv): Invitation | undefined {
  if (environment.TF_PLUGIN_MAGIC_COOKIE !== COOKIE) return undefined;
  return {
    socketFolder: environment.PLUGIN_UNIX_SOCKET_DIR || undefined,
    clientCertificate: environment.PLUGIN_CLIENT_CERT || undefined,
  };
}

/** The line that tells the engine where to connect, and whose certificate it will see there. */
export function handshakeLine(socket: string, certificate: Buffer | undefined): string {
  // Base64 with padding is refused.
  const shown = certificate?.toString("base64").replaceAll("=", "") ?? "";
  return `1|${PROTOCOL}|unix|${socket}|grpc|${shown}\n`;
}

/** The value of TF_REATTACH_PROVIDERS that makes engines use a plugin that runs already, under each of its addresses. */
export function reattachment(addresses: readonly string[], socket: string): string {
  const running = {
    Protocol: "grpc",
    ProtocolVersion: PROTOCOL,
    Pid: process.pid,
    Test: true,
    Addr: { Network: "unix", String: socket },
  };
  return JSON.stringify(Object.fromEntries(addresses.map((address) => [address, running])));
}
