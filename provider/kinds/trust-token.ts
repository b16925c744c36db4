/** A one-time token, by which a client becomes trusted. */
import { z } from "zod";
import type { Context } from "../context.ts";
import { NotFound } from "../incus/errors.ts";
import { defineResource, type Problem } from "../resource.ts";
import { secret } from "../schema.ts";
import { duration, durationText } from "../units.ts";
import { changeServer, serverNow, serverRecords } from "./server/record.ts";
import { inOrderOf, restriction, wrongRestriction } from "./server/restriction.ts";
import { askForToken, revokeToken, type WaitingToken, waitingTokens } from "./server/token.ts";

const inputs = z.strictObject({
  name: z.string().min(1).describe("Name that the client will have in the trust store."),
  ...restriction,
  expiresAfter: durationText()
    .optional()
    .describe(
      "How long it may wait for its client. The first run after that revokes it; until then the server itself ends it only where its option core.remote_token_expiry says so. Default: as the server says.",
    ),
  renew: z.string().optional().describe("Any text: a change asks for a new token, whatever became of the last one."),
});

const outputs = z.strictObject({
  token: secret(z.string().optional()).describe("The token, while it waits for its client. It is good for one client."),
  status: z
    .string()
    .describe(
      "`waiting` for its client; `used`: a client of this name came; `expired`, or revoked, or forgotten by a server that was restarted; `overdue`: the next run revokes it.",
    ),
  expiresAt: z.string().optional().describe("When it expires; nothing where it never does."),
  madeAt: z.string().describe("When it was made."),
});

type Wanted = z.output<typeof inputs>;

/** A one-time token. What became of it is told; a new one is made only when somebody asks for it. */
export const TrustToken = defineResource({
  type: "trust_token",
  summary:
    "A one-time token, by which a client becomes trusted without anybody carrying its certificate over. Used or expired, it stays as what it was: only `renew`, or another restriction, asks for a new one.",
  example: `new TrustToken("laptop", { restricted: true, projects: ["shop"], expiresAfter: "1h" })`,
  identity: ["name"],
  inputs,
  outputs,

  plan({ wanted, live }, implied) {
    const problems: Problem[] = wrongRestriction(wanted);
    if (problems.length > 0) return { action: "refuse", problems };
    if (!live || implied.action === "create" || implied.action === "replace") return implied;
    if (implied.action === "update" && implied.changed.some((field) => field !== "expiresAfter"))
      return { ...implied, unknown: Object.keys(outputs.shape) };
    const deadline = implied.action === "update" ? ["expiresAt", "status"] : [];
    if (live.status === "overdue")
      return {
        action: "update",
        changed: implied.action === "update" ? implied.changed : [],
        unknown: ["token", "status", "expiresAt"],
        reason: `nobody used it until ${live.expiresAt}: it is revoked`,
      };
    return implied.action === "update" ? { ...implied, unknown: deadline } : implied;
  },

  async read(context, known) {
    const [waiting, { config }] = await Promise.all([waitingFor(context, known.name), serverNow(context)]);
    const kept = records.of(config, known.name);
    const token = waiting.find(({ operation }) => operation === kept?.operation) ?? (kept ? undefined : waiting[0]);
    if (!kept && !token) return undefined;
    const madeAt = kept?.madeAt ?? "";
    const deadline = kept && deadlineOf(kept, token?.expiresAt ?? kept.expiresAt);
    const { restricted = false, projects = [] } = kept ?? {};
    return {
      name: known.name,
      restricted,
      projects: inOrderOf(known.projects, projects),
      expiresAfter: kept?.expiresAfter,
      renew: kept?.renew,
      token: token?.token,
      status: await statusOf(context, known.name, token, deadline),
      expiresAt: deadline,
      madeAt,
      owner: kept?.owner,
    };
  },

  async create(context, wanted) {
    await records.claim(context, wanted.name, { ...declared(wanted), madeAt: new Date().toISOString() });
    await make(context, wanted);
  },

  async update(context, wanted, live, prior) {
    const kept = records.of((await serverNow(context)).config, wanted.name);
    const other =
      wanted.renew !== live.renew ||
      wanted.restricted !== live.restricted ||
      JSON.stringify(inOrderOf(live.projects, wanted.projects)) !== JSON.stringify(live.projects);
    // What was found, or was asked for by a run that did not live to hear the answer, is nobody's to give.
    if (other || !kept?.operation || prior === undefined) {
      await revoke(context, wanted.name);
      return make(context, wanted);
    }
    const { owner: _, ...before } = kept;
    const now = { ...before, ...declared(wanted) };
    const deadline = deadlineOf(now, now.expiresAt);
    if (deadline !== undefined && Date.parse(deadline) <= Date.now()) await revoke(context, wanted.name);
    await records.write(context, wanted.name, now);
  },

  async delete(context, { name }) {
    await revoke(context, name);
    await records.drop(context, name);
  },
});

/** What a server cannot tell of a token that is not there any more. */
const records = serverRecords(
  "token",
  z.object({
    /** Id of the token's operation, once there is one. */
    operation: z.string().optional(),
    madeAt: z.string(),
    /** When the server was to end it. */
    expiresAt: z.string().optional(),
    restricted: z.boolean(),
    projects: z.array(z.string()),
    expiresAfter: z.string().optional(),
    renew: z.string().optional(),
  }),
);

const declared = ({ restricted, projects, expiresAfter, renew }: Wanted) => ({
  restricted,
  projects,
  expiresAfter,
  renew,
});

/** Asks for a token, and writes down which one it is. */
async function make(context: Context, wanted: Wanted): Promise<void> {
  const { name, restricted, projects } = wanted;
  const madeAt = new Date().toISOString();
  const { operation, expiresAt } = await askForToken(context, { name, restricted, projects });
  await changeServer(context, records.entry(context, name, { ...declared(wanted), operation, madeAt, expiresAt }));
}

/** Ends the tokens of this name; those that are gone already are no error. */
async function revoke(context: Context, name: string): Promise<void> {
  for (const { operation } of await waitingFor(context, name))
    await revokeToken(context, operation).catch((error: unknown) => {
      if (!(error instanceof NotFound)) throw error;
    });
}

const waitingFor = async (context: Context, name: string): Promise<WaitingToken[]> =>
  (await waitingTokens(context)).filter(({ client }) => client === name);

/** The earlier of what the server and the program say. */
function deadlineOf(
  { madeAt, expiresAfter }: { readonly madeAt: string; readonly expiresAfter?: string | undefined },
  servers: string | undefined,
): string | undefined {
  const ours = expiresAfter === undefined ? undefined : Date.parse(madeAt) + duration(expiresAfter);
  const theirs = servers === undefined ? undefined : Date.parse(servers);
  const first = Math.min(ours ?? Number.POSITIVE_INFINITY, theirs ?? Number.POSITIVE_INFINITY);
  return Number.isFinite(first) ? new Date(first).toISOString() : undefined;
}

async function statusOf(
  context: Context,
  name: string,
  token: WaitingToken | undefined,
  deadline: string | undefined,
): Promise<string> {
  if (token) return deadline !== undefined && Date.parse(deadline) <= Date.now() ? "overdue" : "waiting";
  const trusted = await context.incus().get("/1.0/certificates?recursion=1", z.array(z.object({ name: z.string() })));
  return trusted?.body.some((each) => each.name === name) ? "used" : "expired";
}
