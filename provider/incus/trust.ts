/** Trust tokens: a server gives one out, and whoever brings it is trusted from then on. Each is good for one use. */
import { z } from "zod";
import { ask } from "./ask.ts";
import { ended } from "./deadline.ts";
import { IncusError, InvalidRequest, OperationFailed, PermissionDenied, WrongHost } from "./errors.ts";
import type { Host } from "./host.ts";
import { resolve } from "./remotes.ts";
import { Transport } from "./transport.ts";

const content = z.object({
  client_name: z.string(),
  fingerprint: z.string(),
  addresses: z.array(z.string()).nullish(),
  secret: z.string(),
  expires_at: z.string().nullish(),
});

/** What a token tells besides its secret. */
export interface TokenContent {
  /** Name that the client will have in the server's list. */
  readonly client: string;
  /** SHA-256 of the server's certificate. */
  readonly fingerprint: string;
  /** Where the server listens: `10.0.0.1:8443`. */
  readonly addresses: readonly string[];
}

/** The token was used, has expired, or is of another server. */
export class TokenRefused extends IncusError {}

/** Reads a token; undefined where the text is none. */
export function readToken(token: string): TokenContent | undefined {
  try {
    const { client_name, fingerprint, addresses } = content.parse(JSON.parse(Buffer.from(token, "base64").toString()));
    return { client: client_name, fingerprint, addresses: addresses ?? [] };
  } catch {
    return undefined;
  }
}

/**
 * Has the server trust our client certificate.
 * @throws TokenRefused, and whatever a connection may end with
 */
export async function redeem(host: Host, token: string, signal?: AbortSignal): Promise<void> {
  const endpoint = await resolve(host);
  const transport = new Transport(endpoint);
  const at = { tried: "using the trust token", on: endpoint.name };
  if (!("address" in endpoint)) throw new WrongHost({ ...at, said: "it is not reached by HTTPS" });
  try {
    await ask(transport, {
      method: "POST",
      path: "/1.0/certificates",
      // The server is to look at the token although it does not know the certificate.
      headers: { "Content-Type": "application/json", "X-Incus-authenticated": "" },
      body: JSON.stringify({ type: "client", trust_token: token }),
      tried: at.tried,
      signal,
    });
  } catch (error) {
    if (signal?.aborted) throw ended(signal, at);
    // An expired one the server calls an internal error.
    const refused = error instanceof OperationFailed && /token|expire/i.test(error.failure.said ?? "");
    if (!(refused || error instanceof PermissionDenied || error instanceof InvalidRequest)) throw error;
    throw new TokenRefused({
      ...at,
      said: `the server does not take it (${error.failure.said ?? "no reason given"})`,
      advice:
        "A token is good for one use and for a limited time: on the server make a new one with: incus config trust add <name>",
      cause: error,
    });
  } finally {
    await transport.close();
  }
}
