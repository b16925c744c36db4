/** All components: the registry that classes and documents are made from. */
import type { AnyComponent } from "../component.ts";

export const components: readonly AnyComponent[] = [];
