/** What a server says that the plan of an instance needs to know. */
import { z } from "zod";
import type { Config } from "../../config.ts";
import type { Context } from "../../context.ts";
import type { ConfigurationMetadata } from "../../incus/configuration.ts";
import type { Scope } from "../../incus/server.ts";
import { findImage, type ImageFound } from "./image.ts";
import type { Wanted } from "./schema.ts";

/** Facts for a plan. */
export interface Facts {
  readonly configuration: ConfigurationMetadata;
  /** Whether a root disk can be rebuilt in place. */
  readonly canRebuild: boolean;
  readonly image: ImageFound;
  /** Config that the wanted profiles bring; `undefined` where one of them is not known. */
  readonly profileConfig?: Config;
  /** Names of its snapshots, where another image is wanted. */
  readonly snapshots: readonly string[];
}

/** Reads the facts. */
export async function factsOf(
  context: Context,
  wanted: Partial<Wanted>,
  live: { readonly fingerprint: string } | undefined,
): Promise<Facts> {
  const incus = context.incus(wanted.project);
  const [configuration, info, image, profileConfig] = await Promise.all([
    context.server.configuration(),
    context.server.info(),
    wanted.image === undefined ? noImage : findImage(incus, context.incus(), wanted.image),
    wanted.profiles === undefined ? undefined : configOfProfiles(context, wanted.project, wanted.profiles),
  ]);
  return {
    configuration,
    canRebuild: info.supports("instances_rebuild"),
    image,
    ...(profileConfig && { profileConfig }),
    snapshots: live && live.fingerprint !== image.fingerprint ? await snapshotsOf(incus, wanted.name) : [],
  };
}

const noImage: ImageFound = {};
const snapshotted = z.object({ snapshots: z.array(z.object({ name: z.string() })).nullish() });
async function snapshotsOf(incus: Scope, name = ""): Promise<string[]> {
  const found = await incus.member("/1.0/instances", name, snapshotted, { state: true });
  return found?.body.snapshots?.map((snapshot) => snapshot.name) ?? [];
}

const profile = z.object({ config: z.record(z.string(), z.string()).nullish() });

async function configOfProfiles(context: Context, project: string | undefined, names: readonly string[]) {
  const incus = context.incus(project);
  const found = await Promise.all(names.map((name) => incus.member("/1.0/profiles", name, profile)));
  if (found.some((each) => !each)) return undefined;
  return Object.assign({}, ...found.map((each) => each?.body.config ?? {})) as Config;
}
