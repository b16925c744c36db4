/** Commands as values: what is run on an instance is made here and sent elsewhere. */

/** A script for `/bin/sh` with its arguments. Nothing is ever put into the script's text: values are arguments. */
export interface Script {
  /** What it does, in a word: the name of its process, and of its own complaints. */
  readonly name: string;
  readonly text: string;
  /** Positional parameters, `$1` first. */
  readonly args: readonly string[];
  /** What the script reads. */
  readonly input?: Buffer;
}

/** The command line that runs a script, as `exec` takes it. */
export const commandOf = ({ name, text, args }: Script): string[] => ["/bin/sh", "-c", text, `cul8er-${name}`, ...args];

/** A word for a POSIX shell, whatever is in it. */
export const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/** What a script answers: `key=value` lines, then, after a line `---`, free text. */
export interface Answer {
  readonly values: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Reads the output of a script. */
export function answerOf(stdout: string): Answer {
  const [head = "", ...rest] = `\n${stdout}`.split("\n---\n");
  const lines = head.split("\n").filter((line) => /^[a-z_]+=/.test(line));
  const values = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
  return { values, text: rest.join("\n---\n").trimEnd() };
}
