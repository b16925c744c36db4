/** A router on its instance: scripts that run there. */
import { setTimeout as pause } from "node:timers/promises";
import type { Context } from "../../context.ts";
import { NotFound } from "../../incus/errors.ts";
import { path } from "../../incus/path.ts";
import { haproxy, RouterDown, RouterGone } from "../../router/router.ts";
import { commandOf, type Script } from "../../shell.ts";
import { answered } from "../instance/answer.ts";
import { runs } from "../node/site.ts";

/** Where a router is. */
export interface RouterSite {
  readonly context: Context;
  readonly project: string;
  /** Its instance. */
  readonly router: string;
}

/** Runs a script on a router and gives its output. @throws RouterGone, RouterFailed */
export async function onRouter({ context, project, router }: RouterSite, script: Script, tried: string) {
  const incus = context.incus(project);
  const where = `${tried} (router on the instance ${router})`;
  try {
    const { code, stdout, stderr } = await incus.exec(router, commandOf(script));
    if (code !== 0) throw haproxy.failure(where, code, stderr);
    return stdout;
  } catch (error) {
    if (error instanceof NotFound) throw new RouterGone(`${where}: there is no such instance`, { cause: error });
    if (error instanceof RouterGone) throw error;
    // An instance that does not run refuses in words that differ from version to version.
    const found = await incus.get(path`/1.0/instances/${router}`, answered);
    if (found && runs(found.body)) throw error;
    if (found) throw new RouterDown(`${where}: the instance does not run`, { cause: error });
    throw new RouterGone(`${where}: the instance is gone`, { cause: error });
  }
}

/** What is asked of a router that may be gone: nobody sends requests then. */
export async function unlessGone<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof RouterGone) return undefined;
    throw error;
  }
}

/** What is asked of a router that may be gone, but not only be down: then it may come back. @throws RouterDown */
export async function unlessGoneForGood<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof RouterGone && !(error instanceof RouterDown)) return undefined;
    throw error;
  }
}

/** Longest time in which a router is back that was restarted, with its instance or without, in milliseconds. */
const BACK = 60_000;

/** Asks a router, and asks it again while it is down and may come back. @throws RouterGone */
export async function whenBack<T>(
  { context: { signal } }: Pick<RouterSite, "context">,
  work: () => Promise<T>,
): Promise<T> {
  for (let end: number | undefined; ; await pause(300, undefined, { signal }))
    try {
      return await work();
    } catch (error) {
      end ??= Date.now() + BACK;
      if (!(error instanceof RouterDown) || Date.now() > end) throw error;
    }
}
