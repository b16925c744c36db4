/** A plugin as an engine has it: started with the engine's environment, spoken to over its socket. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type ClientHttp2Session, type ClientHttp2Stream, connect } from "node:http2";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { type Certificate, selfSigned } from "../../provider/terraform/protocol/certificate.ts";
import type { Handler, Handlers } from "../../provider/terraform/protocol/handlers.ts";
import { type Method, type MethodName, methods } from "../../provider/terraform/protocol/methods.ts";
import { bundlePlugin } from "../../setup/plugin.ts";

/** What every engine puts into a plugin's environment. */
export const invitation = {
  TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
  PLUGIN_PROTOCOL_VERSIONS: "6,5",
};

type RequestOf<Name extends MethodName> =
  NonNullable<Handlers[Name]> extends Handler<infer Request, infer _> ? Request : never;
type ResponseOf<Name extends MethodName> =
  NonNullable<Handlers[Name]> extends Handler<infer _, infer Response> ? Response : never;

/** The demo as a plugin, in a folder of its own. */
export async function demoPlugin(): Promise<{ path: string; folder: string } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), "cul8er-plugin-"));
  const path = join(folder, "terraform-provider-demo");
  const { script } = await bundlePlugin("test/terraform/demo-plugin.ts", "./demo.ts");
  await writeFile(path, script, { mode: 0o755 });
  return { path, folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

/** A call that failed: gRPC's status and what it says. */
export class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** A plugin that runs. */
export class PluginProcess {
  readonly child: ChildProcess;
  /** The fields of its handshake. */
  readonly fields: readonly string[];
  /** What it has written to standard error. */
  stderr = "";
  readonly #ended: Promise<unknown>;

  private constructor(child: ChildProcess, line: string) {
    this.child = child;
    this.fields = line.split("|");
    this.#ended = once(child, "exit");
    child.stderr?.on("data", (text) => {
      this.stderr += text;
    });
  }

  /** Starts one and waits for its handshake. */
  static async start(path: string, environment: Record<string, string> = {}): Promise<PluginProcess> {
    const env = { ...process.env, ...invitation, ...environment };
    const child = spawn(path, [], { env, stdio: ["ignore", "pipe", "pipe"] });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    return new PluginProcess(child, line.toString().trimEnd());
  }

  get socket(): string {
    return this.fields[3] ?? "";
  }

  /** Connects, with a client's certificate or in plain text. */
  connect(client?: Certificate): Engine {
    if (!client)
      return new Engine(connect("http://localhost", { createConnection: () => createConnection(this.socket) }));
    const ca = `-----BEGIN CERTIFICATE-----\n${Buffer.from(this.fields[5] ?? "", "base64").toString("base64")}\n-----END CERTIFICATE-----\n`;
    const key = client.key.export({ type: "pkcs8", format: "pem" });
    const secure = { path: this.socket, servername: "localhost", key, cert: client.pem, ca, ALPNProtocols: ["h2"] };
    return new Engine(connect("https://localhost", { createConnection: () => connectTls(secure) }));
  }

  /** Waits for its end. */
  async ended(): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
    await this.#ended;
    return { code: this.child.exitCode, signal: this.child.signalCode };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode === null) this.child.kill(); // it takes its socket away
    await this.#ended;
  }
}

/** The engine's side of a connection. */
export class Engine {
  readonly session: ClientHttp2Session;

  constructor(session: ClientHttp2Session) {
    this.session = session;
    session.on("error", () => {});
  }

  /** Calls a handler. */
  async call<Name extends MethodName>(name: Name, request: RequestOf<Name>): Promise<ResponseOf<Name>> {
    const method = methods[name] as Method<unknown, unknown>;
    const path = `/tfplugin6.Provider/${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
    return method.response.decode(await this.raw(path, method.request.encode(request))) as ResponseOf<Name>;
  }

  /** Calls anything. */
  async raw(path: string, message: Uint8Array = new Uint8Array(), signal?: AbortSignal): Promise<Uint8Array> {
    const stream = this.session.request(
      { ":method": "POST", ":path": path, "content-type": "application/grpc", te: "trailers" },
      signal && { signal },
    );
    const head = Buffer.alloc(5);
    head.writeUInt32BE(message.length, 1);
    stream.write(head);
    stream.end(message);
    return answerOf(stream);
  }

  stop(): Promise<Uint8Array> {
    return this.raw("/tfplugin6.Provider/StopProvider");
  }

  shutDown(): Promise<Uint8Array> {
    return this.raw("/plugin.GRPCController/Shutdown");
  }
}

async function answerOf(stream: ClientHttp2Stream): Promise<Uint8Array> {
  let told: Record<string, unknown> = {};
  for (const event of ["response", "trailers"] as const)
    stream.on(event, (headers: object) => {
      told = { ...told, ...headers };
    });
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  const status = Number(told["grpc-status"] ?? -1);
  if (status !== 0) throw new Refused(status, decodeURIComponent(String(told["grpc-message"] ?? "no answer")));
  return Buffer.concat(pieces).subarray(5);
}

/** A new identity for an engine. */
export const identity = selfSigned;
