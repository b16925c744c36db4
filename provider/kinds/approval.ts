/** A gate that a person opens. */
import { z } from "zod";
import { isVerified } from "../beam/journal.ts";
import type { Context } from "../context.ts";
import { defineResource, type Plan } from "../resource.ts";
import { steers } from "../schema.ts";
import {
  forgetPasses,
  type Pass,
  passesOf,
  planStep,
  readStep,
  stepInputs,
  stepOutputs,
  writePasses,
} from "./node/pass.ts";
import { isOpen, nodesOf, passedOn, versionOf } from "./node/step.ts";
import { makeStep } from "./rollout/step.ts";

const inputs = z.strictObject({
  ...stepInputs,
  approved: steers(z.string().optional()).describe(
    "Version that may go on, or `any`. Set it in the code, or by a setting that your pipeline gives. Default: none.",
  ),
});

const outputs = z.strictObject(stepOutputs);

type Inputs = z.output<typeof inputs>;

const type = "approval";

/** Waits for a person. A first deploy needs no approval, nor does what passed before. */
export const Approval = defineResource({
  type,
  summary: "A gate that a person opens: what depends on it goes on when the version has been approved.",
  example: `new Approval("people", {
  app: "chat",
  instances: [canary.instance],
  generations: [canary.generation],
  approved: config.get("approved"),
})`,
  class: "step",
  identity: ["project", "app", "name"],
  inputs,
  outputs,

  facts: async (context, wanted) => ({ passes: await passesOf(context, { type, ...wanted }) }),

  plan({ wanted, unknown, facts }, implied): Plan {
    const open = unknown.has("instances") || unknown.has("generations");
    const plan = planStep({ implied, passes: facts?.passes, digest: QUESTION, open });
    if (plan.action !== "update" && plan.action !== "create") return plan;
    const waits = waitsFor(facts?.passes ?? [], wanted.approved);
    return plan.action === "update" && waits ? { ...plan, reason: waits } : plan;
  },

  async read(context, known) {
    const found = await readStep(context, { type, ...known });
    if (!found) return undefined;
    return {
      ...found,
      approved: known.approved,
    };
  },

  create: ask,
  update: ask,

  delete: (context, known) => forgetPasses(context, { type, ...known }),
});

/** There is but one question. */
const QUESTION = "approved";

const isApproved = (approved: string | undefined, version: string): boolean =>
  approved === "any" || approved === version;

/** Why it would wait; undefined when it passes, or when what it would wait for is not there yet. */
function waitsFor(passes: readonly Pass[], approved: string | undefined): string | undefined {
  const open = passes.find(({ journal }) => journal?.base !== undefined && isVerified(journal));
  const version = open?.journal?.current.version;
  return version === undefined || isApproved(approved, version) ? undefined : waiting(version);
}

const waiting = (version: string): string =>
  `${version} waits for approval: set \`approved\` to ${JSON.stringify(version)} and run again; nothing is put back meanwhile`;

async function ask(context: Context, wanted: Inputs): Promise<void> {
  const nodes = await nodesOf(context, wanted);
  const version = versionOf(nodes);
  await makeStep(
    { context, ...wanted },
    `approval ${wanted.name}`,
    async () => {
      if (!isOpen(nodes)) return { result: "skipped" };
      const approved = isApproved(wanted.approved, version);
      return approved ? { result: "passed" } : { result: "pending", waits: waiting(version) };
    },
    (made) => writePasses(context, { type, ...wanted }, passedOn(nodes), QUESTION, made),
  );
}
