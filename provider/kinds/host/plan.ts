/** What a plan says of a host: what is in the way, what is going to be made, and what changes. */
import { isDeepStrictEqual } from "node:util";
import type { Context } from "../../context.ts";
import { IncusError } from "../../incus/errors.ts";
import { overSsh } from "../../incus/over-ssh.ts";
import { readToken } from "../../incus/trust.ts";
import type { Plan, Problem, Question } from "../../resource.ts";
import { HostKeyRefused, HostUnreachable, KeyUnusable, LoginRefused, SshError, SudoRefused } from "../../ssh/errors.ts";
import { reach } from "../../ssh/host.ts";
import { userOf } from "../../ssh/place.ts";
import { findClient } from "./credentials.ts";
import { machineOf } from "./endpoint.ts";
import type { Machine } from "./inspect.ts";
import { inspected } from "./look.ts";
import { madeIn, NOTHING } from "./receipt.ts";
import { type HostInputs, type inputs, outputs } from "./shape.ts";
import { noted, problemsOf, type Step, stepInWords, stepsFor } from "./steps.ts";

/** What a plan is made from besides what is declared. */
export interface Facts {
  /** The machine, where it was looked at. */
  readonly machine: Machine | undefined;
  readonly steps: readonly Step[];
  readonly problems: readonly Problem[];
}

/** Looks at the machine, where that is to become a host, or where we are not trusted any more. */
export async function factsOf(context: Context, wanted: Partial<HostInputs>, asked: boolean): Promise<Facts> {
  const none: Facts = { machine: undefined, steps: [], problems: [] };
  const problems = wrongInputs(wanted);
  const place = wanted.address === undefined ? undefined : machineOf(wanted);
  if (asked || !place) return { ...none, problems };
  try {
    const machine = await inspected(reach(place), context);
    const client = await findClient(wanted);
    const steps = stepsFor(machine, wanted, { user: userOf(place), fingerprint: client?.fingerprint });
    const installs = steps.some(({ is }) => is === "install");
    return { machine, steps, problems: [...problems, ...problemsOf(machine, wanted, installs)] };
  } catch (error) {
    return { ...none, problems: [...problems, ...inTheWay(error)] };
  }
}

/** What keeps us off the machine, as a problem of the input that is to be mended; a machine that is not up yet is none. */
function inTheWay(error: unknown): Problem[] {
  const reason = error instanceof IncusError ? error.cause : error;
  if (reason instanceof HostUnreachable) return [];
  if (!(reason instanceof SshError)) throw overSsh("the machine", error);
  const { said, advice } = reason.failure;
  const message = `${said}${advice ? `. ${advice}` : ""}`;
  if (reason instanceof HostKeyRefused) return [{ path: ["ssh", "hostKey"], message: `does not fit: ${message}` }];
  if (reason instanceof LoginRefused || reason instanceof KeyUnusable)
    return [{ path: ["ssh", "key"], message: `does not fit: ${message}` }];
  if (reason instanceof SudoRefused)
    return [{ path: ["ssh", "user"], message: `is not root and cannot become it: ${message}` }];
  throw error;
}

function wrongInputs({ clientCertificate, clientKey, token, ssh, access, ...room }: Partial<HostInputs>): Problem[] {
  const problems: Problem[] = [];
  if ((clientCertificate === undefined) !== (clientKey === undefined))
    problems.push({ path: ["clientCertificate"], message: "and clientKey belong together: give both or none" });
  if (token !== undefined && !readToken(token))
    problems.push({ path: ["token"], message: "is no trust token: `incus config trust add <name>` prints one" });
  for (const name of ["storage", "network"] as const)
    if (room.empty === true && room[name] !== undefined)
      problems.push({ path: [name], message: "says what is to be made on it, and `empty` that nothing is: keep one" });
  if (access === "ssh" && ssh === undefined)
    problems.push({ path: ["access"], message: 'is "ssh", but `ssh` does not say how' });
  return problems;
}

/** Refines what the schema implies. Pure. */
export function planFor(
  { prior, live, wanted, unknown, facts }: Question<typeof inputs, typeof outputs, Facts>,
  implied: Plan,
): Plan {
  if (["address", "ssh"].some((name) => unknown.has(name))) return implied;
  if (implied.action === "replace")
    return {
      action: "refuse",
      problems: [
        {
          path: ["name"],
          message: "is in the ids of all that is on the host, so it stays; destroy it to give it another",
        },
      ],
    };
  if (facts && facts.problems.length > 0) return { action: "refuse", problems: facts.problems };
  const { machine, steps = [] } = facts ?? {};
  if (implied.action === "create" && machine) return { action: "create", known: { made: madeBy(machine, steps) } };
  if (implied.action !== "none" && implied.action !== "update") return implied;
  if (!live) return implied;
  const moved = prior?.endpoint !== undefined && !isDeepStrictEqual(prior.endpoint, live.endpoint);
  if (implied.action === "update") {
    const reopens = wanted.listen !== undefined && wanted.listen !== live.listen;
    const unknown = [
      ...(moved || reopens || implied.changed.length > 0 ? ["endpoint"] : []),
      ...(steps.length > 0 ? ["made"] : []),
    ];
    return { ...implied, unknown: [...implied.unknown, ...unknown] };
  }
  if (machine && steps.length > 0)
    return {
      action: "update",
      changed: [],
      unknown: machine.incus ? ["made"] : Object.keys(outputs.shape),
      reason: steps.map((step) => stepInWords(step, machine)).join("; "),
    };
  return implied;
}

/** What the receipt will say. */
const madeBy = ({ receipt }: Machine, steps: readonly Step[]): string[] =>
  madeIn(noted(receipt ?? NOTHING, steps, "ours"));
