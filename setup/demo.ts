// `npm run demo`: from nothing to a cluster that answers, and a picture of it.
import { drawPicture, lookAt } from "./demo-picture.ts";
import { openStack, stackExists } from "./demo-stack.ts";
import { removal } from "./installed.ts";
import { prepareMachine } from "./machine.ts";
import { phase, say } from "./progress.ts";

/** Deploys the example, or removes it with `--destroy`; with `--json` the last line is one object for programs. */
export async function demo(args: string[]): Promise<number> {
  const unknown = args.filter((arg) => arg !== "--json" && arg !== "--destroy");
  if (unknown.length > 0) throw new Error(`There is no option ${unknown.join(", ")}, only --json and --destroy.`);
  return args.includes("--destroy") ? destroy() : deploy(args.includes("--json"));
}

async function deploy(json: boolean): Promise<number> {
  const setup = await timed(() => prepareMachine("demo"));
  const stack = await openStack();
  await phase("stack configuration", () => stack.configure());
  say("\n$ pulumi up");
  const up = await timed(() => stack.show("up", "--yes", "--skip-preview"));
  const noop = await timed(() =>
    phase("pulumi up once more: no changes", () => stack.run("up", "--yes", "--skip-preview", "--expect-no-changes")),
  );
  const cluster = await phase("asking every node", async () => lookAt(await stack.outputs()));
  const seconds = { setup, up, noop };
  console.log(await drawPicture(cluster, seconds, stack));
  const nodes = cluster.nodes.map(({ name, address, version }) => ({ name, address, version }));
  if (json) console.log(JSON.stringify({ nodes, connected: cluster.connected, seconds }));
  return cluster.connected ? 0 : 1;
}

async function destroy(): Promise<number> {
  if (stackExists()) {
    await prepareMachine("demo");
    const stack = await openStack();
    say("\n$ pulumi destroy");
    await stack.show("destroy", "--yes", "--skip-preview");
    await stack.run("stack", "rm", "--yes");
    say("\nEverything that the demo deployed is gone.");
  } else say("Nothing of the demo is deployed.");
  say(
    [
      "What set-up installed is still here. To remove that too:",
      "",
      ...(await removal()).map((line) => `  ${line}`),
      "",
    ].join("\n"),
  );
  return 0;
}

/** Seconds that the work takes, to a tenth. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return Math.round((performance.now() - began) / 100) / 10;
}
