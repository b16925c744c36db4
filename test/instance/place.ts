/** A workplace whose instances have a network, and an image of another fingerprint to change to. */
import { rm } from "node:fs/promises";
import { z } from "zod";
import { path } from "../../provider/incus/path.ts";
import { type Answered, answered } from "../../provider/kinds/instance/answer.ts";
import { type Workplace, workplace } from "../incus/workplace.ts";
import { variantOf } from "../variant-image.ts";

/** A workplace for instances. */
export interface InstancePlace extends Workplace {
  /** Fingerprint of an image that differs from `image()` in one file. */
  otherImage(): Promise<string>;
  /** An instance as the server has it, past the kind that is tested. */
  look(name: string): Promise<Answered | undefined>;
}

/** Opens one; skips the suite where this run does without Incus. */
export async function instancePlace(suite: Mocha.Context): Promise<InstancePlace> {
  const place = await workplace(suite);
  const { pool, network } = place.machine.incus;
  await place.scope.patch("/1.0/profiles/default", {
    devices: { root: { type: "disk", path: "/", pool }, eth0: { type: "nic", network } },
  });
  const fingerprint = await place.image();
  await place.scope.post("/1.0/images/aliases", { name: "debian", target: fingerprint });
  return {
    ...place,
    otherImage: async () => {
      const file = await variantOf(place.machine.image);
      try {
        return await place.scope.uploadImage(file);
      } finally {
        await rm(file);
      }
    },
    look: async (name) =>
      (await place.scope.get(`${path`/1.0/instances/${name}`}?recursion=1`, z.looseObject(answered.shape)))?.body,
  };
}
