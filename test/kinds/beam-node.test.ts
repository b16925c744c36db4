import { z } from "zod";
import { BeamNode } from "../../provider/kinds/index.ts";
import { describeKind, NOT_SUPPORTED } from "../conformance/describe-kind.ts";
import { editInstance, lookAtInstance, removeInstances, runningIn } from "../conformance/instances.ts";
import { OutputOf } from "../engines/engine.ts";

const KEY = "user.cul8er.node.chat";
const journal = z.looseObject({ current: z.looseObject({ version: z.string() }) });
const ofRelease = (output: string) => new OutputOf("release of the node", output);
let address: string;
let release: string;

describeKind(BeamNode, {
  async prepare(place) {
    address = await runningIn(place, "node", 3);
    release = await place.release("1.0.0");
  },
  clear: (place) => removeInstances(place, "node"),
  relies: (place) => [
    {
      type: "release",
      name: "release of the node",
      inputs: {
        project: place.project,
        instance: place.name("node"),
        app: "chat",
        release,
        address,
        cookie: "monster",
        environment: { PORT: "4000" },
        secrets: { SECRET_KEY_BASE: "k".repeat(64) },
        healthCheck: { http: { port: 4000, path: "/health" }, deadline: "60s" },
      },
    },
  ],
  async observe(place) {
    const text = (await lookAtInstance(place, "node"))?.config[KEY];
    return text ? { runs: journal.parse(JSON.parse(text)).current.version } : undefined;
  },
  create: {
    inputs: (place) => ({
      project: place.project,
      instance: place.name("node"),
      app: "chat",
      revision: ofRelease("revision"),
      secretRevision: ofRelease("secretRevision"),
      nodeName: ofRelease("nodeName"),
      version: "1.0.0",
    }),
    there: () => ({ runs: "1.0.0" }),
  },
  update: NOT_SUPPORTED("a node changes with its release: the rollout's tests do it"),
  drift: NOT_SUPPORTED("another hand has no second revision to turn to: the rollout's tests put nodes back"),
  replace: NOT_SUPPORTED("a node on another instance has another release"),
  refuse: {
    "a deadline that is none": { inputs: () => ({ minUptime: "soon" }), path: "minUptime", says: /not a duration/ },
  },
  gone: { by: (place) => editInstance(place, "node", { config: { [KEY]: undefined } }) },
  foreign: NOT_SUPPORTED("nothing but cul8er writes journals"),
  second: NOT_SUPPORTED("its release is refused before"),
  hidden: ["version"],
});
