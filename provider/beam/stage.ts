/**
 * Staging: a release is unpacked and tried, a revision is written beside the one that runs. Nothing that runs is touched.
 *
 * Everything is made under another name and renamed when it is whole, so the script may be killed at any point.
 */
import { buffer } from "node:stream/consumers";
import { pack } from "tar-stream";
import { answerOf, type Script } from "../shell.ts";
import { environmentFile } from "./environment-file.ts";
import {
  DoesNotRunHere,
  NotATarball,
  NotEnoughSpace,
  NotStaged,
  ScriptFailed,
  UnsupportedInit,
  UserTaken,
  WrongDigest,
} from "./errors.ts";
import { foldersOf, releaseFolder } from "./folders.ts";
import { EXIT, PRELUDE } from "./init.ts";
import type { Launch } from "./launch.ts";
import { layoutOf, type ReleaseFacts, runtimeScript } from "./layout.ts";

/** A revision to be staged. */
export interface Staging {
  readonly app: string;
  readonly user: string;
  readonly release: Omit<ReleaseFacts, "executable">;
  /** Name of the revision's folder. */
  readonly folder: string;
  readonly node: string;
  readonly startArgs: string;
  readonly remoteArgs: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly cookie: string;
}

/** The script. The revision's files, secrets among them, are its input. */
export async function stage(staging: Staging): Promise<Script> {
  const { app, user, release, folder } = staging;
  const { adapt = "" } = layoutOf(release.layout);
  const { name, digest, size } = release;
  return {
    name: "stage",
    text: SCRIPT.replace("#adapt#", () => adapt),
    args: [
      app,
      user,
      folder,
      releaseFolder(digest),
      digest,
      String(Math.ceil(size / 1024)),
      name,
      runtimeScript(release),
      SMOKE,
    ],
    input: await bundle(staging),
  };
}

/** What staging has to say to the user, if anything. */
export const noteOf = (stdout: string): string | undefined => answerOf(stdout).values.note;

/** The error of a script that failed. `tried` says what was being done, where. */
export function scriptError(tried: string, code: number, stderr: string): Error {
  const said = stderr.trim() || "it said nothing";
  switch (code) {
    case EXIT.noSpace:
      return new NotEnoughSpace(`${tried}: ${said}. Make the volume larger, or keep fewer versions.`);
    case EXIT.wrongDigest:
      return new WrongDigest(`${tried}: ${said}`);
    case EXIT.notATarball:
      return new NotATarball(`${tried}: ${said}`);
    case EXIT.doesNotRun:
      return new DoesNotRunHere(
        `${tried}: the release's own Erlang does not run on this instance: ${said}${loaderHint(said)}. Build the release on the same distribution and architecture as the instance's image.`,
      );
    case EXIT.noInit:
      return new UnsupportedInit(`${tried}: ${said}. Use an image with one of them.`);
    case EXIT.userTaken:
      return new UserTaken(`${tried}: ${said}. Choose another one with \`user\`.`);
    case EXIT.notStaged:
      return new NotStaged(`${tried}: ${said}`);
    default:
      return new ScriptFailed(`${tried}: the script ended with ${code}: ${said}`);
  }
}

/** A shell says "not found" of an executable that is there when the loader that it names is not. */
const loaderHint = (said: string): string =>
  /\berlexec: not found/.test(said) ? " (it is there, but was built for another libc: glibc and musl differ)" : "";

/** The revision's files as a tarball. */
async function bundle({
  app,
  release,
  folder,
  node,
  startArgs,
  remoteArgs,
  environment,
  secrets,
  cookie,
}: Staging): Promise<Buffer> {
  const { root, home, data, releases } = foldersOf(app);
  const { layout, name, version, digest } = release;
  const launch: Launch = {
    root,
    release: `${releases}/${releaseFolder(digest)}`,
    name,
    version,
    node,
    startArgs,
    remoteArgs,
  };
  const { files, environment: launcher } = layoutOf(layout);
  const service = {
    LANG: "C.UTF-8",
    HOME: home,
    DATA_DIR: data,
    ...environment,
    ...secrets,
    ...launcher(launch, cookie),
    CUL8ER_REVISION: folder,
  };
  const entries: [name: string, mode: number, body: string][] = [
    ["environment", 0o600, environmentFile(service)],
    ["cookie", 0o400, cookie],
    ["masks", 0o600, masks([...Object.values(secrets), cookie])],
    ["release", 0o640, `${releaseFolder(digest)}\n`],
    ...Object.entries(files(launch)).map(([name, body]): [string, number, string] => [
      name,
      body.startsWith("#!") ? 0o750 : 0o640,
      body,
    ]),
  ];
  const tarball = pack();
  for (const [name, mode, body] of entries) tarball.entry({ name, mode, uid: 0, gid: 0, mtime: new Date(0) }, body);
  tarball.finalize();
  return buffer(tarball);
}

