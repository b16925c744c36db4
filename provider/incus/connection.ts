/** Everything that the work on one server shares: transport, events, operations, and reads that are for all. */
import type { Operation, Outcome } from "./answer.ts";
import { ask } from "./ask.ts";
import { BulkReads } from "./bulk-read.ts";
import { type IncusError, PermissionDenied, Untrusted } from "./errors.ts";
import { Events } from "./events.ts";
import { Operations } from "./operations.ts";
import type { Endpoint } from "./remotes.ts";
import { type Request, Transport } from "./transport.ts";

/** A write that the server took: done, or an operation and what is needed to wait for it without a gap. */
export interface Written {
  outcome: Outcome;
  /** The connection of events that was open before the write was sent. */
  since: number;
}

/** Events of what changes nothing that is read of an instance: commands in it, and its files. */
const LEAVES_ALL =
  /^instance-(exec|console(-reset|-retrieved)?|(file|log)-(deleted|pushed|retrieved)|metadata-retrieved)$/;

/** The shared part of a server's clients. */
export class Connection {
  readonly transport: Transport;
  readonly events: Events;
  readonly operations: Operations;
  readonly reads: BulkReads;

  /** @param keep milliseconds for which a shared read serves those who come later */
  constructor(endpoint: Endpoint, keep: number) {
    this.transport = new Transport(endpoint);
    this.events = new Events(this.transport, (event) => {
      if (event.type === "lifecycle" && !LEAVES_ALL.test(event.metadata.action)) this.reads.discard();
      this.operations.hear(event);
    });
    this.operations = new Operations(this.transport, this.events);
    this.reads = new BulkReads(keep);
  }

  /** Sends a request and reads its answer; says so where the server does not know our certificate. */
  async ask(request: Request): Promise<Outcome> {
    try {
      return await ask(this.transport, request);
    } catch (error) {
      throw error instanceof PermissionDenied ? await this.#whyDenied(error, request) : error;
    }
  }

  /** Sends what starts an operation that changes nothing the server shows, such as a command. */
  async run(project: string, request: Request): Promise<Written> {
    const stream = this.events.of(project);
    const since = stream?.connection ?? 0;
    if (since === 0) void stream?.open().catch(() => {}); // on the way together with the request; failures show when waiting
    return { outcome: await this.ask(request), since };
  }

  /** Sends a write. What was read before it is not true any more. */
  async write(project: string, request: Request): Promise<Written> {
    this.reads.discard();
    try {
      return await this.run(project, request);
    } finally {
      this.reads.discard();
    }
  }

  /** Waits for an operation; what was read while it ran is not true any more. */
  async wait(started: Operation, wait: Parameters<Operations["wait"]>[1]): Promise<Operation> {
    try {
      return await this.operations.wait(started, wait);
    } finally {
      this.reads.discard();
    }
  }

  async close(): Promise<void> {
    this.events.close();
    await this.transport.close();
  }

  async #whyDenied(denied: PermissionDenied, { signal }: Request): Promise<IncusError> {
    const { endpoint } = this.transport;
    if (!("address" in endpoint)) return denied;
    const public_ = { "X-Incus-authenticated": "" };
    const outcome = await ask(this.transport, {
      method: "GET",
      path: "/1.0",
      headers: public_,
      tried: "asking who we are",
      signal,
    }).catch(() => undefined);
    const metadata = outcome?.kind === "done" ? outcome.metadata : undefined;
    const trusted = metadata && typeof metadata === "object" && "auth" in metadata && metadata.auth === "trusted";
    if (trusted) return denied;
    const { address } = endpoint;
    const advice = endpoint.certificate
      ? `On the server run: incus config trust add <name>, then here: incus remote add <remote> ${address.origin} (it asks for the token).`
      : "This client has no certificate: make one with: incus remote generate-certificate, and have it trusted (incus config trust add-certificate).";
    return new Untrusted({
      ...denied.failure,
      said: "the server does not trust our client certificate",
      advice,
      cause: denied,
    });
  }
}
