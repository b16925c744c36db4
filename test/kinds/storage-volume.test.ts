import { StorageVolume } from "../../provider/kinds/index.ts";
import { describeKind, type Place } from "../conformance/describe-kind.ts";

const volumes = ({ pool, project }: Place) => `/1.0/storage-pools/${pool}/volumes/custom?project=${project}`;
const at = ({ pool, project }: Place) => `/1.0/storage-pools/${pool}/volumes/custom/mnesia?project=${project}`;

describeKind(StorageVolume, {
  observe: (place) => place.raw.get(at(place)),
  create: {
    inputs: ({ project, pool }) => ({ project, pool, name: "mnesia", size: "64MiB" }),
    there: () => ({ content_type: "filesystem", config: { size: "64MiB" } }),
  },
  update: {
    inputs: () => ({ size: "128MiB", config: { "snapshots.expiry": "7d" } }),
    there: () => ({ config: { size: "128MiB", "snapshots.expiry": "7d" } }),
    changes: ["config.size", "config.snapshots.expiry"],
  },
  drift: {
    by: (place) => place.raw.send("PATCH", at(place), { config: { size: "96MiB" } }),
    of: "size",
    says: /size is "96MiB", wanted "128MiB"/,
  },
  replace: {
    inputs: () => ({ contentType: "block" }),
    there: () => ({ content_type: "block", config: { size: "128MiB" } }),
  },
  refuse: {
    "shrinking a disk": { inputs: () => ({ size: "64MiB" }), path: "size", says: /cannot shrink without losing data/ },
    "a size that is none": { inputs: () => ({ size: "256 apples" }), path: "size", says: /is not a size/ },
  },
  gone: { by: (place) => place.raw.send("DELETE", at(place)) },
  foreign: {
    by: (place) =>
      place.raw.send("POST", volumes(place), {
        name: "mnesia",
        type: "custom",
        content_type: "block",
        config: { size: "128MiB" },
      }),
  },
});
