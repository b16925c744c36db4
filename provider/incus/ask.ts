/** A request and what its answer says, in one. */
import pRetry from "p-retry";
import { type Outcome, understand } from "./answer.ts";
import { ended } from "./deadline.ts";
import { OperationFailed, Unreachable } from "./errors.ts";
import type { Request, Transport } from "./transport.ts";

/**
 * Sends a request and reads the answer. Reads are tried again where the connection broke, or the server failed at them
 * (Incus 6.0 does while it reads the state of an instance that starts or stops); writes never, since the server may
 * have got them.
 */
export async function ask(transport: Transport, request: Request): Promise<Outcome> {
  const at = { tried: request.tried, on: transport.endpoint.name };
  const once = async () => {
    const answer = await transport.request(request);
    return understand(answer, at).catch((error) => {
      throw request.signal?.aborted ? ended(request.signal, at) : error;
    });
  };
  if (request.method !== "GET") return once();
  return pRetry(once, {
    retries: 3,
    minTimeout: 100,
    factor: 3,
    shouldRetry: ({ error }) => mayPass(error) && !request.signal?.aborted,
  });
}

const mayPass = (error: Error): boolean =>
  (error instanceof Unreachable && error.connected) || error instanceof OperationFailed;
