/** What the load generator is told, and what it tells: lines of JSON in both directions. */
import { z } from "zod";

/** A load. */
export const settings = z.strictObject({
  /** `http://address:port` of what is put under load. */
  url: z.url(),
  /** Requests a second, half of them on new connections. */
  rate: z.number().positive().default(200),
  /** WebSockets at `/socket` that are kept open, each of which says something twice a second. */
  sockets: z.int().min(0).default(10),
  /** Milliseconds that every fiftieth page takes. */
  slow: z.int().min(0).default(1500),
  /** Milliseconds without an answer after which a request has failed. */
  patience: z.int().positive().default(20_000),
  /** Headers of every request. */
  headers: z.record(z.string(), z.string()).default({}),
});

/** A load, with all that has a default. */
export type Settings = z.output<typeof settings>;

/** One request. There was one attempt: nothing on this side tries again. */
const answer = z.object({
  /** When it was sent, in milliseconds since 1970. */
  began: z.number(),
  /** Milliseconds until the whole answer was there. */
  took: z.number(),
  connection: z.enum(["new", "kept"]),
  /** Method and path. */
  what: z.string(),
  /** 0 where there was no answer. */
  status: z.number(),
  /** Version that answered; empty where the answer told none. */
  version: z.string(),
  /** Why there was no whole answer. */
  error: z.string().optional(),
});
export type Answer = z.output<typeof answer>;

/** The end of a WebSocket, or of the attempt to open one. */
const ending = z.object({
  at: z.number(),
  version: z.string(),
  /** `closed`: by a close frame that says where the trouble is not: 1000, 1001 or 1012. `dropped`: in any other way. `refused`: never opened. */
  how: z.enum(["closed", "dropped", "refused"]),
  reason: z.string(),
});
export type Ending = z.output<typeof ending>;

/** What happened since the last line. */
export const line = z.object({
  answers: z.array(answer),
  endings: z.array(ending),
  /** Messages of WebSockets that came back. */
  messages: z.int(),
  /** WebSockets that are open now. */
  open: z.int(),
  /** The number of a question that is answered: all that began before it has ended and is told. */
  told: z.int().optional(),
});
export type Line = z.output<typeof line>;

/** Now, in milliseconds since 1970 and finer: the same clock in every process. */
export const now = (): number => performance.timeOrigin + performance.now();
