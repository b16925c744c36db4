/** What is wrong with a device before the server is asked to take it. */
import type { ConfigurationMetadata } from "../../incus/configuration.ts";
import type { Problem } from "../../resource.ts";
import type { Answered } from "./answer.ts";
import { type Device, fieldFor, toWire } from "./devices.ts";

/** Types whose options the server documents under another name. */
const GROUPS: Record<string, string> = { "unix-char": "unix-char-block", "unix-block": "unix-char-block" };

/** Problems of one device, whose input is at `path`. */
export function deviceProblems(
  path: readonly string[],
  device: Device,
  instanceType: Answered["type"] | undefined,
  configuration: ConfigurationMetadata | undefined,
): Problem[] {
  const at = (key: string) => [
    ...path,
    ...(fieldFor(device.type, key) ? [fieldFor(device.type, key) ?? key] : ["config", key]),
  ];
  const doubles = Object.keys(device.config ?? {}).flatMap((key) => {
    const field = fieldFor(device.type, key);
    return field ? [{ path: [...path, "config", key], message: `has an input of its own: use ${field}` }] : [];
  });
  const { type: _, ...options } = toWire(device);
  const group = GROUPS[device.type] ?? device.type;
  const wrong = (configuration?.check("devices", options, { group }) ?? []).map(({ key, problem, suggestion }) => ({
    path: at(key),
    message: suggestion
      ? `is no option of a ${device.type} device; did you mean ${fieldFor(device.type, suggestion) ?? suggestion}?`
      : problem.replace(/^no such key$/, `is no option of a ${device.type} device`),
  }));
  const misplaced =
    device.type === "pci" && instanceType === "container" ? [{ path, message: "is for virtual machines only" }] : [];
  return [...doubles, ...wrong, ...misplaced];
}
