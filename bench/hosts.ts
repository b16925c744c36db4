/** A bare machine until its first instance runs, beside the same commands as a script over SSH. */
import { join } from "node:path";
import { execa } from "execa";
import type { Machine } from "../setup/environment.ts";
import { type BareHosts, bareHostsOn } from "../test/hosts/bare-hosts.ts";
import { compare, timed } from "./measure.ts";
import { succeeded, withStack } from "./stack.ts";

/** What a bare machine costs until its first instance runs. Each round has machines of its own: nothing of the round before is there. */
export async function hosts(machine: Machine): Promise<void> {
  const bare = async (work: (bed: BareHosts) => Promise<number>) => {
    const bed = await bareHostsOn(machine, 1);
    try {
      return await work(bed);
    } finally {
      await bed.remove();
    }
  };
  const subnet = "10.94.0.1/24";
  await compare({
    name: "a bare machine until its first instance runs",
    target: 1.1,
    rounds: 2,
    ours: () =>
      bare((bed) =>
        withStack(machine, "first", async (stack) => {
          const [host] = bed.hosts;
          const network = { ipv4: subnet, ipv6: "none" };
          await stack.configure({
            machine: { address: host?.address, ssh: host?.ssh, network },
            image: machine.image,
          });
          return (await succeeded(stack.up())).seconds;
        }),
      ),
    theirs: () =>
      bare(({ hosts: [host], folder }) =>
        timed(async () => {
          const script = join(import.meta.dirname, "by-hand/first.sh");
          const { address = "", ssh } = host ?? {};
          await execa(script, [address, ssh?.key ?? "", join(folder, "known_hosts"), subnet, machine.image]);
        }),
      ),
  });
}
