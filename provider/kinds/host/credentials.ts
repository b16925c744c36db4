/** The client certificate that a host is to trust: the one that was named, the user's own, or one made for this project. */
import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { homedir, hostname, userInfo } from "node:os";
import { join } from "node:path";
import { fingerprintOf } from "../../incus/remotes.ts";
import { makeCredentials, makeKey } from "./certificate.ts";

/** Where a certificate and its key are. */
export interface Paths {
  readonly clientCertificate: string;
  readonly clientKey: string;
}

/** What is made for a project, below the program's folder. */
const MADE = ".cul8er";

/**
 * The certificate to be trusted, and what the other kinds must be told to find it: nothing where it is the user's own,
 * which they find by themselves.
 */
export interface Client {
  readonly fingerprint: string;
  readonly paths: Partial<Paths>;
}

/** What a user says of it. */
export type Named = { readonly [F in keyof Paths]?: string | undefined };

/** The certificate that is there already; undefined where one has to be made. */
export async function findClient(named: Named): Promise<Client | undefined> {
  const { clientCertificate, clientKey } = named;
  if (clientCertificate !== undefined)
    return clientAt(clientCertificate, { clientCertificate, ...(clientKey !== undefined && { clientKey }) });
  return (await clientAt(ownPath(), {})) ?? clientAt(madePaths.clientCertificate, madePaths);
}

/** The certificate that is there, or else one that is made now, whose key only this user can read. */
export async function ensureClient(named: Named): Promise<Client> {
  const found = await findClient(named);
  if (found) return found;
  if (named.clientCertificate !== undefined)
    throw new Error(`there is no client certificate ${named.clientCertificate}`);
  await mkdir(MADE, { recursive: true, mode: 0o700 });
  await writeFile(join(MADE, ".gitignore"), "*\n");
  // Hosts are made side by side, in several runs, too: the first key counts, and whatever certificate is there is of that key.
  await written(madePaths.clientKey, makeKey());
  const { certificate } = makeCredentials(
    `${userInfo().username}@${hostname()}`,
    await readFile(madePaths.clientKey, "utf8"),
  );
  await written(madePaths.clientCertificate, certificate);
  const made = await clientAt(madePaths.clientCertificate, madePaths);
  if (!made) throw new Error(`the client certificate in ${MADE} was removed meanwhile: run again`);
  return made;
}

/** Writes a file that only this user can read, at once with its content, unless it is there already. */
async function written(path: string, content: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  try {
    await writeFile(draft, content, { mode: 0o600 });
    await link(draft, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

const madePaths: Paths = { clientCertificate: join(MADE, "client.crt"), clientKey: join(MADE, "client.key") };

const ownPath = () => join(process.env.INCUS_CONF || join(homedir(), ".config", "incus"), "client.crt");

async function clientAt(path: string, paths: Partial<Paths>): Promise<Client | undefined> {
  const certificate = await readFile(path, "utf8").catch(() => undefined);
  return certificate === undefined ? undefined : { fingerprint: fingerprintOf(certificate), paths };
}
