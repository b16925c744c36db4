/** An instance as the server has it, in the words of its declaration. */
import { type Config, ownedOf } from "../../config.ts";
import { addressesOf, isPinned } from "./addresses.ts";
import { type Answered, baseImage, isUp } from "./answer.ts";
import { reserved } from "./config.ts";
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
  // Of one that is only looked up, nothing but its name is known: all of it is told.
  const { limits = known.image === undefined ? {} : undefined } = known;
  const image = known.restart === "defer" ? (pendingOf(now.config).image ?? base) : base;
  return {
    project: known.project ?? "default",
    name: now.name,
    type: now.type,
    image: imageInWords(now.config, image, known.image),
    description: now.description || undefined,
    profiles: now.profiles,
    limits: liveLimits(now.config, now.expanded_devices, limits, known.image === undefined),
    devices: liveDevices(now, known.devices),
    config: configIn(now.config, known.config),
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
const liveDevices = (now: Answered, known: Record<string, Device> | undefined): Record<string, Device> =>
  Object.fromEntries(
    Object.keys(known ?? now.devices).flatMap((name) => {
      const live = liveDevice(now, name, known?.[name]);
      return live ? [[name, live] as const] : [];
    }),
  );

/** The declared options; all that have no other input where nothing is known of a declaration. */
const configIn = (config: Config, known: Config | undefined): Config =>
  ownedOf(config, known, known ? [] : Object.keys(config).filter((key) => reserved(key) !== undefined));

const environmentOf = ({ config }: Answered, known: Record<string, string> | undefined): Record<string, string> =>
  Object.fromEntries(
    Object.entries(config).flatMap(([key, value]) => {
      const name = key.startsWith("environment.") ? key.slice("environment.".length) : undefined;
      return name !== undefined && (known === undefined || name in known) ? [[name, value]] : [];
    }),
  );
