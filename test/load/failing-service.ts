/** A service that fails in known ways, and counts how often. */
import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";

/** How a request fares. */
export type Fate = "well" | "500" | "reset" | "cut" | "silence";

/** A service on this machine. */
export class FailingService {
  /** The version that it says it is. */
  version = "1.0.0";
  /** What becomes of the next request, by its number; default: all is well. */
  fate: (request: number) => Fate = () => "well";
  /** Requests by their fate, and those on connections that had served one before. */
  readonly seen: Record<Fate | "kept", number> = { well: 0, "500": 0, reset: 0, cut: 0, silence: 0, kept: 0 };
  readonly #events = new EventEmitter();
  readonly #server = createServer((request, response) => this.#answer(request, response));
  readonly #sockets = new WebSocketServer({ server: this.#server, path: "/socket" });
  #requests = 0;
  #visits = 0;

  /** Opens it on a free port. */
  static async open(): Promise<FailingService> {
    const service = new FailingService();
    service.#server.listen(0, "127.0.0.1");
    await once(service.#server, "listening");
    return service;
  }

  private constructor() {
    this.#sockets.on("connection", (socket) => {
      this.#visits++;
      this.#events.emit("visit");
      socket.send(JSON.stringify({ version: this.version }));
      socket.on("message", (message) => socket.send(message.toString()));
    });
  }

  get url(): string {
    const address: AddressInfo | string | null = this.#server.address();
    return `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
  }

  /** Ends when there were so many requests in all. */
  async asked(requests: number): Promise<void> {
    while (this.#requests < requests) await once(this.#events, "request");
  }

  /** Ends when so many WebSockets were opened in all. */
  async visited(sockets: number): Promise<void> {
    while (this.#visits < sockets) await once(this.#events, "visit");
  }

  /** Ends all WebSockets: by a close frame with a code, or without one. */
  end(code: number | undefined): void {
    for (const socket of this.#sockets.clients) code === undefined ? socket.terminate() : socket.close(code);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.end(undefined);
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const fate = this.fate(this.#requests++);
    this.#events.emit("request");
    this.seen[fate]++;
    if (request.headers.connection !== "close") this.seen.kept++;
    if (fate === "reset") return void request.socket.destroy();
    if (fate === "silence") return;
    response.writeHead(fate === "500" ? 500 : 200, { server: `failing/${this.version}`, "content-length": 4 });
    if (fate !== "cut") return void response.end("well");
    response.write("we");
    setImmediate(() => request.socket.destroy());
  }
}
