/** An https server of this test's own, with a certificate that only those trust who are told its authority. */
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";

/** A server that runs. */
export interface HttpsServer extends AsyncDisposable {
  /** `https://127.0.0.1:port`. */
  readonly address: string;
  /** Path of the authority's certificate, for `NODE_EXTRA_CA_CERTS`. */
  readonly authority: string;
}

/** Starts a server on a free port of this machine. */
export async function httpsServer(answer: RequestListener): Promise<HttpsServer> {
  const folder = await mkdtemp(join(tmpdir(), "cul8er-https-"));
  const [authority, key] = [join(folder, "server.crt"), join(folder, "server.key")];
  const words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=test".split(" ");
  await execa("openssl", [...words, "-addext", "subjectAltName=IP:127.0.0.1", "-out", authority, "-keyout", key]);
  const server = createServer({ cert: await readFile(authority), key: await readFile(key) }, answer);
  await once(server.listen(0, "127.0.0.1"), "listening");
  const listening = server.address();
  const port = typeof listening === "object" ? listening?.port : undefined;
  return {
    address: `https://127.0.0.1:${port}`,
    authority,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}
