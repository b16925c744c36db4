/** A server that is told of rollouts, and remembers what it was told. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { z } from "zod";

const told = z.object({
  event: z.string(),
  rollout: z.string(),
  app: z.string(),
  project: z.string(),
  from: z.array(z.string()),
  to: z.string(),
  step: z.object({ what: z.string(), result: z.string() }).optional(),
  report: z.object({ id: z.string(), outcome: z.string(), putBack: z.array(z.unknown()) }).optional(),
});

/** What it was told once. */
export type Heard = z.output<typeof told>;

/** Listens on this machine, on a port of its own. */
export class HookServer {
  /** In the order in which it came. */
  readonly heard: Heard[] = [];
  /** Paths that were asked for, also those that were refused. */
  readonly paths: string[] = [];
  readonly #server: Server;

  private constructor(answer: (path: string, tries: number) => number | undefined) {
    this.#server = createServer((request, response) => void this.#hear(request, response, answer));
  }

  /** @param answer status for a path and the how-manieth try; undefined for no answer at all. Default: 204. */
  static async start(answer: (path: string, tries: number) => number | undefined = () => 204): Promise<HookServer> {
    const server = new HookServer(answer);
    server.#server.listen(0, "127.0.0.1");
    await once(server.#server, "listening");
    return server;
  }

  /** An address of it. */
  url(path: string): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}${path}`;
  }

  async #hear(
    request: IncomingMessage,
    response: ServerResponse,
    answer: (path: string, tries: number) => number | undefined,
  ): Promise<void> {
    const path = request.url ?? "";
    const body = await json(request);
    this.paths.push(path);
    const status = answer(path, this.paths.filter((each) => each === path).length);
    if (status === undefined) return;
    if (status < 300) this.heard.push(told.parse(body));
    response.writeHead(status, status === 302 ? { location: "/elsewhere" } : {}).end();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}
