/** The core's verbs for a host, as an engine would ask for them. */
import type { Request } from "../../provider/context.ts";
import { connect } from "../../provider/incus/server.ts";
import { Host } from "../../provider/kinds/index.ts";
import { create, plan, read, remove, type State, update } from "../../provider/lifecycle.ts";
import type { Kind, Plan, Values } from "../../provider/resource.ts";

/** What was said meanwhile. */
export interface Said {
  readonly progress: string[];
  readonly warnings: string[];
}

/** One program's work with its hosts. */
export interface Work {
  readonly said: Said;
  plan(wanted: Values, prior?: State): Promise<Plan>;
  create(wanted: Values, signal?: AbortSignal): Promise<State>;
  update(prior: State, wanted: Values): Promise<State>;
  read(state: State): Promise<State | undefined>;
  remove(state: State): Promise<void>;
}

/** The work of an owner. */
export function workOf(owner: string, hear: (line: string) => void = () => {}): Work {
  const said: Said = { progress: [], warnings: [] };
  const request = (signal = new AbortController().signal): Request => ({
    server: connect(undefined),
    owner,
    signal,
    progress: (line) => {
      said.progress.push(line);
      hear(line);
    },
    warn: (line) => void said.warnings.push(line),
  });
  const kind: Kind = Host as unknown as Kind;
  return {
    said,
    plan: async (values, prior) => (await plan(kind, request(), prior, { values, unknown: new Set() })).plan,
    create: (wanted, signal) => create(kind, request(signal), wanted),
    update: (prior, wanted) => update(kind, request(), prior, wanted),
    read: (state) => read(kind, request(), state),
    remove: (state) => remove(kind, request(), state, [owner]),
  };
}
