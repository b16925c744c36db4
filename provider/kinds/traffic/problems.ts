/** What cannot be routed, known before anything is touched. */
import type { Problem } from "../../resource.ts";
import type { TrafficInputs } from "./schema.ts";

/** What only HTTP has. */
const OF_HTTP = ["hostname", "check", "canary", "maintenance", "assets"] as const;

/** Problems of the inputs as far as they are known. */
export function trafficProblems({
  protocol,
  sticky,
  servers = [],
  canary,
  ...wanted
}: Partial<TrafficInputs>): Problem[] {
  const problems: Problem[] = [];
  const all = { ...wanted, canary };
  for (const field of protocol === "tcp" ? OF_HTTP : [])
    if (all[field] !== undefined) problems.push({ path: [field], message: "is for HTTP only, and protocol is tcp" });
  if (protocol === "tcp" && sticky)
    problems.push({ path: ["sticky"], message: "needs cookies, so HTTP, and protocol is tcp" });
  const names = servers.map(({ name }) => name);
  for (const [index, name] of names.entries())
    if (names.indexOf(name) !== index)
      problems.push({ path: ["servers", index, "name"], message: `${JSON.stringify(name)} is there twice` });
  for (const [index, name] of (canary?.servers ?? []).entries())
    if (servers.length > 0 && !names.includes(name))
      problems.push({ path: ["canary", "servers", index], message: `${JSON.stringify(name)} is none of the servers` });
  return problems;
}
