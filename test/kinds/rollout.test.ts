import { Rollout } from "../../provider/kinds/index.ts";
import { readRollout } from "../../provider/report/record.ts";
import { describeKind, NOT_SUPPORTED, type Place } from "../conformance/describe-kind.ts";
import { instanceIn, lookAtInstance, removeInstances } from "../conformance/instances.ts";

/** What is written on the instance; ids differ from run to run. */
async function openedOn(place: Place) {
  const { config } = (await lookAtInstance(place, "mover")) ?? {};
  const name = ["roll", "other"].find((each) => config?.[`user.cul8er.rollout.chat.${each}`]);
  const record = readRollout(config?.["user.cul8er.rollout.chat"]);
  return name && record ? { name, to: record.to, wanted: record.wanted } : undefined;
}

const wish = (place: Place, revision: string, version: string) => ({
  instance: place.name("mover"),
  revision,
  secretRevision: "b".repeat(12),
  nodeName: "chat@10.0.0.1",
  version,
});

// On an instance without a node a rollout is opened, and waits for the node: what happens then the rollout's tests show.
describeKind(Rollout, {
  prepare: (place) => instanceIn(place, "mover"),
  clear: (place) => removeInstances(place, "mover"),
  observe: openedOn,
  create: {
    inputs: (place) => ({
      project: place.project,
      app: "chat",
      name: "roll",
      nodes: [wish(place, "a".repeat(12), "1.0.0")],
    }),
    there: () => ({ name: "roll", to: "1.0.0", wanted: "a".repeat(12) }),
  },
  update: {
    inputs: (place) => ({ nodes: [wish(place, "c".repeat(12), "2.0.0")] }),
    there: () => ({ name: "roll", to: "2.0.0", wanted: "c".repeat(12) }),
    changes: ["to", "wanted"],
  },
  drift: NOT_SUPPORTED("it follows what runs, and has nothing of its own that could differ"),
  replace: {
    inputs: () => ({ name: "other" }),
    there: () => ({ name: "other" }),
  },
  refuse: {
    "no node at all": { inputs: () => ({ nodes: [] }), path: "nodes", says: /1/ },
    "an address that is none": {
      inputs: () => ({ hooks: [{ url: "ftp://example.com/token" }] }),
      path: "hooks[0].url",
      says: /is no http or https URL/,
    },
  },
  gone: NOT_SUPPORTED("a rollout that was opened leaves nothing but its record"),
  foreign: NOT_SUPPORTED("nothing but cul8er leaves records"),
  import: NOT_SUPPORTED("its id does not tell which nodes it is about"),
});
