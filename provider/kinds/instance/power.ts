/** Starting and stopping instances. */
import { Aborted, IncusError, NotFound, TimedOut } from "../../incus/errors.ts";
import { path } from "../../incus/path.ts";
import type { Scope } from "../../incus/server.ts";
import { isUp } from "./answer.ts";
import { look, unhindered } from "./edit.ts";

/** Starts an instance. One that is up already is no error. */
export async function start(incus: Scope, name: string): Promise<void> {
  await reach(incus, name, true, () => change(incus, name, { action: "start" }));
}

/**
 * Stops an instance: asks it to shut down, and switches it off when it does not in time. One that is off already, or
 * that goes away with its stop, is no error.
 * @param patience milliseconds that it may take to shut down; 0 switches it off at once
 */
export async function stop(incus: Scope, name: string, patience: number): Promise<void> {
  const seconds = Math.ceil(patience / 1000);
  const force = () => reach(incus, name, false, () => change(incus, name, { action: "stop", force: true }));
  if (seconds === 0) return force();
  try {
    await reach(incus, name, false, () => change(incus, name, { action: "stop", timeout: seconds }));
  } catch (error) {
    if (error instanceof TimedOut || error instanceof Aborted || !(error instanceof IncusError)) throw error;
    await force();
  }
}

const change = (incus: Scope, name: string, body: object) =>
  unhindered(incus, name, () => incus.put(path`/1.0/instances/${name}/state`, body));

/** Does `work`; its failure is none where the instance is as wanted all the same. */
async function reach(incus: Scope, name: string, up: boolean, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof IncusError) || error instanceof TimedOut || error instanceof Aborted) throw error;
    const found = await look(incus, name).catch((cause: unknown) => {
      if (cause instanceof NotFound) return undefined;
      throw error;
    });
    if (up ? !found || !isUp(found.body) : found && isUp(found.body)) throw error;
  }
}
