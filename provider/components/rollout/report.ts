/** The beginning and the end of a rollout, around all that changes: one id, and one report. */
import type { Behind, Declare, Declared, Ref } from "../../component.ts";
import { defined } from "../../defined.ts";
import { Rollout } from "../../kinds/rollout.ts";
import { RolloutReport } from "../../kinds/rollout-report.ts";
import type { RolloutArguments } from "./arguments.ts";
import type { Ground } from "./homes.ts";
import type { Member } from "./members.ts";
import type { Entrance } from "./stages.ts";

/** What takes part in it. */
export interface Parts {
  readonly app: string;
  readonly members: readonly PartOf[];
  /** Where tasks run. */
  readonly tasks: Member | undefined;
  readonly entrance: Entrance | undefined;
  readonly ground: Ground;
}

/** A member, and whether it stays as it is, whatever is wanted. */
export interface PartOf {
  readonly member: Member;
  readonly keep?: Ref<boolean>;
}

/** A rollout that is open, until it is told. */
export interface Opened {
  /** What all changes are behind. */
  readonly rollout: Behind;
  /** Ends it behind its last steps. */
  told(after: readonly Behind[]): Told;
}

/** What is told at its end. */
export interface Told {
  /** As Markdown. */
  readonly report: Ref<string>;
  /** Version that runs on each instance. */
  readonly running: Ref<Readonly<Record<string, string>>>;
}

/** Opens the rollout when everything is staged, and before anything changes. */
export function declareOpening(declare: Declare, args: RolloutArguments, parts: Parts): Opened {
  const { app, members, tasks, entrance, ground } = parts;
  const besides = tasks && [tasks.instance.name];
  const rollout: Declared<typeof Rollout> = declare.resource(
    Rollout,
    "rollout",
    {
      ...ground.across,
      app,
      nodes: members.map(({ member: { instance, release }, keep }) => ({
        instance: instance.name,
        ...defined({ incarnation: instance.incarnation, pending: instance.pending }),
        revision: release.revision,
        secretRevision: release.secretRevision,
        version: release.version,
        nodeName: release.nodeName,
        ...defined({ keep }),
      })),
      ...defined({ besides, router: entrance?.router, retry: args.rollback?.retry, hooks: args.hooks }),
    },
    {
      after: [
        ...members.map(({ member }) => member.release),
        ...(tasks ? [tasks.release] : []),
        ...(entrance ? [entrance.traffic] : []),
      ],
    },
  );
  return {
    rollout,
    told: (after) =>
      declare.resource(
        RolloutReport,
        "rollout",
        {
          ...ground.across,
          app,
          instances: [...members.map(({ member }) => member.instance.name), ...(besides ?? [])],
          rollout: rollout.rollout,
          ...defined({ hooks: args.hooks }),
        },
        { after },
      ),
  };
}
