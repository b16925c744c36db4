/** Putting one node back: the revision, the health check and the image of then. */

import { z } from "zod";
import { newGeneration } from "../../beam/generation.ts";
import { failed, type Journal, passed, returning } from "../../beam/journal.ts";
import type { Verdict } from "../../beam/verify.ts";
import { path } from "../../incus/path.ts";
import { putOffRebuild } from "../instance/rebuild.ts";
import { imageOf, lookAt, record, type Site } from "./site.ts";
import { switchNode } from "./switching.ts";
import { verifyNode } from "./verification.ts";

/** Why a node is put back. */
export type Why = Pick<Verdict, "check" | "detail">;

/**
 * Puts a node back to its base and gives the verdict on it; nothing happens where no base is open. May be repeated: what
 * was begun is finished.
 */
export async function putBack(site: Site, why: Why): Promise<Verdict | undefined> {
  const { context, project, instance } = site;
  const { journal, now } = await record(site, ({ journal }) => (journal ? { journal: returned(journal, why) } : {}));
  if (!journal?.base) return undefined;
  context.progress(`${instance}: putting ${journal.current.version} back`);
  const { image } = journal.base;
  if (image !== undefined && image !== imageOf(now)) {
    const incus = context.incus(project);
    if (await incus.get(path`/1.0/images/${image}`, z.unknown())) await putOffRebuild(incus, instance, image);
    else context.warn(`${instance}: the image of ${journal.current.version} is not on the server any more`);
  }
  await switchNode(site, journal.current, journal.generation);
  const found = await lookAt(site);
  const verdict = await verifyNode(site, found, journal.current);
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
