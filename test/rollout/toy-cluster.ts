/** A cluster laid out by hand on the core, in the order in which an engine would: to see rollouts without one. */
import { connect } from "../../provider/incus/server.ts";
import { validate, withDigests } from "../../provider/inputs.ts";
import { BeamNode } from "../../provider/kinds/beam-node.ts";
import { HealthCheck } from "../../provider/kinds/health-check.ts";
import { Release } from "../../provider/kinds/release.ts";
import { create, plan, read, remove, type State, Unfinished, update } from "../../provider/lifecycle.ts";
import type { Kind, Plan, Values } from "../../provider/resource.ts";
import { batches } from "../../provider/strategies/rolling.ts";

/** What a test changes from deploy to deploy. */
export interface Wishes {
  readonly release: string;
  readonly environment?: Record<string, string>;
  readonly secrets?: Record<string, string>;
  readonly healthCheck?: Values;
  readonly cookie?: string;
  readonly nodes?: readonly string[];
  readonly onFailure?: "automatic" | "manual";
  readonly maxUnavailable?: number;
}

/** One resource of the toy: its kind and its inputs. */
interface Piece {
  readonly kind: Kind;
  readonly name: string;
  readonly inputs: Values;
}

/** The engine of the toy: keeps states, plans and applies. */
export class ToyCluster {
  readonly states = new Map<string, { kind: Kind; state: State }>();
  readonly lines: string[] = [];
  readonly #socket: string;
  readonly #project: string;
  readonly #addresses: ReadonlyMap<string, string>;

  constructor(socket: string, project: string, addresses: ReadonlyMap<string, string>) {
    this.#socket = socket;
    this.#project = project;
    this.#addresses = addresses;
  }

  /** Does what `preview` would show, and gives the names of what changed. */
  async deploy(wishes: Wishes): Promise<string[]> {
    const changed: string[] = [];
    for await (const group of this.#groups(wishes)) {
      const done = await Promise.allSettled(group.map(async (piece) => ((await this.#apply(piece)) ? piece.name : "")));
      const failure = done.find((each) => each.status === "rejected");
      if (failure) throw failure.reason;
      changed.push(...done.flatMap((each) => (each.status === "fulfilled" && each.value ? [each.value] : [])));
    }
    const wanted = new Set<string>();
    for await (const group of this.#groups(wishes)) for (const { name } of group) wanted.add(name);
    for (const [name, { kind, state }] of [...this.states].reverse()) {
      if (wanted.has(name)) continue;
      await remove(kind, this.request(name), state, [name]);
      this.states.delete(name);
      changed.push(`-${name}`);
    }
    return changed;
  }

  /** What would change, and why. */
  async preview(wishes: Wishes): Promise<Map<string, Plan>> {
    const plans = new Map<string, Plan>();
    for await (const group of this.#groups(wishes))
      for (const piece of group) {
        const answer = await this.#plan(piece, new Set());
        if (answer.action !== "none") plans.set(piece.name, answer);
      }
    return plans;
  }

  /** Removes everything. */
  async destroy(): Promise<void> {
    for (const [name, { kind, state }] of [...this.states].reverse()) {
      await remove(kind, this.request(name), state, [name]);
      this.states.delete(name);
    }
  }

  request(owner: string) {
    const server = connect({ socket: this.#socket });
    const say = (line: string) => void this.lines.push(line);
    return { server, owner, signal: AbortSignal.timeout(600_000), progress: say, warn: say };
  }

  /** The pieces in the order of their dependencies; each group sees what the groups before have become. */
  async *#groups(wishes: Wishes): AsyncGenerator<Piece[]> {
    const { release, environment = {}, secrets = {}, cookie = "monster", healthCheck, maxUnavailable = 1 } = wishes;
    const nodes = wishes.nodes ?? [...this.#addresses.keys()];
    const [project, app] = [this.#project, "chat"];
    const address = (instance: string) => this.#addresses.get(instance) ?? "";
    const check = healthCheck ?? {
      http: { port: 4000, path: "/health" },
      successes: 2,
      interval: "200ms",
      deadline: "15s",
    };
    yield nodes.map((instance) => ({
      kind: Release,
      name: `release-${instance}`,
      inputs: {
        project,
        instance,
        app,
        incarnation: "first",
        release,
        environment: { PORT: "4000", ...environment },
        secrets: { SECRET_KEY_BASE: "k".repeat(64), ...secrets },
        cookie,
        address: address(instance),
        peers: nodes.filter((other) => other !== instance).map(address),
        healthCheck: check,
        cluster: nodes,
        changes: "rolling",
      },
    }));
    for (const [round, batch] of batches(nodes.length, maxUnavailable).entries()) {
      const instances = batch.map((index) => nodes[index] ?? "");
      yield instances.map((instance) => {
        const { revision, secretRevision, version, nodeName } = this.#state(`release-${instance}`);
        return {
          kind: BeamNode,
          name: `node-${instance}`,
          inputs: {
            project,
            instance,
            app,
            incarnation: "first",
            revision,
            secretRevision,
            version,
            nodeName,
            pending: "",
            healthCheck: check,
            cluster: nodes,
            maxUnavailable,
            onFailure: "gate",
          },
        };
      });
      yield [this.#gate(`batch-${round + 1}`, instances, { ...wishes, healthCheck: check }, false)];
    }
    yield [this.#gate("all", nodes, { ...wishes, healthCheck: check }, true)];
  }

  #gate(
    name: string,
    instances: readonly string[],
    { healthCheck, onFailure, maxUnavailable = 1 }: Wishes,
    final: boolean,
  ) {
    return {
      kind: HealthCheck,
      name,
      inputs: {
        project: this.#project,
        app: "chat",
        name,
        instances,
        generations: instances.map((instance) => this.#state(`node-${instance}`).generation ?? ""),
        check: healthCheck,
        cluster: final,
        final,
        minUptime: "1s",
        maxUnavailable,
        keepVersions: 2,
        ...(onFailure && { onFailure }),
      },
    };
  }

  #state = (name: string): State => this.states.get(name)?.state ?? {};

  async #plan(piece: Piece, unknown: ReadonlySet<string>): Promise<Plan> {
    const { kind, name } = piece;
    const prior = this.states.get(name)?.state;
    const values = await complete(piece, prior);
    return (await plan(kind, this.request(name), prior, { values, unknown })).plan;
  }

  async #apply(piece: Piece): Promise<boolean> {
    const { kind, name } = piece;
    const known = this.states.get(name)?.state;
    const prior = known && ((await read(kind, this.request(name), known)) ?? known);
    const values = await complete(piece, prior);
    const { plan: answer } = await plan(kind, this.request(name), prior, { values, unknown: new Set() });
    if (answer.action === "refuse")
      throw new Error(answer.problems.map(({ path, message }) => `${path}: ${message}`).join());
    if (answer.action === "none") return false;
    try {
      const state = prior
        ? await update(kind, this.request(name), prior, values)
        : await create(kind, this.request(name), values);
      this.states.set(name, { kind, state });
    } catch (error) {
      if (error instanceof Unfinished) this.states.set(name, { kind, state: error.state });
      throw error;
    }
    return true;
  }
}

async function complete({ kind, inputs }: Piece, prior: State | undefined): Promise<Values> {
  const { values, problems } = validate(kind, inputs, new Set());
  const completed = await withDigests(kind, values, prior);
  const wrong = [...problems, ...completed.problems];
  if (wrong.length > 0) throw new Error(wrong.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
  return completed.values;
}
