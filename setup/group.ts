// The group that may use Incus: whoever installs it here by sudo wants to use it too.
import { spawnSync } from "node:child_process";
import { userInfo } from "node:os";
import { run } from "./command.ts";
import { say } from "./progress.ts";

/**
 * Adds this user to the group of a socket, and starts this command again as a member: a session that is open already
 * knows nothing of the new group. Does not return.
 */
export async function againInGroup(socket: string): Promise<never> {
  const group = (await run("stat", ["-c", "%G", socket])).trim();
  say(`adding you to the group "${group}", which may use Incus`);
  await run("usermod", ["-aG", group, userInfo().username], { asRoot: true });
  const command = process.argv.map((arg) => `'${arg.replaceAll("'", "'\\''")}'`).join(" ");
  const { status } = spawnSync("sg", [group, "-c", command], { stdio: "inherit" });
  process.exit(status ?? 1);
}
