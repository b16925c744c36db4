import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StoragePool } from "../../provider/kinds/index.ts";
import { describeKind, type Place } from "../conformance/describe-kind.ts";

const at = (place: Place) => `/1.0/storage-pools/${place.name("pool")}`;
let folder: string;

describeKind(StoragePool, {
  async prepare() {
    folder = await mkdtemp(join(tmpdir(), "cul8er-pool-"));
  },
  clear: () => rm(folder, { recursive: true, force: true }),
  observe: (place) => place.raw.get(at(place)),
  create: {
    inputs: (place) => ({ name: place.name("pool"), driver: "dir", description: "slow" }),
    there: () => ({ driver: "dir", description: "slow" }),
  },
  update: {
    inputs: () => ({ description: undefined, config: { "rsync.bwlimit": "10MiB" } }),
    there: () => ({ description: "", config: { "rsync.bwlimit": "10MiB" } }),
    changes: ["description", "config.rsync.bwlimit"],
  },
  drift: {
    by: (place) => place.raw.send("PATCH", at(place), { config: { "rsync.bwlimit": "20MiB" } }),
    of: "config",
    says: /config "rsync.bwlimit" is "20MiB", wanted "10MiB"/,
  },
  replace: { inputs: () => ({ source: folder }), there: () => ({ config: { source: folder } }) },
  refuse: {
    "a size that is none": { inputs: () => ({ size: "10 apples" }), path: "size", says: /is not a size/ },
    "a size in config": {
      inputs: () => ({ config: { size: "10GiB" } }),
      path: "config.size",
      says: /has a field of its own/,
    },
  },
  gone: { by: (place) => place.raw.send("DELETE", at(place)) },
  foreign: {
    by: (place) =>
      place.raw.send("POST", "/1.0/storage-pools", {
        name: place.name("pool"),
        driver: "dir",
        config: { source: folder },
      }),
  },
});
