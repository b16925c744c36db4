/** A host: a machine that runs Incus, and how everything else reaches it. */
import { isDeepStrictEqual } from "node:util";
import { defineResource } from "../resource.ts";
import { reach } from "../ssh/host.ts";
import { bring } from "./host/bring.ts";
import { machineOf } from "./host/endpoint.ts";
import { forget, inspected, look } from "./host/look.ts";
import { factsOf, planFor } from "./host/plan.ts";
import { type HostInputs, inputs, outputs } from "./host/shape.ts";
import { takeBack } from "./host/take-back.ts";

/** A machine that runs Incus: made one over SSH where it is none yet, and then the `host` of everything on it. */
export const Host = defineResource({
  type: "host",
  summary:
    "A machine that runs Incus: made one over SSH where it is none yet, and then the `host` of everything that is to be on it.",
  example: `const prod = new Host("prod", { address: "prod.example.com", ssh: { user: "deploy", hostKey: "SHA256:..." } });
new Instance("web", { host: prod.endpoint, image: "debian-12" })`,
  identity: ["name"],
  hostless: true,
  patience: "20m",
  inputs,
  outputs,

  // Where the server answered and trusts us, the machine is not asked, unless something else is to be done there.
  facts: (context, wanted, live, prior) =>
    factsOf(context, wanted, live !== undefined && live.owner === undefined && asksForTheSame(wanted, prior)),

  plan: planFor,

  read: look,

  create: bring,

  update: (context, wanted) => bring(context, wanted),

  async delete(context, live) {
    const place = machineOf(live);
    if (!place) return; // a server that others set up: nothing was made on it
    const host = reach(place);
    const machine = await inspected(host, context);
    await takeBack(context, host, machine);
    forget(host);
  },
});

/** Whether nothing is declared otherwise that is carried out on the machine. */
const asksForTheSame = (wanted: Partial<HostInputs>, prior: Partial<HostInputs> = {}): boolean =>
  (["address", "ssh", "access", "listen", "clientCertificate", "clientKey"] as const).every((name) =>
    isDeepStrictEqual(wanted[name], prior[name]),
  );
