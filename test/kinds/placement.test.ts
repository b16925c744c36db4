import { z } from "zod";
import { Placement } from "../../provider/kinds/index.ts";
import { describeKind, NOT_SUPPORTED, type Place } from "../conformance/describe-kind.ts";

/** The machine under several names: nobody is sent there, only asked. */
const host = ({ socket }: Place, name: string) => ({ name, socket });

const decision = z.object({
  name: z.string(),
  where: z.record(z.string(), z.object({ name: z.string() })),
  because: z.record(z.string(), z.string()),
});

/** The placement in a stored state of whatever form: who is where, and why. */
function placementIn(state: unknown): object | undefined {
  const found = decision.safeParse(state);
  if (found.success) {
    const { name, where, because } = found.data;
    return { name, because, where: Object.fromEntries(Object.entries(where).map(([who, { name }]) => [who, name])) };
  }
  const inner = typeof state === "object" && state !== null ? Object.values(state) : [];
  return inner.map(placementIn).find((each) => each !== undefined);
}

describeKind(Placement, {
  observe: async (_, stored) => placementIn(JSON.parse(await stored())),
  create: {
    inputs: (place) => ({
      name: "spread",
      project: place.project,
      hosts: [host(place, "one"), host(place, "two")],
      instances: ["n1", "n2", "n3"].map((name) => ({ name })),
    }),
    there: () => ({
      where: { n1: "one", n2: "two", n3: "one" },
      because: { n1: "one: carries none of them yet", n3: "one: carries 1 of them, no other fewer" },
    }),
  },
  update: {
    inputs: (place) => ({
      hosts: [host(place, "three"), host(place, "two"), host(place, "one")],
      instances: ["n1", "n2", "n3", "n4"].map((name) => ({ name, memory: "1MiB" })),
    }),
    there: () => ({
      where: { n1: "one", n2: "two", n3: "one", n4: "three" },
      because: { n1: "stays", n2: "stays", n3: "stays" },
    }),
    changes: ["because.n1", "because.n2", "because.n3", "because.n4", "where.n4"],
  },
  drift: NOT_SUPPORTED("nothing of it is on a server"),
  replace: {
    inputs: (place) => ({ name: "packed", spread: "pack", hosts: [host(place, "two"), host(place, "three")] }),
    there: () => ({ where: { n1: "two", n2: "two", n3: "two", n4: "two" } }),
  },
  refuse: {
    "more than there is room for": {
      inputs: () => ({
        capacity: { two: { memory: "1MiB" }, three: { memory: "512MiB" } },
        instances: ["n1", "n8", "n9"].map((name) => ({ name, memory: "512MiB" })),
      }),
      path: "instances",
      says: /n9 needs 512 MiB of memory, which fits on no host|lacks/,
    },
    "the domain of a host that is none": {
      inputs: () => ({ domains: { six: "rack" } }),
      path: "domains.six",
      says: /is of no host: there are two, three/,
    },
    "a host that is named twice": {
      inputs: (place) => ({ hosts: [host(place, "two"), host(place, "three"), host(place, "two")] }),
      path: "hosts",
      says: /names two twice/,
    },
  },
  gone: NOT_SUPPORTED("nothing of it is on a server"),
  foreign: NOT_SUPPORTED("nothing of it is on a server"),
  second: NOT_SUPPORTED("nothing of it is on a server, so each program has its own"),
  import: NOT_SUPPORTED("nothing of it is on a server"),
});
