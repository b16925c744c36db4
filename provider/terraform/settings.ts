/** The provider's own configuration, and what stands in for what it leaves out. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Host, host, hostIn } from "../incus/host.ts";
import type { Problem } from "../resource.ts";
import type { ObjectValue, Value } from "./protocol/value.ts";
import { UNKNOWN } from "./protocol/value.ts";
import { settings } from "./schema.ts";
import { decodeObject, holdsUnknown, type Members } from "./values.ts";

/** What the provider's block says. */
export interface Settings {
  /** The server of resources that name none; `UNKNOWN` while it is made itself. */
  readonly host: Host | typeof UNKNOWN;
  /** The project of resources that name none: null, a text, or not known yet. */
  readonly project: Value;
  /** Whose the resources are. */
  readonly owner: string;
}

/** Reads the block. */
export function settingsOf(config: ObjectValue): Settings {
  const { host: at = null, project = null, owner = null } = config ?? {};
  return {
    host: holdsUnknown(at) ? UNKNOWN : placeOf({ host: at }),
    project,
    owner: typeof owner === "string" && owner !== "" ? owner : programHere(),
  };
}

/** What is wrong with the block, as far as it is known. */
export function wrongSettings(config: ObjectValue): Problem[] {
  const { host: at = null } = config ?? {};
  if (holdsUnknown(at) || at === null) return [];
  const parsed = host.safeParse(decodeObject(settings, { host: at }).host);
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => ({ path: ["host"], message }));
}

const placeOf = (config: Members): Host => hostIn(decodeObject(settings, config).host);

/** The folder of the root module, where Terraform runs, and the workspace where it is not the default one. */
function programHere(): string {
  const workspace = process.env.TF_WORKSPACE || chosenWorkspace();
  return `terraform:${resolve(".")}${workspace && workspace !== "default" ? `#${workspace}` : ""}`;
}

function chosenWorkspace(): string | undefined {
  try {
    return readFileSync(join(process.env.TF_DATA_DIR || ".terraform", "environment"), "utf8").trim();
  } catch {
    return undefined;
  }
}
