/**
 * Settings for applications that find their peers with a library. By default none is needed: the kernel itself connects
 * a starting node to its peers (`distribution.ts`).
 *
 * They reach the application as environment variables, since a release reads its configuration from there: the text in
 * `CLUSTER_CONFIG`-like variables is the library's own documented form.
 */
import { z } from "zod";
import { nodeName } from "./node-name.ts";

const interval = z.int().min(100).optional().describe("Milliseconds between two looks. Default: 5000.");

const kubernetes = z
  .strictObject({
    strategy: z.literal("kubernetes"),
    selector: z.string().describe("Label selector of the pods to join."),
    mode: z.enum(["ip", "dns", "hostname"]).optional().describe("How nodes are named there. Default: ip."),
    serviceName: z.string().optional().describe("Service of the pods; the mode `hostname` needs it."),
    namespace: z.string().optional().describe("Namespace of the pods. Default: the one that it runs in."),
    ipLookupMode: z
      .enum(["endpoints", "pods"])
      .optional()
      .describe("Where their addresses are looked up. Default: endpoints."),
    master: z
      .string()
      .optional()
      .describe("Host of the Kubernetes API, with a dot at its end. Default: the name that it has inside the cluster."),
    serviceAccountPath: z
      .string()
      .optional()
      .describe("Folder with the token and the authority for the API. Default: where Kubernetes puts them in a pod."),
    pollingInterval: interval,
  })
  .refine(({ mode, serviceName }) => mode !== "hostname" || serviceName !== undefined, {
    path: ["serviceName"],
    error: "is required for the mode `hostname`",
  });

/** Schema of the settings. */
export const discovery = () =>
  z
    .strictObject({
      libcluster: z
        .discriminatedUnion("strategy", [
          z.strictObject({ strategy: z.literal("epmd") }),
          z.strictObject({
            strategy: z.literal("dns_poll"),
            query: z.string().describe("Name that resolves to the addresses of all nodes."),
            pollingInterval: interval,
          }),
          z.strictObject({
            strategy: z.literal("gossip"),
            port: z
              .int()
              .min(1)
              .max(65_535)
              .optional()
              .describe("UDP port of the gossip. Default: libcluster's, 45892."),
            ifAddr: z.string().optional().describe("Address to listen on. Default: all."),
            multicastAddr: z
              .string()
              .optional()
              .describe("Address that the gossip is sent to. Default: libcluster's own."),
            broadcastOnly: z.boolean().optional().describe("Broadcast instead of multicast. Default: false."),
          }),
          kubernetes,
        ])
        .optional()
        .describe("Topology for libcluster, in the variable LIBCLUSTER_TOPOLOGIES."),
      dnsCluster: z
        .strictObject({ query: z.string().describe("Name that resolves to the addresses of all nodes.") })
        .optional()
        .describe(
          "Query for dns_cluster, in the variable DNS_CLUSTER_QUERY, where a Phoenix application looks for it.",
        ),
    })
    .optional();

/** Discovery settings. */
export type Discovery = NonNullable<z.output<ReturnType<typeof discovery>>>;

/** The node for which settings are made. */
export interface Self {
  readonly base: string;
  readonly address: string;
  readonly peers: readonly string[];
}

/**
 * Variables for the application. `LIBCLUSTER_TOPOLOGIES` holds an Elixir keyword list in libcluster's documented form:
 * `config :libcluster, topologies: Code.eval_string(System.fetch_env!("LIBCLUSTER_TOPOLOGIES")) |> elem(0)`.
 */
export function discoveryEnvironment({ libcluster, dnsCluster }: Discovery, self: Self): Record<string, string> {
  return {
    ...(libcluster && { LIBCLUSTER_TOPOLOGIES: topology(libcluster, self) }),
    ...(dnsCluster && { DNS_CLUSTER_QUERY: dnsCluster.query }),
  };
}

/** Module and keys of each strategy, as libcluster 3.5 reads them. */
function topology(settings: NonNullable<Discovery["libcluster"]>, { base, address, peers }: Self): string {
  switch (settings.strategy) {
    case "epmd": {
      const hosts = [address, ...peers].sort().map((host) => `:${text(nodeName(base, host))}`);
      // Without a timeout it connects once and never again.
      return strategy("Cluster.Strategy.Epmd", { hosts: `[${hosts.join(", ")}]`, timeout: "30_000" });
    }
    case "dns_poll":
      return strategy("Cluster.Strategy.DNSPoll", {
        query: text(settings.query),
        node_basename: text(base),
        polling_interval: String(settings.pollingInterval ?? 5_000),
      });
    case "gossip":
      return strategy("Cluster.Strategy.Gossip", {
        ...(settings.port !== undefined && { port: String(settings.port) }),
        ...(settings.ifAddr !== undefined && { if_addr: text(settings.ifAddr) }),
        ...(settings.multicastAddr !== undefined && { multicast_addr: text(settings.multicastAddr) }),
        ...(settings.broadcastOnly !== undefined && { broadcast_only: String(settings.broadcastOnly) }),
      });
    case "kubernetes":
      return strategy("Cluster.Strategy.Kubernetes", {
        mode: `:${settings.mode ?? "ip"}`,
        kubernetes_node_basename: text(base),
        kubernetes_selector: text(settings.selector),
        ...(settings.namespace !== undefined && { kubernetes_namespace: text(settings.namespace) }),
        ...(settings.serviceName !== undefined && { kubernetes_service_name: text(settings.serviceName) }),
        ...(settings.ipLookupMode !== undefined && { kubernetes_ip_lookup_mode: `:${settings.ipLookupMode}` }),
        ...(settings.master !== undefined && { kubernetes_master: text(settings.master) }),
        ...(settings.serviceAccountPath !== undefined && {
          kubernetes_service_account_path: text(settings.serviceAccountPath),
        }),
        polling_interval: String(settings.pollingInterval ?? 5_000),
      });
  }
}

const strategy = (module: string, config: Readonly<Record<string, string>>): string => {
  const keys = Object.entries(config).map(([key, value]) => `${key}: ${value}`);
  return `[app: [strategy: ${module}, config: [${keys.join(", ")}]]]`;
};

/** A text in Elixir. */
const text = (value: string): string =>
  `"${value.replace(/["\\#]/g, (character) => `\\${character}`).replaceAll("\n", "\\n")}"`;
