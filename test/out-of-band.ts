/** What is really on a server, past all of our own code: the raw API over its socket. */
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";

/** One of the server's own objects, as it stands there. */
export type Thing = z.output<typeof thing>;

/** The raw API of one server. */
export interface Raw {
  /** What the server says to a GET; `undefined` where there is nothing. */
  get(path: string): Promise<unknown>;
  /** The members of a collection. */
  list(path: string): Promise<Thing[]>;
  /** Changes something by another hand, and waits for the operation. */
  send(method: "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<void>;
}

/** Opens the raw API. */
export const raw = (socket: string): Raw => {
  const get = async (path: string) => (await ask(socket, "GET", path))?.metadata;
  return {
    get,
    list: async (path) => things.parse(await get(`${path}${path.includes("?") ? "&" : "?"}recursion=1`)),
    async send(method, path, body) {
      const { operation } = (await ask(socket, method, path, body)) ?? {};
      if (!operation) return;
      const ended = outcome.parse(await get(`${operation}/wait`));
      if (ended.status_code >= 400) throw new Error(`${method} ${path}: ${ended.err}`);
    },
  };
};

async function ask(socketPath: string, method: string, path: string, body?: unknown) {
  const sent = request({ socketPath, method, path, headers: { "Content-Type": "application/json" } });
  sent.end(body === undefined ? undefined : JSON.stringify(body));
  const [response]: IncomingMessage[] = await once(sent, "response");
  if (!response) throw new Error("unreachable");
  const answer = envelope.parse(JSON.parse(await text(response)));
  if (answer.type === "error" && answer.error_code !== 404) throw new Error(`${method} ${path}: ${answer.error}`);
  return answer.type === "error" ? undefined : answer;
}

const envelope = z.object({
  type: z.string(),
  operation: z.string().nullish(),
  error: z.string().nullish(),
  error_code: z.number().nullish(),
  metadata: z.unknown(),
});
const outcome = z.object({ status_code: z.number(), err: z.string().nullish() });
const texts = z.record(z.string(), z.string()).nullish();
const thing = z.looseObject({
  name: z.string().optional(),
  config: texts,
  devices: z.record(z.string(), z.record(z.string(), z.string())).nullish(),
});
const things = z
  .array(thing)
  .nullish()
  .transform((list) => list ?? []);
