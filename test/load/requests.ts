/**
 * Requests at a constant rate, however slow the answers are: a service that stalls is not asked less.
 *
 * Half of them on new connections, half on kept-alive ones. By `node:http`, which never tries again by itself.
 */
import { Agent, type ClientRequest, type IncomingMessage, request } from "node:http";
import { type Answer, now, type Settings } from "./record.ts";

/** Requests under way. */
export class Requests {
  readonly #settings: Settings;
  readonly #tell: (answer: Answer) => void;
  // First in, first out: with the usual order some connections would be idle until the other side closes them.
  readonly #agent = new Agent({ keepAlive: true, scheduling: "fifo", maxFreeSockets: 1000 });
  readonly #underWay = new Set<Promise<void>>();
  readonly #timer: NodeJS.Timeout;

  /** Begins. */
  constructor(settings: Settings, tell: (answer: Answer) => void) {
    this.#settings = settings;
    this.#tell = tell;
    const began = performance.now();
    let sent = 0;
    this.#timer = setInterval(() => {
      const due = ((performance.now() - began) / 1000) * settings.rate;
      while (sent < due) this.#send(sent++);
    }, 5);
  }

  /** Ends when all that began until now has ended. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  /** Sends nothing more, and ends when all has ended. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.settled();
    this.#agent.destroy();
  }

  #send(index: number): void {
    const { method, path } = page(index, this.#settings.slow);
    const connection = index % 2 === 0 ? "new" : "kept";
    const began = now();
    const done = this.#ask(method, path, connection)
      .catch((error: Error) => ({ status: 0, version: "", error: reasonOf(error) }))
      .then((result) => this.#tell({ began, took: now() - began, connection, what: `${method} ${path}`, ...result }));
    this.#underWay.add(done);
    done.finally(() => this.#underWay.delete(done));
  }

  #ask(method: string, path: string, connection: Answer["connection"]): Promise<Result> {
    const { url, headers, patience } = this.#settings;
    // Without an agent a connection serves one request.
    const agent = connection === "kept" ? this.#agent : false;
    const sent = request(new URL(path, url), { method, headers, agent });
    const late = setTimeout(() => sent.destroy(new Error(`no answer in ${patience} ms`)), patience);
    return resultOf(sent).finally(() => clearTimeout(late));
  }
}

type Result = Pick<Answer, "status" | "version" | "error">;

/** Every tenth pair of requests is a POST, which no router may send twice; every 25th pair takes its time. */
function page(index: number, slow: number): { method: string; path: string } {
  const pair = Math.floor(index / 2);
  if (pair % 25 === 7) return { method: "GET", path: `/slow?ms=${slow}` };
  return pair % 10 === 3 ? { method: "POST", path: "/slow?ms=20" } : { method: "GET", path: "/" };
}

function resultOf(sent: ClientRequest): Promise<Result> {
  return new Promise((resolve, reject) => {
    sent.on("error", reject);
    sent.on("response", (response: IncomingMessage) => {
      const { statusCode: status = 0, headers } = response;
      const version = /^\w+\/(\S+)/.exec(String(headers.server))?.[1] ?? "";
      response.on("end", () => resolve({ status, version }));
      response.on("error", (error: Error) => resolve({ status, version, error: `cut off: ${reasonOf(error)}` }));
      response.resume();
    });
    sent.end();
  });
}

const reasonOf = (error: Error): string => ("code" in error ? `${error.code}` : error.message);
