/** Starting a cluster on a server, and having one join. */
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Context } from "../../context.ts";
import { IncusError, InvalidRequest, UnexpectedAnswer, WrongCertificate } from "../../incus/errors.ts";
import { changeServer, serverNow } from "../server/record.ts";
import { membersOf } from "./members.ts";

/** What a server brings to a cluster. */
export interface Newcomer {
  readonly name: string;
  /** Address for the other members, `10.0.0.1:8443`; default: the one of its API. */
  readonly address?: string | undefined;
  /** By name, what each pool of the cluster is made of on this member. */
  readonly storagePools: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Likewise for networks. */
  readonly networks: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Makes a server the first member of a new cluster, and gives the fingerprint of the cluster's certificate. What it has stays. */
export async function start(context: Context, { name, address }: Newcomer): Promise<string> {
  const now = await serverNow(context);
  const at = addressOf(context, now.config, address);
  await changeServer(context, {
    ...(now.config["core.https_address"] ? {} : { "core.https_address": at }),
    "cluster.https_address": at,
  });
  context.progress("starts a cluster");
  try {
    await context.incus().put("/1.0/cluster", { server_name: name, enabled: true });
  } catch (error) {
    // Whoever dials anew is shown the new certificate before the work is seen to end.
    if (!(error instanceof WrongCertificate)) throw error;
  }
  for (;;) {
    const after = await serverNow(await again(context, now.config));
    if (after.clustered) return after.certificate;
    await pause(100, undefined, { signal: context.signal });
  }
}

/**
 * The same server, whatever certificate it shows now: it still knows our marks, whose nonces only those can read whom the
 * server trusts, so that nobody between could tell them.
 */
async function again(context: Context, known: Readonly<Record<string, string>>): Promise<Context> {
  try {
    await serverNow(context);
    return context;
  } catch (error) {
    const { host } = context.server;
    if (!(error instanceof WrongCertificate) || !error.shown || typeof host !== "object" || !host.fingerprint)
      throw error;
    const there = context.on({ ...host, fingerprint: error.shown });
    const { config } = await serverNow(there);
    const marks = Object.keys(known).filter((key) => key.startsWith("user.cul8er.member."));
    if (marks.length === 0 || marks.some((key) => config[key] !== known[key])) throw error;
    return there;
  }
}

/** Has a server join the cluster that `through` is in, by a token that is good for this name and this once. */
export async function join(context: Context, through: Context, newcomer: Newcomer): Promise<void> {
  const { name } = newcomer;
  await settle(context);
  const [now, certificate, asked] = await Promise.all([
    serverNow(context),
    clusterCertificate(through),
    through.incus().get("/1.0/cluster", clusterSchema),
  ]);
  const body = {
    server_name: name,
    enabled: true,
    server_address: addressOf(context, now.config, newcomer.address),
    cluster_certificate: certificate,
    member_config: (asked?.body.member_config ?? []).map((key) => ({ ...key, value: valueFor(key, newcomer) })),
  };
  const { addresses, token } = await joinToken(through, name);
  context.progress(`joins the cluster of ${through.server.name}`);
  try {
    await context.incus().put("/1.0/cluster", { ...body, cluster_address: addresses[0], cluster_token: token });
  } catch (error) {
    // It shows the cluster's certificate from now on, so that its own answer may not reach us.
    const joined = (await membersOf(through)).some((each) => each.server_name === name);
    if (!joined || !(error instanceof IncusError)) throw error;
  }
}

/** Waits for the end of a join, or of leaving, that an earlier run began. */
async function settle(context: Context): Promise<void> {
  const found = await context.incus().get("/1.0/operations?recursion=1", operations);
  for (const { id } of (found?.body.running ?? []).filter(({ description }) => /cluster/i.test(description)))
    await context.incus().get(`/1.0/operations/${encodeURIComponent(id)}/wait?timeout=60`, z.unknown());
}

async function joinToken(through: Context, name: string): Promise<{ addresses: string[]; token: string }> {
  const started = await through.incus().begin("/1.0/cluster/members", { server_name: name });
  const known = tokenMetadata.safeParse(started.metadata);
  if (!known.success)
    throw new UnexpectedAnswer({ tried: "asking for a join token", on: through.server.name, said: "no token" });
  const { serverName: server_name, secret, fingerprint, addresses, expiresAt: expires_at } = known.data;
  const token = JSON.stringify({ server_name, fingerprint, addresses, secret, expires_at });
  return { addresses, token: Buffer.from(token, "utf8").toString("base64") };
}

async function clusterCertificate(through: Context): Promise<string> {
  const found = await through.incus().get("/1.0", z.object({ environment: z.object({ certificate: z.string() }) }));
  return found?.body.environment.certificate ?? "";
}

/** Where the other members find this one. */
function addressOf(context: Context, config: Readonly<Record<string, string>>, wanted: string | undefined): string {
  const at = wanted ?? (config["cluster.https_address"] || config["core.https_address"]);
  if (at !== undefined && at !== "" && !/^(\[::\]|0\.0\.0\.0|\*)?(:|$)/.test(at)) return at;
  throw new InvalidRequest({
    tried: "finding the address for the other members",
    on: context.server.name,
    said: at ? `its API listens everywhere (${at}), which is no address to be found at` : "it listens on no address",
    advice: "Say one of its own addresses as `address`, such as 10.0.0.1:8443.",
  });
}

function valueFor(
  { entity, name, key, value }: z.output<typeof memberKey>,
  { storagePools, networks }: Newcomer,
): string {
  const own = entity === "storage-pool" ? storagePools[name] : entity === "network" ? networks[name] : undefined;
  return own?.[key] ?? value;
}

const memberKey = z.looseObject({
  entity: z.string(),
  name: z.string(),
  key: z.string(),
  value: z.string().default(""),
});
const clusterSchema = z.object({ member_config: z.array(memberKey).nullish() });
const operations = z.object({
  running: z.array(z.object({ id: z.string(), description: z.string().default("") })).nullish(),
});
const tokenMetadata = z.object({
  serverName: z.string(),
  secret: z.string(),
  fingerprint: z.string(),
  addresses: z.array(z.string()).min(1),
  expiresAt: z.string(),
});
