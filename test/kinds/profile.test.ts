import { Profile } from "../../provider/kinds/index.ts";
import { describeKind, type Place } from "../conformance/describe-kind.ts";

const at = ({ project }: Place, name: string) => `/1.0/profiles/${name}?project=${project}`;
const root = ({ pool }: Place) => ({ type: "disk", path: "/", pool });

describeKind(Profile, {
  observe: async (place) => (await place.raw.get(at(place, "small"))) ?? place.raw.get(at(place, "tiny")),
  create: {
    inputs: (place) => ({
      project: place.project,
      name: "small",
      config: { "limits.cpu": "1" },
      devices: { root: root(place) },
    }),
    there: (place) => ({ config: { "limits.cpu": "1" }, devices: { root: root(place) } }),
  },
  update: {
    inputs: (place) => ({
      config: { "limits.memory": "256MiB" },
      devices: { root: { ...root(place), size: "1GiB" }, eth0: { type: "nic", network: place.network } },
    }),
    there: (place) => ({
      config: { "limits.memory": "256MiB" },
      devices: { root: { size: "1GiB" }, eth0: { type: "nic", network: place.network } },
    }),
    changes: [
      "config.limits.cpu",
      "config.limits.memory",
      "devices.eth0.network",
      "devices.eth0.type",
      "devices.root.size",
    ],
  },
  drift: {
    by: (place) => place.raw.send("PATCH", at(place, "small"), { config: { "limits.memory": "1GiB" } }),
    of: "config",
    says: /config "limits.memory" is "1GiB", wanted "256MiB"/,
  },
  replace: { inputs: () => ({ name: "tiny" }), there: () => ({ name: "tiny" }) },
  refuse: {
    "an option that does not exist": {
      inputs: () => ({ config: { "limits.memroy": "1GiB" } }),
      path: 'config["limits.memroy"]',
      says: /did you mean limits\.memory/,
    },
    "a device of no type": {
      inputs: () => ({ devices: { eth0: { type: "nick" } } }),
      path: "devices.eth0",
      says: /nic/,
    },
  },
  gone: { by: (place) => place.raw.send("DELETE", at(place, "tiny")) },
  foreign: {
    by: ({ raw, project }) => raw.send("POST", `/1.0/profiles?project=${project}`, { name: "tiny", devices: {} }),
  },
});
