import { z } from "zod";
import { NetworkForward } from "../../provider/kinds/index.ts";
import { describeKind, type Place } from "../conformance/describe-kind.ts";

/** An address of its own for each run, outside of the network's. */
const address = `198.51.100.${(process.pid % 250) + 1}`;
const forwards = (place: Place) => `/1.0/networks/${place.network}/forwards`;
const at = (place: Place) => `${forwards(place)}/${address}`;

const forward = z.object({
  ports: z.array(z.object({ protocol: z.string(), listen_port: z.string() }).loose()).nullish(),
});

/** The forwarded port of ours, whichever of the two it is. */
async function portOf(place: Place) {
  const found = forward.safeParse(await place.raw.get(at(place)));
  return found.data?.ports?.find(({ listen_port: port }) => ["80", "81"].includes(port));
}

const forwarded = (target_address: string, more: object = {}) => ({
  protocol: "tcp",
  listen_port: "80",
  target_port: "80",
  target_address,
  ...more,
});

/** Another application's port of the same address. */
const other = { protocol: "udp", listen_port: "5000-5010", target_address: "10.77.0.9" };

describeKind(NetworkForward, {
  prepare: (place) => place.raw.send("POST", forwards(place), { listen_address: address, ports: [other] }),
  clear: (place) => place.raw.send("DELETE", at(place)),
  observe: portOf,
  create: {
    inputs: (place) => ({ project: place.project, network: place.network, address, port: "80", target: "10.77.0.7" }),
    there: () => forwarded("10.77.0.7"),
  },
  update: {
    inputs: () => ({ target: "10.77.0.8", targetPort: "4000" }),
    there: () => forwarded("10.77.0.8", { target_port: "4000" }),
    changes: ["target_address", "target_port"],
  },
  drift: {
    by: (place) =>
      place.raw.send("PUT", at(place), { ports: [other, forwarded("10.77.0.99", { target_port: "4000" })] }),
    of: "target",
    says: /target is "10.77.0.99", wanted "10.77.0.8"/,
  },
  replace: {
    inputs: () => ({ port: "81" }),
    there: () => forwarded("10.77.0.8", { listen_port: "81", target_port: "4000" }),
  },
  refuse: {
    "all addresses": { inputs: () => ({ address: "0.0.0.0" }), path: "address", says: /listens on one address/ },
    "a port that is forwarded with others": {
      inputs: () => ({ protocol: "udp", port: "5005" }),
      path: "port",
      says: /one of 5000-5010/,
    },
    "a target that is no address": { inputs: () => ({ target: "web" }), path: "target", says: /no IP address/ },
  },
  gone: { by: (place) => place.raw.send("PUT", at(place), { ports: [other] }) },
  foreign: {
    by: (place) => place.raw.send("PUT", at(place), { ports: [other, forwarded("10.77.0.7", { listen_port: "81" })] }),
  },
});
