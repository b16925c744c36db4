/** Where things are on an instance. All of it is under `/opt/<app>`, usually a volume that outlives the root disk. */
import { randomBytes } from "node:crypto";
import { z } from "zod";

/** Folders and files of an application on an instance. */
export interface Folders {
  readonly root: string;
  /** Unpacked releases, one folder for each, named after its digest. */
  readonly releases: string;
  /** Link to the revision that the unit starts. */
  readonly current: string;
  /** The application's own data; `DATA_DIR` in its environment. */
  readonly data: string;
  /** Home of the application's user; its cookie is a link into the current revision. */
  readonly home: string;
  /** Uploads and drafts; only root may look inside. */
  readonly incoming: string;
}

/** The folders of an application. */
export function foldersOf(app: string): Folders {
  const root = `/opt/${app}`;
  return {
    root,
    releases: `${root}/releases`,
    current: `${root}/current`,
    data: `${root}/data`,
    home: `${root}/home`,
    incoming: `${root}/incoming`,
  };
}

/** Name of a release's folder: enough of its SHA-256 to never meet another. */
export const releaseFolder = (digest: string): string => digest.slice(0, 16);

/** Where a release is uploaded to before it is unpacked: under a name of each upload's own, for two may come at once. */
export const uploadPath = (app: string, digest: string): string =>
  `${foldersOf(app).incoming}/${releaseFolder(digest)}-${randomBytes(4).toString("hex")}.tar.gz`;

const TAKEN = new Set(
  "root daemon bin sys sync games man lp mail news proxy backup list nobody local systemd".split(" "),
);

/** Schema of an application's name: it names a user, a unit, a folder and a command. */
export const appName = () =>
  z
    .string()
    .refine((name) => /^[a-z][a-z0-9_-]{0,30}$/.test(name), {
      error: ({ input }) =>
        `${JSON.stringify(input)} is no name for an application: at most 31 lower case letters, digits, "_" and "-", beginning with a letter`,
    })
    .refine((name) => !TAKEN.has(name), {
      error: ({ input }) => `${JSON.stringify(input)} names a user or folder of the system: choose another name`,
    });
