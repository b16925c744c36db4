/** An instance as the server has it, in the words of its declaration. */
import { ownedOf } from "../../config.ts";
import { addressesOf, isPinned } from "./addresses.ts";
import { type Answered, baseImage, isUp } from "./answer.ts";
import type { Device } from "./devices.ts";
import { imageInWords } from "./image.ts";
import { INCARNATION_KEY } from "./incarnation.ts";
import { liveLimits } from "./limits.ts";
import { liveDevice } from "./own-devices.ts";
import { pendingOf, pendingText } from "./pending.ts";
import type { Told, Wanted } from "./schema.ts";

/** Inputs as the server has them; of what is only partly ours, the declared part. */
export function declaredOf(now: Answered, known: Partial<Wanted & Told>): Wanted {
  const base = baseImage(now);
  const image = known.restart === "defer" ? (pendingOf(now.config).image ?? base) : base;
  return {
    project: known.project ?? "default",
    name: now.name,
    type: now.type,
    image: imageInWords(now.config, image, known.image),
    description: now.description || undefined,
    profiles: now.profiles,
    limits: liveLimits(now.config, now.expanded_devices, known.limits),
    devices: liveDevices(now, known.devices),
    config: ownedOf(now.config, known.config),
    environment: environmentOf(now, known.environment),
    secretEnvironment: known.secretEnvironment ?? {},
    cloudInit: known.cloudInit,
    ephemeral: now.ephemeral,
    target: known.target,
    running: isUp(now),
    pinAddress: isPinned(now),
    waitFor: known.waitFor,
    restart: known.restart ?? "now",
    stopTimeout: known.stopTimeout,
  };
}

/** Outputs. */
export function toldOf(now: Answered): Told {
  return {
    status: now.status,
    ...addressesOf(now),
    location: now.location,
    architecture: now.architecture,
    fingerprint: baseImage(now),
    incarnation: now.config[INCARNATION_KEY] ?? "",
    pending: pendingText(pendingOf(now.config)),
    createdAt: now.created_at,
  };
}

/** The declared devices as the server has them, without what others put on them. */
const liveDevices = (now: Answered, known: Record<string, Device> = {}): Record<string, Device> =>
  Object.fromEntries(
    Object.entries(known).flatMap(([name, written]) => {
      const live = liveDevice(now, name, written);
      return live ? [[name, live] as const] : [];
    }),
  );

const environmentOf = ({ config }: Answered, known: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(
    Object.keys(known).flatMap((name) => {
      const value = config[`environment.${name}`];
      return value === undefined ? [] : [[name, value]];
    }),
  );
