// Every command of `npm run`, by its name.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build, root } from "./build.ts";
import { demo } from "./demo.ts";
import { prepareMachine } from "./machine.ts";
import { packagePlugin, signRelease } from "./plugin-release.ts";
import { phase } from "./progress.ts";
import { test } from "./test.ts";

type Command = (args: string[]) => Promise<number | undefined>;

const commands: Record<string, Command> = {
  setup: () => done(prepareMachine()),
  build: () => done(phase("cul8er itself", build)),
  "package:terraform": async ([option, key]) => {
    if (option !== undefined && (option !== "--sign" || !key))
      throw new Error("The only option is --sign, with a key of your GnuPG: -- --sign you@example.org");
    await phase("a release of the Terraform plugin, in dist/terraform", () => packagePlugin());
    if (key) await phase("its signature", () => signRelease(key));
    return undefined;
  },
  demo,
  test: (args) => test({ args, turns: "one" }),
  "test:all": (args) => test({ args, turns: "all" }),
  "test:crash": (args) =>
    test({ args: args.length > 0 ? args : ["test/crash.test.ts"], everything: true, turns: "all" }),
  bench: async (args) => {
    await prepareMachine();
    return program("bench/main.ts", args);
  },
  generate: async (args) => program("generate/main.ts", args),
};

// A passphrase of the user's own would win over the file with ours.
delete process.env.PULUMI_CONFIG_PASSPHRASE;

const [name = "", ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  console.error(`Unknown command "${name}". There is: ${Object.keys(commands).join(", ")}.`);
  process.exit(2);
}
try {
  process.exitCode = (await command(args)) ?? 0;
} catch (error) {
  console.error(`\n${process.env.CUL8ER_LOG === "debug" || !(error instanceof Error) ? String(error) : error.message}`);
  // What still runs side by side (a download, a build) is of no use any more.
  process.exit(1);
}

async function done(work: Promise<unknown>): Promise<undefined> {
  await work;
}

function program(path: string, args: string[]): number {
  return spawnSync(process.execPath, [join(root, path), ...args], { stdio: "inherit" }).status ?? 1;
}
