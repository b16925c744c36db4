import { InstanceDevice } from "../../provider/kinds/index.ts";
import { describeKind, type Place } from "../conformance/describe-kind.ts";
import { editInstance, instanceIn, lookAtInstance, removeInstances } from "../conformance/instances.ts";

const share = { type: "disk", source: "/usr/share", path: "/mnt/share", readonly: true };

async function deviceOf(place: Place) {
  const { devices = {} } = (await lookAtInstance(place, "fitted")) ?? {};
  return devices.share ?? devices.other;
}

describeKind(InstanceDevice, {
  prepare: (place) => instanceIn(place, "fitted"),
  clear: (place) => removeInstances(place, "fitted"),
  observe: deviceOf,
  create: {
    inputs: (place) => ({ project: place.project, instance: place.name("fitted"), name: "share", device: share }),
    there: () => ({ path: "/mnt/share", readonly: "true" }),
  },
  update: {
    inputs: () => ({ device: { ...share, path: "/mnt/docs" } }),
    there: () => ({ path: "/mnt/docs" }),
    changes: ["path"],
  },
  drift: {
    by: (place) =>
      editInstance(place, "fitted", {
        devices: { share: { type: "disk", source: "/usr/share", path: "/mnt/else", readonly: "true" } },
      }),
    of: "device",
    says: /device.*\/mnt\/else/,
  },
  replace: {
    inputs: () => ({ name: "other", device: { ...share, path: "/mnt/other" } }),
    there: () => ({ path: "/mnt/other" }),
  },
  refuse: {
    "a device of no type": { inputs: () => ({ device: { type: "disc" } }), path: "device", says: /disk/ },
  },
  gone: { by: (place) => editInstance(place, "fitted", { devices: { other: undefined } }) },
  foreign: {
    by: (place) =>
      editInstance(place, "fitted", { devices: { other: { type: "disk", source: "/usr/share", path: "/mnt/else" } } }),
  },
});
