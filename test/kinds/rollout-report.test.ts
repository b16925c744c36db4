import { RolloutReport } from "../../provider/kinds/index.ts";
import { describeKind, NOT_SUPPORTED, type Place } from "../conformance/describe-kind.ts";
import { instanceIn, lookAtInstance, removeInstances } from "../conformance/instances.ts";

async function toldOn(place: Place) {
  const { config } = (await lookAtInstance(place, "teller")) ?? {};
  const name = ["told", "other"].find((each) => config?.[`user.cul8er.rollout_report.chat.${each}`]);
  return name && { name };
}

// Where nothing was ever rolled out there is nothing to tell: what it tells otherwise the rollout's tests show.
describeKind(RolloutReport, {
  prepare: (place) => instanceIn(place, "teller"),
  clear: (place) => removeInstances(place, "teller"),
  observe: toldOn,
  create: {
    inputs: (place) => ({
      project: place.project,
      app: "chat",
      name: "told",
      instances: [place.name("teller")],
      rollout: "",
    }),
    there: () => ({ name: "told" }),
  },
  update: NOT_SUPPORTED("it tells of a rollout once, and has nothing else to change"),
  drift: NOT_SUPPORTED("what it tells is what the nodes tell"),
  replace: { inputs: () => ({ name: "other" }), there: () => ({ name: "other" }) },
  refuse: {
    "no instance at all": { inputs: () => ({ instances: [] }), path: "instances", says: /1/ },
  },
  gone: NOT_SUPPORTED("it leaves nothing but its mark"),
  foreign: NOT_SUPPORTED("nothing but cul8er leaves marks"),
  import: NOT_SUPPORTED("its id does not tell which instances it asks"),
});
