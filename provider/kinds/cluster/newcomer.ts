/** What keeps a server from joining a cluster: it brings nothing of its own. */
import { z } from "zod";
import type { Context } from "../../context.ts";
import { Unreachable, Untrusted, WrongCertificate } from "../../incus/errors.ts";
import { serverNow } from "../server/record.ts";

/** Why a server cannot join, as whole sentences; none where it can, is a member already, or cannot be asked yet. */
export async function standsInTheWay(context: Context): Promise<string[]> {
  try {
    if ((await serverNow(context)).clustered) return [];
    const incus = context.incus();
    const [instances, pools, networks] = await Promise.all([
      incus.get("/1.0/instances?all-projects=true&recursion=1", named),
      incus.get("/1.0/storage-pools?recursion=1", named),
      incus.get("/1.0/networks?recursion=1", named),
    ]);
    const managed = networks?.body.filter((each) => each.managed === true);
    return [
      ...sentence("instances", instances?.body),
      ...sentence("storage pools", pools?.body),
      ...sentence("networks", managed),
    ];
  } catch (error) {
    if (error instanceof Unreachable || error instanceof WrongCertificate || error instanceof Untrusted) return [];
    throw error;
  }
}

function sentence(what: string, found: z.output<typeof named> = []): string[] {
  if (found.length === 0) return [];
  const names = found.map(({ name }) => name).join(", ");
  return [
    `The server has ${what} of its own (${names}), and a server that joins a cluster brings none: remove them first, or let this server start the cluster.`,
  ];
}

const named = z
  .array(z.object({ name: z.string(), managed: z.boolean().optional() }))
  .nullish()
  .transform((all) => all ?? []);
