/** An instance: a container or a virtual machine. */
import { change } from "../config.ts";
import type { Context } from "../context.ts";
import { defined } from "../defined.ts";
import { AlreadyExists, IncusError, NotFound } from "../incus/errors.ts";
import { path } from "../incus/path.ts";
import type { Scope } from "../incus/server.ts";
import { OWNER_KEY } from "../ownership.ts";
import { defineResource } from "../resource.ts";
import { duration } from "../units.ts";
import { addressesOf, isPinned, PINNED_KEY, pin } from "./instance/addresses.ts";
import { type Answered, answered, baseImage, isUp, type WireDevice } from "./instance/answer.ts";
import { configOf } from "./instance/config.ts";
import { edit, look, quiet } from "./instance/edit.ts";
import { factsOf } from "./instance/facts.ts";
import { findImage, imageInWords, imageRecord } from "./instance/image.ts";
import { INCARNATION_KEY, newIncarnation } from "./instance/incarnation.ts";
import { declaredOf, toldOf } from "./instance/live.ts";
import { changeOfDevices, devicesOf, limitsDevices, profileDevices } from "./instance/own-devices.ts";
import { PENDING_KEY, pendingOf, pendingText } from "./instance/pending.ts";
import { move, targetOf } from "./instance/place.ts";
import { planInstance, restartReasons } from "./instance/plan.ts";
import { start, stop } from "./instance/power.ts";
import { carryOutPending } from "./instance/rebuild.ts";
import { inputs, outputs, type Wanted } from "./instance/schema.ts";
import { waitForUsualAddress, waitUntil } from "./instance/waits.ts";

/** A container or virtual machine. */
export const Instance = defineResource({
  type: "instance",
  summary: "A container or virtual machine, made from an image, with its limits, devices and options.",
  example: `new Instance("web", { image: image.fingerprint, limits: { cpu: 2, memory: "512MiB" } })`,
  identity: ["project", "name"],
  inputs,
  outputs,

  facts: factsOf,
  plan: planInstance,

  async read(context, known) {
    // Addresses cost the server a process.
    const state = context.verb !== "delete";
    const found = await context.incus(known.project).member("/1.0/instances", known.name, answered, { state });
    if (!found) return undefined;
    const target = await targetOf(context, found.body, known.target);
    return { ...declaredOf(found.body, known), target, ...toldOf(found.body), owner: found.body.config[OWNER_KEY] };
  },

  async create(context, wanted) {
    const incus = context.incus(wanted.project);
    const fingerprint = await imageOf(context, wanted);
    const inherited = limitsDevices(wanted.limits) ? await profileDevices(incus, wanted.profiles) : {};
    const records = { ...newIncarnation(), ...imageRecord(wanted.image, fingerprint), ...context.mark() };
    const body = {
      name: wanted.name,
      type: wanted.type,
      source: { type: "image", fingerprint },
      start: wanted.running,
      ephemeral: wanted.ephemeral,
      description: wanted.description,
      profiles: wanted.profiles,
      config: { ...configOf(wanted), ...records },
      devices: devicesOf(wanted, inherited),
    };
    try {
      await incus.post("/1.0/instances", body, { query: { target: wanted.target } });
    } catch (error) {
      throw error instanceof AlreadyExists ? await whatExists(context, wanted, error) : error;
    }
    if (wanted.running) await arrive(context, wanted);
  },

  async update(context, wanted, found, prior) {
    const { project, name } = wanted;
    const incus = context.incus(project);
    await quiet(incus, name);
    const live = { ...found, running: isUp((await look(incus, name)).body) };
    const facts = await factsOf(context, wanted, undefined);
    const image = facts.image.fingerprint ?? (await imageOf(context, wanted));
    const reasons = live.running ? restartReasons(live, wanted, facts) : [];
    const stopTimeout = duration(wanted.stopTimeout ?? "30s");
    const defers = wanted.restart === "defer";

    // Some devices cannot be changed while it runs, and no container moves then.
    const target = wanted.target !== found.target ? wanted.target : undefined;
    const cold = target !== undefined || (!defers && reasons.some((reason) => reason.startsWith("devices.")));
    if (live.running && (cold || !wanted.running)) await stop(incus, name, stopTimeout);
    if (target !== undefined) {
      context.progress(`moving ${name} to ${target}`);
      await move(incus, name, target);
    }
    const restarts = live.running && wanted.running && !cold && reasons.length > 0;
    const inherited = await inheritedDevices(incus, wanted, live);
    let left = "";
    await edit(incus, name, (now) => {
      const fingerprint = stays(now, wanted.image) ? baseImage(now) : image;
      const before = pendingOf(now.config);
      const pending = {
        ...(fingerprint !== baseImage(now) && { image: fingerprint }),
        // A rebuild that is done, but whose instance was not told, is still to be finished.
        ...(before.image === baseImage(now) && fingerprint === baseImage(now) && { image: before.image }),
        ...((restarts || before.restart) && { restart: true as const }),
      };
      left = pendingText(pending);
      return {
        ...defined({ description: wanted.description ?? (prior?.description === undefined ? undefined : "") }),
        ...defined({ profiles: wanted.profiles ?? (prior?.profiles && ["default"]) }),
        config: {
          ...change(configOf(live), configOf(wanted)),
          ...(now.config[INCARNATION_KEY] ? {} : newIncarnation()),
          ...(wanted.pinAddress ? {} : { [PINNED_KEY]: "" }),
          ...imageRecord(wanted.image, fingerprint),
          [PENDING_KEY]: left,
          ...context.mark(),
        },
        devices: changeOfDevices(wanted, live, now, inherited),
      };
    });
    const restarted =
      !defers &&
      left !== "" &&
      (await carryOutPending(context, project, name, { stopTimeout, running: wanted.running }));
    if (!wanted.running) return;
    const starts = cold || !live.running;
    if (starts) await start(incus, name);
    if (starts || restarted || prior === undefined || wanted.pinAddress !== live.pinAddress)
      await arrive(context, wanted);
  },

  async delete(context, { project, name, stopTimeout }) {
    const incus = context.incus(project);
    const { body: now } = await look(incus, name);
    if (isTrue(now.expanded_config["security.protection.delete"])) throw protectedFromDelete(now, project);
    const away = async (up: boolean) => {
      if (up) await stop(incus, name, duration(stopTimeout ?? "0s"));
      await incus.delete(path`/1.0/instances/${name}`);
    };
    try {
      await away(isUp(now));
    } catch (error) {
      if (!(error instanceof IncusError) || error instanceof NotFound || context.signal.aborted) throw error;
      // Something may still have been going on that a client left behind.
      await quiet(incus, name);
      await away(isUp((await look(incus, name)).body));
    }
  },
});

