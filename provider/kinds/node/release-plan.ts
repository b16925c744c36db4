/** What the plan of a release knows before anything is done: which revision it will be, and what is wrong with it. */
import type { z } from "zod";
import { BeamError } from "../../beam/errors.ts";
import type { ReleaseFacts } from "../../beam/layout.ts";
import { nodeName } from "../../beam/node-name.ts";
import { revisionId } from "../../beam/revision.ts";
import { findKept } from "../../beam/staged.ts";
import type { Context } from "../../context.ts";
import type { Live, Plan, Problem, Question } from "../../resource.ts";
import { answered } from "../instance/answer.ts";
import { flawOf } from "./release-download.ts";
import type { inputs, outputs, ReleaseInputs } from "./release-schema.ts";
import { isUrl, releaseInFile } from "./release-source.ts";
import { recordsOf } from "./site.ts";

type Inputs = typeof inputs;
type Outputs = typeof outputs;

/** What is looked up for the plan. */
export interface ReleaseLookup {
  /** The release that is meant, as far as it can be told without fetching it. */
  readonly release?: { readonly digest: string; readonly version?: string } | undefined;
  readonly problems: readonly Problem[];
}

/** Looks at the file, the instance, and what is kept on it. Only reads. */
export async function factsOf(context: Context, wanted: Partial<ReleaseInputs>): Promise<ReleaseLookup> {
  const { project, instance, app, release, digest, kept } = wanted;
  const flaw = release !== undefined && isUrl(release) ? flawOf(release) : undefined;
  if (flaw !== undefined) return { problems: [{ path: ["release"], message: flaw }] };
  const found = instance ? await context.incus(project).member("/1.0/instances", instance, answered) : undefined;
  const staged = found && app ? recordsOf(found.body.config, app).staged : undefined;
  if (kept !== undefined) {
    const entry = findKept(staged, kept);
    if (entry) return { release: entry.release, problems: [] };
    if (!found) return { problems: [] };
    const versions = staged?.revisions.map((each) => each.release.version) ?? [];
    const there = versions.length > 0 ? `there are ${versions.join(", ")}` : "nothing is";
    return {
      problems: [
        { path: ["kept"], message: `${JSON.stringify(kept)} is not kept on the instance ${instance}; ${there}` },
      ],
    };
  }
  const entry = staged?.revisions.find((each) => each.release.digest === digest);
  if (entry) return { release: entry.release, problems: [] };
  if (release === undefined || digest === undefined) return { problems: [] };
  if (isUrl(release)) return { release: { digest }, problems: [] };
  try {
    const facts = await releaseInFile(release, digest);
    return { release: facts, problems: misfits(facts, found?.body.architecture) };
  } catch (error) {
    if (!(error instanceof BeamError)) throw error;
    return { problems: [{ path: ["release"], message: error.message }] };
  }
}

/** What the plan answers beyond the implied: known outputs, and refusals. */
export function planRelease(question: Question<Inputs, Outputs, ReleaseLookup>, implied: Plan): Plan {
  const { wanted, live, prior, unknown, facts } = question;
  if (wanted.keep && live && implied.action === "update") return { action: "none" };
  const problems = [
    ...(facts?.problems ?? []),
    ...missing(wanted, unknown),
    ...(implied.action === "update" && live ? cannotRoll(wanted, live, prior, unknown) : []),
  ];
  if (problems.length > 0) return { action: "refuse", problems };
  const known = foretold(question);
  if (implied.action === "create") return { ...implied, known };
  if (implied.action !== "update") return implied;
  const rekeyed = !live || ["secrets", "cookie", "scope", "incarnation"].some((name) => implied.changed.includes(name));
  const restaged = rekeyed || known.revision === undefined || known.revision !== live?.revision;
  const open = ["revision", "version", "nodeName"].filter((name) => known[name] === undefined);
  const moves = [...open, ...(rekeyed ? ["secretRevision"] : []), ...(restaged ? ["versions"] : [])];
  return { ...implied, known, unknown: moves };
}

function foretold({ wanted, unknown, facts }: Question<Inputs, Outputs, ReleaseLookup>): Record<string, string> {
  const { app, address, environment, startFlags, distribution, discovery } = wanted;
  const release = ["release", "digest", "kept"].some((name) => unknown.has(name)) ? undefined : facts?.release;
  const base = unknown.has("nodeBase") ? undefined : (wanted.nodeBase ?? app);
  const user = unknown.has("user") ? undefined : (wanted.user ?? app);
  const ready =
    !unknown.has("discovery") &&
    release &&
    environment &&
    startFlags &&
    distribution &&
    base !== undefined &&
    user !== undefined;
  return {
    ...(release?.version !== undefined && { version: release.version }),
    ...(base !== undefined && address !== undefined && { nodeName: nodeName(base, address) }),
    ...(ready && {
      revision: revisionId({
        release: release.digest,
        environment,
        startFlags,
        nodeBase: base,
        distribution,
        discovery,
        user,
      }),
    }),
  };
}

function missing({ release, kept, digest }: Partial<ReleaseInputs>, unknown: ReadonlySet<string>): Problem[] {
  if (["release", "kept", "digest"].some((name) => unknown.has(name))) return [];
  if (release === undefined && kept === undefined && digest === undefined)
    return [
      {
        path: ["release"],
        message: "is required: the path of a release's tarball; or name one that is kept with `kept`",
      },
    ];
  if (release !== undefined && kept !== undefined)
    return [{ path: ["kept"], message: "cannot be given together with `release`: say which of the two you mean" }];
  return [];
}

/** A release that was built for another machine. */
function misfits({ executable, name, version }: ReleaseFacts, architecture: string | undefined): Problem[] {
  if (!executable || !architecture || executable.architecture === architecture) return [];
  const message = `${name} ${version} is built for ${executable.architecture}, but the instance is ${architecture}: build it on that architecture`;
  return [{ path: ["release"], message }];
}

/** In a rolling change the first new node could never join the others: these change all at once or not at all. */
function cannotRoll(
  wanted: Partial<ReleaseInputs>,
  live: Live<Inputs, Outputs>,
  prior: Partial<z.output<Inputs>> | undefined,
  unknown: ReadonlySet<string>,
): Problem[] {
  if (wanted.changes !== "rolling" || (wanted.cluster?.length ?? 1) < 2) return [];
  const { distribution } = wanted;
  const base = wanted.nodeBase ?? wanted.app;
  const changes: [path: string[], changed: boolean][] = [
    // Of one that was imported or adopted nobody knows the cookie: no server tells it.
    [["cookie"], prior?.cookie !== undefined && wanted.cookie !== prior.cookie],
    [["nodeBase"], base !== live.nodeBase],
    [["distribution", "port"], distribution?.port !== live.distribution.port],
    [["distribution", "epmd"], distribution?.epmd !== live.distribution.epmd],
  ];
  return changes
    .filter(([[field = ""], changed]) => changed && !unknown.has(field))
    .map(([path]) => ({
      path,
      message: `cannot change node by node: a node with the new one never joins those with the old one. Change all at once with the strategy \`recreate()\`, which means an outage, or make a second cluster`,
    }));
}
