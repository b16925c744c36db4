/**
 * Release layouts: what `mix release`, relx (rebar3) and Gleam's erlang-shipment make, behind one contract.
 *
 * Each layout knows its own launcher. What they all give is a `start` script for the unit, a script `erl` that runs the
 * release's own Erlang without anything of the application, and the verbs of the command for people.
 */
import { type Executable, readElf } from "./elf.ts";
import { NoRelease } from "./errors.ts";
import type { Launch } from "./launch.ts";
import { mix } from "./mix.ts";
import { relx } from "./relx.ts";
import { shipment } from "./shipment.ts";
import { type Inventory, readTarball } from "./tarball.ts";

/** The kinds of release. */
export type LayoutName = "mix" | "relx" | "shipment";

/** What a release is. */
export interface ReleaseFacts {
  readonly layout: LayoutName;
  /** Name of the release. */
  readonly name: string;
  readonly version: string;
  /** Version of its own Erlang runtime; absent where the instance must have one. */
  readonly erts?: string | undefined;
  /** Where its runtime runs; absent without one. */
  readonly executable?: Executable | undefined;
  /** SHA-256 of the tarball, in hex. */
  readonly digest: string;
  /** Bytes it takes when unpacked. */
  readonly size: number;
}

/** What one kind of release needs. */
export interface Layout {
  readonly name: LayoutName;
  /** The release in a tarball, or undefined when it is none of this kind. */
  recognise(inventory: Inventory): Pick<ReleaseFacts, "name" | "version" | "erts"> | undefined;
  /** Variable of the boot script that holds the folder of the libraries; absent without a boot script. */
  readonly libraries?: string;
  /** Shell text that adapts the unpacked release in `$release`, whose name is `$name`. */
  readonly adapt?: string;
  /** Files of a revision besides its environment: name and content. */
  files(launch: Launch): Readonly<Record<string, string>>;
  /** Environment that the launcher reads. */
  environment(launch: Launch, cookie: string): Readonly<Record<string, string>>;
}

/** Names and versions become paths and flags: only plain ones are taken. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9_.+~-]*$/;

const LAYOUTS: readonly Layout[] = [mix, relx, shipment];

/** The layout of a name. */
export const layoutOf = (name: LayoutName): Layout => ({ mix, relx, shipment })[name];

/**
 * What release is in a file on this machine.
 * @throws NotATarball, NoRelease
 */
export async function inspectRelease(file: string, signal?: AbortSignal): Promise<ReleaseFacts> {
  const inventory = await readTarball(file, signal);
  for (const layout of LAYOUTS) {
    const found = layout.recognise(inventory);
    if (!found) continue;
    for (const word of [found.name, found.version, found.erts ?? "0"])
      if (!PLAIN.test(word)) throw new NoRelease(`${file}: ${JSON.stringify(word)} is no name or version of a release`);
    const beam = inventory.heads.get(`erts-${found.erts}/bin/beam.smp`);
    const executable = beam && readElf(beam);
    if (beam && !executable)
      throw new NoRelease(`${file}: its Erlang runtime is no Linux executable: build the release on Linux`);
    const { digest, size } = inventory;
    return { layout: layout.name, ...found, ...(executable && { executable }), digest, size };
  }
  throw new NoRelease(
    `${file} is a tarball, but there is no release in it: neither releases/start_erl.data (mix release, rebar3 tar) nor entrypoint.sh (gleam export erlang-shipment) is at its top`,
  );
}

/** The script `erl` of a release: its own runtime, or the instance's, without anything of the application. */
export function runtimeScript({ layout, version, erts }: Pick<ReleaseFacts, "layout" | "version" | "erts">): string {
  const { libraries } = layoutOf(layout);
  const boot =
    libraries === undefined
      ? ""
      : ` -boot "$release/releases/${version}/start_clean" -boot_var ${libraries} "$release/lib"`;
  const own = `export BINDIR="$release/erts-${erts}/bin" ROOTDIR="$release" EMU=beam PROGNAME=erl
exec "$BINDIR/erlexec"${boot} "$@"
`;
  return `#!/bin/sh
unset ERL_FLAGS ERL_AFLAGS ERL_ZFLAGS ELIXIR_ERL_OPTIONS
export ERL_CRASH_DUMP=/dev/null
release="$(dirname "$(dirname "$(readlink -f "$0")")")"
${erts === undefined ? 'exec erl "$@"\n' : own}`;
}
