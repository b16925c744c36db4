/** Carrying out a staging on an instance: prepare it, bring the release, write the revision, and note it. */
import { discoveryEnvironment } from "../../beam/discovery.ts";
import { remoteArgs, startArgs } from "../../beam/distribution.ts";
import { NoRelease } from "../../beam/errors.ts";
import { releaseFolder, uploadPath } from "../../beam/folders.ts";
import { nodeName } from "../../beam/node-name.ts";
import { prepare, prepared } from "../../beam/prepare.ts";
import { revisionFolder, revisionId, secretRevisionId } from "../../beam/revision.ts";
import { noteOf, stage } from "../../beam/stage.ts";
import { folderOf, type StagedRevision, withRevision } from "../../beam/staged.ts";
import type { Config } from "../../config.ts";
import { NotFound } from "../../incus/errors.ts";
import { duration } from "../../units.ts";
import { type Source, withRelease } from "./release-source.ts";
import { type Found, record, run, type Site } from "./site.ts";

/** What a revision is made of, without its release. */
export type Recipe = Omit<StagedRevision, "revision" | "secretRevision" | "release" | "stagedAt" | "verified">;

/** A revision that is to be staged. */
export interface Wish {
  readonly recipe: Recipe;
  readonly secrets: Readonly<Record<string, string>>;
  readonly cookie: string;
  /** File or URL of the release; absent where it is on the instance already. */
  readonly source?: string | undefined;
  readonly digest?: string | undefined;
  /** The release, where it is one that was staged before. */
  readonly known?: StagedRevision["release"] | undefined;
  readonly incarnation?: string | undefined;
}

/** Makes sure of user, unit, folders and command for people. */
export const makeSure = async (site: Site, { user, drainTimeout }: Pick<Recipe, "user" | "drainTimeout">) => {
  const unit = { app: site.app, user, drainSeconds: Math.ceil(duration(drainTimeout) / 1000) };
  return prepared(await run(site, prepare(unit), "preparing the instance"));
};

/** Stages a revision, and writes with `mark` that it is there. Safe to repeat. Gives what is written then. */
export async function stageRevision(site: Site, wish: Wish, mark: Config): Promise<Found> {
  const { context, app } = site;
  const { recipe, secrets, cookie, source, digest, known } = wish;
  const { key, releases } = await makeSure(site, recipe);
  const there = known && releases.includes(releaseFolder(known.digest));
  const facts = there
    ? known
    : await withRelease(context, mustHave(source, digest, app), async ({ file, facts }) => {
        if (!releases.includes(releaseFolder(facts.digest))) await upload(site, recipe, { file, ...facts });
        return facts;
      });
  const revision = revisionId({ ...recipe, release: facts.digest });
  const secretRevision = secretRevisionId(key, { secrets, cookie });
  const { nodeBase, address, peers, distribution, discovery, startFlags, environment, user } = recipe;
  const place = { distribution, address, peers: peers.map((peer) => nodeName(nodeBase, peer)), erts: facts.erts };
  const script = await stage({
    app,
    user,
    release: facts,
    folder: revisionFolder(revision, secretRevision),
    node: nodeName(nodeBase, address),
    startArgs: startArgs(place, startFlags),
    remoteArgs: remoteArgs(place),
    environment: {
      ...(discovery && discoveryEnvironment(discovery, { base: nodeBase, address, peers })),
      ...environment,
    },
    secrets,
    cookie,
  });
  const note = noteOf(await run(site, script, `staging ${facts.name} ${facts.version}`));
  if (note) context.warn(note);
  const { layout, name, version, erts, digest: sha, size } = facts;
  const release = { layout, name, version, erts, digest: sha, size };
  const entry = { ...recipe, revision, secretRevision, release, stagedAt: Date.now(), verified: false };
  return record(site, ({ staged }) => {
    const before = staged?.revisions.find((each) => folderOf(each) === folderOf(entry));
    return {
      staged: withRevision(staged, { ...entry, stagedAt: before?.stagedAt ?? entry.stagedAt }, wish.incarnation),
      config: mark,
    };
  });
}

/** Uploads a release. Another client that stages it meanwhile takes away what is not needed any more. */
async function upload(
  site: Site,
  recipe: Recipe,
  { file, name, version, digest }: Pick<StagedRevision["release"], "name" | "version" | "digest"> & { file: string },
): Promise<void> {
  const { context, project, instance, app } = site;
  context.progress(`uploading ${name} ${version} to ${instance}`);
  for (let attempt = 1; ; attempt++)
    try {
      const path = uploadPath(app, digest);
      return await context.incus(project).writeFile(instance, path, { path: file }, { mode: 0o600 });
    } catch (error) {
      if (!(error instanceof NotFound) || attempt === 3) throw error;
      const { releases } = await makeSure(site, recipe);
      if (releases.includes(releaseFolder(digest))) return;
    }
}

function mustHave(path: string | undefined, digest: string | undefined, app: string): Source {
  if (path !== undefined && digest !== undefined) return { path, digest };
  throw new NoRelease(
    `the release of ${app} is not on the instance any more, and its file is not named: set \`release\` to the file of the version that you want`,
  );
}
