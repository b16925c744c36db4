/** What is to be said of one node. */
import { isVerified } from "../provider/beam/journal.ts";
import { folderOf } from "../provider/beam/staged.ts";
import { pendingOf } from "../provider/kinds/instance/pending.ts";
import { describeFailure } from "../provider/kinds/node/site.ts";
import { verifyNode } from "../provider/kinds/node/verification.ts";
import type { Member } from "../provider/kinds/traffic/member.ts";
import { SLOTS, type Slot } from "../provider/kinds/traffic/slots.ts";
import type { Node } from "./nodes.ts";
import type { Members } from "./routers.ts";

/** What a router says of a node. */
type Server = Pick<Member, "state" | "up" | "weight" | "base" | "requests" | "sockets">;

/** A node right now. Times are ISO 8601. */
export interface NodeStatus {
  readonly app: string;
  readonly instance: string;
  /** Of the instance, in the server's word: `Running`. */
  readonly status: string;
  readonly node?: string | undefined;
  readonly version?: string | undefined;
  readonly revision?: string | undefined;
  readonly since?: string | undefined;
  /** Whether what runs has passed its checks. */
  readonly verified: boolean;
  /** Whether it answers its check right now. */
  readonly healthy: boolean;
  /** Why it is not well, or not verified. */
  readonly why?: string | undefined;
  readonly rollout?: { readonly base: string } | undefined;
  /** The version that was put back last, while it is not replaced by another one. */
  readonly putBack?: { readonly version: string; readonly why: string; readonly at: string } | undefined;
  /** Other revisions that are on the instance, newest first. */
  readonly kept: readonly {
    readonly version: string;
    readonly revision: string;
    readonly verified: boolean;
    readonly staged: string;
  }[];
  /** What the instance waits for. */
  readonly pending?: string | undefined;
  /** The slot that it is in, where the strategy is blue-green, and whether that gets the requests. */
  readonly slot?: { readonly name: Slot; readonly active: boolean } | undefined;
  /** Its server in its router; only the name of the router where that is gone, or does not know the node. */
  readonly router?: (Partial<Server> & { readonly name: string }) | undefined;
}

/** Asks a node, and puts together what is written about it. */
export async function nodeStatus(node: Node, members: Members): Promise<NodeStatus> {
  const { site, journal, staged, now } = node;
  const verdict = journal && (await verifyNode(site, node, journal, { once: true }));
  const healthy = verdict?.ok ?? false;
  const verified = journal !== undefined && isVerified(journal);
  const member = members.get(node);
  return {
    app: site.app,
    instance: site.instance,
    status: now.status,
    node: journal?.current.nodeName,
    version: journal?.current.version,
    revision: journal?.current.revision,
    since: journal && iso(journal.since),
    verified,
    healthy,
    why: whyNot(node, verdict),
    rollout: journal?.base && { base: journal.base.version },
    putBack: journal?.refused && {
      version: journal.refused.version,
      why: describeFailure(journal.refused),
      at: iso(journal.refused.at),
    },
    kept: (staged?.revisions ?? [])
      .filter((each) => folderOf(each) !== journal?.current.folder)
      .sort((a, b) => b.stagedAt - a.stagedAt)
      .map((each) => ({
        version: each.release.version,
        revision: each.revision,
        verified: each.verified,
        staged: iso(each.stagedAt),
      })),
    pending: pendingWords(pendingOf(now.config)),
    slot: slotOf(node),
    router: journal?.router === undefined ? undefined : { ...(member && serverOf(member)), name: journal.router },
  };
}

function slotOf({ site, slots }: Node): NodeStatus["slot"] {
  const name = SLOTS.find((each) => slots?.members[each]?.includes(site.instance));
  return name && { name, active: slots?.active === name };
}

function whyNot({ journal }: Node, verdict: Awaited<ReturnType<typeof verifyNode>> | undefined): string | undefined {
  if (!journal) return "it is staged, but was never started";
  if (journal.rest?.stopped) return "it stands still: its slot gets no requests, and is started before it gets some";
  if (verdict && !verdict.ok) return describeFailure(verdict);
  if (isVerified(journal)) return undefined;
  return journal.failure
    ? `failed when it was switched: ${describeFailure(journal.failure)}`
    : "its last change was interrupted: run your engine again";
}

function pendingWords({ image, restart }: ReturnType<typeof pendingOf>): string | undefined {
  if (image) return `the instance waits to be rebuilt from the image ${image.slice(0, 12)}`;
  return restart ? "the instance waits for a restart" : undefined;
}

const serverOf = ({ state, up, weight, base, requests, sockets }: Member): Server => ({
  state,
  up,
  weight,
  base,
  requests,
  sockets,
});

const iso = (at: number): string => new Date(at).toISOString();
