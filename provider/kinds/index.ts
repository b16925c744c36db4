/** All kinds: the only registry. Adapters, SDK classes, documents and conformance tests are made from it. */
import type { Kind } from "../resource.ts";
import { Image } from "./image.ts";
import { Instance } from "./instance.ts";
import { Network } from "./network.ts";
import { Profile } from "./profile.ts";
import { Project } from "./project.ts";
import { StoragePool } from "./storage-pool.ts";
import { StorageVolume } from "./storage-volume.ts";

export { Image, Instance, Network, Profile, Project, StoragePool, StorageVolume };

export const kinds: readonly Kind[] = [Project, Image, Instance, Network, Profile, StoragePool, StorageVolume];
