/** Where the instances of an application are, when they are on several servers. */
import { z } from "zod";
import type { Context } from "../../context.ts";
import { type Host, host } from "../../incus/host.ts";
import { parting } from "../../schema.ts";

/** Servers of instances, by the name of the instance. */
export type Where = Readonly<Record<string, Exclude<Host, undefined>>>;

/** The input that tells it. */
export const whereInput = () =>
  parting(z.record(z.string(), host).optional()).describe(
    "Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default: all are on this one.",
  );

/** The same work on the server of an instance: on the resource's own, where nothing else is said of it. */
export const onServerOf = (
  { context, where }: { readonly context: Context; readonly where?: Where | undefined },
  instance: string,
): Context => (where ? context.on(where[instance]) : context);
