import { z } from "zod";
import { Project } from "../../provider/kinds/index.ts";
import { describeKind, type Place } from "../conformance/describe-kind.ts";

const at = (place: Place, name: string) => `/1.0/projects/${place.name(name)}`;
const found = z.object({ description: z.string(), config: z.record(z.string(), z.string()) });
const observe = async (place: Place) => (await place.raw.get(at(place, "room"))) ?? place.raw.get(at(place, "hall"));

describeKind(Project, {
  observe,
  create: {
    inputs: (place) => ({ name: place.name("room"), description: "a room", config: { "features.images": "true" } }),
    there: () => ({ description: "a room", config: { "features.images": "true" } }),
  },
  update: {
    inputs: () => ({ description: "our room", config: { "features.images": "true", "limits.instances": "3" } }),
    there: () => ({ description: "our room", config: { "limits.instances": "3" } }),
    changes: ["description", "config.limits.instances"],
  },
  drift: {
    async by({ raw, ...place }) {
      const path = at({ raw, ...place }, "room");
      const { description, config } = found.parse(await raw.get(path));
      await raw.send("PUT", path, { description, config: { ...config, "limits.instances": "7" } });
    },
    of: "config",
    says: /config "limits.instances" is "7", wanted "3"/,
  },
  replace: {
    inputs: (place) => ({ name: place.name("hall") }),
    there: (place) => ({ name: place.name("hall") }),
  },
  refuse: {
    "an option that does not exist": {
      inputs: () => ({ config: { "limits.instancez": "3" } }),
      path: 'config["limits.instancez"]',
      says: /did you mean limits\.instances/,
    },
    "an option of the wrong type": {
      inputs: () => ({ config: { "limits.instances": "many" } }),
      path: 'config["limits.instances"]',
      says: /must be a whole number/,
    },
  },
  gone: { by: (place) => place.raw.send("DELETE", at(place, "hall")) },
  foreign: { by: (place) => place.raw.send("POST", "/1.0/projects", { name: place.name("hall") }) },
});
