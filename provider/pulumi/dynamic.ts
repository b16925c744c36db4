/**
 * The kinds as Pulumi dynamic providers.
 *
 * A resource's `__provider` is one constant line that requires this module, so that state never holds code and a newer
 * version of the package manages older resources.
 *
 * What dynamic providers ask of us (pulumi/pulumi v3.259, `cmd/dynamic-provider`):
 * - In previews the inputs that `check` returns are the state: outputs that stay true are copied into them, all others
 *   show as unknown.
 * - `diff`, `update` and `delete` get the old outputs, `check` the old inputs; none gets the URN.
 */
import type { dynamic } from "@pulumi/pulumi";
import type { Request } from "../context.ts";
import { identify, parseIdentity } from "../identity.ts";
import { hostIn } from "../incus/host.ts";
import { connect } from "../incus/server.ts";
import { validate, withDigests } from "../inputs.ts";
import { kinds } from "../kinds/index.ts";
import { create, lookUp, plan, read, remove, sentence, Unfinished, update, type Wanted } from "../lifecycle.ts";
import { outputNames } from "../plan.ts";
import type { Kind, Plan, Problem, Values } from "../resource.ts";
import { endWithEngine, tell } from "./engine-log.ts";
import { type Hidden, type Properties, partsOf, putTogether, takeApart } from "./values.ts";

/** The provider of the kind of that type, as the constant line names it. */
export const provider = (type: string): dynamic.ResourceProvider => {
  const kind = kinds.find((candidate) => candidate.type === type);
  if (!kind) throw new Error(`cul8er has no kind ${JSON.stringify(type)}: the state was written by a newer version`);
  endWithEngine();
  return providerOf(kind);
};

function providerOf(kind: Kind): dynamic.ResourceProvider {
  return {
    async check(olds: Values, news: Values) {
      const declared = takeApart(news);
      const { hidden, unknown } = declared;
      const names = new Set(Object.keys(unknown));
      const valid = validate(kind, declared.known, names);
      if (valid.problems.length > 0) return { failures: valid.problems.map(failure) };
      const { values, problems } = await withDigests(kind, valid.values, olds);
      if (problems.length > 0) return { failures: problems.map(failure) };
      try {
        const wanted = { values, unknown: names, ignored: partsOf(hidden) };
        const planned = await plan(kind, requestOf(hidden, values), priorOf(kind, olds), wanted);
        if (planned.plan.action === "refuse") return { failures: planned.plan.problems.map(failure) };
        return { inputs: putTogether(planned.outputs, unknown, values, hidden) };
      } catch (error) {
        return { failures: [failure({ path: [], message: messageOf(error) })] };
      }
    },

    async diff(_id: string, olds: Values, news: Values) {
      const { hidden, known, unknown } = takeApart(news);
      const { plan: answer, behind } = await told(
        plan(kind, requestOf(hidden, known), priorOf(kind, olds), wantedOf(kind, { hidden, known, unknown })),
      );
      explain(answer, hidden);
      if (behind) tell(hidden.__urn ?? "", "info", "is as wanted already: only the state is updated");
      if (answer.action === "refuse") throw new Told(answer.problems.map(sentence).join("; "));
      return {
        changes: answer.action !== "none" || behind,
        replaces: answer.action === "replace" ? [...answer.because] : [],
        deleteBeforeReplace:
          // Under another name, or on another server, the new one can be there before the old one goes.
          answer.action === "replace" &&
          (answer.deletesFirst ?? !answer.because.some((name) => name === "host" || kind.identity.includes(name))),
      };
    },

    async create(inputs: Values) {
      const { hidden, known } = takeApart(inputs);
      const wanted = inputsOf(kind, known);
      const id = identify(kind, wanted);
      try {
        return { id, outs: putTogether(hidden, await create(kind, requestOf(hidden, known), wanted)) };
      } catch (error) {
        throw partial(error, id, hidden);
      }
    },

    async update(id: string, olds: Values, news: Values) {
      const { hidden, known } = takeApart(news);
      try {
        const prior = priorOf(kind, olds) ?? {};
        const state = await update(kind, requestOf(hidden, known), prior, inputsOf(kind, known), {
          ignored: partsOf(hidden),
          whenSame: "read",
        });
        return { outs: putTogether(hidden, state) };
      } catch (error) {
        throw partial(error, id, hidden);
      }
    },

    async read(id: string, properties: Values) {
      const { hidden, known } = takeApart(properties);
      const identity = parseIdentity(kind, id);
      const before = { ...identity, ...known };
      const request = requestOf(hidden, before);
      // What is only looked up (`.get`) comes with nothing but its id.
      const unheardOf = Object.keys(known).every((name) => name in identity);
      const state = await told(unheardOf ? lookUp(kind, request, before) : read(kind, request, before));
      if (!state) return { id: "", props: {} };
      return { id, props: putTogether(hidden, state), inputs: putTogether(hidden, inputsOf(kind, state)) };
    },

    async delete(_id: string, properties: Values) {
      const { hidden, known } = takeApart(properties);
      await told(remove(kind, requestOf(hidden, known), known, hidden.__urn ? [hidden.__urn] : []));
    },
  };
}

/** An error whose stack says nothing, since the engine's shim prints it. */
class Told extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.stack = "";
  }
  override toString = () => this.message;
}

const told = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw new Told(messageOf(error), error);
  });

/** An error that carries what was made, in the form that the shim keeps: with the provider's own line, or no delete would work. */
function partial(error: unknown, id: string, hidden: Partial<Hidden>): Error {
  const message = messageOf(error);
  const plain = new Told(message, error);
  if (!(error instanceof Unfinished)) return plain;
  return Object.assign(plain, { id, properties: putTogether(hidden, error.state), reasons: [message] });
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function requestOf({ __urn: urn = "" }: Partial<Hidden>, values: Values): Request {
  return {
    server: connect(hostIn(values.host)),
    owner: urn,
    signal: forever,
    progress: (line) => tell(urn, "info", line, true),
    warn: (line) => tell(urn, "warning", line),
  };
}

/** The engine tells dynamic providers of no cancellation: work ends by its own deadline. */
const forever = new AbortController().signal;

function priorOf(kind: Kind, olds: Values): Values | undefined {
  const { known } = takeApart(olds);
  return kind.identity.some((name) => name in known) ? known : undefined;
}

const wantedOf = (kind: Kind, { hidden, known, unknown }: Properties): Wanted => ({
  values: inputsOf(kind, known),
  unknown: new Set(Object.keys(unknown).filter((name) => name in kind.accepts.shape)),
  ignored: partsOf(hidden),
});

/** Of a resource's properties its inputs: `check` has put outputs among them. */
function inputsOf(kind: Kind, values: Values): Values {
  const outputs = new Set(outputNames(kind));
  return Object.fromEntries(Object.entries(values).filter(([name]) => !outputs.has(name)));
}

function explain(answer: Plan, { __urn: urn = "" }: Partial<Hidden>): void {
  if ("reason" in answer && answer.reason) tell(urn, answer.action === "none" ? "warning" : "info", answer.reason);
  if (answer.action === "update" && answer.restarts) tell(urn, "info", "restarts the instance");
}

/** The path is part of the reason: of a property that is named apart the engine shows the value, even of a secret one. */
const failure = (found: Problem): dynamic.CheckFailure => ({ property: "", reason: sentence(found) });
