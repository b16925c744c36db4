import { Router } from "../../provider/kinds/index.ts";
import { describeKind, NOT_SUPPORTED, type Place } from "../conformance/describe-kind.ts";
import { editInstance, inInstance, lookAtInstance, removeInstances, runningIn } from "../conformance/instances.ts";

const KEY = "user.cul8er.router";

/** The service that stands on an instance which says that it is a router. */
async function routerOn(place: Place, of: string) {
  if (!(await lookAtInstance(place, of))?.config[KEY]) return undefined;
  return { service: await inInstance(place, of, "systemctl is-active cul8er-router || true") };
}

describeKind(Router, {
  async prepare(place) {
    await runningIn(place, "edge", 6);
    await runningIn(place, "gate", 0);
  },
  clear: (place) => removeInstances(place, "edge", "gate"),
  observe: async (place) => (await routerOn(place, "edge")) ?? routerOn(place, "gate"),
  create: {
    inputs: (place) => ({ project: place.project, instance: place.name("edge") }),
    there: () => ({ service: "active" }),
  },
  update: NOT_SUPPORTED("a router has nothing to set but its instance"),
  drift: {
    by: async (place) => void (await inInstance(place, "edge", "systemctl stop cul8er-router")),
    of: [],
    says: /HAProxy does not run/,
  },
  replace: {
    inputs: (place) => ({ instance: place.name("gate") }),
    there: () => ({ service: "active" }),
  },
  refuse: {
    "an instance that cannot be called so": {
      inputs: () => ({ instance: "the edge" }),
      path: "instance",
      says: /no name/,
    },
  },
  gone: { by: (place) => editInstance(place, "gate", { config: { [KEY]: undefined } }) },
  foreign: NOT_SUPPORTED("an HAProxy that somebody runs there has a service of its own, and is left alone"),
});
