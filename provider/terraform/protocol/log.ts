// What the plugin tells the engine's log, in the one form that engines understand line by line: hclog's JSON.

/** How much it matters. */
export type Level = "trace" | "debug" | "info" | "warn" | "error";

/** Whether anybody reads more than warnings. */
const wanted = ["TF_LOG", "TF_LOG_PROVIDER"].some((name) => process.env[name]);

/**
 * Writes a line to the engine's log, which shows it when `TF_LOG` or `TF_LOG_PROVIDER` is set. No values of resources
 * belong here: they may be secret.
 *
 * @param fields words and numbers that go with it
 */
export function log(level: Level, message: string, fields: Readonly<Record<string, string | number>> = {}): void {
  if (!wanted && level !== "warn" && level !== "error") return;
  process.stderr.write(`${line(level, message, fields, Date.now())}\n`);
}

/** The line itself. */
export function line(
  level: Level,
  message: string,
  fields: Readonly<Record<string, string | number>>,
  milliseconds: number,
): string {
  // A time with other than six digits behind the point is not taken for one.
  const timestamp = new Date(milliseconds).toISOString().replace("Z", "000Z");
  return JSON.stringify({
    ...fields,
    "@level": level,
    "@message": message,
    "@module": "cul8er",
    "@timestamp": timestamp,
  });
}
