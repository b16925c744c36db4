import { Instance } from "../../provider/kinds/index.ts";
import { describeKind } from "../conformance/describe-kind.ts";
import { DEBIAN, debianIn, instanceAt, removeInstance, removeInstances } from "../conformance/instances.ts";

describeKind(Instance, {
  prepare: debianIn,
  clear: (place) => removeInstances(place, "box", "case"),
  observe: async ({ raw, ...place }) =>
    (await raw.get(instanceAt({ raw, ...place }, "box"))) ?? raw.get(instanceAt({ raw, ...place }, "case")),
  create: {
    inputs: (place) => ({
      project: place.project,
      name: place.name("box"),
      image: DEBIAN,
      limits: { cpu: 1, memory: "128MiB" },
    }),
    there: () => ({ status: "Running", config: { "limits.cpu": "1", "limits.memory": "128MiB" } }),
  },
  update: {
    inputs: () => ({ description: "of the shop", limits: { cpu: 1, memory: "256MiB" } }),
    there: () => ({ status: "Running", description: "of the shop", config: { "limits.memory": "256MiB" } }),
    changes: ["config.limits.memory", "description", "expanded_config.limits.memory"],
  },
  drift: {
    by: (place) => place.raw.send("PATCH", instanceAt(place, "box"), { config: { "limits.memory": "64MiB" } }),
    // A PATCH that says nothing of the description takes it away.
    of: ["description", "limits"],
    says: /memory.*"64MiB"/,
  },
  replace: {
    inputs: (place) => ({ name: place.name("case") }),
    there: (place) => ({ name: place.name("case"), config: { "limits.memory": "256MiB" } }),
  },
  refuse: {
    "an option that does not exist": {
      inputs: () => ({ config: { "boot.autostrat": "true" } }),
      path: 'config["boot.autostrat"]',
      says: /did you mean.*boot\.autostart/,
    },
    "a memory that is no size": {
      inputs: () => ({ limits: { memory: "256 apples" } }),
      path: "limits.memory",
      says: /256 apples/,
    },
    "an image that does not exist": { inputs: () => ({ image: "debain" }), path: "image", says: /debain/ },
    "a name that no host can have": { inputs: () => ({ name: "no_underscores" }), path: "name", says: /name/ },
  },
  gone: { by: (place) => removeInstance(place, "case") },
  foreign: {
    by: (place) =>
      place.raw.send("POST", `/1.0/instances?project=${place.project}`, {
        name: place.name("case"),
        source: { type: "image", alias: DEBIAN },
      }),
  },
});
