/** Who uses a thing, in the words of a message, from the URLs that a server lists as `used_by`. */
import { z } from "zod";
import type { Context } from "./context.ts";
import { InUse } from "./incus/errors.ts";

/** Schema of `used_by` in an answer of the server: null where nobody does. */
export const usedBy = z
  .array(z.string())
  .nullish()
  .transform((urls) => urls ?? []);

/** Users by kind and name: `instance "web", instance "db" (project "shop")`. */
export const describeUsers = (urls: readonly string[]): string => urls.map(describeUser).join(", ");

/**
 * Refuses to remove what is used, before the server does, whose words do not tell by whom.
 * @throws InUse
 */
export function assertUnused(context: Context, what: string, urls: readonly string[]): void {
  if (urls.length === 0) return;
  throw new InUse({
    tried: `removing ${what}`,
    on: context.server.name,
    said: `it is used by ${describeUsers(urls)}`,
    advice: "Remove it there first.",
  });
}

function describeUser(url: string): string {
  const { pathname, searchParams } = new URL(url, "http://incus");
  const parts = pathname.split("/").slice(2).map(decodeURIComponent);
  const [collection = "", name = ""] = parts.slice(-2);
  const project = searchParams.get("project");
  const kind = NOUNS[collection] ?? NOUNS[parts[0] ?? ""] ?? collection;
  return `${kind} ${JSON.stringify(name)}${project && project !== "default" ? ` (project ${JSON.stringify(project)})` : ""}`;
}

const NOUNS: Record<string, string> = {
  instances: "instance",
  profiles: "profile",
  networks: "network",
  images: "image",
  snapshots: "snapshot",
  projects: "project",
  "storage-pools": "storage volume",
};
