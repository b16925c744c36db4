import { z } from "zod";
import { Slots } from "../../provider/kinds/index.ts";
import { describeKind, NOT_SUPPORTED, type Place } from "../conformance/describe-kind.ts";
import { instanceIn, lookAtInstance, removeInstances } from "../conformance/instances.ts";

const record = z.object({ target: z.string() });

async function recordOf(place: Place, app: string) {
  const text = (await lookAtInstance(place, "crossing"))?.config[`user.cul8er.slots.${app}`];
  return text ? { app, ...record.parse(JSON.parse(text)) } : undefined;
}

describeKind(Slots, {
  prepare: (place) => instanceIn(place, "crossing"),
  clear: (place) => removeInstances(place, "crossing"),
  observe: async (place) => (await recordOf(place, "chat")) ?? recordOf(place, "talk"),
  create: {
    inputs: (place) => ({
      project: place.project,
      router: place.name("crossing"),
      app: "chat",
      members: { blue: ["chat-blue-1"], green: ["chat-green-1"] },
      kept: "1.0.0",
      cookie: "monster",
    }),
    there: () => ({ app: "chat", target: "blue" }),
  },
  update: {
    inputs: () => ({ kept: "2.0.0" }),
    there: () => ({ app: "chat", target: "blue" }),
    changes: [],
  },
  drift: NOT_SUPPORTED("a step is compared with its last pass only"),
  replace: { inputs: () => ({ app: "talk" }), there: () => ({ app: "talk", target: "blue" }) },
  refuse: {
    "a cookie that is none": { inputs: () => ({ cookie: "a b" }), path: "cookie", says: /a cookie is/ },
  },
  gone: NOT_SUPPORTED("what is not decided yet leaves nothing behind"),
  foreign: NOT_SUPPORTED("nothing but cul8er leaves records"),
  import: NOT_SUPPORTED("its id does not tell what the slots were asked to be"),
});
