/** Changing what an instance is, without losing what others change at the same time. */
import { z } from "zod";
import type { Config } from "../../config.ts";
import { Busy, Conflict, NotFound } from "../../incus/errors.ts";
import { path } from "../../incus/path.ts";
import type { Scope } from "../../incus/server.ts";
import { type Answered, answered, type WireDevice } from "./answer.ts";

/** A change of an instance: what is not named stays. */
export interface Edit {
  readonly description?: string;
  readonly profiles?: readonly string[];
  /** Keys to set; an empty text unsets. */
  readonly config?: Config;
  /** Devices to set; `undefined` gives the name back to the profiles. */
  readonly devices?: Readonly<Record<string, WireDevice | undefined>>;
}

/** The instance now, and the tag of this version of it. @throws NotFound */
export async function look(incus: Scope, name: string) {
  const found = await incus.get(path`/1.0/instances/${name}`, answered);
  if (found) return found;
  const tried = `reading the instance ${JSON.stringify(name)} (project ${incus.project})`;
  throw new NotFound({ tried, on: "the server", said: "there is no such instance" });
}

/**
 * Changes an instance by what `change` makes of it, and gives it as it was read before.
 *
 * Written only if it is still what was read; otherwise, and where an operation is in its way, tried again.
 */
export async function edit(incus: Scope, name: string, change: (now: Answered) => Edit): Promise<Answered> {
  for (;;) {
    const { body: now, etag } = await look(incus, name);
    const wanted = change(now);
    if (changesNothing(now, wanted)) return now;
    try {
      await unhindered(incus, name, () => write(incus, now, wanted, etag));
      return now;
    } catch (error) {
      // Another hand was faster: look again. Ends with the patience of the scope.
      if (!(error instanceof Conflict)) throw error;
    }
  }
}

/** Does `work`; where another operation runs on the instance, after its end. */
export async function unhindered<T>(incus: Scope, name: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Busy)) throw error;
      await quiet(incus, name);
    }
  }
}

/**
 * Waits for the end of all that runs on the instance. A client that died leaves its operation behind, and the server
 * does not keep others away from an instance that is being created or rebuilt.
 */
export async function quiet(incus: Scope, name: string): Promise<void> {
  const found = await incus.get("/1.0/operations?recursion=1", operations);
  const running = [...(found?.body.running ?? []), ...(found?.body.pending ?? [])].filter(({ resources }) =>
    Object.values(resources ?? {}).some((urls) =>
      urls?.some((url) => url.split("?")[0] === path`/1.0/instances/${name}`),
    ),
  );
  for (const { id } of running) await incus.get(`/1.0/operations/${id}/wait?timeout=60`, z.unknown());
}

const operation = z.object({
  id: z.string(),
  resources: z.record(z.string(), z.array(z.string()).nullish()).nullish(),
});
const operations = z.object({ running: z.array(operation).nullish(), pending: z.array(operation).nullish() });

async function write(
  incus: Scope,
  now: Answered,
  { description, profiles, config, devices = {} }: Edit,
  etag?: string,
) {
  const at = path`/1.0/instances/${now.name}`;
  const dropped = Object.keys(devices).filter((name) => devices[name] === undefined && name in now.devices);
  if (dropped.length === 0) {
    // A PATCH that does not name the description empties it (Incus 6.0).
    const named = { description: description ?? now.description, profiles, config, devices: present(devices) };
    await incus.patch(at, named, { etag });
    return;
  }
  // PATCH cannot take a device away.
  const { architecture, ephemeral } = now;
  const all = {
    architecture,
    ephemeral,
    description: description ?? now.description,
    profiles: profiles ?? now.profiles,
    config: set({ ...now.config, ...config }),
    devices: present({ ...now.devices, ...devices }),
  };
  await incus.put(at, all, { etag });
}

function changesNothing(now: Answered, { description, profiles, config = {}, devices = {} }: Edit): boolean {
  return (
    (description === undefined || description === now.description) &&
    (profiles === undefined || equal([...profiles], now.profiles)) &&
    Object.entries(config).every(([key, value]) => (now.config[key] ?? "") === value) &&
    Object.entries(devices).every(([name, device]) => equal(device, now.devices[name]))
  );
}

/** Whether two devices, or two lists, are the same. */
export const equal = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? "undefined";

const set = (config: Config): Config => Object.fromEntries(Object.entries(config).filter(([, value]) => value !== ""));

const present = (devices: Readonly<Record<string, WireDevice | undefined>>) =>
  Object.fromEntries(Object.entries(devices).filter(([, device]) => device !== undefined));