/** Refused: the instance's own options protect it from being deleted. */
export class Protected extends Error {
  override readonly name = "Protected";
}

/** Storage of an instance that is not there any more is in the way of a new one. */
export class Leftover extends Error {
  override readonly name = "Leftover";
}

/** An image that does not exist. */
export class NoSuchImage extends Error {
  override readonly name = "NoSuchImage";
}

/** Waits until a started instance is as declared, and pins its address where it shall keep it. */
async function arrive(context: Context, { project, name, waitFor, pinAddress }: Wanted): Promise<void> {
  const incus = context.incus(project);
  const waits = pinAddress && !waitFor?.includes("address") ? [...(waitFor ?? []), "address" as const] : waitFor;
  const seen = waits
    ? await waitUntil(context, project, name, waits)
    : await waitForUsualAddress(context, project, name);
  if (!pinAddress || !seen) return;
  const { ipv4Address } = addressesOf(seen);
  if (ipv4Address !== undefined) await edit(incus, name, (now) => (isPinned(now) ? {} : pin(now, ipv4Address)));
}

/** Whether the root disk is already made from what the text stood for. */
const stays = (now: Answered, image: string): boolean => imageInWords(now.config, baseImage(now), image) === image;

async function imageOf(context: Context, { project, image }: Wanted): Promise<string> {
  const { fingerprint, problem } = await findImage(context.incus(project), context.incus(), image);
  if (fingerprint === undefined) throw new NoSuchImage(problem ?? `there is no project ${JSON.stringify(project)}`);
  return fingerprint;
}

/** The profiles' devices, where they matter: to copy them into an override, or to give an override back. */
async function inheritedDevices(incus: Scope, wanted: Wanted, live: Wanted): Promise<Record<string, WireDevice>> {
  const matters = limitsDevices(wanted.limits) || limitsDevices(live.limits) || (live.pinAddress && !wanted.pinAddress);
  return matters ? profileDevices(incus, wanted.profiles ?? live.profiles) : {};
}

/** The server says that the name is taken: by an instance, or by storage that one left behind. */
async function whatExists(context: Context, { project, name, type }: Wanted, error: AlreadyExists): Promise<Error> {
  const found = await context.incus(project).get(path`/1.0/instances/${name}`, answered);
  if (found) return error;
  return new Leftover(
    `instance ${JSON.stringify(name)} in project ${JSON.stringify(project)} cannot be created: there is no such instance, but storage of an earlier one is in the way (${error.failure.said}). Remove it: incus storage volume delete <pool> ${type}/${name} --project ${project}`,
    { cause: error },
  );
}

const protectedFromDelete = ({ name }: Answered, project: string): Protected =>
  new Protected(
    `instance ${JSON.stringify(name)} in project ${JSON.stringify(project)} is protected from being deleted by its option security.protection.delete. Set it to "false" first, or: incus config set ${name} security.protection.delete=false --project ${project}`,
  );

const isTrue = (text = ""): boolean => /^(true|1|yes|on)$/i.test(text);
