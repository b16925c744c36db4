/** Servers, each with one shared connection for the whole process. */
import { z } from "zod";
import { checked } from "./answer.ts";
import { ConfigurationMetadata, configurationDocument } from "./configuration.ts";
import { Connection } from "./connection.ts";
import { UnexpectedAnswer, Unsupported } from "./errors.ts";
import { type Host, hostKey } from "./host.ts";
import { resolve } from "./remotes.ts";
import { Scope, type ScopeOptions } from "./scope.ts";

export type { Found, Result, ScopeOptions, WriteOptions } from "./scope.ts";
export { Scope } from "./scope.ts";

/** How a server is talked to. */
export interface ConnectOptions {
  /** Milliseconds for which a shared read serves those who come later, at least. Default: 2000. */
  keep?: number;
}

const answered = z.object({
  api_extensions: z.array(z.string()),
  auth: z.string(),
  environment: z.object({
    server: z.string(),
    server_version: z.string(),
    server_name: z.string(),
    server_clustered: z.boolean(),
    architectures: z.array(z.string()),
    driver: z.string(),
    storage: z.string(),
  }),
});

/** What a server says about itself. */
export interface ServerInfo {
  /** Version, for messages; never decide by it. */
  version: string;
  /** Name of the server, of the cluster member that answered. */
  name: string;
  clustered: boolean;
  /** Architectures whose instances it can run, its own first: `x86_64`, `aarch64`, ... */
  architectures: string[];
  /** Whether it has an API extension: the unit of compatibility. */
  supports(extension: string): boolean;
  /** @throws Unsupported, naming what was tried, unless the server has the extension */
  require(extension: string, tried: string): void;
}

/** One Incus server. Nothing is sent before it is first asked something. */
export class Server {
  readonly #host: Host;
  readonly #keep: number;
  #name: string;
  #connection: Promise<Connection> | undefined;
  #info: Promise<ServerInfo> | undefined;
  #configuration: Promise<ConfigurationMetadata> | undefined;

  constructor(host: Host, { keep = 2_000 }: ConnectOptions = {}) {
    this.#host = host;
    this.#keep = keep;
    this.#name = hostKey(host) ?? (process.env.INCUS_REMOTE || "local");
  }

  /** Where it is. */
  get host(): Host {
    return this.#host;
  }

  /** Its name in messages: `local`, `prod (https://10.0.0.1:8443)`. */
  get name(): string {
    return this.#name;
  }

  /** What the server says about itself, asked once. */
  info(): Promise<ServerInfo> {
    this.#info ??= forgetFailure(
      this.#ask("/1.0", answered).then((said) => describe(this.#name, said)),
      () => {
        this.#info = undefined;
      },
    );
    return this.#info;
  }

  /** The configuration keys that the server knows, asked once. */
  configuration(): Promise<ConfigurationMetadata> {
    const asked = () => this.#ask("/1.0/metadata/configuration", configurationDocument);
    this.#configuration ??= forgetFailure(
      asked().then((document) => new ConfigurationMetadata(document)),
      () => {
        this.#configuration = undefined;
      },
    );
    return this.#configuration;
  }

  /** A project of the server, for one piece of work with its own patience. */
  project(name: string, options: ScopeOptions = {}): Scope {
    return new Scope(() => this.#connected(), name, options);
  }

  /** Closes its connections at once; work under way fails. A later request opens new ones. */
  async disconnect(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    await (await connection?.catch(() => undefined))?.close();
  }

  #connected(): Promise<Connection> {
    this.#connection ??= forgetFailure(
      resolve(this.#host).then((endpoint) => {
        this.#name = endpoint.name;
        return new Connection(endpoint, this.#keep);
      }),
      () => {
        this.#connection = undefined;
      },
    );
    return this.#connection;
  }

  async #ask<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    const connection = await this.#connected();
    const at = { tried: `reading ${path}`, on: this.#name };
    const outcome = await connection.ask({ method: "GET", path, tried: at.tried });
    if (outcome.kind === "started") throw new UnexpectedAnswer({ ...at, said: "an operation for a read" });
    return checked(schema, outcome.metadata, at);
  }
}

const servers = new Map<string, Server>();

/** The server at `host`: the same object, and so the same connections, for all of this process. */
export function connect(host: Host, options?: ConnectOptions): Server {
  const { INCUS_REMOTE, INCUS_SOCKET, INCUS_DIR, INCUS_CONF } = process.env;
  const key = JSON.stringify([host ?? null, INCUS_REMOTE, INCUS_SOCKET, INCUS_DIR, INCUS_CONF, options?.keep]);
  const known = servers.get(key) ?? new Server(host, options);
  servers.set(key, known);
  return known;
}

/** Closes the connections to all servers. */
export async function disconnectAll(): Promise<void> {
  const all = [...servers.values()];
  servers.clear();
  await Promise.all(all.map((server) => server.disconnect()));
}

function describe(on: string, { api_extensions, environment }: z.infer<typeof answered>): ServerInfo {
  const extensions = new Set(api_extensions);
  return {
    version: environment.server_version,
    name: environment.server_name,
    clustered: environment.server_clustered,
    architectures: environment.architectures,
    supports: (extension) => extensions.has(extension),
    require: (extension, tried) => {
      if (!extensions.has(extension)) throw new Unsupported({ tried, on }, extension);
    },
  };
}

/** What failed is asked again the next time. */
function forgetFailure<T>(work: Promise<T>, forget: () => void): Promise<T> {
  work.catch(forget);
  return work;
}
