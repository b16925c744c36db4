/** Twenty instances made, started and removed: through the kind Instance, and by a bare loop over the API. */
import pLimit from "p-limit";
import { disconnectAll } from "../provider/incus/server.ts";
import { validate } from "../provider/inputs.ts";
import { Instance } from "../provider/kinds/instance.ts";
import { create, plan, remove } from "../provider/lifecycle.ts";
import type { Machine } from "../setup/environment.ts";
import { compare, tell, timed } from "./measure.ts";
import { inPlace, type Place, removeInstance } from "./place.ts";
import { requestTo } from "./through-kinds.ts";

/** As many at a time as an engine on two cores has. */
export const PARALLEL = 8;
/** What they are called. */
export const NAMES = Array.from({ length: 20 }, (_, index) => `i${index}`);

/** Nothing boots in them: twenty Debians that do would take turns on the cores, and hide what is measured. */
export const guest = { "raw.lxc": "lxc.init.cmd = /bin/sleep infinity" };

/** What the kinds cost beside the server's own time. The engine's time is not in it. */
export async function lifecycle(machine: Machine): Promise<void> {
  await inPlace(machine, (place) => measure(machine, place), { guest });
  await disconnectAll();
}

async function measure(machine: Machine, place: Place): Promise<void> {
  const image = await place.image();
  await compare({
    name: `create and delete ${NAMES.length} instances`,
    target: 1.15,
    rounds: 3,
    ours: () => phases("ours", throughKinds(machine, place, image)),
    theirs: () => phases("theirs", bareLoop(place, image)),
  });
}

interface Verbs {
  make(name: string): Promise<void>;
  unmake(name: string): Promise<void>;
}

/** What the engine asks of us for a resource: a plan and a create, later a delete. */
function throughKinds({ incus: { socket } }: Machine, { project, signal }: Place, image: string): Verbs {
  const states = new Map<string, Awaited<ReturnType<typeof create>>>();
  return {
    async make(name) {
      const request = requestTo(socket, name, signal);
      const { values } = validate(Instance, { project, name, image }, new Set());
      await plan(Instance, request, undefined, { values, unknown: new Set() });
      states.set(name, await create(Instance, request, values));
    },
    unmake: (name) => remove(Instance, requestTo(socket, name, signal), states.get(name) ?? {}, [name]),
  };
}

/** What a short script would do. */
export function bareLoop({ api }: Place, fingerprint: string): Verbs {
  const source = { type: "image", fingerprint };
  return {
    make: async (name) =>
      void (await api.request("POST", "/1.0/instances", { name, type: "container", source, start: true })),
    unmake: (name) => removeInstance(api, name, true),
  };
}

/** Seconds that it takes to make all of them, and to remove them again. */
export async function phases(side: string, { make, unmake }: Verbs): Promise<number> {
  const made = await each(make);
  const unmade = await each(unmake);
  tell(`  ${side}: created in ${made.toFixed(2)} s, deleted in ${unmade.toFixed(2)} s`);
  return made + unmade;
}

/** Seconds that it takes to do something with all of them. */
function each(verb: (name: string) => Promise<void>): Promise<number> {
  const some = pLimit(PARALLEL);
  return timed(async () => {
    const done = await Promise.allSettled(NAMES.map((name) => some(() => verb(name))));
    for (const one of done) if (one.status === "rejected") throw one.reason;
  });
}
