/** All kinds: the only registry. Adapters, SDK classes, documents and conformance tests are made from it. */
import type { Kind } from "../resource.ts";
import { Image } from "./image.ts";
import { Project } from "./project.ts";

export { Image, Project };

export const kinds: readonly Kind[] = [Project, Image];
