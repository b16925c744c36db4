/** An entry of a server's trust store. */
import { X509Certificate } from "node:crypto";
import { z } from "zod";
import { orCleared } from "../config.ts";
import type { Context } from "../context.ts";
import { AlreadyExists, InUse } from "../incus/errors.ts";
import { path } from "../incus/path.ts";
import { fingerprintOf } from "../incus/remotes.ts";
import { defineResource, type Plan, type Problem } from "../resource.ts";
import { serverNow, serverRecords } from "./server/record.ts";
import { inOrderOf, restriction, wrongRestriction } from "./server/restriction.ts";

const inputs = z.strictObject({
  name: z.string().min(1).describe("Name of the certificate in the trust store."),
  certificate: z
    .string()
    .refine((pem) => parsed(pem) !== undefined, "is no certificate in PEM")
    .refine((pem) => !/PRIVATE KEY/.test(pem), "holds a private key, which stays with its owner")
    .describe("The certificate in PEM. Another one takes its place in one step."),
  type: z
    .enum(["client", "metrics"])
    .default("client")
    .describe("What it is for: the API, or nothing but /1.0/metrics. Default: client."),
  description: z.string().optional().describe("Whose it is, in a sentence."),
  ...restriction,
});

const outputs = z.object({
  fingerprint: z.string().describe("SHA-256 fingerprint of the certificate."),
  validUntil: z.string().describe("When the certificate itself expires, in UTC."),
});

/** A client that a server trusts. */
export const Certificate = defineResource({
  type: "certificate",
  summary: "A client that a server trusts, for all of it or for some projects only.",
  example: `new Certificate("ci", { certificate: readFileSync("ci.crt", "utf8"), restricted: true, projects: ["shop"] })`,
  identity: ["name"],
  inputs,
  outputs,

  facts: async (context) => ({ ours: (await serverNow(context)).fingerprint }),

  plan({ wanted, live, facts }, implied) {
    const problems: Problem[] = wrongRestriction(wanted);
    const ours = live !== undefined && live.fingerprint === facts?.ours;
    const lessens = (field: "restricted" | "type") => wanted[field] !== undefined && wanted[field] !== live?.[field];
    for (const field of ["restricted", "type"] as const)
      if (ours && lessens(field))
        problems.push({
          path: [field],
          message: "would lock this very client out, which connects by this certificate",
        });
    if (problems.length > 0) return { action: "refuse", problems };
    // A server trusts a certificate under one name only.
    if (implied.action === "replace" && !implied.because.includes("host")) return { ...implied, deletesFirst: true };
    return withCertificate(wanted.certificate, implied);
  },

  async read(context, known) {
    const [found, { config }] = await Promise.all([entryOf(context, known), serverNow(context)]);
    if (!found) return undefined;
    const type = inputs.shape.type.safeParse(found.type);
    if (!type.success) return undefined;
    const { fingerprint, description, restricted, projects } = found;
    const text = known.certificate;
    return {
      name: known.name,
      certificate: text !== undefined && fingerprintOf(text) === fingerprint ? text : found.certificate,
      type: type.data,
      description: description || undefined,
      restricted,
      projects: inOrderOf(known.projects, projects),
      fingerprint,
      validUntil: validUntil(found.certificate),
      owner: marks.of(config, found.name)?.owner,
    };
  },

  async create(context, wanted) {
    await marks.claim(context, wanted.name, {});
    const { certificate, ...rest } = bodyOf(wanted, wanted.description);
    const encoded = new X509Certificate(certificate).raw.toString("base64");
    await context.incus().post("/1.0/certificates", { ...rest, certificate: encoded });
  },

  async update(context, wanted, live, prior) {
    const at = path`/1.0/certificates/${live.fingerprint}`;
    const found = await context.incus().get(at, entry);
    const { name = wanted.name } = found?.body ?? {};
    if (name !== wanted.name && marks.of((await serverNow(context)).config, name))
      throw new AlreadyExists({
        tried: `taking over the certificate ${JSON.stringify(wanted.name)}`,
        on: context.server.name,
        said: `it is trusted as ${JSON.stringify(name)}, which another resource declares`,
      });
    const description = orCleared(wanted.description, prior?.description) ?? found?.body.description;
    await context.incus().put(at, bodyOf(wanted, description), { etag: found?.etag });
    await marks.write(context, wanted.name, {});
  },

  async delete(context, { name, fingerprint }) {
    if ((await serverNow(context)).fingerprint === fingerprint)
      throw new InUse({
        tried: `removing the certificate ${JSON.stringify(name)}`,
        on: context.server.name,
        said: "this very client connects by it, and would be locked out",
        advice: "Remove it through the server's own socket, or with another certificate.",
      });
    await context.incus().delete(path`/1.0/certificates/${fingerprint}`);
    await marks.drop(context, name);
  },
});

/** Whose a certificate is: it has no config of its own. */
const marks = serverRecords("certificate", z.object({}));

const bodyOf = (
  { name, type, restricted, projects, certificate }: z.output<typeof inputs>,
  description: string | undefined,
) => ({ name, type, restricted, projects, description, certificate });

/**
 * The entry that is meant: the one of before, whatever it is called now; the one with this certificate, whatever it is
 * called; else the one of this name.
 */
async function entryOf(
  context: Context,
  known: { name: string; certificate?: string | undefined; fingerprint?: string | undefined },
) {
  const all = (await context.incus().get("/1.0/certificates?recursion=1", z.array(entry)))?.body ?? [];
  const wanted = known.certificate === undefined ? undefined : fingerprintOf(known.certificate);
  const by = (fingerprint: string | undefined) => all.find((each) => each.fingerprint === fingerprint);
  return by(known.fingerprint) ?? by(wanted) ?? all.find(({ name, type }) => name === known.name && type !== "server");
}

/** What the certificate itself tells is known before it is there. */
function withCertificate(pem: string | undefined, implied: Plan): Plan {
  const comes = implied.action === "create" || (implied.action === "update" && implied.changed.includes("certificate"));
  if (!comes) return implied;
  if (pem !== undefined) return { ...implied, known: { fingerprint: fingerprintOf(pem), validUntil: validUntil(pem) } };
  return implied.action === "create" ? implied : { ...implied, unknown: ["fingerprint", "validUntil"] };
}

const validUntil = (pem: string): string => new Date(new X509Certificate(pem).validTo).toISOString();

function parsed(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

const entry = z.object({
  name: z.string(),
  type: z.string(),
  fingerprint: z.string(),
  certificate: z.string(),
  description: z.string().default(""),
  restricted: z.boolean().default(false),
  projects: z
    .array(z.string())
    .nullish()
    .transform((all) => all ?? []),
});
