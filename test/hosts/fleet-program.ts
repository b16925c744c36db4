/** The program of a fleet, as two engines have it: bare machines become hosts with a mesh, and some of them carry a cluster. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Machine } from "../../setup/environment.ts";
import { flavours, stackOf } from "../constructs/flavours.ts";
import { Stack } from "../stack.ts";
import { Configuration } from "../terraform/configuration.ts";

/** What the program is given. */
export interface Wanted {
  /** Machines that are hosts of the mesh: the arguments of each `Host`, with its name. */
  readonly machines: readonly DeclaredHost[];
  /** Names of those that the cluster is spread over. */
  readonly carrying: readonly string[];
  /** The release's tarball. */
  readonly release: string;
}

/** A host, as a program declares it. */
export interface DeclaredHost {
  readonly name: string;
  readonly address: string;
  readonly ssh: { readonly user: string; readonly key: string; readonly hostKey: string };
  readonly network: { readonly ipv4: string; readonly ipv6: string };
}

/** What the program tells. */
export type Told = z.output<typeof told>;

/** The program in an engine, with a state of its own. */
export interface Program extends AsyncDisposable {
  wish(wanted: Wanted): Promise<void>;
  up(): Promise<Ended>;
  destroy(): Promise<Ended>;
  /** What another run would change, in whatever words; empty for nothing. */
  changes(): Promise<string>;
  /** All that it shows and keeps. */
  shown(): Promise<string>;
  told(): Promise<Told>;
}

/** How a run ended. */
export interface Ended {
  readonly ok: boolean;
  readonly text: string;
}

/** Secrets of the program. */
export const SECRETS = { secretKeyBase: "k".repeat(64), cookie: "monster" };

/** What the cluster is, besides where it is. */
const CLUSTER = {
  app: "chat",
  size: 6,
  environment: { PORT: "4000", DATA_DIR: "/opt/chat/data" },
  healthCheck: { http: { port: 4000, path: "/health" }, successes: 2, deadline: "60s" },
  minUptime: "1s",
} as const;

/** The program for Pulumi, `test/programs/hosts`. */
export async function pulumiFleet(machine: Machine): Promise<Program> {
  const stack = await Stack.of(machine, "test/programs/hosts", "test", 800_000);
  await stack.configure({ image: machine.image, cluster: CLUSTER, ...SECRETS }, Object.keys(SECRETS));
  return {
    wish: (wanted) => stack.configure({ ...wanted }),
    up: () => stack.up(),
    destroy: () => stack.destroy(),
    changes: async () => (await stack.preview()).map(({ op, resource }) => `${op} ${resource}`).join("\n"),
    shown: async () => `${(await stack.show()).text}${await stack.state()}`,
    told: async () => told.parse(await stack.outputs()),
    [Symbol.asyncDispose]: () => stack[Symbol.asyncDispose](),
  };
}

/** The same for Terraform, written by constructs. */
export async function terraformFleet(machine: Machine): Promise<Program> {
  const { terraform: cli = machine.tofu, image } = machine;
  const configuration = await Configuration.of(cli);
  const write = (text: string) => writeFile(join(configuration.folder, "main.tf.json"), text);
  const destroy = () => configuration.destroy();
  let isReady = false;
  return {
    async wish(wanted) {
      await write(written(wanted, image));
      if (isReady) return;
      const { ok, text } = await configuration.run("init", "-input=false");
      if (!ok) throw new Error(text);
      isReady = true;
    },
    up: () => configuration.apply(),
    destroy,
    async changes() {
      const { exitCode, text } = await configuration.plan();
      return exitCode === 0 ? "" : text;
    },
    shown: async () => `${(await configuration.plan()).text}${await configuration.stored()}`,
    async told() {
      const { text } = await configuration.run("output", "-json");
      const outputs = z.record(z.string(), z.object({ value: z.unknown() })).parse(JSON.parse(text));
      return told.parse(Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value])));
    },
    async [Symbol.asyncDispose]() {
      if (isReady) await destroy();
      await configuration[Symbol.asyncDispose]();
    },
  };
}

/** What Terraform reads of the program. */
function written({ machines, carrying, release }: Wanted, file: string): string {
  const flavour = flavours.find(({ name }) => name === "cdktn") ?? flavours[0];
  if (!flavour) throw new Error("there is no CDK");
  const { cdk, ours } = flavour;
  const stack = stackOf(flavour, { targetVersions: { terraform: ">=1.11.0" } });
  const hosts = new Map(machines.map((host) => [host.name, new ours.Host(stack, `host-${host.name}`, host)]));
  const mesh = new ours.Mesh(stack, "mesh", {
    name: "fleet0",
    hosts: [...hosts.values()].map((host) => host.endpoint),
  });
  const images = [...hosts].map(
    ([name, { endpoint }]) => new ours.Image(stack, `image-${name}`, { name: "debian", host: endpoint, file }),
  );
  const networks = [...hosts].map(
    ([name, { endpoint }]) =>
      new ours.Network(stack, `network-${name}`, {
        name: "fleetbr0",
        host: endpoint,
        config: {
          "ipv4.address": cdk.Token.asString(cdk.propertyAccess(mesh.bridgeAddresses, [name])),
          "ipv4.nat": "false",
          "ipv6.address": "none",
        },
      }),
  );
  /** What is the same on all of them, when it is there on all of them. */
  const same = (values: string[]) => cdk.Token.asString(cdk.Fn.element(values, 0));
  const chat = new ours.BeamCluster(stack, "chat", {
    ...CLUSTER,
    hosts: carrying.flatMap((name) => hosts.get(name) ?? []),
    image: same(images.map(({ fingerprint }) => fingerprint)),
    devices: { eth0: { type: "nic", name: "eth0", network: same(networks.map(({ name }) => name)) } },
    release,
    secrets: ours.writeOnly({ SECRET_KEY_BASE: SECRETS.secretKeyBase }, 1),
    cluster: { cookie: ours.writeOnly(SECRETS.cookie, 1) },
  });
  new cdk.TerraformOutput(stack, "nodes", { value: chat.nodes });
  new cdk.TerraformOutput(stack, "where", { value: chat.where });
  return cdk.Testing.synth(stack, true);
}

const told = z.object({
  nodes: z.array(z.object({ address: z.string(), instance: z.string() })),
  where: z.record(z.string(), z.object({ name: z.string() })),
});
