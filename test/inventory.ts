/** All that is on a server of one test, seen past our own code. */
import type { Raw, Thing } from "./out-of-band.ts";

/** Things by their path in the API. */
export type Inventory<T = Thing> = ReadonlyMap<string, T>;

/** What is called like a test's own project, and what is in that project. */
export async function inventory(server: Raw, name: string): Promise<Inventory> {
  const found = new Map<string, Thing>();
  for (const path of ["/1.0/projects", "/1.0/storage-pools", "/1.0/networks"])
    for (const thing of await server.list(path)) if (thing.name === name) found.set(`${path}/${name}`, thing);
  if (!found.has(`/1.0/projects/${name}`)) return found;
  for (const path of ["/1.0/profiles", "/1.0/images", "/1.0/images/aliases", "/1.0/instances"])
    for (const thing of await server.list(`${path}?project=${name}`))
      found.set(`${path}/${thing.name ?? thing.fingerprint}`, thing);
  // Those of images are everybody's, whatever project is asked for.
  for (const { name: pool } of await server.list("/1.0/storage-pools"))
    for (const thing of await server.list(`/1.0/storage-pools/${pool}/volumes?project=${name}`))
      if (thing.type !== "image") found.set(`/1.0/storage-pools/${pool}/volumes/${thing.type}/${thing.name}`, thing);
  for (const { name: instance } of await server.list(`/1.0/instances?project=${name}`))
    for (const thing of await server.list(`/1.0/instances/${instance}/snapshots?project=${name}`))
      found.set(`/1.0/instances/${instance}/snapshots/${thing.name}`, thing);
  return found;
}

/** Removes all of it, whatever a test that failed has left. */
export async function removeAll(server: Raw, name: string): Promise<void> {
  const inside = (path: string) => `${path}?project=${name}`;
  for (const { name: instance, status } of await server.list(inside("/1.0/instances"))) {
    const path = `/1.0/instances/${instance}`;
    if (status !== "Stopped") await server.send("PUT", inside(`${path}/state`), { action: "stop", force: true });
    await server.send("DELETE", inside(path));
  }
  const left = [...(await inventory(server, name)).keys()].filter(
    (path) => !/^\/1\.0\/(images\/aliases|projects|storage-pools|networks)\/[^/]+$|\/profiles\/default$/.test(path),
  );
  for (const path of left.filter((path) => !/\/volumes\/(?!custom\/)/.test(path)))
    await server.send("DELETE", inside(path));
  for (const path of ["projects", "storage-pools", "networks"]) {
    if (await server.get(`/1.0/${path}/${name}`)) await server.send("DELETE", `/1.0/${path}/${name}`);
  }
}
