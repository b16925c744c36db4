/** The machines of a mesh: scripts that run on them, as root. */
import type { Context } from "../../context.ts";
import type { Host } from "../../incus/host.ts";
import { EXIT, lookAtMesh, lookedAtMesh, type MeshLook } from "../../mesh/scripts.ts";
import type { Script } from "../../shell.ts";
import { reach } from "../../ssh/host.ts";
import type { SshPlace } from "../../ssh/place.ts";
import { nameOf } from "../placement/rooms.ts";

/** A machine that could not be brought into a mesh, or out of it. */
export class MeshFailed extends Error {
  override readonly name = "MeshFailed";
}

/** A machine of a mesh. */
export interface Machine {
  readonly name: string;
  readonly ssh: SshPlace;
}

/** The machine of a host; undefined where it is reached by its API only. */
export const machineOf = (host: Host): Machine | undefined =>
  typeof host === "object" && host.ssh !== undefined ? { name: nameOf(host), ssh: host.ssh } : undefined;

/** The machines among hosts. */
export const machinesOf = (hosts: readonly Host[]): Machine[] => hosts.flatMap((host) => machineOf(host) ?? []);

/** Runs a script on a machine as root, and gives its output. @throws MeshFailed, SshError */
export async function onMachine({ signal }: Context, { name, ssh }: Machine, script: Script): Promise<string> {
  const { code, stdout, stderr } = await reach(ssh).run(script, { sudo: true, signal });
  if (code === 0) return stdout;
  const said = stderr.trim().split("\n").slice(-5).join("\n") || `it ended with ${code}`;
  throw new MeshFailed(`${name} cannot be in the mesh: ${said}${ADVICE[code] ?? ""}`);
}

const ADVICE: Readonly<Record<number, string>> = {
  [EXIT.tunnel]: ". Load its kernel's module wireguard, or give it a /dev/net/tun",
  [EXIT.tools]: ". Install wireguard-tools and nftables there, and run again",
};

/** What a machine tells of its place in a mesh; undefined where it has none. */
export const lookAtMachine = async (context: Context, mesh: string, machine: Machine): Promise<MeshLook | undefined> =>
  lookedAtMesh(await onMachine(context, machine, lookAtMesh(mesh)));
