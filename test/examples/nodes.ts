/** The nodes of an example, seen from outside of it. */
import { connect } from "../../provider/incus/server.ts";
import type { Machine } from "../../setup/environment.ts";

/** When the unit of each node was started: another process, another time. */
export function processes({ incus }: Machine, project: string, instances: readonly string[]): Promise<string[]> {
  const server = connect({ socket: incus.socket }).project(project);
  const command = ["systemctl", "show", "chat", "--value", "-p", "ExecMainStartTimestampMonotonic"];
  return Promise.all(instances.map(async (instance) => (await server.exec(instance, command)).stdout.trim()));
}

/** The time, in milliseconds as of `Date.now()`, that such a start tells: systemd's clock is that of the machine. */
export const timeOf = (start: string): number =>
  Date.now() - Number(process.hrtime.bigint() / 1_000_000n) + Number(start) / 1000;
