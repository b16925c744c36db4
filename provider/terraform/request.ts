/** A request of the core, from one of Terraform. */
import type { Request } from "../context.ts";
import { hostIn } from "../incus/host.ts";
import { connect } from "../incus/server.ts";
import type { Values } from "../resource.ts";
import { warning } from "./diagnostics.ts";
import type { Diagnostic } from "./protocol/messages.ts";
import { OWN, type Resource } from "./schema.ts";
import type { Settings } from "./settings.ts";
import type { Members } from "./values.ts";

/** What a request is about. */
interface About {
  readonly resource: Resource;
  readonly settings: Settings;
  readonly values: Values;
  /** Configuration or state, whichever there is. */
  readonly config: Members;
}

/** The core's request; what is to be said goes to `report`. */
export function requestOf(
  { resource, settings, values, config }: About,
  signal: AbortSignal,
  report: Diagnostic[],
): Request {
  return {
    server: connect(hostIn(values.host)),
    owner: ownerIn(config, settings),
    signal,
    progress: (line) => void process.stderr.write(`[INFO] cul8er: ${line}\n`),
    warn: (line) => void report.push(warning(resource, values, line)),
  };
}

/** Whose the resource is: its own `owner`, or the provider's. */
export function ownerIn(config: Members, settings: Settings): string {
  const owner = config[OWN.owner];
  return typeof owner === "string" && owner !== "" ? owner : settings.owner;
}
