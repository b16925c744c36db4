import { z } from "zod";
import { Analysis } from "../../provider/kinds/index.ts";
import { describeKind, NOT_SUPPORTED, type Place } from "../conformance/describe-kind.ts";
import { instanceIn, lookAtInstance, removeInstances } from "../conformance/instances.ts";

const record = z.object({ checkedWith: z.string() });

async function recordOf(place: Place, name: string) {
  const text = (await lookAtInstance(place, "suspect"))?.config[`user.cul8er.analysis.chat.${name}`];
  return text ? { name, ...record.parse(JSON.parse(text)) } : undefined;
}

// On an instance without a node nothing is rolled out, and nothing is asked: what it does then the rollout's tests show.
describeKind(Analysis, {
  prepare: (place) => instanceIn(place, "suspect"),
  clear: (place) => removeInstances(place, "suspect"),
  observe: async (place) => (await recordOf(place, "first")) ?? recordOf(place, "second"),
  create: {
    inputs: (place) => ({
      project: place.project,
      app: "chat",
      name: "first",
      instances: [place.name("suspect")],
      router: "edge",
      errorRate: { max: 0.01 },
    }),
    there: () => ({ name: "first" }),
  },
  update: {
    inputs: () => ({ errorRate: { max: 0.02 } }),
    there: () => ({ name: "first" }),
    changes: ["checkedWith"],
  },
  drift: NOT_SUPPORTED("a step is compared with its last pass only"),
  replace: { inputs: () => ({ name: "second" }), there: () => ({ name: "second" }) },
  refuse: {
    "a share above one": { inputs: () => ({ errorRate: { max: 2 } }), path: "errorRate.max", says: /<=1/ },
    "a server that is no address": {
      inputs: () => ({ prometheus: { url: "prometheus", query: "up" } }),
      path: "prometheus.url",
      says: /URL/,
    },
  },
  gone: NOT_SUPPORTED("a step that has passed leaves nothing but its record"),
  foreign: NOT_SUPPORTED("nothing but cul8er leaves records"),
  import: NOT_SUPPORTED("its id does not tell which instances it is about"),
});
