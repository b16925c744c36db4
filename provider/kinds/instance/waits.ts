/** Waiting until an instance is as its author declared: started, reachable, its agent there, ready, set up. */
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Context } from "../../context.ts";
import { Aborted, IncusError, InvalidRequest, PermissionDenied, TimedOut } from "../../incus/errors.ts";
import type { LifecycleEvent } from "../../incus/event.ts";
import { path } from "../../incus/path.ts";
import { addressesOf } from "./addresses.ts";
import { type Answered, answered, isUp, nics } from "./answer.ts";

/** What can be waited for. */
export const WAITS = ["started", "address", "agent", "ready", "cloud-init"] as const;

/** One of them. */
export type Wait = (typeof WAITS)[number];

const WORDS: Record<Wait, string> = {
  started: "its start",
  address: "an IPv4 or IPv6 address",
  agent: "its agent",
  ready: "the instance to say that it is ready",
  "cloud-init": "cloud-init to end",
};

/** Milliseconds that an address is waited for where nobody asked to wait: most images have one in a second. */
const USUAL = 15_000;

/** The instance did not come to what was waited for. */
export class WaitedInVain extends Error {
  override readonly name = "WaitedInVain";
}

/** Waits for all of `waits`, in their usual order, until the deadline. @throws WaitedInVain with the instance's state */
export async function waitUntil(
  context: Context,
  project: string,
  name: string,
  waits: readonly Wait[],
): Promise<Answered | undefined> {
  let last: Answered | undefined;
  for (const wait of WAITS.filter((each) => waits.includes(each))) {
    const began = Date.now();
    try {
      last = (await waitFor(context, project, name, wait)) ?? last;
    } catch (error) {
      if (!(error instanceof TimedOut || isTimeout(error))) throw error;
      throw await inVain(context, project, name, WORDS[wait], Date.now() - began, error);
    }
  }
  return last;
}

/** Waits a moment for an address, without insisting, where there is a network. Gives the instance as it was read last. */
export async function waitForUsualAddress(
  context: Context,
  project: string,
  name: string,
): Promise<Answered | undefined> {
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(USUAL)]);
  try {
    return await untilAddressed({ ...context, signal }, project, name);
  } catch (error) {
    context.signal.throwIfAborted();
    if (!signal.aborted) throw error;
    context.warn(`${name} has no address after ${USUAL / 1000} s; it is not waited for any longer`);
    return undefined;
  }
}

async function waitFor(context: Context, project: string, name: string, wait: Wait): Promise<Answered | undefined> {
  switch (wait) {
    case "started":
      return undefined; // the operation that starts it has ended
    case "address": {
      const addressed = await untilAddressed(context, project, name);
      if (addressed) return addressed;
      throw new WaitedInVain(`instance ${JSON.stringify(name)} has no network device, so no address will come`);
    }
    case "agent":
      return untilEvent(context, project, name, wait, "instance-agent-started", ({ type, state }) =>
        type === "container" ? true : (state?.processes ?? -1) >= 0,
      );
    case "ready":
      return untilEvent(context, project, name, wait, "instance-ready", ({ status }) => status === "Ready");
    case "cloud-init":
      return untilSetUp(context, project, name);
  }
}

function untilEvent(
  context: Context,
  project: string,
  name: string,
  wait: Wait,
  action: string,
  there: (now: Answered) => boolean,
): Promise<Answered> {
  const wakes = (event: LifecycleEvent) => event.metadata.action.startsWith("instance-") && about(event, name);
  return context.incus(project).until(`${WORDS[wait]} of ${name} (${action})`, wakes, async () => {
    const now = await state(context, project, name);
    if (!isUp(now)) throw stopped(name, WORDS[wait]);
    return there(now) ? now : undefined;
  });
}

/**
 * Incus tells nobody when an address arrives, so this looks; ever less often, from 50 ms to 1 s. Nothing where there is
 * no network device to bring one.
 *
 * To look at an instance's state costs the server a process each time, to list a network's leases next to nothing: so
 * the state is looked at when there is a lease, and now and then where an address may come without one.
 */
