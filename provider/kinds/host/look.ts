/** A host as it is: over its API where we are trusted already, else by looking at the machine. */
import type { Context } from "../../context.ts";
import { type Failure, IncusError, Unreachable, WrongCertificate } from "../../incus/errors.ts";
import { readToken } from "../../incus/trust.ts";
import { SshError } from "../../ssh/errors.ts";
import { reach, type SshHost } from "../../ssh/host.ts";
import { askServer } from "./ask-server.ts";
import { findClient } from "./credentials.ts";
import { endpointOf, listensAlike, machineOf } from "./endpoint.ts";
import { inspect, type Machine } from "./inspect.ts";
import { madeIn, type Receipt } from "./receipt.ts";
import { type ServerView, tellOf } from "./server-view.ts";
import type { HostInputs, HostOutputs, KnownHost } from "./shape.ts";

/** A host that was looked at, with whose it is. */
export type LiveHost = HostInputs & HostOutputs & { readonly owner?: string | undefined };

/** Looks at a host. @returns undefined where the machine is no host of anybody */
export async function look(context: Context, known: KnownHost): Promise<LiveHost | undefined> {
  const machine = machineOf(known);
  const { endpoint } = known;
  const planned = context.verb === "plan" && endpoint === undefined;
  // Only the machine tells what was made on it: where that may be changing, it is looked at itself.
  const asked = context.verb === "plan" || context.verb === "read";
  if (endpoint !== undefined && asked && !(endpoint.address === undefined && machine)) {
    const view = await askPinned(known, endpoint, context.signal).catch((error) => {
      if (error instanceof Unreachable && machine) return undefined; // the machine may know why
      throw error;
    });
    if (view) return liveFrom(known, view, known.made ?? []);
    if (machine) forget(reach(machine)); // what was seen of it a moment ago was otherwise
  }
  if (!machine) {
    // A server that nobody of ours has seen yet is not ours, whatever it answers.
    if (planned) return undefined;
    const view = await askPinned(
      known,
      endpoint ?? endpointOf(known, known.listen ?? "", pinOf(known)),
      context.signal,
    );
    return view && liveFrom(known, view, known.made ?? []);
  }
  const found = await inspected(reach(machine), context).catch((error) => {
    // What is only planned may be on a machine that is not up yet: the problems are told by the plan.
    if (planned && (error instanceof SshError || error instanceof IncusError)) return undefined;
    throw error;
  });
  if (!found?.receipt) return undefined;
  if (!found.incus) return unfinished(known, found.receipt);
  const { receipt, incus } = found;
  // Trust that another hand took back is not there any more.
  const made = madeIn({ ...receipt, trust: receipt.trust.filter((each) => incus.trusted.includes(each)) });
  return { ...(await liveFrom(known, incus, made)), owner: receipt.mark };
}

/** The fingerprint that the server must have, as far as it is known. */
export const pinOf = ({ expectedFingerprint, endpoint, fingerprint, token }: Partial<KnownHost>): string => {
  const told = token === undefined ? undefined : readToken(token)?.fingerprint;
  return (expectedFingerprint ?? endpoint?.fingerprint ?? fingerprint ?? told ?? "").replaceAll(":", "").toLowerCase();
};

/** Asks over the API, at the address and with the pin of now. */
async function askPinned(known: KnownHost, endpoint: HostOutputs["endpoint"], signal: AbortSignal) {
  const fingerprint = pinOf(known);
  // The paths in the state may be those of another person's machine.
  const { clientCertificate: _, clientKey: __, fingerprint: ___, ...place } = endpoint;
  const paths = endpoint.address === undefined ? {} : (await findClient(known))?.paths;
  try {
    return await askServer({ ...place, ...paths, ...(fingerprint && { fingerprint }) }, signal);
  } catch (error) {
    throw error instanceof WrongCertificate ? changed(error) : error;
  }
}

/** What to do about another certificate: only a person can tell whether it is the right one. */
function changed({ failure, cause }: WrongCertificate): WrongCertificate {
  if (cause instanceof SshError) return new WrongCertificate(failure);
  const [shown] = /got ([0-9a-f]{64})/.exec(failure.said ?? "")?.slice(1) ?? [];
  const advice: Failure["advice"] = `Either the server was set up anew or somebody stands between. On the machine, \`incus info | grep fingerprint\` tells the right one; if the new one is right, write \`expectedFingerprint: "${shown ?? "..."}"\`.`;
  return new WrongCertificate({ ...failure, advice });
}

async function liveFrom(known: KnownHost, view: ServerView, made: readonly string[]): Promise<LiveHost> {
  const told = tellOf(view);
  const client = known.access === "ssh" ? undefined : await findClient(known);
  const listen = view.server.config["core.https_address"];
  const { address = "", ...inputs } = known;
  return {
    ...inputs,
    address,
    listen: isSaidOtherwise(known, listen) ? known.listen : listen,
    endpoint: endpointOf({ ...known, ...client?.paths }, listen ?? "", told.fingerprint),
    ...told,
    made: [...made],
  };
}

/** Whether the declared address means the live one: it is shown as it was written. Without SSH it only tells the port. */
const isSaidOtherwise = ({ listen, ssh }: KnownHost, live: string | undefined): boolean =>
  listen !== undefined && (ssh === undefined || (live !== undefined && listensAlike(listen, live)));

/** A host without a server that answers: one that a run began and died over, or whose Incus is down. */
function unfinished(known: KnownHost, receipt: Receipt): LiveHost {
  const resources = { cpus: 0, memory: 0, disks: [], pools: [] };
  const nothing = { version: "", apiExtensions: [], serverName: "", fingerprint: "", architecture: "", addresses: [] };
  return {
    ...nothing,
    endpoint: { name: known.name, ...(known.address !== undefined && { ssh: machineOf(known) }) },
    clustered: false,
    members: [],
    resources,
    ...known,
    address: known.address ?? "",
    made: madeIn(receipt),
    owner: receipt.mark,
  };
}

/** Machines that were looked at a moment ago: within one plan, several questions are answered by one look. */
const looks = new WeakMap<SshHost, { readonly at: number; readonly machine: Promise<Machine> }>();
const FRESH = 3_000; // milliseconds

/** Looks at a machine; in plans and refreshes, at what was seen a moment ago. */
export function inspected(host: SshHost, { verb, signal }: Context): Promise<Machine> {
  const known = looks.get(host);
  if (known && (verb === "plan" || verb === "read") && Date.now() - known.at < FRESH) return known.machine;
  const machine = inspect(host, signal);
  looks.set(host, { at: Date.now(), machine });
  machine.catch(() => looks.delete(host));
  return machine;
}

/** Looks at a machine that is going to be changed: the look that judged the change a moment ago will do. */
export const seen = (host: SshHost, context: Context): Promise<Machine> =>
  inspected(host, { ...context, verb: "plan" });

/** What was seen is not true any more. */
export const forget = (host: SshHost): void => void looks.delete(host);
