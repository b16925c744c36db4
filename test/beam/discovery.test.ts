/** Settings for libraries that find peers: the text, and that Elixir reads it as what was meant. */
import { expect } from "chai";
import { execa } from "execa";
import fc from "fast-check";
import { discovery, discoveryEnvironment } from "../../provider/beam/discovery.ts";
import { machineOrSkip } from "../../setup/environment.ts";

type Libcluster = Parameters<typeof discoveryEnvironment>[0]["libcluster"];

const self = { base: "chat", address: "10.0.0.1", peers: ["10.0.0.2"] };
const topology = (libcluster: Libcluster) => discoveryEnvironment({ libcluster }, self).LIBCLUSTER_TOPOLOGIES ?? "";

/** The forms of libcluster 3.5 (https://hexdocs.pm/libcluster/readme.html), every key that can be set. */
const forms: [Libcluster, string][] = [
  [
    { strategy: "epmd" },
    'strategy: Cluster.Strategy.Epmd, config: [hosts: [:"chat@10.0.0.1", :"chat@10.0.0.2"], timeout: 30_000]',
  ],
  [
    { strategy: "dns_poll", query: "chat.internal" },
    'strategy: Cluster.Strategy.DNSPoll, config: [query: "chat.internal", node_basename: "chat", polling_interval: 5000]',
  ],
  [{ strategy: "gossip" }, "strategy: Cluster.Strategy.Gossip, config: []"],
  [
    { strategy: "gossip", port: 45_892, ifAddr: "0.0.0.0", multicastAddr: "255.255.255.255", broadcastOnly: true },
    'strategy: Cluster.Strategy.Gossip, config: [port: 45892, if_addr: "0.0.0.0", multicast_addr: "255.255.255.255", broadcast_only: true]',
  ],
  [
    { strategy: "kubernetes", selector: "app=chat", namespace: "prod", pollingInterval: 1000 },
    'strategy: Cluster.Strategy.Kubernetes, config: [mode: :ip, kubernetes_node_basename: "chat", kubernetes_selector: "app=chat", kubernetes_namespace: "prod", polling_interval: 1000]',
  ],
  [
    {
      strategy: "kubernetes",
      selector: "app=chat",
      mode: "hostname",
      serviceName: "chat",
      ipLookupMode: "pods",
      master: "k8s.example.com.",
      serviceAccountPath: "/etc/k8s",
    },
    'strategy: Cluster.Strategy.Kubernetes, config: [mode: :hostname, kubernetes_node_basename: "chat", kubernetes_selector: "app=chat", kubernetes_service_name: "chat", kubernetes_ip_lookup_mode: :pods, kubernetes_master: "k8s.example.com.", kubernetes_service_account_path: "/etc/k8s", polling_interval: 5000]',
  ],
];

describe("settings of discovery libraries", () => {
  it("are those of libcluster's documentation", () => {
    for (const [settings, form] of forms) expect(topology(settings)).to.equal(`[app: [${form}]]`);
  });

  it("name dns_cluster's query where Phoenix looks for it", () => {
    const { DNS_CLUSTER_QUERY, ...rest } = discoveryEnvironment({ dnsCluster: { query: "chat.internal" } }, self);
    expect(DNS_CLUSTER_QUERY).to.equal("chat.internal");
    expect(rest).to.deep.equal({});
  });

  it("are refused where a key is missing that another one needs", () => {
    const { error } = discovery().safeParse({
      libcluster: { strategy: "kubernetes", selector: "app=chat", mode: "hostname" },
    });
    expect(error?.issues[0]?.path).to.deep.equal(["libcluster", "serviceName"]);
  });

  it("are data to Elixir, whatever is in them", async function () {
    await machineOrSkip(this);
    const tricky = fc.string({ unit: fc.constantFrom(..."ab\"'#{}\\\n~s|:System.halt()".split("")), maxLength: 30 });
    const queries = ['a"#{System.halt(3)}\\', ...fc.sample(fc.oneof(tricky, fc.string()), { numRuns: 200, seed: 11 })];
    const texts = [
      ...forms.map(([settings]) => topology(settings)),
      ...queries.map((query) => topology({ strategy: "dns_poll", query })),
    ];
    // As the documentation of LIBCLUSTER_TOPOLOGIES says that an application reads it.
    const script = `
      for line <- IO.stream(:stdio, :line) do
        {[app: topology], []} = line |> String.trim() |> Base.decode64!() |> Code.eval_string()
        [strategy: strategy, config: config] = topology
        IO.puts("#{inspect(strategy)} #{config |> Keyword.get(:query, "") |> Base.encode64()}")
      end`;
    const input = texts.map((text) => `${Buffer.from(text).toString("base64")}\n`).join("");
    const { stdout } = await execa("elixir", ["-e", script], { input, env: { LC_ALL: "C.UTF-8" } });
    const read = stdout.split("\n").map((line) => line.split(" "));
    expect(read.slice(0, 3).map(([strategy]) => strategy)).to.deep.equal([
      "Cluster.Strategy.Epmd",
      "Cluster.Strategy.DNSPoll",
      "Cluster.Strategy.Gossip",
    ]);
    const found = read.slice(forms.length).map(([, query = ""]) => Buffer.from(query, "base64").toString());
    expect(found).to.deep.equal(queries);
  });
});
