// The unix socket of a plugin: in a folder that only its own user can enter, gone when the plugin is.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What the system takes as the path of a socket, on any platform. */
const LONGEST_PATH = 103;
const SAMPLE = "cul8er-XXXXXX/plugin";

/** A place for a socket. */
export interface SocketPlace {
  path: string;
  /** Takes it away, and the socket with it; more than once does no harm. */
  remove(): void;
}

/**
 * Makes a folder of mode 0700 for a socket.
 *
 * @param wanted the folder to be in; default: the system's folder for temporary files, or /tmp where that is too long
 */
export function socketPlace(wanted?: string): SocketPlace {
  const folders = wanted ? [wanted] : [tmpdir(), "/tmp"];
  const parent = folders.find((folder) => Buffer.byteLength(join(folder, SAMPLE)) <= LONGEST_PATH);
  if (!parent) throw new Error(`the folder for the plugin's socket has too long a name: ${wanted}`);
  const folder = mkdtempSync(join(parent, "cul8er-"));
  return { path: join(folder, "plugin"), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
