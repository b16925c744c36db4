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
  /**
   * Runs a script in the instance at that path, and gives what it says. Not by `incus exec`, which says nothing of it, once
   * in a hundred times, on a busy machine.
   */
  run(path: string, script: string): Promise<string>;
  /** Asks for what does not end by itself, such as a token. */
  begin(path: string, body: unknown): Promise<void>;
}

/** Opens the raw API. */
export const raw = (socket: string): Raw => {
  const get = async (path: string) => (await ask(socket, "GET", path))?.metadata;
  return {
    get,
    list: async (path) => things.parse(await get(`${path}${path.includes("?") ? "&" : "?"}recursion=1`)),
    async begin(path, body) {
      await ask(socket, "POST", path, body);
    },
    async send(method, path, body) {
      await done(socket, method, path, body);
    },
    async run(path, script) {
      const [instance = "", query = ""] = path.split("?");
      const body = { command: ["sh", "-c", script], "record-output": true, interactive: false };
      const ended = recorded.parse(await done(socket, "POST", `${instance}/exec?${query}`, body));
      const [said, complaint] = await Promise.all(
        [ended.metadata.output["1"], ended.metadata.output["2"]].map(async (file) => {
          const written = await text(await answer(socket, "GET", `${file}?${query}`));
          await ask(socket, "DELETE", `${file}?${query}`);
          return written;
        }),
      );
      if (ended.metadata.return !== 0) throw new Error(`${script}: ${ended.metadata.return} ${complaint}`);
      return said ?? "";
    },
  };
};

async function done(socket: string, method: string, path: string, body: unknown): Promise<unknown> {
  const { operation } = (await ask(socket, method, path, body)) ?? {};
  if (!operation) return undefined;
  const ended = (await ask(socket, "GET", `${operation}/wait`))?.metadata;
  const { status_code, err } = outcome.parse(ended);
  if (status_code >= 400) throw new Error(`${method} ${path}: ${err}`);
  return ended;
}

async function ask(socket: string, method: string, path: string, body?: unknown) {
  const said = envelope.parse(JSON.parse(await text(await answer(socket, method, path, body))));
  if (said.type === "error" && said.error_code !== 404) throw new Error(`${method} ${path}: ${said.error}`);
  return said.type === "error" ? undefined : said;
}

async function answer(socketPath: string, method: string, path: string, body?: unknown): Promise<IncomingMessage> {
  const sent = request({ socketPath, method, path, headers: { "Content-Type": "application/json" } });
  sent.end(body === undefined ? undefined : JSON.stringify(body));
  const [response]: IncomingMessage[] = await once(sent, "response");
  if (!response) throw new Error("unreachable");
  return response;
}

const envelope = z.object({
  type: z.string(),
  operation: z.string().nullish(),
  error: z.string().nullish(),
  error_code: z.number().nullish(),
  metadata: z.unknown(),
});
const outcome = z.object({ status_code: z.number(), err: z.string().nullish() });
const recorded = z.object({
  metadata: z.object({ return: z.number(), output: z.object({ "1": z.string(), "2": z.string() }) }),
});
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
