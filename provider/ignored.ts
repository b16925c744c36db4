/** Parts of a resource's inputs that the user asked to leave as they are on the server. */
import { isValues, type Values } from "./resource.ts";

/** Names that lead to a part: `["config", "limits.cpu"]`. */
export type Part = readonly string[];

/** What is wanted, with what is there now in every part that is to be left alone. */
export function leaving(parts: readonly Part[], wanted: Values, current: Values | undefined): Values {
  const values = { ...wanted };
  for (const [name = "", ...rest] of parts)
    if (current && name in current) values[name] = left(rest, values[name], current[name]);
  return values;
}

function left([name, ...rest]: Part, wanted: unknown, current: unknown): unknown {
  if (name === undefined) return current;
  if (!isValues(wanted) || !isValues(current)) return wanted;
  const { [name]: before, ...others } = wanted;
  if (!(name in current)) return others;
  return { ...others, [name]: left(rest, before, current[name]) };
}
