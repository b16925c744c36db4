// The whole life of a plugin process: from the handshake with the engine that started it to the end.
import type { Http2Server, ServerHttp2Session } from "node:http2";
import { Calls } from "./calls.ts";
import { selfSigned } from "./certificate.ts";
import { grpcServer, type Identities } from "./grpc.ts";
import type { Handlers } from "./handlers.ts";
import { handshakeLine, invitation, reattachment } from "./handshake.ts";
import { log } from "./log.ts";
import { watchParent } from "./parent.ts";
import { type SocketPlace, socketPlace } from "./socket.ts";

/** Milliseconds that an interrupted call has to come to a safe point, once nobody waits for it any more. */
const SAFE_POINT = 60_000;
/** Milliseconds for the handlers to close what they have opened. */
const CLOSING = 1_000;

/** What the plugin says of itself. */
export interface Program {
  /** Its address in configurations: `namespace/name`. */
  readonly source: string;
  /** Arguments of the process: `--debug` serves until it is interrupted, to whoever is told where. */
  readonly args: readonly string[];
}

/**
 * Serves a provider to the engine that has started this process, and ends when the engine is done with it, or gone.
 * Ctrl-C reaches all processes of a terminal: the engine tells what is to be stopped, so here it does nothing.
 *
 * @param load gives the handlers; called after the handshake, so that whatever it loads does not keep the engine waiting
 * @returns the exit code of the process
 */
export async function serve(load: () => Promise<Handlers>, { source, args }: Program): Promise<number> {
  const debug = args.includes("--debug");
  const invited = invitation(process.env);
  if (!debug && !invited) {
    process.stderr.write(
      `This is the provider ${source} for Terraform and OpenTofu: they start it by themselves, and it does nothing on ` +
        "its own. To look at it with a debugger, start it with --debug.\n",
    );
    return 1;
  }
  survive();
  const place = socketPlace(invited?.socketFolder);
  const end = new AbortController();
  const calls = new Calls(load, { onShutdown: () => debug || end.abort(), outlivesStop: debug });
  try {
    const client = debug ? undefined : invited?.clientCertificate;
    const identities: Identities | undefined = client ? { own: selfSigned(), client } : undefined;
    const server = grpcServer(calls.answer, identities);
    const sessions = sessionsOf(server);
    await listening(server, place);
    for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => end.abort());
    if (debug) process.on("SIGINT", () => end.abort());
    else watchParent(server, () => end.abort());
    process.stdout.write(debug ? instructions(source, place) : handshakeLine(place.path, identities?.own.der));
    void calls.handlers().catch((error: unknown) => log("error", `the provider cannot be loaded: ${error}`));
    await aborted(end.signal);
    calls.stop();
    await within(SAFE_POINT, calls.settled());
    server.close();
    for (const session of sessions) session.destroy();
    await within(CLOSING, calls.close());
    return 0;
  } finally {
    place.remove();
  }
}

/** Whatever else goes wrong in this process must not end it: resources that are being made would be lost to the state. */
function survive(): void {
  process.on("SIGINT", () => {});
  process.on("uncaughtException", (error) => log("error", `uncaught: ${error.stack ?? error.message}`));
  // Who reads what we write may be gone before us.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
}

function sessionsOf(server: Http2Server): ReadonlySet<ServerHttp2Session> {
  const sessions = new Set<ServerHttp2Session>();
  server.on("session", (session) => {
    sessions.add(session);
    session.on("close", () => sessions.delete(session));
  });
  return sessions;
}

function listening(server: Http2Server, { path }: SocketPlace): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, resolve);
  });
}

/** What a person needs who debugs: one variable, for Terraform and for OpenTofu. */
function instructions(source: string, { path }: SocketPlace): string {
  const addresses = ["registry.terraform.io", "registry.opentofu.org"].map((registry) => `${registry}/${source}`);
  return `Serving until Ctrl-C. Where terraform or tofu is to use it:\n\nexport TF_REATTACH_PROVIDERS='${reattachment(addresses, path)}'\n`;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** Waits for some work, but no longer than so many milliseconds; what goes wrong there is logged. */
async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([work.catch((error: unknown) => log("error", `while ending: ${error}`)), late]);
  clearTimeout(timer);
}
