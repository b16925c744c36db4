/** A command: its words, its options, and what it does; how it is asked for, and how it says what is wrong with that. */
import { parseArgs } from "node:util";
import type { Terminal } from "./terminal.ts";

/** An option of a command. */
export interface Option {
  readonly type: "string" | "boolean";
  readonly short?: string;
  /** What the value is, in the help: `VERSION`. */
  readonly value?: string;
  readonly help: string;
}

/** What a command was given, and where it runs. */
export interface Call<Name extends string> {
  /** The words that are no options. */
  readonly words: readonly string[];
  readonly terminal: Terminal;
  /** Ctrl-C. */
  readonly signal: AbortSignal;
  /** The value of an option; undefined where it was not given. */
  text(name: Name): string | undefined;
  /** Whether an option was given. */
  flag(name: Name): boolean;
  /** A whole number, at least 1. @throws WrongUsage */
  count(name: Name): number | undefined;
}

/** What a command is made of. */
export interface Definition<Name extends string> {
  readonly name: string;
  /** What follows the name: `<instance> [app]`. */
  readonly words: string;
  /** Fewest and most words. */
  readonly takes: readonly [least: number, most: number];
  /** What it does, in a sentence. */
  readonly summary: string;
  /** More, below the usage. */
  readonly details?: string;
  readonly options: Readonly<Record<Name, Option>>;
  /** Does it, and gives the exit code: 0 done, 1 failed, where it has said why. @throws what went wrong */
  run(call: Call<Name | keyof typeof ALWAYS>): Promise<0 | 1>;
}

/** A command, whatever its options are. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly help: string;
  run(args: string[], terminal: Terminal, signal: AbortSignal): Promise<0 | 1>;
}

/** The command was not asked for as it wants to be. */
export class WrongUsage extends Error {
  override readonly name = "WrongUsage";
}

/** Options of every command. */
const ALWAYS = {
  json: { type: "boolean", help: "Write JSON, for other programs." },
  help: { type: "boolean", short: "h", help: "Show this." },
} as const satisfies Record<string, Option>;

/** Makes a command of what it is made of. */
export function defineCommand<Name extends string>(definition: Definition<Name>): Command {
  const { name, summary, takes, run } = definition;
  const options: Readonly<Record<string, Option>> = { ...definition.options, ...ALWAYS };
  return {
    name,
    summary,
    help: helpOf({ ...definition, options }),
    async run(args, terminal, signal) {
      const { values, words } = parsed(args, options);
      const [least, most] = takes;
      if (words.length < least) throw new WrongUsage(`${definition.words.split(" ")[words.length]} is missing`);
      if (words.length > most) throw new WrongUsage(`${JSON.stringify(words[most])} is one word too many`);
      const text = (option: string) => {
        const value = values.get(option);
        return typeof value === "string" ? value : undefined;
      };
      return run({
        words,
        terminal,
        signal,
        text,
        flag: (option) => values.get(option) === true,
        count: (option) => countOf(option, text(option)),
      });
    },
  };
}

function parsed(args: string[], options: Readonly<Record<string, Option>>) {
  try {
    const known = Object.entries(options).map(([name, { type, short }]) => [name, { type, ...(short && { short }) }]);
    const { values, positionals } = parseArgs({ args, options: Object.fromEntries(known), allowPositionals: true });
    return { values: new Map<string, unknown>(Object.entries(values)), words: positionals };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new WrongUsage(error.message.split(". ")[0]);
  }
}

function countOf(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new WrongUsage(`--${option} ${value}: give a whole number, at least 1`);
  return Number(value);
}

function helpOf({ name, words, summary, details, options }: Omit<Definition<string>, "run">): string {
  const rows = Object.entries(options).map(([option, { short, value, help }]) => [
    `${short ? `-${short}, ` : ""}--${option}${value ? ` ${value}` : ""}`,
    help,
  ]);
  const width = Math.max(...rows.map(([left = ""]) => left.length));
  return [
    `Usage: cul8er ${name}${words ? ` ${words}` : ""} [options]`,
    summary,
    ...(details ? [details] : []),
    ["Options:", ...rows.map(([left = "", right = ""]) => `  ${left.padEnd(width)}  ${right}`)].join("\n"),
  ].join("\n\n");
}
