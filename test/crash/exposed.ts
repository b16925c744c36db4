/** A cluster behind a router, for journeys: its stack, its users, and what is there of it. */
import { expect } from "chai";
import { z } from "zod";
import { digestOf } from "../../provider/file-pieces.ts";
import { connect } from "../../provider/incus/server.ts";
import type { Machine } from "../../setup/environment.ts";
import { freePort } from "../free-port.ts";
import { RouterView } from "../rollout/router-view.ts";
import { type Environment, type Run, Stack } from "../stack.ts";
import { temporaryName } from "../temporary-name.ts";
import { Members } from "./members.ts";
import type { Service } from "./point.ts";
import type { Contents, Patient, Seen, Stage } from "./survival.ts";
import { Users } from "./users.ts";

/** What a stage asks of the cluster. */
export interface Wish {
  readonly version: string;
  /** Fault baked into the release. */
  readonly fault?: string;
  /** Arguments over those of all stages. */
  readonly arguments?: Readonly<Record<string, unknown>>;
}

/** A way to a version that is not let through. */
export interface Refusal {
  /** What runs before and afterwards. */
  readonly stays: Wish;
  /** The bad one. */
  readonly wish: Wish;
  /** What is said of it. */
  readonly says: RegExp;
}

/** The cluster of the example with two nodes, or two slots of one. */
export class Exposed implements Patient {
  readonly name = temporaryName();
  readonly stack: Stack;
  readonly #machine: Machine;
  readonly #members: Members;
  readonly #router: RouterView;
  readonly #users: Users;
  readonly #arguments: Readonly<Record<string, unknown>>;

  private constructor(machine: Machine, stack: Stack, image: string, args: Readonly<Record<string, unknown>>) {
    const { socket } = machine.incus;
    this.stack = stack;
    this.#machine = machine;
    this.#members = new Members(socket, this.name, image);
    this.#router = new RouterView(socket, this.name);
    this.#users = new Users(async () => outputs.parse(await stack.outputs()).url);
    this.#arguments = args;
  }

  /** Opens the stack; nothing is on the server yet. `more` goes to the cluster in every stage. */
  static async of(machine: Machine, more: Readonly<Record<string, unknown>>): Promise<Exposed> {
    const args = {
      healthCheck: { http: { port: 4000, path: "/health" }, deadline: "8s" },
      minUptime: "1s",
      // While all nodes are out users wait until the next run has ended.
      expose: { port: 4000, as: await freePort(), hold: "2m" },
      ...more,
    };
    const stack = await Stack.of(machine, "test/programs/cluster");
    const exposed = new Exposed(machine, stack, await digestOf(machine.image), args);
    const secrets = { secretKeyBase: "k".repeat(64), cookie: "monster" };
    await stack.configure({ name: exposed.name, image: machine.image, ...secrets }, Object.keys(secrets));
    return exposed;
  }

  /** Deploys a wish. */
  async up({ version, fault, arguments: more }: Wish, environment: Environment): Promise<Run> {
    await this.stack.configure({
      release: await this.#machine.release({ version, ...(fault && { fault }) }),
      cluster: { ...this.#arguments, ...more },
    });
    return this.stack.up({ ...environment, CUL8ER_CRASH_SOCKET: this.#machine.incus.socket });
  }

  /** Deploys a wish that is refused; good where all that must be said is said. */
  async refuse({ stays, wish, says }: Refusal, environment: Environment): Promise<Run> {
    const { ok, text, ...run } = await this.up(wish, environment);
    return { ...run, text, ok: !ok && says.test(text) && text.includes(`runs ${stays.version} again`) };
  }

  /**
   * What is there: the members, which of them get requests, and how many of each other's. What runs in slots is named
   * after what the slot is for, since the slots change places.
   */
  async look(): Promise<Seen> {
    const seen = new Map(await this.#members.look());
    if (!seen.has(`/1.0/instances/${this.name}-router`)) return seen;
    for (const [name, { ready, weight }] of await this.#servers())
      seen.set(`requests ${name.slice(this.name.length + 1)}`, { content: ready ? weight : "none", birth: "" });
    const active = await this.active();
    return active ? new Map([...seen].map(([path, thing]) => [ofSlot(path, active), thing])) : seen;
  }

  /** Nodes on which a client died go on by themselves, and whoever gets requests answers them. */
  async whole(): Promise<void> {
    await this.#members.whole();
    for (const [name, { ready }] of await this.#servers()) {
      if (ready) expect(await this.#members.health(name), `${name} gets requests, and does not answer`).to.exist;
    }
  }

  clean = (): Promise<void> => this.#members.clean();

  /** The router, and one of the nodes. */
  services = (member: string): Service[] => [
    { instance: `${this.name}-router`, unit: "cul8er-router" },
    { instance: `${this.name}-${member}`, unit: "chat" },
  ];

  watch = (stage: Stage): Promise<(killed?: number) => Promise<void>> => this.#users.watch(stage);

  /** The users go. */
  end = (): Promise<void> => this.#users[Symbol.asyncDispose]();

  /** The slot that gets the requests; undefined where there are none. */
  async active(): Promise<string | undefined> {
    const incus = connect({ socket: this.#machine.incus.socket }).project(this.name);
    const found = await incus.get(`/1.0/instances/${this.name}-router`, withSlots);
    return found?.body.config["user.cul8er.slots.chat"]?.active;
  }

  /** None where the router is not there yet, or serves nobody yet. */
  #servers = () => this.#router.servers().catch(() => new Map<string, never>());
}

/** What is there of a member that runs a version and gets requests, of each number. */
export function contentsOf(name: string, members: readonly string[], version: string): Contents {
  const instance = { status: "Running", pending: "", config: {}, image: "usual" };
  return Object.assign(
    {
      [`/1.0/projects/${name}`]: {},
      [`/1.0/images/aliases/${name}`]: {},
      [`/1.0/instances/${name}-router`]: instance,
    },
    ...members.map((member) => ({
      [`/1.0/storage-pools/default/volumes/custom/${name}-${member}`]: {},
      [`/1.0/instances/${name}-${member}`]: instance,
      [`journal ${member}`]: { ...instance, version, verified: true, open: false },
      [`node ${member}`]: { ...instance, version },
      [`requests ${member}`]: 100,
    })),
  );
}

/** What runs in a slot, by what the slot is for: `journal active-1`. */
const ofSlot = (path: string, active: string): string =>
  path.replace(/^(\w+) (blue|green)-/, (_, what, slot) => `${what} ${slot === active ? "active" : "idle"}-`);

/** What is there of two slots of one node each, of which the first gets the requests. */
export const contentsOfSlots = (name: string, [active, idle]: readonly [string, string]): Contents => {
  const both = {
    ...contentsOf(name, ["blue-1"], active),
    ...contentsOf(name, ["green-1"], idle),
    "requests green-1": "none",
  };
  return Object.fromEntries(Object.entries(both).map(([path, content]) => [ofSlot(path, "blue"), content]));
};

const outputs = z.object({ url: z.string() });
const slots = z.object({ active: z.string().optional() });
const withSlots = z.object({
  config: z.object({
    "user.cul8er.slots.chat": z
      .string()
      .optional()
      .transform((text) => (text ? slots.parse(JSON.parse(text)) : undefined)),
  }),
});
