/** Putting one node back: the revision, the health check and the image of then. */

import { z } from "zod";
import { newGeneration } from "../../beam/generation.ts";
import { failed, type Journal, passed, returning } from "../../beam/journal.ts";
import type { Verdict } from "../../beam/verify.ts";
import { path } from "../../incus/path.ts";
import { putOffRebuild } from "../instance/rebuild.ts";
import { unlessGone } from "../traffic/router-site.ts";
import { enterIfWell, leave, type Why } from "./rotation.ts";
import { imageOf, record, type Site } from "./site.ts";
import { prepareAhead, switchAndAsk } from "./switching.ts";
import { verifyNode } from "./verification.ts";

/**
 * Puts a node back to its base and gives the verdict on it; nothing happens where no base is open. May be repeated: what
 * was begun is finished.
 */
export async function putBack(site: Site, why: Why): Promise<Verdict | undefined> {
  const { context, project, instance } = site;
  const { journal, staged, now } = await record(site, ({ journal }) =>
    journal ? { journal: returned(journal, why) } : {},
  );
  if (!journal?.base) return undefined;
  context.progress(`${instance}: putting ${journal.current.version} back`);
  const { image } = journal.base;
  const rebuilt = image !== undefined && image !== imageOf(now);
  if (rebuilt) {
    const incus = context.incus(project);
    if (await incus.get(path`/1.0/images/${image}`, z.unknown())) await putOffRebuild(incus, instance, image);
    else context.warn(`${instance}: the image of ${journal.current.version} is not on the server any more`);
  }
  // It runs, or will run, what passed once: a router that does not come back must not keep it from that.
  const [prepared] = await Promise.all([
    !rebuilt && prepareAhead(site, { staged, now }, journal.current),
    unlessGone(leave(site, { journal, staged })),
  ]);
  const { found, answer } = await switchAndAsk(site, journal, prepared, (found, how) =>
    verifyNode(site, found, found.journal, how),
  );
  const verdict = await enterIfWell(site, found.journal, answer);
  await record(site, ({ journal, now }) =>
    journal
      ? {
          journal: verdict.ok
            ? passed(journal, imageOf(now))
            : failed(journal, verdict.check, verdict.detail, Date.now()),
        }
      : {},
  );
  return verdict;
}

const returned = (journal: Journal, { check, detail }: Why): Journal =>
  returning(journal, newGeneration(), { check, detail, at: Date.now() });
