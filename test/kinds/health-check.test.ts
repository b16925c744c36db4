import { z } from "zod";
import { HealthCheck } from "../../provider/kinds/index.ts";
import { describeKind, NOT_SUPPORTED, type Place } from "../conformance/describe-kind.ts";
import { lookAtInstance, removeInstances, runningIn } from "../conformance/instances.ts";
import { OutputOf } from "../engines/engine.ts";

const record = z.object({ checkedWith: z.string() });
const works = { http: { port: 4000, path: "/health" }, deadline: "60s" };
let address: string;
let release: string;

async function recordOf(place: Place, name: string) {
  const text = (await lookAtInstance(place, "patient"))?.config[`user.cul8er.health_check.chat.${name}`];
  return text ? { name, ...record.parse(JSON.parse(text)) } : undefined;
}

describeKind(HealthCheck, {
  async prepare(place) {
    address = await runningIn(place, "patient", 4);
    release = await place.release("1.0.0");
  },
  clear: (place) => removeInstances(place, "patient"),
  relies(place) {
    const on = { project: place.project, instance: place.name("patient"), app: "chat" };
    const staged = {
      ...on,
      release,
      address,
      cookie: "monster",
      environment: { PORT: "4000" },
      secrets: { SECRET_KEY_BASE: "k".repeat(64) },
    };
    const node = {
      ...on,
      revision: new OutputOf("release of the patient", "revision"),
      secretRevision: new OutputOf("release of the patient", "secretRevision"),
      nodeName: new OutputOf("release of the patient", "nodeName"),
    };
    return [
      { type: "release", name: "release of the patient", inputs: staged },
      { type: "beam_node", name: "patient", inputs: node },
    ];
  },
  observe: async (place) => (await recordOf(place, "pulse")) ?? recordOf(place, "breath"),
  create: {
    inputs: (place) => ({
      project: place.project,
      app: "chat",
      name: "pulse",
      instances: [place.name("patient")],
      check: works,
    }),
    there: () => ({ name: "pulse" }),
  },
  update: {
    inputs: () => ({ check: { ...works, successes: 2 } }),
    there: () => ({ name: "pulse" }),
    changes: ["checkedWith"],
  },
  drift: NOT_SUPPORTED("a step is compared with its last pass only"),
  replace: { inputs: () => ({ name: "breath" }), there: () => ({ name: "breath" }) },
  refuse: {
    "two questions at once": {
      inputs: () => ({ check: { ...works, tcp: { port: 80 } } }),
      path: "check",
      says: /exactly one question/,
    },
  },
  gone: NOT_SUPPORTED("a step that has passed leaves nothing but its record"),
  foreign: NOT_SUPPORTED("nothing but cul8er leaves records"),
  import: NOT_SUPPORTED("its id does not tell which instances it has checked"),
});
