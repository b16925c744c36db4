import { z } from "zod";
import { TrafficWeight } from "../../provider/kinds/index.ts";
import { describeKind, NOT_SUPPORTED, type Place } from "../conformance/describe-kind.ts";
import { instanceIn, lookAtInstance, removeInstances } from "../conformance/instances.ts";

const record = z.object({ checkedWith: z.string() });

async function recordOf(place: Place, name: string) {
  const text = (await lookAtInstance(place, "tenth"))?.config[`user.cul8er.traffic_weight.chat.${name}`];
  return text ? { name, ...record.parse(JSON.parse(text)) } : undefined;
}

// On an instance without a node nothing is rolled out, and nothing is asked: what it does then the rollout's tests show.
describeKind(TrafficWeight, {
  prepare: (place) => instanceIn(place, "tenth"),
  clear: (place) => removeInstances(place, "tenth"),
  observe: async (place) => (await recordOf(place, "first")) ?? recordOf(place, "second"),
  create: {
    inputs: (place) => ({
      project: place.project,
      app: "chat",
      name: "first",
      instances: [place.name("tenth")],
      router: "edge",
      share: 10,
    }),
    there: () => ({ name: "first", checkedWith: "10%" }),
  },
  update: {
    inputs: () => ({ share: 20 }),
    there: () => ({ name: "first", checkedWith: "20%" }),
    changes: ["checkedWith"],
  },
  drift: NOT_SUPPORTED("a step is compared with its last pass only"),
  replace: { inputs: () => ({ name: "second" }), there: () => ({ name: "second", checkedWith: "20%" }) },
  refuse: {
    "more than all": { inputs: () => ({ share: 101 }), path: "share", says: /<=100/ },
  },
  gone: NOT_SUPPORTED("a step that has passed leaves nothing but its record"),
  foreign: NOT_SUPPORTED("nothing but cul8er leaves records"),
  import: NOT_SUPPORTED("its id does not tell which instances it is about"),
});
