/**
 * A step of a rollout: passed once for what runs, and asked again only when something else runs, or something else is asked.
 *
 * Its passes are written in the config of the instances that it is about, beside their journals, so that the bulk read
 * of a plan brings both, and so that a new switch of a node makes every pass before it void.
 */
import { z } from "zod";
import { appName } from "../../beam/folders.ts";
import { isVerified } from "../../beam/journal.ts";
import type { Context } from "../../context.ts";
import { OWNER_KEY } from "../../ownership.ts";
import { type RolloutRecord, withSteps } from "../../report/record.ts";
import type { ReportStep } from "../../report/report.ts";
import type { Plan } from "../../resource.ts";
import { answered } from "../instance/answer.ts";
import { edit } from "../instance/edit.ts";
import { hooksInput } from "../rollout/hooks.ts";
import { beside, type Found, record, recordsOf } from "./site.ts";
import { onServerOf, type Where, whereInput } from "./where.ts";

/** Inputs that every step has. */
export const stepInputs = {
  project: z.string().default("default").describe("Project of the instances."),
  app: appName().describe("Name of the application."),
  name: z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/, 'holds other characters than letters, digits, "_" and "-"')
    .describe("Name of the step, unique for the application and the kind."),
  instances: z.array(z.string()).min(1).describe("Instances whose nodes it is about."),
  where: whereInput(),
  generations: z
    .array(z.string())
    .default([])
    .describe("What it is about: the output `generation` of each node. A change is a reason to ask again."),
  hooks: hooksInput(),
};

/** Outputs that every step has. */
export const stepOutputs = {
  passed: z.array(z.string()).describe("Generations that passed."),
  checkedWith: z.string().describe("Digest of what was asked when they passed."),
};

/** Which step it is. */
export interface Step {
  /** Type of its kind. */
  readonly type: string;
  readonly project: string;
  readonly app: string;
  readonly name: string;
  readonly instances: readonly string[];
  readonly where?: Where | undefined;
}

const pass = z.object({ format: z.literal(1), owner: z.string(), passed: z.string(), checkedWith: z.string() });

/** What one instance tells of its node and of the step's last pass. */
export interface Pass extends Pick<Found, "journal"> {
  readonly instance: string;
  readonly record: z.output<typeof pass> | undefined;
}

/** Looks the passes up; none for a step that is not known whole. Only reads. */
export const passesOf = (context: Context, { instances = [], ...step }: Partial<Step>): Promise<Pass[]> =>
  Promise.all(instances.map((instance) => passOf(context, step, instance)));

async function passOf(context: Context, step: Partial<Step>, instance: string): Promise<Pass> {
  const { type, project, app, name, where } = step;
  const found = await onServerOf({ context, where }, instance)
    .incus(project)
    .member("/1.0/instances", instance, answered);
  if (!found || type === undefined || app === undefined || name === undefined)
    return { instance, journal: undefined, record: undefined };
  const { config } = found.body;
  return { instance, journal: recordsOf(config, app).journal, record: readRecord(config[keyOf(type, app, name)]) };
}

/** What a step's own plan knows. */
export interface StepQuestion {
  readonly implied: Plan;
  readonly passes: readonly Pass[] | undefined;
  /** Digest of what is asked; undefined while that is not known. */
  readonly digest: string | undefined;
  /** What is about whom is not known yet. */
  readonly open: boolean;
  /** What the kind itself has against a pass that is otherwise good. */
  readonly objection?: (pass: Pass) => string | undefined;
}

/** The plan of a step: it asks again where any of its instances has not passed as it is. */
export function planStep({ implied, passes, digest, open, objection }: StepQuestion): Plan {
  if (implied.action !== "none" && implied.action !== "update") return implied;
  const reasons = (passes ?? []).map((pass) => whyAgain(pass, digest) ?? objection?.(pass));
  if (!open && digest !== undefined && passes && reasons.every((reason) => reason === undefined))
    return { action: "none" };
  const changed = implied.action === "update" ? implied.changed : [];
  const reason = changed.length > 0 ? undefined : reasons.find((each) => each !== undefined);
  return {
    action: "update",
    changed,
    unknown: digest === undefined ? ["passed", "checkedWith"] : ["passed"],
    ...(digest && { known: { checkedWith: digest } }),
    ...(reason && { reason }),
  };
}

/** Why an instance must be asked again; undefined when it passed as it is. */
function whyAgain({ instance, journal, record }: Pass, digest: string | undefined): string | undefined {
  if (!record) return `${instance} was never checked`;
  if (record.checkedWith !== digest) return "the check is another one";
  if (journal && !isVerified(journal)) return `what runs on ${instance} did not pass`;
  if (journal && record.passed !== journal.generation) return `${instance} was switched since`;
  return undefined;
}

/** What every step tells of itself: which one it is, and what its passes say; undefined when it never passed. */
export async function readStep(
  context: Context,
  step: Omit<Step, "instances"> & Partial<Pick<Live, "instances" | "generations" | "hooks">>,
): Promise<Live | undefined> {
  const { project, app, name, instances = [], generations = [], where, hooks = [] } = step;
  const records = (await passesOf(context, step)).flatMap(({ record }) => record ?? []);
  const [first] = records;
  if (!first) return undefined;
  const { checkedWith, owner } = first;
  return {
    project,
    app,
    name,
    instances,
    where,
    generations,
    hooks,
    passed: records.map(({ passed }) => passed),
    checkedWith,
    owner,
  };
}

type Live = z.output<z.ZodObject<typeof stepInputs & typeof stepOutputs>> & { readonly owner: string };

/**
 * Writes down that the step was passed, for each instance under the generation that passed; on the first one also in
 * the record of its rollout, which is given.
 */
export async function writePasses(
  context: Context,
  { type, project, app, name, where }: Step,
  passed: readonly { readonly instance: string; readonly generation: string }[],
  checkedWith: string,
  made: ReportStep,
): Promise<RolloutRecord | undefined> {
  const owner = context.mark()[OWNER_KEY];
  const records = await Promise.all(
    passed.map(async ({ instance, generation }, index) => {
      const text = JSON.stringify({ format: 1, owner, passed: generation, checkedWith });
      const config = { [keyOf(type, app, name)]: text };
      const { rollout } = await record(beside({ context, project, app, instance, where }, instance), ({ rollout }) =>
        rollout && index === 0 ? { config, rollout: withSteps(rollout, [made]) } : { config },
      );
      return rollout;
    }),
  );
  return records[0];
}

/** Forgets that the step was ever passed. */
export async function forgetPasses(context: Context, step: Step): Promise<void> {
  const { type, project, app, name, instances, where } = step;
  for (const instance of instances) {
    const incus = onServerOf({ context, where }, instance).incus(project);
    const there = await incus.member("/1.0/instances", instance, answered);
    if (there) await edit(incus, instance, () => ({ config: { [keyOf(type, app, name)]: "" } }));
  }
}

const keyOf = (type: string, app: string, name: string) => `user.cul8er.${type}.${app}.${name}`;

function readRecord(text: string | undefined): Pass["record"] {
  try {
    return text ? pass.parse(JSON.parse(text)) : undefined;
  } catch {
    // One that cannot be read has not passed.
    return undefined;
  }
}
