/** A server behind a router: a process of this machine that says who it is, on the address that instances can reach. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, isIPv4 } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { WebSocketServer } from "ws";

/** What a server is asked by the paths of requests: `/slow?ms=200`, `/status/500`, `/held`; every answer is its name. */
export class Backend {
  readonly name: string;
  /** Requests that it got, checks left out. */
  seen = 0;
  /** What its health check is answered with. */
  health = 200;
  /** The path that only this one has. */
  asset = "";
  /** Status of all other answers. */
  status = 200;
  /** Headers of the last request. */
  headers: IncomingMessage["headers"] = {};
  /** Lets go the requests of `/held`. */
  letGo = (): void => {};
  #held: Promise<void> | undefined;
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  readonly #sockets = new WebSocketServer({ server: this.#server, path: "/socket" });

  private constructor(name: string) {
    this.name = name;
    this.#sockets.on("connection", (socket) => {
      socket.send(JSON.stringify({ version: name }));
      socket.on("message", (message) => socket.send(message.toString()));
    });
  }

  /** Opens one on a free port, or on the one that it had before. */
  static async open(name: string, address: string, port = 0): Promise<Backend> {
    const backend = new Backend(name);
    backend.#server.keepAliveTimeout = 60_000;
    backend.#server.listen(port, address);
    await once(backend.#server, "listening");
    return backend;
  }

  get port(): number {
    const at: AddressInfo | string | null = this.#server.address();
    return at !== null && typeof at === "object" && isIPv4(at.address) ? at.port : 0;
  }

  /** WebSockets that are open. */
  get sockets(): number {
    return this.#sockets.clients.size;
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return;
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  #hold(): Promise<void> {
    this.#held ??= new Promise((resolve) => {
      this.letGo = () => {
        this.#held = undefined;
        resolve();
      };
    });
    return this.#held;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://backend");
    const headers = { server: `chat/${this.name}` };
    if (url.pathname === "/health") return void response.writeHead(this.health, headers).end();
    this.seen += 1;
    this.headers = request.headers;
    if (url.pathname === "/held") await this.#hold();
    await pause(Number(url.searchParams.get("ms") ?? 0));
    const [, status] = /^\/status\/(\d+)$/.exec(url.pathname) ?? [];
    const missing = url.pathname.startsWith("/assets/") && url.pathname !== this.asset;
    response.writeHead(missing ? 404 : Number(status ?? this.status), headers).end(this.name);
  }
}
