/** Canary: a few nodes go first and get a growing share of the requests; the others follow when those were well. */
import { batchStages, nodesFrom } from "./batches.ts";
import type { Batches } from "./rolling.ts";
import type { Stage } from "./stage.ts";

/** A step of a canary. */
export interface CanaryStep {
  /** Percent of the requests that the canaries get together. */
  readonly share: number;
  /** How long their requests are watched, as "30s". Default: that of the analysis. */
  readonly for?: string | undefined;
  /** Whether a person must agree before it. Default: false. */
  readonly approval?: boolean | undefined;
}

/** What a canary change is made of. */
export interface Canary extends Batches {
  readonly type: "canary";
  /** Nodes that go first. Default: 1. */
  readonly nodes?: number | undefined;
  readonly steps: CanaryStep[];
}

/** Changes one node first, gives it a growing share of the requests, and the others only when that went well. */
export const canary = (options: Omit<Canary, "type">): Canary => ({ type: "canary", ...options });

/** The stages of a canary. The others follow batch by batch, when every node has its own share again. */
export function canaryStages(size: number, { nodes: count = 1, steps, ...others }: Omit<Canary, "type">): Stage[] {
  const nodes = nodesFrom(0, count);
  const share = steps[0]?.share;
  const grows = steps.flatMap(({ share, for: window, approval }, index): Stage[] => {
    const name = `step-${index + 1}`;
    return [
      ...(approval ? [{ do: "approve" as const, name, nodes }] : []),
      { do: "weigh", name, nodes, share },
      { do: "analyse", name, nodes, ...(window !== undefined && { window }) },
    ];
  });
  return [
    { do: "change", nodes, first: true, ...(share !== undefined && { share }) },
    { do: "check", name: "canary", nodes, final: false, watch: "first" },
    ...grows,
    { do: "weigh", name: "promoted", nodes },
    ...batchStages(nodesFrom(count, size), nodesFrom(0, size), others, false),
  ];
}
