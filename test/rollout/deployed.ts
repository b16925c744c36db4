/** A cluster under test: deployed once, changed many times, looked at from outside after each change. */
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { z } from "zod";
import { connect } from "../../provider/incus/server.ts";
import type { Machine } from "../../setup/environment.ts";
import { raw } from "../out-of-band.ts";
import { type Run, Stack, type Step } from "../stack.ts";
import { temporaryName } from "../temporary-name.ts";

/** What a deployment asks for. */
export interface Wish {
  readonly version: string;
  /** Fault baked into the release (`examples/chat/lib/chat/fault.ex`). */
  readonly fault?: string;
  readonly size?: number;
  /** Path of the image's tarball. Default: the machine's. */
  readonly image?: string;
  /** Arguments of the cluster over those of the suite. */
  readonly arguments?: Readonly<Record<string, unknown>>;
}

const SECRETS = { secretKeyBase: "k".repeat(64), cookie: "monster" };

/** A cluster in an Incus project of its own, of the same name. */
export class Deployed {
  readonly name: string;
  readonly stack: Stack;
  readonly #machine: Machine;
  readonly #arguments: Readonly<Record<string, unknown>>;

  private constructor(name: string, machine: Machine, stack: Stack, args: Readonly<Record<string, unknown>>) {
    this.name = name;
    this.#machine = machine;
    this.stack = stack;
    this.#arguments = args;
  }

  /** Opens the stack of a program; nothing is on the server yet. `args` go to the cluster in every deployment. */
  static async of(machine: Machine, program: string, args: Readonly<Record<string, unknown>>): Promise<Deployed> {
    const cluster = new Deployed(temporaryName(), machine, await Stack.of(machine, program), args);
    await cluster.stack.configure({ name: cluster.name, ...SECRETS }, Object.keys(SECRETS));
    return cluster;
  }

  /** The same cluster from another program with a state of its own, which takes over what is there. */
  async another(program: string): Promise<Deployed> {
    const other = new Deployed(this.name, this.#machine, await Stack.of(this.#machine, program), this.#arguments);
    await other.stack.configure({ name: this.name, adopt: "true", ...SECRETS }, Object.keys(SECRETS));
    return other;
  }

  /** Writes a wish into the program's configuration. */
  async wish({ version, fault, size = 3, image = this.#machine.image, arguments: more }: Wish): Promise<void> {
    await this.stack.configure({
      release: await this.#machine.release({ version, ...(fault && { fault }) }),
      image,
      cluster: { ...this.#arguments, ...more, size },
    });
  }

  /** Deploys a wish. */
  async change(wish: Wish): Promise<Run> {
    await this.wish(wish);
    return this.stack.up();
  }

  /** Deploys a wish that must come true. */
  async become(wish: Wish): Promise<Run> {
    const run = await this.change(wish);
    expect(run.ok, run.text).to.equal(true);
    await this.runs(wish.version, wish.size);
    return run;
  }

  /** Every node runs the version and sees all others, and the stack's outputs say so. */
  async runs(version: string, size = 3): Promise<void> {
    const { nodes } = outputs.parse(await this.stack.outputs());
    const told = await Promise.all(nodes.map(({ address }) => this.#ask(`http://${address}:4000`)));
    const names = told.map(({ node }) => node).sort();
    const wanted = names.map((node) => ({ version, members: names, node }));
    const found = told.map(({ node, peers, ...rest }) => ({ ...rest, members: [node, ...peers].sort(), node }));
    expect(found.sort((a, b) => a.node.localeCompare(b.node))).to.deep.equal(wanted);
    expect(names).to.have.length(size);
    expect(new Set(nodes.map(({ version }) => version)), "versions in the outputs").to.deep.equal(new Set([version]));
  }

  /** Where users reach it. */
  async url(): Promise<string> {
    return outputs.parse(await this.stack.outputs()).url ?? expect.fail("the cluster has no address");
  }

  /** Every node gets requests from the router. */
  async routed(size = 3): Promise<void> {
    const url = await this.url();
    const told = await Promise.all(Array.from({ length: size * 4 }, () => this.#ask(url)));
    expect(new Set(told.map(({ node }) => node)), "nodes that get requests").to.have.property("size", size);
  }

  /** Waits until a node is meant to run a version. */
  async meant(instance: string, version: string): Promise<void> {
    const incus = raw(this.#machine.incus.socket);
    for (const end = Date.now() + 60_000; ; await pause(50)) {
      const { config } = withJournal.parse(await incus.get(`/1.0/instances/${instance}?project=${this.name}`));
      if (journal.parse(JSON.parse(config["user.cul8er.node.chat"])).current.version === version) return;
      if (Date.now() > end) throw new Error(`${instance} is not meant to run ${version}`);
    }
  }

  /** When each node's process was started, by the clock of its instance. */
  processes = (size = 3): Promise<string[]> => Promise.all(this.names(size).map((name) => this.started(name)));

  /** When the node's process in an instance was started, likewise. */
  async started(instance: string): Promise<string> {
    const property = ["systemctl", "show", "chat", "--value", "-p", "ExecMainStartTimestampMonotonic"];
    return (await this.inside(instance, ...property)).trim();
  }

  /** Names of the instances. */
  names = (size = 3): string[] => Array.from({ length: size }, (_, index) => `${this.name}-${index + 1}`);

  /** What a command says inside an instance. */
  async inside(instance: string, ...command: string[]): Promise<string> {
    const incus = connect({ socket: this.#machine.incus.socket }).project(this.name);
    return (await incus.exec(instance, command)).stdout;
  }

  /** Removes all of it. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.stack[Symbol.asyncDispose]();
  }

  async #ask(url: string) {
    return health.parse(await (await fetch(`${url}/health`)).json());
  }
}

/** Nodes that a preview would change. */
export const changedNodes = (steps: readonly Step[]): string[] =>
  steps.filter(({ resource }) => resource.startsWith("BeamNode ")).map(({ resource }) => resource.slice(9));

const outputs = z.object({
  nodes: z.array(z.object({ address: z.string(), version: z.string() })),
  url: z.string().optional(),
});
const withJournal = z.object({ config: z.object({ "user.cul8er.node.chat": z.string() }) });
const journal = z.object({ current: z.object({ version: z.string() }) });
const health = z.object({ node: z.string(), version: z.string(), peers: z.array(z.string()) });
