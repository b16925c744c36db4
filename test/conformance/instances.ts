/** Instances that rows rely on, made past our own code. */
import { execa } from "execa";
import { z } from "zod";
import type { Place } from "./rows.ts";

/** Alias of the Debian image in the project. */
export const DEBIAN = "debian";

const images = new WeakMap<Place, Promise<unknown>>();

/** Sees to it that the project has a Debian image. */
export async function debianIn(place: Place): Promise<void> {
  const { image, project } = place;
  const found =
    images.get(place) ?? execa("incus", ["image", "import", image, "--alias", DEBIAN, "--project", project]);
  images.set(place, found);
  await found;
}

/** Removes it again. */
async function removeDebian({ raw, project }: Place): Promise<void> {
  const alias = z.object({ target: z.string() }).optional();
  const found = alias.parse(await raw.get(`/1.0/images/aliases/${DEBIAN}?project=${project}`));
  if (found) await raw.send("DELETE", `/1.0/images/${found.target}?project=${project}`);
}

/** Makes a stopped instance. */
export async function instanceIn(place: Place, of: string): Promise<void> {
  await debianIn(place);
  const source = { type: "image", alias: DEBIAN };
  await place.raw.send("POST", `/1.0/instances?project=${place.project}`, { name: place.name(of), source });
}

/** Makes a running instance, and gives the address that it gets; each of them another `number` below 8, since several processes run at once. */
export async function runningIn(place: Place, of: string, number: number): Promise<string> {
  await debianIn(place);
  const { config } = network.parse(await place.raw.get(`/1.0/networks/${place.network}`));
  for (let attempt = 0; ; attempt++) {
    const last = 120 + (((process.pid + attempt) * 8 + number) % 126);
    const address = config["ipv4.address"].replace(/\.\d+\/\d+$/, `.${last}`);
    try {
      await place.raw.send("POST", `/1.0/instances?project=${place.project}`, {
        name: place.name(of),
        source: { type: "image", alias: DEBIAN },
        devices: { eth0: { type: "nic", network: place.network, "ipv4.address": address } },
        start: true,
      });
      return address;
    } catch (error) {
      // Another test has it: whoever pins an address has the one that the network gave it.
      if (attempt === 12 || !String(error).includes("already defined on another NIC")) throw error;
      await removeInstance(place, of);
    }
  }
}

/** Path of an instance, or of something of it. */
export const instanceAt = (place: Place, of: string, rest = ""): string =>
  `/1.0/instances/${place.name(of)}${rest}?project=${place.project}`;

/** Stops and removes an instance. */
export async function removeInstance(place: Place, of: string): Promise<void> {
  const found = instance.optional().parse(await place.raw.get(instanceAt(place, of)));
  if (!found) return;
  if (found.status !== "Stopped")
    await place.raw.send("PUT", instanceAt(place, of, "/state"), { action: "stop", force: true });
  await place.raw.send("DELETE", instanceAt(place, of));
}

/** Removes all that rows have made here. */
export async function removeInstances(place: Place, ...names: string[]): Promise<void> {
  for (const name of names) await removeInstance(place, name);
  await removeDebian(place);
}

/** Changes the instance's own config and devices by another hand; `undefined` removes. */
export async function editInstance(
  place: Place,
  of: string,
  change: { config?: Record<string, string | undefined>; devices?: Record<string, object | undefined> },
): Promise<void> {
  const found = instance.parse(await place.raw.get(instanceAt(place, of)));
  const config = { ...found.config, ...change.config };
  const devices = { ...found.devices, ...change.devices };
  await place.raw.send("PUT", instanceAt(place, of), { ...found, config, devices });
}

/** An instance's own config and devices. */
export async function lookAtInstance(place: Place, of: string) {
  return instance.optional().parse(await place.raw.get(instanceAt(place, of)));
}

/** Runs a script on an instance by another hand, and gives what it says. */
export const inInstance = async (place: Place, of: string, script: string): Promise<string> =>
  (await place.raw.run(instanceAt(place, of), script)).trim();

const network = z.object({ config: z.object({ "ipv4.address": z.string() }) });

const instance = z.looseObject({
  status: z.string(),
  config: z.record(z.string(), z.string()),
  devices: z.record(z.string(), z.record(z.string(), z.string())),
});
