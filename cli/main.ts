#!/usr/bin/env node
/** The command line: finds the command, runs it, and says how it ended: 0 done, 1 failed, 2 asked for wrongly. */
import { disconnectAll } from "../provider/incus/server.ts";
import { abort } from "./abort.ts";
import { type Command, WrongUsage } from "./command.ts";
import { evaluate } from "./eval.ts";
import { logs } from "./logs.ts";
import { remote } from "./remote.ts";
import { report } from "./report.ts";
import { rollback } from "./rollback.ts";
import { status } from "./status.ts";
import { summary } from "./summary.ts";
import { ownTerminal as terminal } from "./terminal.ts";
import { undrain } from "./undrain.ts";

const commands: readonly Command[] = [summary, status, report, logs, remote, evaluate, rollback, abort, undrain];

const HELP = `Usage: cul8er <command> [options]

What people need beside \`pulumi up\` and \`terraform apply\`: a page for a pull request, a look at what runs, a way out of trouble.

Commands:
${commands.map(({ name, summary }) => `  ${name.padEnd(9)} ${summary}`).join("\n")}

\`cul8er <command> --help\` shows more of one.`;

async function main(args: string[], signal: AbortSignal): Promise<number> {
  const [name, ...rest] = args;
  const command = commands.find((each) => each.name === (name === "help" ? rest[0] : name));
  if (command && (name === "help" || asksForHelp(rest))) return say(command.help);
  if (!command && (name === undefined || name === "help" || asksForHelp(args.slice(0, 1))))
    return say(HELP, name === undefined ? 2 : 0);
  try {
    if (!command)
      throw new WrongUsage(
        `there is no command ${JSON.stringify(name)}; there is ${commands.map(({ name }) => name).join(", ")}`,
      );
    return await command.run(rest, terminal, signal);
  } catch (error) {
    return complain(error, command, rest);
  } finally {
    await disconnectAll();
  }
}

/** Up to `--`, behind which words are no options. */
const asksForHelp = (args: readonly string[]): boolean => {
  const end = args.indexOf("--");
  return args.slice(0, end < 0 ? undefined : end).some((word) => word === "--help" || word === "-h");
};

function say(text: string, code = 0): number {
  terminal.print(text);
  return code;
}

function complain(error: unknown, command: Command | undefined, args: readonly string[]): number {
  const usage = error instanceof WrongUsage;
  const message = error instanceof Error ? error.message : String(error);
  const name = ["cul8er", command?.name].filter(Boolean).join(" ");
  if (args.includes("--json"))
    terminal.print(JSON.stringify({ error: { name: error instanceof Error ? error.name : "Error", message } }));
  terminal.note(`${name}: ${message}`);
  if (usage) terminal.note(`\`${name} --help\` shows how it is used.`);
  else if (process.env.CUL8ER_LOG === "debug" && error instanceof Error && error.stack) terminal.note(error.stack);
  return usage ? 2 : 1;
}

const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    interrupted.abort(new DOMException("it was interrupted", "AbortError"));
    // A second one does not wait for the end of what cannot be left half done.
    process.once(signal, () => process.exit(130));
  });
// Whoever reads may stop at any line: `cul8er logs ... | head`.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

void main(process.argv.slice(2), interrupted.signal).then((code) => {
  process.exitCode = code;
});
