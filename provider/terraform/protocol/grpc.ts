/**
 * gRPC over HTTP/2, as far as this protocol needs it: one message in, one message out, no compression, no limit of size.
 *
 * On node:http2 alone, since @grpc/grpc-js makes a start 30 ms longer and the plugin eight times as large.
 */
import {
  constants,
  createSecureServer,
  createServer,
  type Http2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
  type ServerOptions,
} from "node:http2";
import type { Certificate } from "./certificate.ts";

/** How a call ended, in gRPC's numbers. */
export const Status = { ok: 0, unknown: 2, unimplemented: 12, internal: 13 } as const;

/** A call that fails as a whole. */
export class CallFailed extends Error {
  override readonly name = "CallFailed";
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Answers a call.
 *
 * @param path service and method: `/tfplugin6.Provider/GetProviderSchema`
 * @param gone aborts when nobody waits for the answer any more
 * @throws {CallFailed} for a status of its own; what else it throws has the status "unknown"
 */
export type Answer = (path: string, request: Uint8Array, gone: AbortSignal) => Promise<Uint8Array>;

/** Who may call: whoever shows this client certificate, and sees our own; or anybody who reaches the socket. */
export interface Identities {
  own: Certificate;
  /** The client's certificate, in PEM. */
  client: string;
}

/** A server of such calls; it does not listen yet. */
export function grpcServer(answer: Answer, identities: Identities | undefined): Http2Server {
  const server = identities
    ? createSecureServer({
        ...limits,
        key: identities.own.key.export({ type: "pkcs8", format: "pem" }),
        cert: identities.own.pem,
        ca: identities.client,
        requestCert: true,
        rejectUnauthorized: true,
        minVersion: "TLSv1.2",
      })
    : createServer(limits);
  server.on("stream", (stream, headers) => void serveCall(stream, headers, answer));
  // A connection that breaks off, or whose certificate is refused: its calls tell what is to be told.
  server.on("sessionError", () => {});
  return server;
}

const limits: ServerOptions = {
  // Megabytes for a connection: states of many megabytes are usual, and the other side is the one who started us.
  maxSessionMemory: 4096,
  settings: { initialWindowSize: 4 * 1024 * 1024, enablePush: false },
};

async function serveCall(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, answer: Answer): Promise<void> {
  const gone = new AbortController();
  stream.on("close", () => gone.abort());
  // A stream that breaks off is closed, too.
  stream.on("error", () => {});
  try {
    const request = messageIn(await allOf(stream));
    respond(stream, await answer(String(headers[constants.HTTP2_HEADER_PATH]), request, gone.signal));
  } catch (error) {
    fail(stream, error);
  }
}

/** All that comes. By its events: to iterate over a stream costs a call of nothing else as much as all the rest of it. */
function allOf(stream: ServerHttp2Stream): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    stream.on("data", (piece: Buffer) => pieces.push(piece));
    stream.on("end", () => resolve(pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces)));
    stream.on("error", reject);
    stream.on("close", () => reject(new CallFailed(Status.internal, "the call broke off")));
  });
}

/** A message stands behind a byte that says whether it is compressed, and four for its length. */
function messageIn(content: Buffer): Uint8Array {
  if (content.length < 5 || content.length !== 5 + content.readUInt32BE(1))
    throw new CallFailed(Status.internal, "a call needs exactly one message");
  if (content[0] !== 0) throw new CallFailed(Status.unimplemented, "compressed messages are not understood");
  return content.subarray(5);
}

function respond(stream: ServerHttp2Stream, message: Uint8Array): void {
  if (stream.destroyed) return;
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  stream.respond(START, { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": String(Status.ok) }));
  stream.write(head);
  stream.end(message);
}

function fail(stream: ServerHttp2Stream, error: unknown): void {
  if (stream.destroyed) return;
  const status = error instanceof CallFailed ? error.status : Status.unknown;
  const message = error instanceof Error ? error.message : String(error);
  const trailers = { "grpc-status": String(status), "grpc-message": encodeURIComponent(message) };
  stream.respond({ ...START, ...trailers }, { endStream: true });
}

const START = { ":status": 200, "content-type": "application/grpc" };
