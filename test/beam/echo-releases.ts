/** A small Erlang application as the releases that are not mix's: relx by rebar3, and a shipment as Gleam lays it out. */
import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";

/** Tarballs of the application. */
export interface EchoReleases {
  /** Made by rebar3. */
  readonly relx: string;
  readonly shipment: string;
  /** A folder with all of it. */
  readonly folder: string;
  remove(): Promise<void>;
}

/** The entry point of a shipment has these two verbs (Gleam's compiler-cli, erlang-shipment). */
const ENTRYPOINT = `#!/bin/sh
set -eu
PACKAGE=echo
BASE=$(dirname "$0")
case "\${1-default}" in
run) shift; exec erl -pa "$BASE"/*/ebin -eval "$PACKAGE@@main:run($PACKAGE)" -noshell -extra "$@" ;;
shell) erl -pa "$BASE"/*/ebin ;;
esac
`;

/** Builds both. */
export async function echoReleases(): Promise<EchoReleases> {
  const folder = await mkdtemp(join(tmpdir(), "cul8er-echo-"));
  const source = join(folder, "echo");
  await cp("test/beam/echo", source, { recursive: true });
  return {
    folder,
    relx: await relx(source),
    shipment: await shipment(source, folder),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function relx(cwd: string): Promise<string> {
  await execa("rebar3", ["tar"], { cwd, env: { REBAR_OFFLINE: "1" } });
  return join(cwd, "_build/default/rel/echo/echo-0.1.0.tar.gz");
}

async function shipment(source: string, folder: string): Promise<string> {
  const root = join(folder, "shipment");
  const ebin = join(root, "echo/ebin");
  await mkdir(ebin, { recursive: true });
  await execa("erlc", ["-o", ebin, join(source, "src/echo_app.erl"), join(source, "src/echo@@main.erl")]);
  await cp(join(source, "src/echo.app.src"), join(ebin, "echo.app"));
  await writeFile(join(root, "entrypoint.sh"), ENTRYPOINT);
  await chmod(join(root, "entrypoint.sh"), 0o755);
  const file = join(folder, "echo.tar.gz");
  await execa("tar", ["-czf", file, "-C", root, "."]);
  return file;
}
