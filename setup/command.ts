// Running the machine's own commands, as this user or as root.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { ExecaError, execa } from "execa";

/** How a command is run. */
export interface CommandOptions {
  /** Working folder; default: the current one. */
  cwd?: string;
  /** Environment variables on top of ours. */
  env?: Record<string, string>;
  /** Text for its standard input; default: none. */
  input?: string;
  /** Run it as root: directly, or through sudo. */
  asRoot?: boolean;
  /** Milliseconds until it is stopped; default: no limit. */
  timeout?: number;
}

/** A command that failed, with the end of what it said. */
export class CommandFailed extends Error {
  override readonly name = "CommandFailed";
  readonly output: string;

  constructor(command: string, reason: string, output: string) {
    super(`${command}: ${reason}${output ? `\n${output.trimEnd().split("\n").slice(-25).join("\n")}` : ""}`);
    this.output = output;
  }
}

/** What stands before a command that needs root: nothing, sudo, or undefined when there is no way. */
export const privilege: string[] | undefined = process.getuid?.() === 0 ? [] : hasSudo() ? ["sudo"] : undefined;

/** Runs a command to its end and returns what it wrote to standard output. */
export async function run(command: string, args: string[], options: CommandOptions = {}): Promise<string> {
  const { asRoot = false, input, ...rest } = options;
  const assignments = Object.entries(rest.env ?? {}).map(([key, value]) => `${key}=${value}`);
  const before = asRoot && privilege?.length ? [...privilege, ...assignments] : [];
  const [file = command, ...all] = [...before, command, ...args];
  const stdin = input === undefined ? ({ stdin: "ignore" } as const) : ({ input } as const);
  try {
    const { stdout } = await execa(file, all, {
      ...rest,
      ...stdin,
      env: { PATH: searchPath(), ...rest.env },
      all: true,
    });
    return stdout;
  } catch (error) {
    if (!(error instanceof ExecaError)) throw error;
    const reason = error.timedOut ? "took too long" : (error.originalMessage ?? `exit code ${error.exitCode}`);
    throw new CommandFailed([command, ...args].join(" ").slice(0, 200), reason, String(error.all ?? ""));
  }
}

/** Lets sudo ask for the password now, while nothing else is on the terminal. */
export function confirmPrivilege(): void {
  if (privilege?.length) spawnSync("sudo", ["-v"], { stdio: "inherit" });
}

/** Whether sudo works: without a password, or with somebody there to type it. */
function hasSudo(): boolean {
  return onPath("sudo") && (process.stdin.isTTY || spawnSync("sudo", ["-n", "true"], { stdio: "ignore" }).status === 0);
}

/** Whether a command can be found. */
export function onPath(command: string): boolean {
  return locate(command) !== undefined;
}

/** Whether a version that a command has told, such as `1.11.4`, is not older than another. */
export function isAtLeast(found: string, wanted: string): boolean {
  return /^\d/.test(found) && found.localeCompare(wanted, "en", { numeric: true }) >= 0;
}

/** The full path of a command, if it can be found: on the PATH, or in the folder given. */
export function locate(command: string, path = searchPath()): string | undefined {
  return path
    .split(":")
    .map((folder) => `${folder}/${command}`)
    .find((path) => existsSync(path));
}

/** A user's PATH often leaves out the folders of administration commands. */
function searchPath(): string {
  const path = (process.env.PATH ?? "").split(":").filter(Boolean);
  return [...new Set([...path, "/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/bin", "/bin"])].join(":");
}
