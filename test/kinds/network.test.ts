import { Network } from "../../provider/kinds/index.ts";
import { describeKind, type Place } from "../conformance/describe-kind.ts";

const at = (place: Place) => `/1.0/networks/${place.name("net")}`;
const off = { "ipv4.address": "none", "ipv6.address": "none" };

describeKind(Network, {
  observe: (place) => place.raw.get(at(place)),
  create: {
    inputs: (place) => ({ name: place.name("net"), config: off }),
    there: () => ({ type: "bridge", managed: true, config: off }),
  },
  update: {
    inputs: () => ({ description: "of the shop", config: { ...off, "bridge.mtu": "1400" } }),
    there: () => ({ description: "of the shop", config: { "bridge.mtu": "1400" } }),
    changes: ["description", "config.bridge.mtu"],
  },
  drift: {
    by: (place) => place.raw.send("PATCH", at(place), { config: { "bridge.mtu": "1300" } }),
    // A PATCH that says nothing of the description takes it away.
    of: ["config", "description"],
    says: /config "bridge.mtu" is "1300", wanted "1400"/,
  },
  replace: {
    inputs: (place) => ({ type: "macvlan", config: { parent: place.network } }),
    there: (place) => ({ type: "macvlan", config: { parent: place.network } }),
  },
  refuse: {
    "a name that is no interface's": {
      inputs: () => ({ type: "bridge", name: "a-name-that-is-too-long" }),
      path: "name",
      says: /names an interface too/,
    },
    "a type that does not exist": { inputs: () => ({ type: "bridg" }), path: "type", says: /bridge/ },
  },
  gone: { by: (place) => place.raw.send("DELETE", at(place)) },
  foreign: {
    by: (place) =>
      place.raw.send("POST", "/1.0/networks", {
        name: place.name("net"),
        type: "macvlan",
        config: { parent: place.network },
      }),
  },
});
