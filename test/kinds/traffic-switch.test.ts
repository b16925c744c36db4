import { z } from "zod";
import { TrafficSwitch } from "../../provider/kinds/index.ts";
import { describeKind, NOT_SUPPORTED, type Place } from "../conformance/describe-kind.ts";
import { editInstance, instanceIn, lookAtInstance, removeInstances } from "../conformance/instances.ts";
import { OutputOf } from "../engines/engine.ts";

const record = z.object({ active: z.string().optional(), switched: z.object({ since: z.string() }).optional() });
const key = (app: string) => `user.cul8er.slots.${app}`;

async function activeOf(place: Place, app: string) {
  const text = (await lookAtInstance(place, "points"))?.config[key(app)];
  const { active, switched } = text ? record.parse(JSON.parse(text)) : {};
  return switched ? { app, active } : undefined;
}

// Slots without nodes: what the switch does to requests the rollout's tests show.
describeKind(TrafficSwitch, {
  prepare: (place) => instanceIn(place, "points"),
  clear: (place) => removeInstances(place, "points"),
  relies: (place) =>
    ["chat", "talk"].map((app) => ({
      type: "slots",
      name: `slots of ${app}`,
      inputs: {
        project: place.project,
        router: place.name("points"),
        app,
        members: { blue: [], green: [] },
        kept: "1.0.0",
        cookie: "monster",
      },
    })),
  observe: async (place) => (await activeOf(place, "chat")) ?? activeOf(place, "talk"),
  create: {
    inputs: (place) => ({
      project: place.project,
      router: place.name("points"),
      app: "chat",
      slot: new OutputOf("slots of chat", "target"),
    }),
    there: () => ({ app: "chat", active: "blue" }),
  },
  update: { inputs: () => ({ slot: "green" }), there: () => ({ app: "chat", active: "green" }), changes: ["active"] },
  drift: {
    of: "slot",
    says: /slot is "blue", wanted "green"/,
    async by(place) {
      const config = (await lookAtInstance(place, "points"))?.config;
      const now = z.looseObject({ active: z.string() }).parse(JSON.parse(config?.[key("chat")] ?? "{}"));
      await editInstance(place, "points", { config: { [key("chat")]: JSON.stringify({ ...now, active: "blue" }) } });
    },
  },
  replace: { inputs: () => ({ app: "talk" }), there: () => ({ app: "talk", active: "green" }) },
  refuse: {
    "a third slot": { inputs: () => ({ slot: "red" }), path: "slot", says: /expected one of/ },
  },
  gone: NOT_SUPPORTED("without its record nothing was ever switched"),
  foreign: NOT_SUPPORTED("nothing but cul8er leaves records"),
  import: NOT_SUPPORTED("its id does not tell which slot was meant"),
});