async function untilAddressed(context: Context, project: string, name: string): Promise<Answered | undefined> {
  const { config, expanded_devices: devices } = await state(context, project, name, "");
  const [nic] = nics(devices);
  if (nic === undefined) return undefined;
  const mac = devices[nic]?.hwaddr ?? config[`volatile.${nic}.hwaddr`];
  let leased = false;
  for (let step = 50, looks = 1; ; step = Math.min(1_000, step * 1.4), looks += 1) {
    if (!leased && (await isLeased(context, project, devices[nic]?.network, mac))) [leased, step] = [true, 50];
    if (leased || looks % 8 === 0) {
      const now = await state(context, project, name);
      if (Object.keys(addressesOf(now).addresses).length > 0) return now;
      if (!isUp(now)) throw stopped(name, WORDS.address);
    }
    await pause(step, undefined, { signal: context.signal });
  }
}

/** Whether the network gave this interface an address; true where the network has no leases to show, or not to us. */
async function isLeased(context: Context, project: string, network: string | undefined, mac: string | undefined) {
  if (network === undefined || mac === undefined) return true;
  const found = await leasesOf(context, project, network);
  return !found || found.some(({ hwaddr }) => hwaddr === mac);
}

/** Leases of a network; `undefined` where it has none to show, or not to us. */
async function leasesOf(context: Context, project: string, network: string) {
  try {
    return (await context.incus(project).get(path`/1.0/networks/${network}/leases`, leases))?.body;
  } catch (error) {
    if (error instanceof PermissionDenied || error instanceof InvalidRequest) return undefined;
    throw error;
  }
}

const leases = z
  .array(z.object({ hwaddr: z.string() }))
  .nullish()
  .transform((list) => list ?? []);

async function untilSetUp(context: Context, project: string, name: string): Promise<undefined> {
  const { code, stdout, stderr } = await context.incus(project).exec(name, ["cloud-init", "status", "--wait"]);
  if (code === 0) return;
  const said = `${stdout}${stderr}`.trim().split("\n").at(-1) ?? "";
  // cloud-init: 2 means done, with recoverable errors.
  if (code === 2) return context.warn(`cloud-init in ${name} ended with warnings: ${said}`) as undefined;
  const why = code === 127 || code === 126 ? "its image has no cloud-init" : `exit code ${code}: ${said}`;
  throw new WaitedInVain(
    `instance ${JSON.stringify(name)}: cloud-init failed (${why}). Look with: incus exec ${name} -- cloud-init status --long`,
  );
}

async function state(context: Context, project: string, name: string, how = "?recursion=1"): Promise<Answered> {
  const found = await context.incus(project).get(path`/1.0/instances/${name}` + how, answered);
  if (found) return found.body;
  throw new WaitedInVain(`instance ${JSON.stringify(name)} went away while it was waited for`);
}

const stopped = (name: string, what: string): WaitedInVain =>
  new WaitedInVain(
    `instance ${JSON.stringify(name)} stopped while waiting for ${what}. Look with: incus console --show-log ${name}`,
  );

async function inVain(
  context: Context,
  project: string,
  name: string,
  what: string,
  milliseconds: number,
  cause: unknown,
): Promise<WaitedInVain> {
  // The work's own patience is over, so this look has its own.
  const patient = { ...context, incus: () => context.server.project(project, { signal: AbortSignal.timeout(5_000) }) };
  const now = await state(patient, project, name).catch(() => undefined);
  const links = Object.entries(now?.state?.network ?? {})
    .filter(([, { type }]) => type !== "loopback")
    .map(
      ([link, { state, addresses }]) =>
        `${link} ${state}, ${addresses.map(({ address }) => address).join(" ") || "no address"}`,
    );
  const seen = now ? `It is ${now.status}${links.length > 0 ? ` (${links.join("; ")})` : ""}.` : "";
  const seconds = Math.round(milliseconds / 1000);
  const there = project === "default" ? "" : ` --project ${project}`;
  return new WaitedInVain(
    `instance ${JSON.stringify(name)}: waited ${seconds} s for ${what}. ${seen} Look with: incus console --show-log ${name}${there}`,
    { cause },
  );
}

const about = ({ metadata }: LifecycleEvent, name: string): boolean =>
  metadata.name === name || metadata.source.split("?")[0] === path`/1.0/instances/${name}`;

/** An interrupted pause or request: past the deadline, not by the user. */
function isTimeout(error: unknown): boolean {
  if (error instanceof Aborted || error instanceof IncusError) return false;
  const reasons = [error, (error as { cause?: unknown }).cause];
  return reasons.some((reason) => reason instanceof Error && reason.name === "TimeoutError");
}
