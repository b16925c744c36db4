/** Options of a server itself. */
import { z } from "zod";
import { change, config, ownedOf } from "../config.ts";
import { wrongKeys } from "../config-keys.ts";
import type { Context } from "../context.ts";
import type { ConfigurationMetadata } from "../incus/configuration.ts";
import { defineResource, type Problem } from "../resource.ts";
import { immutable, owned, secret } from "../schema.ts";
import { changeServer, type ServerNow, serverNow, serverRecords } from "./server/record.ts";

const inputs = z.strictObject({
  name: z
    .string()
    .min(1)
    .describe("Name of this set of options. A server may have several sets, as long as no option is in two of them."),
  member: immutable(z.string().optional()).describe(
    "In a cluster, the member whose own options these are. Default: the options that all members share.",
  ),
  config: config().describe("Options of the server, as Incus documents them. Those left out are left alone."),
  secrets: secret(owned(z.record(z.string(), z.string()).default({}))).describe(
    "Like `config`, for options that hold a password, token or key.",
  ),
});

type Wanted = z.output<typeof inputs>;

interface Facts {
  readonly metadata: ConfigurationMetadata;
  readonly now: ServerNow;
}

/** Options of a server itself. */
export const ServerConfig = defineResource({
  type: "server_config",
  summary:
    "Options of a server itself. Only what is declared is ours: it is set, and unset when it is declared no more; all other options are left alone.",
  example: `new ServerConfig("tokens", { config: { "core.remote_token_expiry": "1H" } })`,
  identity: ["name"],
  inputs,
  outputs: z.object({}),

  async facts(context, { member }): Promise<Facts> {
    const [metadata, now] = await Promise.all([context.server.configuration(), serverNow(context, member)]);
    return { metadata, now };
  },

  plan({ wanted, live, facts }, implied) {
    const problems = problemsOf(wanted, live, facts);
    if (implied.action === "replace" && implied.because.includes("name"))
      problems.push({ path: ["name"], message: "cannot change while the options are set: no option is in two sets" });
    return problems.length > 0 ? { action: "refuse", problems } : implied;
  },

  async read(context, known) {
    const [{ config: all }, metadata] = await Promise.all([
      serverNow(context, known.member),
      context.server.configuration(),
    ]);
    const kept = sets.of(all, known.name);
    const declared = known.config ?? (kept && Object.fromEntries(kept.options.map((key) => [key, ""])));
    const config = withDefaults(ownedOf(all, declared ?? {}), known.config, metadata);
    const taken =
      Object.keys(known.secrets ?? {}).some((key) => key in all) || Object.keys(config).some((key) => key in all);
    // Options that somebody else has set are there, and nobody's.
    if (!kept && !taken) return undefined;
    return { name: known.name, member: known.member, config, secrets: known.secrets ?? {}, owner: kept?.owner };
  },

  create: (context, wanted) => write(context, wanted, { ...wanted.config, ...wanted.secrets }),

  async update(context, wanted, live) {
    await write(context, wanted, {
      ...change({ ...live.config, ...live.secrets }, { ...wanted.config, ...wanted.secrets }),
    });
  },

  async delete(context, { name, member, config, secrets }) {
    const now = await serverNow(context, member);
    const options = Object.keys({ ...config, ...secrets }).filter((key) => key in now.config);
    const kept = options.filter((key) => carries(now, key));
    for (const key of kept) context.warn(`${key} stays as it is: this very connection comes in by it`);
    const unset = Object.fromEntries(options.filter((key) => !kept.includes(key)).map((key) => [key, ""]));
    await changeServer(context, unset, member);
    await sets.drop(context, name);
  },
});

/** Which options belong to a set, by name, and whose it is. */
const sets = serverRecords(
  "config",
  z.object({ options: z.array(z.string()), secrets: z.array(z.string()), member: z.string().optional() }),
);

/** Options and record in one request where they may go together: a member's own are set on the member. */
async function write(context: Context, { name, member, config, secrets }: Wanted, options: Record<string, string>) {
  const record = sets.entry(context, name, {
    options: Object.keys(config),
    secrets: Object.keys(secrets),
    member,
  });
  if (member === undefined) return changeServer(context, { ...options, ...record });
  await changeServer(context, record);
  await changeServer(context, options, member);
}

function problemsOf(wanted: Partial<Wanted>, live: Partial<Wanted> | undefined, facts: Facts | undefined): Problem[] {
  const { config = {}, secrets = {} } = wanted;
  const problems: Problem[] = [
    ...wrongKeys(facts?.metadata, "server", config),
    ...wrongKeys(facts?.metadata, "server", secrets, ["secrets"]),
  ];
  for (const [field, map] of [
    ["config", config],
    ["secrets", secrets],
  ] as const)
    for (const key of Object.keys(map)) {
      const message = wrongPlace(key, field, wanted, facts);
      if (message !== undefined) problems.push({ path: [field, key], message });
    }
  const dropped = Object.keys(live?.config ?? {}).filter((key) => !(key in config));
  for (const key of facts && wanted.config ? dropped.filter((key) => carries(facts.now, key)) : [])
    problems.push({
      path: ["config", key],
      message: "cannot be unset through the very connection that comes in by it",
    });
  return problems;
}

/** Why an option is in the wrong place. */
function wrongPlace(key: string, field: "config" | "secrets", wanted: Partial<Wanted>, facts: Facts | undefined) {
  if (key.startsWith("user.cul8er.")) return "is cul8er's own";
  if (field === "config" && SECRET.test(key)) return "is a secret: write it under `secrets`";
  if (field === "secrets" && key in (wanted.config ?? {})) return "is in `config`, too";
  if (!facts) return undefined;
  const other = sets.names(facts.now.config).find((name) => {
    const set = sets.of(facts.now.config, name);
    return (
      name !== wanted.name &&
      set?.member === wanted.member &&
      [...(set?.options ?? []), ...(set?.secrets ?? [])].includes(key)
    );
  });
  if (other !== undefined) return `belongs to another set of options, ${JSON.stringify(other)}`;
  const scope = facts.now.clustered ? facts.metadata.lookup("server", undefined, key)?.scope : undefined;
  if (scope === "local" && wanted.member === undefined) return "is an option of each member: say whose, as `member`";
  if (scope === "global" && wanted.member !== undefined)
    return "is an option that all members share: leave `member` out";
  return undefined;
}

/** Options whose value is not for everybody's eyes. */
const SECRET = /(^|\.)(password|token|secret|client_key|provider\.environment)$/;

/** Whether an option is what lets us in. */
const carries = ({ method, config }: ServerNow, key: string): boolean =>
  method === "tls" && key === "core.https_address" && (config[key] ?? "") !== "";

/** A server does not show options that have their default value, and writes yes and no in its own way. */
function withDefaults(
  live: Record<string, string>,
  known: Record<string, string> | undefined,
  metadata: ConfigurationMetadata,
): Record<string, string> {
  const found = { ...live };
  for (const [key, value] of Object.entries(known ?? {})) {
    const standing = live[key] ?? metadata.lookup("server", undefined, key)?.default;
    if (standing !== undefined && canonical(standing) === canonical(value)) found[key] = value;
  }
  return found;
}

const canonical = (value: string): string =>
  /^(true|1|yes|on)$/i.test(value) ? "true" : /^(false|0|no|off)$/i.test(value) ? "false" : value;
