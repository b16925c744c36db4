import { z } from "zod";
import { Task } from "../../provider/kinds/index.ts";
import { describeKind, NOT_SUPPORTED, type Place } from "../conformance/describe-kind.ts";
import { lookAtInstance, removeInstances, runningIn } from "../conformance/instances.ts";
import { OutputOf } from "../engines/engine.ts";

const record = z.object({ keys: z.array(z.string()) });
const migrate = ["eval", "Chat.Release.migrate()"];
let address: string;
let release: string;

async function recordOf(place: Place, name: string) {
  const text = (await lookAtInstance(place, "yard"))?.config[`user.cul8er.task.chat.${name}`];
  return text ? { name, runs: record.parse(JSON.parse(text)).keys.length } : undefined;
}

describeKind(Task, {
  async prepare(place) {
    address = await runningIn(place, "yard", 7);
    release = await place.release("1.0.0");
  },
  clear: (place) => removeInstances(place, "yard"),
  relies: (place) => [
    {
      type: "release",
      name: "release of the yard",
      inputs: {
        project: place.project,
        instance: place.name("yard"),
        app: "chat",
        release,
        address,
        cookie: "monster",
        environment: { PORT: "4000", DATA_DIR: "/opt/chat/data" },
        secrets: { SECRET_KEY_BASE: "k".repeat(64) },
      },
    },
  ],
  observe: async (place) => (await recordOf(place, "migrate")) ?? recordOf(place, "again"),
  create: {
    inputs: (place) => ({
      project: place.project,
      instance: place.name("yard"),
      app: "chat",
      name: "migrate",
      revision: new OutputOf("release of the yard", "revision"),
      secretRevision: new OutputOf("release of the yard", "secretRevision"),
      command: migrate,
    }),
    there: () => ({ name: "migrate", runs: 1 }),
  },
  update: {
    inputs: () => ({ command: ["eval", "IO.puts(:done)"] }),
    there: () => ({ name: "migrate", runs: 2 }),
    changes: ["runs"],
  },
  drift: NOT_SUPPORTED("a task that was done leaves nothing but its record"),
  replace: { inputs: () => ({ name: "again" }), there: () => ({ name: "again", runs: 1 }) },
  refuse: {
    "a limit that is none": { inputs: () => ({ limit: "soon" }), path: "limit", says: /is not a duration/ },
  },
  second: NOT_SUPPORTED("its release is refused before"),
  gone: NOT_SUPPORTED("a task that was done leaves nothing but its record"),
  foreign: NOT_SUPPORTED("nothing but cul8er leaves records"),
  import: NOT_SUPPORTED("its id does not tell what was run"),
});
