/** How nodes talk: one port, long names, and no epmd unless it is asked for. */
import { z } from "zod";
import { isIpv4 } from "./node-name.ts";

/** Schema of the distribution settings. */
export const distribution = () =>
  z
    .strictObject({
      port: z
        .int()
        .min(1)
        .max(65_535)
        .default(DEFAULT_PORT)
        .describe("Port that each node listens on for the others. Default: 4370."),
      epmd: z
        .boolean()
        .default(false)
        .describe(
          "Ask an epmd on each instance for the port, as releases do by themselves. Default: false, all nodes use the same port.",
        ),
      connectTimeout: z
        .int()
        .min(0)
        .max(60_000)
        .default(2_000)
        .describe("Longest time in milliseconds that a starting node waits for the others. Default: 2000."),
    })
    .default({ port: DEFAULT_PORT, epmd: false, connectTimeout: 2_000 });

/** Settings of the distribution. */
export type Distribution = z.output<ReturnType<typeof distribution>>;

const DEFAULT_PORT = 4370;

/** A node among its peers. */
export interface Place {
  readonly distribution: Distribution;
  /** Its own address. */
  readonly address: string;
  /** Names of the other nodes. */
  readonly peers: readonly string[];
  /** Version of the runtime, where it is known. */
  readonly erts?: string | undefined;
}

/**
 * Flags of the start, one a line. They come before those of the release, since the first setting of a kernel parameter
 * wins. The peers are connected to at boot; one that is missing is waited for no longer than `connectTimeout`.
 */
export function startArgs({ distribution, address, peers, erts }: Place, flags: readonly string[] = []): string {
  const { port, epmd, connectTimeout } = distribution;
  const lines = [
    ...(epmd
      ? [`-kernel inet_dist_listen_min ${port}`, `-kernel inet_dist_listen_max ${port}`]
      : ["-start_epmd false", portFlag(port, erts)]),
    ...(isIpv4(address) ? [`-kernel inet_dist_use_interface {${address.replaceAll(".", ",")}}`] : []),
    ...(peers.length > 0
      ? [
          `-kernel sync_nodes_optional "[${peers.map((peer) => `'${peer}'`).join(",")}]"`,
          `-kernel sync_nodes_timeout ${connectTimeout}`,
        ]
      : []),
    ...flags,
  ];
  return lines.map((line) => `${line}\n`).join("");
}

/** Flags of a command beside the node: it finds the node in the same way, and does not listen itself. */
export const remoteArgs = ({ distribution: { port, epmd }, erts }: Pick<Place, "distribution" | "erts">): string =>
  [...(epmd ? [] : ["-start_epmd false", portFlag(port, erts)]), "-dist_listen false"]
    .map((line) => `${line}\n`)
    .join("");

/** The kernel parameter replaced the flag in OTP 27.2, which is ERTS 15.2. */
function portFlag(port: number, erts: string | undefined): string {
  const [major = 0, minor = 0] = (erts ?? "").split(".").map(Number);
  const modern = major > 15 || (major === 15 && minor >= 2);
  return modern ? `-kernel erl_epmd_node_listen_port ${port}` : `-erl_epmd_port ${port}`;
}
