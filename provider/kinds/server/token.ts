/** One-time tokens as a server has them: operations that wait for a client, and end when it comes. */
import { z } from "zod";
import type { Context } from "../../context.ts";
import { UnexpectedAnswer } from "../../incus/errors.ts";

/** A token that waits. */
export interface WaitingToken {
  /** Id of its operation. */
  readonly operation: string;
  /** Name that its client will have. */
  readonly client: string;
  /** The text that a client is given. */
  readonly token: string;
  /** When the server forgets it; `undefined` where never. */
  readonly expiresAt: string | undefined;
}

/** All tokens that wait for clients. */
export async function waitingTokens(context: Context): Promise<WaitingToken[]> {
  const found = await context.incus().get("/1.0/operations?recursion=1", operations);
  return (found?.body.running ?? []).flatMap((each) => {
    const known = operation.safeParse(each);
    return known.success ? [tokenOf(known.data)] : [];
  });
}

/** Asks for a token. Whoever brings it is trusted as `request` says. */
export async function askForToken(
  context: Context,
  request: { name: string; restricted: boolean; projects: readonly string[] },
): Promise<WaitingToken> {
  const started = await context.incus().begin("/1.0/certificates", { type: "client", token: true, ...request });
  const known = operation.safeParse(started);
  // Not with what is wrong: that would show the secret.
  if (known.success) return tokenOf(known.data);
  const tried = `asking for a token for ${JSON.stringify(request.name)}`;
  throw new UnexpectedAnswer({ tried, on: context.server.name, said: "no token" });
}

/** Nobody may use it any more. @throws NotFound where it is gone already */
export async function revokeToken(context: Context, operation: string): Promise<void> {
  await context.incus().delete(`/1.0/operations/${encodeURIComponent(operation)}`);
}

function tokenOf({ id, metadata }: z.output<typeof operation>): WaitingToken {
  const { secret, fingerprint, addresses, request, expiresAt } = metadata;
  const token = {
    client_name: request.name,
    fingerprint,
    addresses,
    secret,
    expires_at: expiresAt ?? "0001-01-01T00:00:00Z",
  };
  return {
    operation: id,
    client: request.name,
    token: Buffer.from(JSON.stringify(token), "utf8").toString("base64"),
    expiresAt,
  };
}

const operation = z.object({
  id: z.string(),
  class: z.literal("token"),
  status_code: z.literal(103),
  metadata: z.object({
    secret: z.string(),
    fingerprint: z.string(),
    addresses: z.array(z.string()),
    expiresAt: z.string().optional(),
    request: z.object({ name: z.string() }),
  }),
});

const operations = z.object({ running: z.array(z.unknown()).nullish() });
