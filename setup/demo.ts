// `npm run demo`: from nothing to a cluster that changes its version while people use it, and a picture of it.
import { z } from "zod";
import { drawPicture, lookAt } from "./demo-picture.ts";
import { type DemoStack, openStack, stackExists } from "./demo-stack.ts";
import { type Told, tellStory } from "./demo-story.ts";
import { removal } from "./installed.ts";
import { prepareMachine } from "./machine.ts";
import { phase, say } from "./progress.ts";
import { buildRelease, demoBuilds } from "./release.ts";

const OPTIONS = ["--json", "--quick", "--destroy"];

/**
 * Deploys the example and tells its story (`--quick`: only deploys it), or removes it with `--destroy`; with `--json` the
 * last line is one object for programs.
 */
export async function demo(args: string[]): Promise<number> {
  const unknown = args.filter((arg) => !OPTIONS.includes(arg));
  if (unknown.length > 0) throw new Error(`There is no option ${unknown.join(", ")}, only ${OPTIONS.join(", ")}.`);
  if (args.includes("--destroy")) return destroy();
  const setup = await timed(() => prepareMachine("demo"));
  const { line, good } = await deploy(await openStack(), setup, !args.includes("--quick"));
  if (args.includes("--json")) console.log(line);
  return good ? 0 : 1;
}

/**
 * Deploys the example, from its first version to its second one where the story is told, and draws what runs then.
 *
 * @param setup seconds that set-up took
 * @returns the object for programs, and whether all is as it should be
 */
export async function deploy(
  stack: DemoStack,
  setup: number,
  story: boolean,
): Promise<{ line: string; good: boolean }> {
  const [first, second] = demoBuilds;
  await phase("stack configuration", async () => stack.configure(story ? await buildRelease(first) : undefined));
  const found = previous.safeParse(await stack.outputs()).data?.nodes.map(({ version }) => version) ?? [];
  const again = found.some((version) => version !== first.version);
  const remark = again ? `back to ${first.version}, where the story begins` : `${first.version} goes up`;
  say(`\n$ pulumi up${story ? `     # ${remark}` : ""}`);
  const up = await timed(() => stack.show(...UP));
  const told = story ? await tellStory(stack) : undefined;
  if (told)
    await phase(`${second.version} is in the program again: no node is touched`, async () => {
      await stack.configure(await buildRelease(second));
      // What the state says of nodes that were put back is from before that.
      await stack.run(...UP, "--refresh");
    });
  const noop = await timed(() =>
    phase("pulumi up once more: no changes", () => stack.run(...UP, "--expect-no-changes")),
  );
  const cluster = await phase("asking every node", async () => lookAt(await stack.outputs()));
  const seconds = { setup, up, ...told?.seconds, noop };
  console.log(await drawPicture(cluster, seconds, stack));
  const nodes = cluster.sights.map(({ name, address, version }) => ({ name, address, version }));
  const line = JSON.stringify({
    nodes,
    connected: cluster.connected,
    seconds,
    ...(told && { story: withoutTimes(told) }),
  });
  return { line, good: cluster.connected && (told === undefined || wentWell(told)) };
}

/** What may run there from the last time. */
const previous = z.object({ nodes: z.array(z.object({ version: z.string() })) });

const UP = ["up", "--yes", "--skip-preview"];

const wentWell = ({ failed, sockets }: Told): boolean => failed === 0 && sockets.dropped === 0;

const withoutTimes = ({ seconds: _, ...told }: Told): Omit<Told, "seconds"> => told;

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
