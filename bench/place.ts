/** An Incus project of the benchmarks' own. All that is in it goes with it, also when a benchmark fails or is stopped. */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Machine } from "../setup/environment.ts";
import { BareApi } from "./bare-api.ts";
import { tell } from "./measure.ts";

const names = z.array(z.object({ name: z.string(), status: z.string().optional() })).nullable();
const operations = z.record(z.string(), z.array(z.string())).nullable();
const images = z.array(z.object({ fingerprint: z.string() })).nullable();

/** A project with the machine's image in it, without a network unless asked for. */
export interface Place {
  project: string;
  api: BareApi;
  /** Ends the work: the user's Ctrl-C. */
  signal: AbortSignal;
  /** Fingerprint of the machine's image in the project, uploaded on first use. */
  image(): Promise<string>;
}

/** What instances get there. */
export interface Ground {
  /** Whether they have a network. Default: no. */
  network?: boolean;
  /** Their config, besides their own. */
  guest?: Record<string, string>;
}

/** Runs the work in a project of its own; what is there afterwards is removed. */
export async function inPlace(
  { incus, image }: Machine,
  work: (place: Place) => Promise<void>,
  { network = false, guest = {} }: Ground = {},
): Promise<void> {
  const project = `cul8er-bench-${randomBytes(3).toString("hex")}`;
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.on("SIGINT", stop).on("SIGTERM", stop);
  const [api, broom] = [new BareApi(incus.socket, project, stopping.signal), new BareApi(incus.socket, project)];
  const config = { "features.images": "true", "features.profiles": "true", "features.storage.volumes": "true" };
  await api.request("POST", "/1.0/projects", { name: project, config });
  try {
    const root = { type: "disk", path: "/", pool: incus.pool };
    const nic = { eth0: { type: "nic", network: incus.network, name: "eth0" } };
    const profile = { config: guest, devices: { root, ...(network && nic) } };
    await api.request("PATCH", "/1.0/profiles/default", profile);
    let uploading: Promise<string> | undefined;
    const upload = () => {
      uploading ??= api.upload(image);
      return uploading;
    };
    await work({ project, api, signal: stopping.signal, image: upload });
  } finally {
    await sweep(broom, incus.pool).catch((left) => tell(`The Incus project ${project} is not empty: ${left}`));
    await Promise.all([api.close(), broom.close()]);
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}

/** Removes all that is in a project, and the project. */
async function sweep(api: BareApi, pool: string): Promise<void> {
  const underWay = operations.parse(await api.request("GET", "/1.0/operations")) ?? {};
  for (const url of Object.values(underWay).flat()) await api.request("GET", `${url}/wait`).catch(() => {});
  await removeInstances(api);
  const volumes = `/1.0/storage-pools/${pool}/volumes/custom`;
  for (const { name } of names.parse(await api.request("GET", `${volumes}?recursion=1`)) ?? [])
    await api.request("DELETE", `${volumes}/${name}`);
  await removeImages(api);
  await api.request("DELETE", `/1.0/projects/${api.project}`);
}

/** What was just stopped in its work may still be busy: then it goes in the next turn. */
async function removeInstances(api: BareApi): Promise<void> {
  for (let turn = 1; ; turn++) {
    const left = names.parse(await api.request("GET", "/1.0/instances?recursion=1")) ?? [];
    if (left.length === 0) return;
    const removed = await Promise.allSettled(
      left.map(({ name, status }) => removeInstance(api, name, status !== "Stopped")),
    );
    const failed = removed.find((each) => each.status === "rejected");
    if (turn === 5 && failed) throw failed.reason;
  }
}

/** Stops an instance at once where it runs, and removes it. */
export async function removeInstance(api: BareApi, name: string, runs: boolean): Promise<void> {
  if (runs) await api.request("PUT", `/1.0/instances/${name}/state`, { action: "stop", force: true, timeout: -1 });
  await api.request("DELETE", `/1.0/instances/${name}`);
}

/** Removes all images. */
export async function removeImages(api: BareApi): Promise<void> {
  for (const { fingerprint } of images.parse(await api.request("GET", "/1.0/images?recursion=1")) ?? [])
    await api.request("DELETE", `/1.0/images/${fingerprint}`);
}
