/** A node of an application in its instance: what is written about it there, and scripts that run on it. */
import { type Failure, type Journal, journalKey, readJournal, writeJournal } from "../../beam/journal.ts";
import { scriptError } from "../../beam/stage.ts";
import { readStaged, type Staged, stagedKey, writeStaged } from "../../beam/staged.ts";
import type { Config } from "../../config.ts";
import type { Context } from "../../context.ts";
import type { ExecOptions } from "../../incus/exec.ts";
import { path } from "../../incus/path.ts";
import { type RolloutRecord, readRollout, rolloutKey, writeRollout } from "../../report/record.ts";
import { commandOf, type Script } from "../../shell.ts";
import { type Answered, answered, baseImage } from "../instance/answer.ts";
import { edit, look } from "../instance/edit.ts";
import { onServerOf, type Where } from "./where.ts";

/** Where a node is. */
export interface Site {
  /** The work on the server of the instance. */
  readonly context: Context;
  readonly project: string;
  readonly instance: string;
  readonly app: string;
  /** Servers of the other instances of the application, where they are on several. */
  readonly where?: Where | undefined;
}

/** The node of another instance of the same application, on whatever server that is. */
export const beside = (site: Site, instance: string): Site => ({
  ...site,
  instance,
  context: onServerOf(site, instance),
});

/** What is written in an instance about a node. */
export interface Records {
  readonly journal: Journal | undefined;
  readonly staged: Staged | undefined;
  /** The last rollout. */
  readonly rollout: RolloutRecord | undefined;
}

/** What is written, and the instance that it is written in. */
export interface Found extends Records {
  readonly now: Answered;
}

/** A node, and what was found of it before something was done. */
export interface Before {
  readonly site: Site;
  readonly found: Found;
}

/** The records in an instance's config. */
export const recordsOf = (config: Config, app: string): Records => ({
  journal: readJournal(config[journalKey(app)]),
  staged: readStaged(config[stagedKey(app)]),
  rollout: readRollout(config[rolloutKey(app)]),
});

/** Id of the rollout that goes on; undefined where none does. */
export const rolloutOf = ({ rollout }: Pick<Records, "rollout">): string | undefined =>
  rollout && !rollout.ended ? rollout.id : undefined;

/** A node as it is now. @throws NotFound when there is no such instance */
export async function lookAt({ context, project, instance, app }: Site): Promise<Found> {
  const { body: now } = await look(context.incus(project), instance);
  return { ...recordsOf(now.config, app), now };
}

/** Nodes of other instances, as far as they exist. */
export async function neighbours(site: Site, instances: readonly string[]): Promise<Map<string, Found>> {
  const found = await Promise.all(
    instances.map(async (name): Promise<[string, Found][]> => {
      const { context, project, app } = beside(site, name);
      const answer = await context.incus(project).get(path`/1.0/instances/${name}`, answered);
      return answer ? [[name, { ...recordsOf(answer.body.config, app), now: answer.body }]] : [];
    }),
  );
  return new Map(found.flat());
}

/** What is written about nodes of other instances, as far as they exist, for a plan: it shares its reads. */
export async function recordsIn(
  context: Context,
  { project, app, where }: Pick<Site, "app" | "where"> & { readonly project?: string | undefined },
  instances: readonly string[],
): Promise<Records[]> {
  const found = await Promise.all(
    instances.map((name) =>
      onServerOf({ context, where }, name).incus(project).member("/1.0/instances", name, answered),
    ),
  );
  return found.flatMap((each) => (each ? [recordsOf(each.body.config, app)] : []));
}

/** Changes what is written, if nobody else does meanwhile. Gives what is written then. */
export async function record(
  { context, project, instance, app }: Site,
  change: (found: Found) => Partial<Records> & { readonly config?: Config },
): Promise<Found> {
  let after: Records | undefined;
  const now = await edit(context.incus(project), instance, (now) => {
    const before = { ...recordsOf(now.config, app), now };
    const { journal, staged, rollout, config } = change(before);
    after = {
      journal: journal ?? before.journal,
      staged: staged ?? before.staged,
      rollout: rollout ?? before.rollout,
    };
    return {
      config: {
        ...config,
        ...(journal && { [journalKey(app)]: writeJournal(journal) }),
        ...(staged && { [stagedKey(app)]: writeStaged(staged) }),
        ...(rollout && { [rolloutKey(app)]: writeRollout(rollout) }),
      },
    };
  });
  return { ...(after ?? recordsOf(now.config, app)), now };
}

/** When a script is ended that has not ended by itself. */
type Limits = Pick<ExecOptions, "timeout" | "signal">;

/** Runs a script on the instance and gives its output. @throws an error of `beam/errors.ts` where it fails */
export async function run(site: Site, script: Script, tried: string, limits: Limits = {}): Promise<string> {
  const { context, project, instance, app } = site;
  const { input } = script;
  const options = { ...limits, ...(input && { input }) };
  const { code, stdout, stderr } = await context.incus(project).exec(instance, commandOf(script), options);
  if (code !== 0) throw scriptError(`${tried} (${app} on the instance ${instance})`, code, stderr);
  return stdout;
}

/** Whether an instance is up, so that scripts can run on it. */
export const runs = ({ status }: Pick<Answered, "status">): boolean => status === "Running" || status === "Ready";

/** The image that an instance is made from; undefined where nobody knows. */
export const imageOf = (now: Answered): string | undefined => baseImage(now) || undefined;

/** A failure in a line: `http GET :4000/health: answered 500`. */
export const describeFailure = ({ check, detail }: Pick<Failure, "check" | "detail">): string =>
  detail ? `${check}: ${detail}` : check;
