/** Making a host out of a machine, or of a server that is there; may be repeated at any point. */
import { hostname, userInfo } from "node:os";
import type { Context } from "../../context.ts";
import { Unreachable, Untrusted } from "../../incus/errors.ts";
import { readToken, redeem } from "../../incus/trust.ts";
import { reach } from "../../ssh/host.ts";
import { askServer } from "./ask-server.ts";
import { carryOut, revokeToken } from "./carry-out.ts";
import { ensureClient, findClient } from "./credentials.ts";
import { endpointOf, machineOf } from "./endpoint.ts";
import { forget, pinOf, seen } from "./look.ts";
import type { HostInputs, HostOutputs } from "./shape.ts";

/** Brings a host to what is wanted. */
export async function bring(context: Context, wanted: HostInputs): Promise<void> {
  const place = machineOf(wanted);
  if (!place) return join(context, wanted);
  const host = reach(place);
  const client = wanted.access === "ssh" ? undefined : await ensureClient(wanted);
  const name = clientName(wanted.name);
  const machine = await seen(host, context);
  forget(host);
  if (machine.incus) assertPinned(wanted, machine.incus.server.environment.certificate_fingerprint);
  const { token, listen } = await carryOut(context, host, machine, wanted, client && { ...client, name });
  if (!client || token === undefined) return;
  try {
    const fingerprint = readToken(token)?.fingerprint ?? "";
    assertPinned(wanted, fingerprint);
    await use(token, endpointOf({ ...wanted, ...client.paths }, listen, fingerprint), context);
  } catch (error) {
    await revokeToken(host, name);
    throw error;
  }
}

/** Has the server trust our certificate by a token. */
async function use(token: string, at: HostOutputs["endpoint"], { signal }: Context): Promise<void> {
  try {
    await redeem(at, token, signal);
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    const advice = `The machine lets us in by SSH, but its API at ${at.address} is not reached from here: open that port in the firewall between, or write \`access: "ssh"\`.`;
    throw new Unreachable({ ...error.failure, advice });
  }
}

/** A server that is only reached by its API: with a token we make it trust us, else it must already. */
async function join(context: Context, wanted: HostInputs): Promise<void> {
  const client = wanted.token === undefined ? await findClient(wanted) : await ensureClient(wanted);
  const at = endpointOf({ ...wanted, ...client?.paths }, wanted.listen ?? "", pinOf(wanted));
  const { fingerprint, ...open } = at;
  const place = fingerprint ? at : open;
  if (await askServer(place, context.signal)) return;
  if (wanted.token === undefined)
    throw new Untrusted({
      tried: "connecting",
      on: `${wanted.name} (${at.address})`,
      said: "the server does not trust our client certificate",
      advice:
        "On the server run: incus config trust add <name>, and give what it prints as `token`; or say how to reach the machine by `ssh`.",
    });
  await redeem(place, wanted.token, context.signal);
}

/** The name under which the server lists our certificate. */
const clientName = (host: string): string =>
  `cul8er-${host}-${userInfo().username}@${hostname()}`.replaceAll(/[^\w.@-]/g, "-");

function assertPinned(wanted: HostInputs, shown: string): void {
  const pin = pinOf(wanted);
  if (pin && pin !== shown)
    throw new Error(
      `the server on ${wanted.name} has the certificate ${shown}, not the expected ${pin}: correct \`expectedFingerprint\` if this is right`,
    );
}