/** What must never leave the instance in a log line or an answer: one a line. Short ones would ruin the text and hide nothing. */
const masks = (secrets: readonly string[]): string =>
  [...new Set(secrets.flatMap((secret) => secret.split("\n")))]
    .filter((line) => line.length >= 4)
    .sort((a, b) => b.length - a.length)
    .map((line) => `${line}\n`)
    .join("");

/** Runs with the release's own Erlang: proves libc and architecture, and that its crypto finds its OpenSSL. */
const SMOKE = `
case filelib:wildcard(os:getenv("CUL8ER_RELEASE") ++ "/lib/crypto-*/ebin") of
  [] -> ok;
  [Path | _] ->
    code:add_patha(Path),
    try crypto:info_lib() catch _:Reason -> io:format(standard_error, "crypto: ~0tp~n", [Reason]), halt(1) end
end,
halt(0).`;

const SCRIPT = `${PRELUDE}
user=$1 folder=$2 short=$3 digest=$4 size=$5 name=$6 runtime=$7 smoke=$8
umask 027
group=$(id -gn "$user")
exec 8>"$root/incoming/lock"
flock 8
release=$root/releases/$short
uploads_go() { rm -f "$root/incoming/$short"-*.tar.gz; }
refuse() { rm -rf "$root"/releases/.draft-*; uploads_go; fail "$@"; }
if [ ! -d "$release" ]; then
  final=$release upload= any=
  # Another client may be uploading it, too, or have died while it did.
  for each in "$root/incoming/$short"-*.tar.gz; do
    [ -f "$each" ] || continue
    any=1
    if [ "$(sha256sum "$each" | cut -d' ' -f1)" = "$digest" ]; then upload=$each; break; fi
  done
  [ -n "$any" ] || fail ${EXIT.notStaged} "the release $short was not uploaded"
  [ -n "$upload" ] || refuse ${EXIT.wrongDigest} "the uploaded release is not the one with the digest $digest"
  release=$root/releases/.draft-$short
  rm -rf "$root"/releases/.draft-*
  free=$(df -Pk "$root/releases" | awk 'NR == 2 { print $4 }')
  [ "$free" -gt $((size + size / 10 + 4096)) ] || refuse ${EXIT.noSpace} "the release takes $((size / 1024)) MiB, and $((free / 1024)) MiB are free in $root/releases"
  mkdir -p "$release/.cul8er"
  if ! said=$(tar -xzf "$upload" -C "$release" -o 2>&1); then
    case "$said" in *"No space"*) refuse ${EXIT.noSpace} "$said" ;; *) refuse ${EXIT.notATarball} "$said" ;; esac
  fi
  printf '%s' "$runtime" > "$release/.cul8er/erl"
  chmod 750 "$release/.cul8er/erl"
#adapt#
  if ! said=$(CUL8ER_RELEASE=$release timeout 60 "$release/.cul8er/erl" -noshell -eval "$smoke" 2>&1 </dev/null); then
    refuse ${EXIT.doesNotRun} "$(printf '%s' "$said" | tail -n 5)"
  fi
  chmod -R u+rwX,g+rX,g-w,o-rwx "$release"
  mv "$release" "$final"
  release=$final
fi
uploads_go
[ "$(stat -c %G "$release")" = "$group" ] || chgrp -R "$group" "$release"
draft=$root/revisions/.draft-$folder
rm -rf "$root"/revisions/.draft-*
mkdir -m 750 "$draft"
tar -xpf - -C "$draft"
chown -R "root:$group" "$draft"
chown "$user" "$draft/cookie"
if [ -d "$root/revisions/$folder" ]; then
  for file in "$draft"/*; do mv -f "$file" "$root/revisions/$folder/"; done
  rmdir "$draft"
else
  mv "$draft" "$root/revisions/$folder"
fi
`;
