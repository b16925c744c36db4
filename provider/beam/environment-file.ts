/**
 * An environment as a file that systemd's `EnvironmentFile=` and a POSIX shell read the same way.
 *
 * Unquoted values lose their backslashes in systemd and are cut at the first newline, so every value is quoted: in
 * single quotes all but the quote itself is literal to both.
 */
import { z } from "zod";

/** Variables that say which node this is. They come from the layer itself; set by hand, the node would not be the one that was planned. */
const OURS =
  /^(RELEASE_(NODE|COOKIE|DISTRIBUTION|TMP|VM_ARGS|REMOTE_VM_ARGS)|RELX_(COOKIE|OUT_FILE_PATH)|VMARGS_PATH|CUL8ER_.*)$/;

/** Schema of a variable's name. */
export const variableName = () =>
  z
    .string()
    .refine((name) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name), {
      error: ({ input }) => `${JSON.stringify(input)} is no name for an environment variable`,
    })
    .refine((name) => !OURS.test(name), {
      error: ({ input }) => `${String(input)} is set for you, from the node's name, cookie and distribution`,
    });

/** Schema of a variable's value: any text that a process can be given. */
export const variableValue = () =>
  z.string().refine((value) => !UNFIT.test(value) && value.isWellFormed(), {
    error: "a value may not hold control characters other than tab and newline",
  });

/** Bytes that systemd drops the whole assignment for, and the carriage return, which it reads as a newline. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNFIT = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/** The file. Sorted, so that the same environment is the same file. */
export const environmentFile = (environment: Readonly<Record<string, string>>): string =>
  Object.keys(environment)
    .sort()
    .map((name) => `${name}=${assigned(environment[name] ?? "")}\n`)
    .join("");

/** Both readers join quoted parts that touch, so a single quote stands in double quotes between two parts. */
const assigned = (value: string): string => `'${value.replaceAll("'", `'"'"'`)}'`;
