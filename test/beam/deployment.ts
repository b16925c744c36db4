/** One release on one instance, with nothing but this layer: prepared, staged, switched to, verified. */
import { readFile } from "node:fs/promises";
import type { z } from "zod";
import { distribution, remoteArgs, startArgs } from "../../provider/beam/distribution.ts";
import { uploadPath } from "../../provider/beam/folders.ts";
import { newGeneration } from "../../provider/beam/generation.ts";
import { healthCheck } from "../../provider/beam/health.ts";
import { inspectRelease, type ReleaseFacts } from "../../provider/beam/layout.ts";
import { prepare, prepared } from "../../provider/beam/prepare.ts";
import { revisionFolder, revisionId, secretRevisionId } from "../../provider/beam/revision.ts";
import { scriptError, stage } from "../../provider/beam/stage.ts";
import { switchTo } from "../../provider/beam/switch.ts";
import { type Verdict, type Verification, verdict, verify } from "../../provider/beam/verify.ts";
import { commandOf, type Script } from "../../provider/shell.ts";
import type { Instances } from "./instances.ts";

/** What is deployed. */
export interface Deployed {
  readonly app: string;
  readonly file: string;
  readonly environment?: Record<string, string>;
  readonly secrets?: Record<string, string>;
  readonly cookie?: string;
  readonly check?: z.input<ReturnType<typeof healthCheck>>;
  readonly minUptime?: number;
}

/** A deployed release. */
export interface Deployment {
  readonly facts: ReleaseFacts;
  readonly folder: string;
  readonly node: string;
  readonly verdict: Verdict;
  /** The question whether it is well. */
  question(check: Deployed["check"], more?: Partial<Verification>): Script;
  /** Asks again, with another check; of this node alone unless others are named. */
  ask(check: Deployed["check"], members?: readonly string[]): Promise<Verdict>;
}

/** Runs a script and gives its output. @throws what `scriptError` makes of a failure */
export async function scriptOn({ scope }: Instances, instance: string, script: Script): Promise<string> {
  const { input } = script;
  const { code, stdout, stderr } = await scope.exec(instance, commandOf(script), input ? { input } : {});
  if (code !== 0) throw scriptError("testing", code, stderr);
  return stdout;
}

/** Stages a release, without switching to it. */
export async function staged(place: Instances, instance: string, wish: Deployed) {
  const { app, file, environment = {}, secrets = {}, cookie = "monster" } = wish;
  const facts = await inspectRelease(file);
  const { key, releases } = prepared(await scriptOn(place, instance, prepare({ app, user: app, drainSeconds: 20 })));
  if (!releases.includes(facts.digest.slice(0, 16)))
    await place.scope.writeFile(instance, uploadPath(app, facts.digest), await readFile(file));
  const settings = distribution().parse(undefined);
  const address = place.addresses.get(instance) ?? "";
  const node = `${app}@${address}`;
  const parts = {
    release: facts.digest,
    environment,
    startFlags: [],
    nodeBase: app,
    distribution: settings,
    user: app,
  };
  const folder = revisionFolder(revisionId(parts), secretRevisionId(key, { secrets, cookie }));
  const at = { distribution: settings, address, peers: [], erts: facts.erts };
  const wishes = { app, user: app, release: facts, folder, node, environment, secrets, cookie };
  const out = await scriptOn(
    place,
    instance,
    await stage({ ...wishes, startArgs: startArgs(at), remoteArgs: remoteArgs(at) }),
  );
  return { facts, folder, node, settings, address, out };
}

/** Stages a release, switches to it, and asks whether it is well. */
export async function deployed(place: Instances, instance: string, wish: Deployed): Promise<Deployment> {
  const { app } = wish;
  const { facts, folder, node, settings, address } = await staged(place, instance, wish);
  await scriptOn(place, instance, switchTo({ app, folder, generation: newGeneration(), until: "whole" }));
  const question: Deployment["question"] = (check, more) =>
    verify({
      app,
      user: app,
      node: { name: node, folder, distribution: settings, erts: facts.erts },
      address,
      minUptime: 0,
      check: check && healthCheck().parse(check),
      version: facts.version,
      members: [node],
      ...more,
    });
  const ask = async (...asked: Parameters<typeof question>) =>
    verdict(await scriptOn(place, instance, question(...asked)), 0, "");
  return {
    facts,
    folder,
    node,
    verdict: await ask(wish.check, { minUptime: wish.minUptime ?? 0 }),
    question,
    ask: (check, members = [node]) => ask(check, { members }),
  };
}
