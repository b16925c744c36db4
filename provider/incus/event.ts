/** What a server tells through its events websocket. */
import { z } from "zod";
import { operation } from "./answer.ts";

const lifecycle = z.object({
  type: z.literal("lifecycle"),
  timestamp: z.string(),
  project: z.string().default("default"),
  metadata: z.object({
    /** What happened: `instance-started`, `instance-ready`, `image-created`, ... */
    action: z.string(),
    /** Path of what it happened to. */
    source: z.string(),
    /** Its name. Servers without the extension `event_lifecycle_name_and_project` leave it out. */
    name: z.string().optional(),
    context: z.record(z.string(), z.unknown()).nullish(),
  }),
});

/** Something that happened on the server. */
export type LifecycleEvent = z.infer<typeof lifecycle>;

/** The events that this client listens to. */
export const event = z.discriminatedUnion("type", [
  lifecycle,
  z.object({ type: z.literal("operation"), metadata: operation }),
]);
export type Event = z.infer<typeof event>;
