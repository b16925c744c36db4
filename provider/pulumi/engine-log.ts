/**
 * Lines in the engine's display, at the resource they speak of.
 *
 * In the process of dynamic providers `pulumi.log` knows no engine and writes to the console, where lines end up at the
 * stack (pulumi/pulumi#6065); the engine's address is that process' first argument.
 */
import { createRequire } from "node:module";
import type { EngineClient as Client } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type * as messages from "@pulumi/pulumi/proto/engine_pb.js";

/** Writes a line. An ephemeral one is shown while the work goes on and is not kept. */
export function tell(urn: string, severity: "info" | "warning", line: string, ephemeral = false): void {
  const engine = connectOnce();
  if (!engine) {
    if (!ephemeral) console.log(`cul8er: ${line}`);
    return;
  }
  const { LogRequest, LogSeverity } = engine.messages;
  const request = new LogRequest();
  request.setUrn(urn);
  request.setSeverity(severity === "info" ? LogSeverity.INFO : LogSeverity.WARNING);
  request.setMessage(line);
  request.setEphemeral(ephemeral);
  engine.client.log(request, () => {});
}

/**
 * Ends this process when the engine is gone.
 *
 * A command line that was killed leaves its provider running (seen with v3.259), which would go on changing things that
 * nobody keeps track of any more, at the same time as the next run. The next run takes up what was begun.
 */
export function endWithEngine(): void {
  if (engine) return;
  const channel = connectOnce()?.client.getChannel();
  if (!channel) return;
  const follow = () => {
    const state = channel.getConnectivityState(true);
    if (state === TRANSIENT_FAILURE) process.exit(1);
    channel.watchConnectivityState(state, Number.POSITIVE_INFINITY, follow);
  };
  follow();
}

/** gRPC: the other side does not answer. */
const TRANSIENT_FAILURE = 3;

interface Engine {
  readonly client: Client;
  readonly messages: typeof messages;
}

let engine: Engine | undefined;

function connectOnce(): Engine | undefined {
  const [address] = process.argv.slice(2);
  if (engine || !address || !/^[\w.]+:\d+$/.test(address)) return engine;
  // gRPC is the SDK's dependency, not ours: it is found from there.
  const ofSdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));
  const { EngineClient } = ofSdk(
    "@pulumi/pulumi/proto/engine_grpc_pb",
  ) as typeof import("@pulumi/pulumi/proto/engine_grpc_pb.js");
  const { credentials } = ofSdk("@grpc/grpc-js") as typeof import("@grpc/grpc-js");
  engine = {
    client: new EngineClient(address, credentials.createInsecure()),
    messages: ofSdk("@pulumi/pulumi/proto/engine_pb") as typeof messages,
  };
  return engine;
}
