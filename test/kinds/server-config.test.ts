import { z } from "zod";
import { ServerConfig } from "../../provider/kinds/index.ts";
import { describeKind, NOT_SUPPORTED, type Place } from "../conformance/describe-kind.ts";

const found = z.object({ config: z.record(z.string(), z.string()) });

/** Options that nobody else has: tests of other kinds use the same server. */
const option = (place: Place, of: string) => `user.${place.name(of)}`;
const set = (place: Place, config: Record<string, string>) => place.raw.send("PATCH", "/1.0", { config });

describeKind(ServerConfig, {
  async observe(place) {
    const { config } = found.parse(await place.raw.get("/1.0"));
    const ours = Object.entries(config).filter(
      ([key]) => key.endsWith(place.name("")) && !key.startsWith("user.cul8er."),
    );
    const named = ours.map(([key, value]) => [key.replace(place.name(""), ""), value]);
    return named.length > 0 ? { config: Object.fromEntries(named) } : undefined;
  },
  create: {
    inputs: (place) => ({
      name: place.name("limits"),
      config: { [option(place, "one")]: "1", [option(place, "two")]: "2" },
      secrets: { [option(place, "key")]: "hidden" },
    }),
    // The same as after the update: what is adopted is compared with it, too.
    there: () => ({ config: { "user.key": "hidden" } }),
  },
  update: {
    inputs: (place) => ({ config: { [option(place, "one")]: "11", [option(place, "three")]: "3" } }),
    there: () => ({ config: { "user.one": "11", "user.three": "3", "user.key": "hidden" } }),
    changes: ["config.user.one", "config.user.three", "config.user.two"],
  },
  drift: {
    by: (place) => set(place, { [option(place, "one")]: "7" }),
    of: "config",
    says: /is "7", wanted "11"/,
  },
  replace: NOT_SUPPORTED("a set keeps its name: its options would be in two sets"),
  refuse: {
    "an option that does not exist": {
      inputs: () => ({ config: { "core.https_adress": ":8443" } }),
      path: 'config["core.https_adress"]',
      says: /did you mean core\.https_address/,
    },
    "an option of the wrong type": {
      inputs: () => ({ config: { "core.shutdown_timeout": "soon" } }),
      path: 'config["core.shutdown_timeout"]',
      says: /must be a whole number/,
    },
    "a secret in the open": {
      inputs: () => ({ config: { "loki.auth.password": "hunter2" } }),
      path: 'config["loki.auth.password"]',
      says: /write it under `secrets`/,
    },
  },
  gone: {
    by: (place) =>
      set(place, {
        ...Object.fromEntries(["one", "three", "key"].map((of) => [option(place, of), ""])),
        [`user.cul8er.config.${place.name("limits")}`]: "",
      }),
  },
  foreign: { by: (place) => set(place, { [option(place, "one")]: "theirs" }) },
  hidden: ["secrets"],
});
