/** The life of one resource in a test: what the core does with it, without an engine. */
import { randomBytes } from "node:crypto";
import type { Request } from "../../provider/context.ts";
import type { Host } from "../../provider/incus/host.ts";
import { watchRequests } from "../../provider/incus/log.ts";
import { connect } from "../../provider/incus/server.ts";
import { validate } from "../../provider/inputs.ts";
import { create, plan, read, remove, type State, update } from "../../provider/lifecycle.ts";
import type { Kind, Plan, Values } from "../../provider/resource.ts";

/** A resource as a program declares it, run after run. */
export interface Life {
  /** Lines that the user saw. */
  readonly lines: string[];
  /** State of the last change. */
  state: State | undefined;
  /** What a change to these inputs would do. */
  plan(inputs: Values, unknown?: readonly string[]): Promise<Plan>;
  /** Creates or updates, as an engine does after its plan. */
  up(inputs: Values, signal?: AbortSignal): Promise<State>;
  refresh(): Promise<State | undefined>;
  destroy(): Promise<void>;
}

/** A resource of a kind, declared by `owner`. */
export function lifeOf(kind: Kind, host: Host, fixed: Values, owner = `urn:pulumi:test::life::t::${name("r")}`): Life {
  const lines: string[] = [];
  const request = (signal = new AbortController().signal): Request => ({
    server: connect(host),
    owner,
    signal,
    progress: (line) => lines.push(line),
    warn: (line) => lines.push(line),
  });
  const valid = (inputs: Values, unknown: readonly string[] = []) => {
    const { values, problems } = validate(kind, { ...fixed, ...inputs }, new Set(unknown));
    if (problems.length > 0)
      throw new Error(problems.map(({ path, message }) => `${path.join(".")}: ${message}`).join());
    return values;
  };
  const life: Life = {
    lines,
    state: undefined,
    plan: async (inputs, unknown = []) =>
      (await plan(kind, request(), life.state, { values: valid(inputs, unknown), unknown: new Set(unknown) })).plan,
    up: async (inputs, signal) => {
      const wanted = valid(inputs);
      const work = life.state
        ? update(kind, request(signal), life.state, wanted)
        : create(kind, request(signal), wanted);
      life.state = await work.catch((error: { state?: State }) => {
        life.state ??= error.state;
        throw error;
      });
      return life.state;
    },
    refresh: async () => {
      life.state = life.state && (await read(kind, request(), life.state));
      return life.state;
    },
    destroy: async () => {
      if (life.state) await remove(kind, request(), life.state, [owner]);
      life.state = undefined;
    },
  };
  return life;
}

/** A name that no other run uses. */
export const name = (what: string): string => `${what}-${randomBytes(4).toString("hex")}`;

/** Aborts at the nth write from now on: as if the client had died there. */
export function dieAt(write: number): { signal: AbortSignal; survive(): void } {
  const death = new AbortController();
  let left = write;
  const survive = watchRequests(({ method }) => {
    if (method === "GET" || method === "WS") return;
    left -= 1;
    if (left === 0) death.abort();
  });
  return { signal: death.signal, survive };
}
