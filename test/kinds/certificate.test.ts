import { X509Certificate } from "node:crypto";
import { z } from "zod";
import { Certificate } from "../../provider/kinds/index.ts";
import { certificate } from "../certificates.ts";
import { describeKind, type Place } from "../conformance/describe-kind.ts";

const entry = z.looseObject({ name: z.string(), fingerprint: z.string(), restricted: z.boolean() });

let first = "";
let second = "";

/** The entry of that name, without what is new on every one. */
async function entryOf({ raw, ...place }: Place, name: string) {
  const found = (await raw.list("/1.0/certificates")).find((each) => each.name === place.name(name));
  return found && entry.parse(found);
}

const at = async (place: Place, name: string) => `/1.0/certificates/${(await entryOf(place, name))?.fingerprint}`;
const trust = (place: Place, name: string, pem: string) =>
  place.raw.send("POST", "/1.0/certificates", {
    name: place.name(name),
    type: "client",
    certificate: new X509Certificate(pem).raw.toString("base64"),
  });

describeKind(Certificate, {
  async prepare() {
    first = await certificate("first");
    second = await certificate("second");
  },
  // Of what another hand has removed the mark stays.
  clear: ({ raw, ...place }) =>
    raw.send("PATCH", "/1.0", {
      config: Object.fromEntries(["ci", "cd"].map((name) => [`user.cul8er.certificate.${place.name(name)}`, ""])),
    }),
  observe: async (place) => (await entryOf(place, "ci")) ?? entryOf(place, "cd"),
  create: {
    inputs: (place) => ({ name: place.name("ci"), certificate: first, restricted: true, projects: [place.project] }),
    there: (place) => ({ type: "client", restricted: true, projects: [place.project], certificate: first }),
  },
  update: {
    inputs: () => ({ certificate: second, description: "the pipeline's" }),
    there: () => ({ certificate: second, description: "the pipeline's" }),
    changes: ["certificate", "description", "fingerprint"],
  },
  drift: {
    async by(place) {
      const path = await at(place, "ci");
      await place.raw.send("PATCH", path, { ...(await entryOf(place, "ci")), restricted: false, projects: [] });
    },
    of: ["projects", "restricted"],
    says: /restricted is false, wanted true/,
  },
  replace: {
    inputs: (place) => ({ name: place.name("cd") }),
    there: (place) => ({ name: place.name("cd"), certificate: second }),
  },
  refuse: {
    "what is no certificate": {
      inputs: () => ({ certificate: "hello" }),
      path: "certificate",
      says: /is no certificate in PEM/,
    },
    "a private key": {
      inputs: () => ({ certificate: `${first}\n-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----\n` }),
      path: "certificate",
      says: /private key/,
    },
    "projects of a client that may do everything": {
      inputs: () => ({ restricted: false }),
      path: "projects",
      says: /mean nothing while the client may do everything/,
    },
  },
  gone: { by: async (place) => place.raw.send("DELETE", await at(place, "cd")) },
  foreign: { by: (place) => trust(place, "cd", second) },
});
