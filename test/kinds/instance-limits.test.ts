import { InstanceLimits } from "../../provider/kinds/index.ts";
import { describeKind, NOT_SUPPORTED, type Place } from "../conformance/describe-kind.ts";
import { editInstance, instanceIn, lookAtInstance, removeInstances } from "../conformance/instances.ts";

/** The limits where we have recorded that they are ours. */
async function limitsOf(place: Place, of: string) {
  const { config = {} } = (await lookAtInstance(place, of)) ?? {};
  if (!config["user.cul8er.limits"]) return undefined;
  return Object.fromEntries(Object.entries(config).filter(([key]) => key.startsWith("limits.")));
}

describeKind(InstanceLimits, {
  async prepare(place) {
    await instanceIn(place, "limited");
    await instanceIn(place, "tamed");
  },
  clear: (place) => removeInstances(place, "limited", "tamed"),
  observe: async (place) => (await limitsOf(place, "limited")) ?? limitsOf(place, "tamed"),
  create: {
    inputs: (place) => ({ project: place.project, instance: place.name("limited"), limits: { memory: "128MiB" } }),
    there: () => ({ "limits.memory": "128MiB" }),
  },
  update: {
    inputs: () => ({ limits: { memory: "256MiB", processes: 200 } }),
    there: () => ({ "limits.memory": "256MiB", "limits.processes": "200" }),
    changes: ["limits.memory", "limits.processes"],
  },
  drift: {
    by: (place) => editInstance(place, "limited", { config: { "limits.processes": "90" } }),
    of: "limits",
    says: /processes.*90/,
  },
  replace: {
    inputs: (place) => ({ instance: place.name("tamed") }),
    there: () => ({ "limits.memory": "256MiB" }),
  },
  refuse: {
    "a memory that is no size": {
      inputs: () => ({ limits: { memory: "256 apples" } }),
      path: "limits.memory",
      says: /256 apples/,
    },
    "processors by number and by name": {
      inputs: () => ({ limits: { cpu: 1, cpuSet: "0-1" } }),
      path: "limits.cpuSet",
      says: /together/,
    },
  },
  gone: { by: (place) => editInstance(place, "tamed", { config: { "user.cul8er.limits": undefined } }) },
  foreign: NOT_SUPPORTED("limits that nobody recorded are the instance's own, and come back when ours go"),
});
