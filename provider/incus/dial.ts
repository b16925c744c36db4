/** One connection to a server, its certificate checked before anything is sent. */
import { connect as connectSocket, isIP, type Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import pRetry, { AbortError } from "p-retry";
import { type Failure, IncusError, PermissionDenied, Unreachable, Untrusted, WrongCertificate } from "./errors.ts";
import { toMachine } from "./over-ssh.ts";
import type { Endpoint, HttpsEndpoint, SocketEndpoint } from "./remotes.ts";

const patience = 10_000; // milliseconds for one try; an address that drops packets answers never
const passing = new Set(["ECONNREFUSED", "ECONNRESET", "EAGAIN", "EAI_AGAIN", "ETIMEDOUT", "EPIPE"]);

/**
 * Dials; tries again where nothing was sent yet and the reason may pass.
 * @throws Unreachable, PermissionDenied, WrongCertificate, Untrusted
 */
export async function dial(endpoint: Endpoint): Promise<Socket> {
  const once = () =>
    "ssh" in endpoint ? toMachine(endpoint) : "socket" in endpoint ? toSocket(endpoint) : toAddress(endpoint);
  return pRetry(
    async () => {
      try {
        return await once();
      } catch (error) {
        const code = codeOf(error);
        const known = error instanceof IncusError || "ssh" in endpoint ? error : explain(endpoint, error);
        throw code !== undefined && passing.has(code)
          ? known
          : new AbortError(known instanceof Error ? known : String(known));
      }
    },
    { retries: 2, minTimeout: 150, factor: 3, unref: false },
  );
}

async function toSocket({ socket: path }: SocketEndpoint): Promise<Socket> {
  const socket = connectSocket({ path });
  await opened(socket, "connect");
  return socket;
}

async function toAddress(endpoint: HttpsEndpoint): Promise<TLSSocket> {
  const { hostname, port } = endpoint.address;
  const host = hostname.replace(/^\[|\]$/g, "");
  const socket = connectTls({
    host,
    port: Number(port || 443),
    ...(isIP(host) ? {} : { servername: host }),
    ...(endpoint.certificate !== undefined && { cert: endpoint.certificate }),
    ...(endpoint.key !== undefined && { key: endpoint.key }),
    minVersion: "TLSv1.2",
    ALPNProtocols: ["http/1.1"],
    rejectUnauthorized: false, // judged right below, by the pin
  });
  await opened(socket, "secureConnect");
  try {
    judge(endpoint, socket);
  } catch (error) {
    socket.destroy();
    throw error;
  }
  socket.setNoDelay(true);
  socket.setKeepAlive(true, 15_000);
  return socket;
}

function judge({ name, fingerprint, trust }: HttpsEndpoint, socket: TLSSocket): void {
  const shown = socket.getPeerCertificate().fingerprint256?.replaceAll(":", "").toLowerCase() ?? "none";
  const at = { tried: "connecting", on: name };
  if (fingerprint === undefined && !socket.authorized) {
    const said = `its certificate (SHA-256 ${shown}) is not publicly valid (${socket.authorizationError}) and not pinned`;
    const advice = `If this is the right one, ${trust.startsWith("put") ? "" : "run: "}${trust}`;
    throw new WrongCertificate({ ...at, said, advice }, shown);
  }
  if (fingerprint !== undefined && fingerprint !== shown) {
    const said = `it shows another certificate than the pinned one: expected SHA-256 ${fingerprint}, got ${shown}`;
    const advice = `Either the server was set up anew or somebody stands between. If you know the new one to be right: ${trust}`;
    throw new WrongCertificate({ ...at, said, advice }, shown);
  }
}

async function opened(socket: Socket, event: "connect" | "secureConnect"): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const late = setTimeout(() => reject(Object.assign(new Error("no answer"), { code: "ETIMEDOUT" })), patience);
  const closed = () => reject(Object.assign(new Error("the connection was closed"), { code: "ECONNRESET" }));
  socket.once(event, resolve).once("error", reject).once("close", closed);
  try {
    await promise;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(late);
    socket.off("error", reject).off("close", closed);
  }
}

/** The typed error for a connection that failed. */
function explain(endpoint: SocketEndpoint | HttpsEndpoint, cause: unknown): IncusError {
  const code = codeOf(cause) ?? "";
  const failure: Failure = { tried: "connecting", on: endpoint.name, said: saidOf(cause), cause };
  if ("socket" in endpoint) return explainSocket(endpoint.socket, code, failure);
  const { host, hostname, port } = endpoint.address;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return new Unreachable({
      ...failure,
      said: `the name ${hostname} is not known`,
      advice: "Check the address and the name servers.",
    });
  if (code.startsWith("ERR_SSL") || code.startsWith("ERR_TLS") || code.startsWith("ERR_OSSL"))
    return new Untrusted({
      ...failure,
      advice: "Check that the client certificate and key belong together and that this is an Incus server.",
    });
  const advice = `Is the server up, does it listen on port ${port || 443} (incus config get core.https_address), and does a firewall let ${host} through?`;
  return new Unreachable({ ...failure, advice });
}

function explainSocket(path: string, code: string, failure: Failure): IncusError {
  if (code === "EACCES" || code === "EPERM") {
    const advice =
      "Add your user to the group incus-admin (usermod -aG incus-admin <user>) and log in again, or run as root.";
    return new PermissionDenied({ ...failure, said: `no permission for the socket ${path}`, advice });
  }
  if (code === "ENOENT") {
    const advice =
      process.platform === "linux"
        ? "Is Incus installed and started (systemctl start incus)? For a server elsewhere name its remote in `host`."
        : "Incus servers run on Linux: add yours with `incus remote add <name> <address>` and name it in `host`.";
    return new Unreachable({ ...failure, said: `there is no socket ${path}`, advice });
  }
  return new Unreachable({
    ...failure,
    said: `the socket ${path}: ${failure.said}`,
    advice: "Is Incus running? systemctl status incus",
  });
}

function saidOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(saidOf).join(", ");
  return cause instanceof Error ? cause.message : String(cause);
}

/** The system's code of an error (`ECONNREFUSED`), where it has one. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
