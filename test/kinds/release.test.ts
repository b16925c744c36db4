import { z } from "zod";
import { Release } from "../../provider/kinds/index.ts";
import { describeKind, NOT_SUPPORTED, type Place } from "../conformance/describe-kind.ts";
import { editInstance, lookAtInstance, removeInstances, runningIn } from "../conformance/instances.ts";

const KEY = "user.cul8er.revisions.chat";
const staged = z.looseObject({
  wanted: z.string(),
  revisions: z.array(z.looseObject({ environment: z.unknown(), release: z.object({ version: z.string() }) })),
});
const addresses: string[] = [];
const paths: Record<string, string> = {};

/** What is staged on an instance. */
async function stagedOn(place: Place, of: string) {
  const text = (await lookAtInstance(place, of))?.config[KEY];
  if (!text) return undefined;
  const { revisions } = staged.parse(JSON.parse(text));
  return Object.fromEntries(revisions.map(({ release, environment }) => [release.version, environment]));
}

describeKind(Release, {
  async prepare(place) {
    addresses.splice(0);
    addresses.push(await runningIn(place, "stage", 1), await runningIn(place, "shelf", 2));
    for (const version of ["1.0.0", "2.0.0"]) paths[version] = await place.release(version);
  },
  clear: (place) => removeInstances(place, "stage", "shelf"),
  observe: async (place) => (await stagedOn(place, "stage")) ?? stagedOn(place, "shelf"),
  create: {
    inputs: (place) => ({
      project: place.project,
      instance: place.name("stage"),
      app: "chat",
      release: paths["1.0.0"],
      address: addresses[0],
      cookie: "monster",
      environment: { PORT: "4000" },
      secrets: { SECRET_KEY_BASE: "k".repeat(64) },
    }),
    there: () => ({ "1.0.0": { PORT: "4000" } }),
  },
  update: {
    inputs: () => ({ release: paths["2.0.0"] }),
    there: () => ({ "1.0.0": {}, "2.0.0": { PORT: "4000" } }),
    changes: ["2.0.0.PORT"],
  },
  drift: NOT_SUPPORTED("what is staged can only be taken away by another hand, and then it is gone"),
  replace: {
    inputs: (place) => ({ instance: place.name("shelf"), address: addresses[1] }),
    there: () => ({ "2.0.0": { PORT: "4000" } }),
  },
  refuse: {
    "a file that is no release": {
      inputs: (place) => ({ release: place.image }),
      path: "release",
      says: /release/,
    },
    "a file with another digest": { inputs: () => ({ digest: "0".repeat(64) }), path: "digest", says: /another file/ },
    "a node name that OTP refuses": { inputs: () => ({ nodeBase: "chat room" }), path: "nodeBase", says: /./ },
  },
  gone: { by: (place) => editInstance(place, "shelf", { config: { [KEY]: undefined } }) },
  foreign: NOT_SUPPORTED("nothing but cul8er stages revisions"),
  hidden: ["release", "cookie", "secrets"],
});
