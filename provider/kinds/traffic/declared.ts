/** What is declared about an application, as the router keeps it and tells it again. */
import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Look } from "../../router/haproxy/look.ts";
import type { Routing } from "../../router/routing.ts";
import { duration } from "../../units.ts";
import { inputs, type TrafficInputs } from "./schema.ts";

const kept = inputs
  .pick({
    listen: true,
    protocol: true,
    hostname: true,
    check: true,
    sticky: true,
    canary: true,
    maintenance: true,
    assets: true,
    hold: true,
    maxConnections: true,
  })
  .strip();

/** The part of the inputs that the router keeps as they were written. */
export const declaredOf = (wanted: TrafficInputs): unknown => kept.parse(wanted);

/** Reads it. Undefined where it is from a version that had other inputs: then it is declared anew. */
export const readDeclared = (declared: unknown): z.output<typeof kept> | undefined => kept.safeParse(declared).data;

/** A file that a routing names. */
export interface File {
  readonly name: string;
  readonly content: string;
}

/** Files on the router are named after the application and what is in them, so that one that is used never changes. */
function fileOf(app: string, content: string | undefined, ending: string): File | undefined {
  if (content === undefined) return undefined;
  const digest = createHash("sha256").update(content).digest("hex").slice(0, 16);
  return { name: `${app}.${digest}.${ending}`, content };
}

/** The routing that the inputs ask for, and the files that it needs. */
export function routingOf(wanted: TrafficInputs): { routing: Routing; certificate?: File; page?: File } {
  const { app, listen, protocol, hostname, check, sticky, canary, assets, maxConnections, hold, maintenance } = wanted;
  const html = /^\s*</.test(maintenance ?? "");
  const certificate = fileOf(app, wanted.certificate, "pem");
  const page = fileOf(app, maintenance, html ? "html" : "txt");
  return {
    routing: {
      app,
      listen,
      protocol,
      hostname,
      check,
      sticky,
      canary,
      assets,
      maxConnections,
      certificate: certificate?.name,
      maintenance: page && { file: page.name, type: html ? "text/html" : "text/plain" },
      hold: hold === undefined ? undefined : duration(hold),
    },
    ...(certificate && { certificate }),
    ...(page && { page }),
  };
}

/**
 * The servers as they are live, in the order in which they are known. A weight that a rollout has set is not a change of
 * what is declared, one that another hand has set is.
 */
export function serversOf({ members }: Look, known: TrafficInputs["servers"] = []): TrafficInputs["servers"] {
  const order = known.map(({ name }) => name);
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return members
    .map(({ name, address, port, weight, written, base }) => ({
      name,
      address,
      port,
      weight: weight === written ? base : weight,
    }))
    .sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1));
}

/** Where users reach the application. */
export function urlOf(
  { protocol, hostname, listen }: Pick<TrafficInputs, "protocol" | "hostname" | "listen">,
  secure: boolean,
  address: string | undefined,
): string {
  const scheme = protocol === "tcp" ? (secure ? "tls" : "tcp") : secure ? "https" : "http";
  const usual = scheme === "http" ? 80 : scheme === "https" ? 443 : undefined;
  return `${scheme}://${hostname ?? address ?? "unknown"}${listen === usual ? "" : `:${listen}`}`;
}
