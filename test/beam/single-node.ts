/** One node in a project of its own, declared in a Pulumi program: an image, an instance, a release and which one runs. */
import { connect } from "../../provider/incus/server.ts";
import type { Machine } from "../../setup/environment.ts";
import { removeAll } from "../inventory.ts";
import { raw } from "../out-of-band.ts";
import { Stack } from "../stack.ts";
import { temporaryName } from "../temporary-name.ts";

/** A node, and the stack that declares it. */
export interface SingleNode extends AsyncDisposable {
  readonly stack: Stack;
  /** Says which release shall run: arguments of `Release` over the usual ones. */
  declare(release: object): Promise<void>;
  /** Version of the release that the running node says it is. */
  version(): Promise<string>;
}

/** Declares a node on instances of that image; nothing is made before the first `up`. */
export async function singleNode(machine: Machine, file = machine.image): Promise<SingleNode> {
  const name = temporaryName();
  const incus = raw(machine.incus.socket);
  await incus.send("POST", "/1.0/projects", { name, config: { "features.profiles": "false" } });
  const stack = await Stack.of(machine, "test/programs/declared");
  const on = { project: name, instance: name, app: "chat" };
  const base = [
    { kind: "Image", name: "image", args: { project: name, file } },
    { kind: "Instance", name, args: { project: name, image: "@image.fingerprint" } },
  ];
  const release = {
    ...on,
    instance: `@${name}.name`,
    address: `@${name}.ipv4Address`,
    cookie: "monster",
    environment: { PORT: "4000" },
    secrets: { SECRET_KEY_BASE: "k".repeat(64) },
    healthCheck: { http: { port: 4000, path: "/health", version: "version" } },
  };
  const outputs = ["revision", "secretRevision", "version", "nodeName"];
  const node = { ...on, ...Object.fromEntries(outputs.map((output) => [output, `@chat.${output}`])) };
  return {
    stack,
    declare: (wanted) =>
      stack.configure({
        resources: [
          ...base,
          { kind: "Release", name: "chat", args: { ...release, ...wanted } },
          { kind: "BeamNode", name: "node", args: node },
        ],
      }),
    async version() {
      const scope = connect({ socket: machine.incus.socket }).project(name);
      return (await scope.exec(name, ["chat", "rpc", 'IO.puts(System.get_env("RELEASE_VSN"))'])).stdout.trim();
    },
    async [Symbol.asyncDispose]() {
      try {
        await stack[Symbol.asyncDispose]();
      } finally {
        await removeAll(incus, name);
      }
    },
  };
}
