import { z } from "zod";
import { Snapshot } from "../../provider/kinds/index.ts";
import { describeKind, type Place } from "../conformance/describe-kind.ts";
import { instanceAt, instanceIn, removeInstances } from "../conformance/instances.ts";

const at = (place: Place, name: string) => instanceAt(place, "kept", `/snapshots/${name}`);

/** The server counts the size of a snapshot when it finds the time. */
const withoutSize = (seen: unknown): unknown =>
  seen === undefined ? undefined : { ...z.record(z.string(), z.unknown()).parse(seen), size: undefined };

describeKind(Snapshot, {
  prepare: (place) => instanceIn(place, "kept"),
  clear: (place) => removeInstances(place, "kept"),
  observe: async (place) =>
    withoutSize((await place.raw.get(at(place, "before"))) ?? (await place.raw.get(at(place, "earlier")))),
  create: {
    inputs: (place) => ({ project: place.project, instance: place.name("kept"), name: "before" }),
    there: () => ({ name: "before", stateful: false }),
  },
  update: {
    inputs: () => ({ expiresAt: "2040-01-01T00:00:00Z" }),
    there: () => ({ expires_at: "2040-01-01T00:00:00Z" }),
    changes: ["expires_at"],
  },
  drift: {
    by: (place) => place.raw.send("PUT", at(place, "before"), { expires_at: "2039-01-01T00:00:00Z" }),
    of: "expiresAt",
    says: /expiresAt is "2039/,
  },
  replace: { inputs: () => ({ name: "earlier" }), there: () => ({ name: "earlier" }) },
  refuse: {
    "a name that Incus refuses": { inputs: () => ({ name: "before lunch" }), path: "name", says: /slashes or spaces/ },
    "two times of expiry": { inputs: () => ({ expiresIn: "7d" }), path: "expiresAt", says: /together/ },
  },
  gone: { by: (place) => place.raw.send("DELETE", at(place, "earlier")) },
  foreign: {
    by: (place) =>
      place.raw.send("POST", instanceAt(place, "kept", "/snapshots"), {
        name: "earlier",
        expires_at: "2041-01-01T00:00:00Z",
      }),
  },
});
