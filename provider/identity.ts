/**
 * Identity of a resource: `[host key:][project/]name...`, written and read from the kind's own declaration.
 *
 * It is the resource's id in every engine, the syntax of imports, and the words that messages use.
 */
import { hostKey } from "./incus/host.ts";
import type { Kind, Values } from "./resource.ts";

/** The id of a resource whose identity is known. The default project is left out, as Incus' own client does. */
export function identify(kind: Kind, values: Values): string {
  const key = kind.hostless ? undefined : hostKey(values.host);
  const names = kind.identity
    .map((field) => [field, String(values[field])] as const)
    .filter(([field, value]) => !(field === "project" && value === "default"))
    .map(([, value]) => encodeURIComponent(value));
  return (key === undefined ? "" : `${encodeURIComponent(key)}:`) + names.join("/");
}

/** The identity fields that an id tells. */
export function parseIdentity(kind: Kind, id: string): Values {
  const [, host, rest = ""] = kind.hostless ? [id, undefined, id] : (/^(?:([^:/]+):)?(.*)$/.exec(id) ?? []);
  const names = rest.split("/").map(decodeURIComponent);
  if (kind.identity[0] === "project" && names.length === kind.identity.length - 1) names.unshift("default");
  if (names.length !== kind.identity.length || names.some((name) => name === ""))
    throw new Error(`${JSON.stringify(id)} does not name a ${kind.type}: write ${syntax(kind)}`);
  const values: Values = Object.fromEntries(kind.identity.map((field, index) => [field, names[index]]));
  return host === undefined ? values : { ...values, host: decodeURIComponent(host) };
}

/** The form of an id, for documents and messages. */
export const syntax = (kind: Kind): string =>
  `${kind.hostless ? "" : "[host:]"}${kind.identity.map((field) => (field === "project" ? "[project/]" : `<${field}>/`)).join("")}`.replace(
    /\/$/,
    "",
  );

/** A resource in the words of a message: `instance "web"`, `instance "web" in project "prod" on "box"`. */
export function describe(kind: Kind, values: Values): string {
  const key = kind.hostless ? undefined : hostKey(values.host);
  const named = kind.identity.filter((field) => field !== "project" && values[field] !== undefined);
  const project = values.project;
  return [
    `${kind.type.replaceAll("_", " ")} ${JSON.stringify(named.map((field) => String(values[field])).join("/"))}`,
    project === undefined || project === "default" ? "" : ` in project ${JSON.stringify(project)}`,
    key === undefined ? "" : ` on ${JSON.stringify(key)}`,
  ].join("");
}
