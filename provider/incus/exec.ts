/** Commands inside instances, with their input, output and exit code, over websockets. */
import type { WebSocket } from "ws";
import { z } from "zod";
import { checked, type Operation } from "./answer.ts";
import { ended, unless } from "./deadline.ts";
import { IncusError, OutcomeUnknown, operationFailed, TimedOut } from "./errors.ts";
import type { Ear, Transport } from "./transport.ts";

/** How a command is run. */
export interface ExecOptions {
  /** Variables for the command. Without a `PATH` the server gives a usual one. */
  environment?: Record<string, string> | undefined;
  /** User id. Default: 0, root. */
  user?: number | undefined;
  /** Group id. Default: 0. */
  group?: number | undefined;
  /** Working directory. Default: the home of root, or `/`. */
  cwd?: string | undefined;
  /** What the command reads. Default: nothing, its input is at the end at once. */
  input?: string | Buffer | undefined;
  /** Milliseconds after which the command is killed and TimedOut is thrown. */
  timeout?: number | undefined;
  /** Kills the command, besides the signal of the scope. */
  signal?: AbortSignal | undefined;
}

/** How a command ended. */
export interface ExecResult {
  /** Exit code; 127 for a command that is not there, 126 for one that cannot be run, 128 + n where signal n ended it. */
  code: number;
  stdout: string;
  stderr: string;
}

/** What `exec` needs from the scope it runs in. */
export interface ExecSite {
  transport: Transport;
  project: string;
  tried: string;
  signal: AbortSignal | undefined;
  /** Starts the operation without waiting for its end. */
  start(body: unknown): Promise<Operation>;
  /** Waits for the end of the operation, good or bad, without an end of its own. */
  settle(operation: Operation): Promise<Operation>;
}

const secrets = z.object({
  fds: z.object({ "0": z.string(), "1": z.string(), "2": z.string(), control: z.string() }),
});
const result = z.object({ return: z.number() });

/** Runs `command` and collects what it writes. An exit code that is not 0 is no error. */
export async function exec(site: ExecSite, command: string[], options: ExecOptions): Promise<ExecResult> {
  const { timeout } = options;
  const end = timeout === undefined ? undefined : AbortSignal.timeout(timeout);
  const signal = AbortSignal.any([site.signal, options.signal, end].filter((each) => each !== undefined));
  const at = { tried: site.tried, on: site.transport.endpoint.name };
  try {
    return await run(site, command, options, signal);
  } catch (error) {
    if (end?.aborted && !site.signal?.aborted)
      throw new TimedOut({ ...at, said: `the command ran longer than ${timeout} ms and was killed`, cause: error });
    throw signal.aborted && !(error instanceof IncusError) ? ended(signal, at) : error;
  }
}

async function run(site: ExecSite, command: string[], options: ExecOptions, signal: AbortSignal): Promise<ExecResult> {
  const at = { tried: site.tried, on: site.transport.endpoint.name };
  const started = await site.start(request(command, options));
  const { fds } = checked(secrets, started.metadata, at);
  const open = (secret: string, ear: Ear) => {
    const query = `secret=${encodeURIComponent(secret)}&project=${encodeURIComponent(site.project)}`;
    return site.transport.channel(`/1.0/operations/${started.id}/websocket?${query}`, site.tried, ear, signal);
  };
  const finished = site.settle(started);
  finished.catch(() => {}); // waited for below; may fail before
  const [out, err] = [new Output(), new Output()];
  // The server starts the command without waiting for this one, and refuses it when the command has ended before.
  const controlling = open(fds.control, deaf).catch(() => undefined);
  const opening = [open(fds["0"], deaf), open(fds["1"], out), open(fds["2"], err)];
  try {
    const [stdin] = await Promise.all(opening);
    if (stdin) write(stdin.websocket, options.input);
    const last = await unless(signal, finished);
    const [written, complained] = await unless(signal, Promise.all([out.whole, err.whole]));
    if (last.status_code === 200 && (out.cut || err.cut))
      throw new OutcomeUnknown({ ...at, said: "the connection broke before all output had come" });
    return { code: codeOf(last, at), stdout: String(written), stderr: String(complained) };
  } catch (error) {
    if (signal.aborted) await kill((await controlling)?.websocket, finished);
    throw error;
  } finally {
    for (const each of await Promise.allSettled([...opening, controlling]))
      if (each.status === "fulfilled") each.value?.websocket.terminate();
  }
}

/** The body of the request. */
function request(command: string[], { environment, user, group, cwd }: ExecOptions) {
  return {
    command,
    environment: environment ?? {},
    "wait-for-websocket": true,
    interactive: false,
    ...(user !== undefined && { user }),
    ...(group !== undefined && { group }),
    ...(cwd !== undefined && { cwd }),
  };
}

/** Everything that comes until the server ends the stream with an empty text, or closes. */
class Output implements Ear {
  readonly #chunks: Buffer[] = [];
  readonly #whole = Promise.withResolvers<Buffer>();
  readonly whole = this.#whole.promise;
  // The server closes right after the last piece. Answering its ping then fails, and would lose what is not read yet.
  readonly silent = true;
  /** Whether the connection broke before the end came. */
  cut = false;
  readonly hear = (message: Buffer, binary: boolean) => (binary ? void this.#chunks.push(message) : this.#end());
  readonly closed = () => {
    this.cut = !this.#ended;
    this.#end();
  };
  #ended = false;
  #end(): void {
    this.#ended = true;
    this.#whole.resolve(Buffer.concat(this.#chunks));
  }
}

const deaf: Ear = { hear: () => {} };

/** Sends the input in pieces that the server's pipe can take, and then its end. */
function write(websocket: WebSocket, input: string | Buffer | undefined): void {
  const content = Buffer.from(input ?? "");
  const piece = 64 * 1024;
  const ignore = () => {}; // a command may end without reading all of its input
  for (let from = 0; from < content.length; from += piece)
    websocket.send(content.subarray(from, from + piece), { binary: true }, ignore);
  websocket.send("", { binary: false }, ignore);
}

async function kill(control: WebSocket | undefined, finished: Promise<unknown>): Promise<void> {
  const patience = AbortSignal.timeout(2_000);
  control?.send(JSON.stringify({ command: "signal", signal: 9 }), () => {});
  await unless(patience, finished).catch(() => {}); // closing the control websocket kills it as well
}

/** The exit code. A command that cannot be started is a failed operation to the server, with the code of a shell. */
export function codeOf({ status_code, err, metadata }: Operation, at: { tried: string; on: string }): number {
  const known = result.safeParse(metadata);
  if (known.success && (status_code === 200 || known.data.return === 126 || known.data.return === 127))
    return known.data.return;
  throw operationFailed(err || "the command was lost", at);
}
