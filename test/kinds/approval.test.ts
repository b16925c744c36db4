import { z } from "zod";
import { Approval } from "../../provider/kinds/index.ts";
import { describeKind, NOT_SUPPORTED, type Place } from "../conformance/describe-kind.ts";
import { instanceIn, lookAtInstance, removeInstances } from "../conformance/instances.ts";

const record = z.object({ checkedWith: z.string() });

async function recordOf(place: Place, name: string) {
  const text = (await lookAtInstance(place, "voter"))?.config[`user.cul8er.approval.chat.${name}`];
  return text ? { name, ...record.parse(JSON.parse(text)) } : undefined;
}

// On an instance without a node nothing is rolled out, and nothing is asked: what it does then the rollout's tests show.
describeKind(Approval, {
  prepare: (place) => instanceIn(place, "voter"),
  clear: (place) => removeInstances(place, "voter"),
  observe: async (place) => (await recordOf(place, "first")) ?? recordOf(place, "second"),
  create: {
    inputs: (place) => ({
      project: place.project,
      app: "chat",
      name: "first",
      instances: [place.name("voter")],
    }),
    there: () => ({ name: "first", checkedWith: "approved" }),
  },
  update: NOT_SUPPORTED("there is one question, and who answered it is not asked again"),
  drift: NOT_SUPPORTED("a step is compared with its last pass only"),
  replace: { inputs: () => ({ name: "second" }), there: () => ({ name: "second", checkedWith: "approved" }) },
  refuse: {
    "a name that is none": { inputs: () => ({ name: "the people" }), path: "name", says: /holds other characters/ },
  },
  gone: NOT_SUPPORTED("a step that has passed leaves nothing but its record"),
  foreign: NOT_SUPPORTED("nothing but cul8er leaves records"),
  import: NOT_SUPPORTED("its id does not tell which instances it is about"),
});
