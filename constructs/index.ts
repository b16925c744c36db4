// Written by `npm run generate` from provider/kinds/index.ts. Do not edit.
/** Incus resources and BEAM clusters for CDKTF and CDKTN apps. */
export * from "./beam-cluster.ts";
export * from "./beam-node.ts";
export * from "./control.ts";
export * from "./health-check.ts";
export * from "./image.ts";
export * from "./instance.ts";
export * from "./instance-device.ts";
export * from "./instance-limits.ts";
export * from "./network.ts";
export * from "./profile.ts";
export * from "./project.ts";
export * from "./provider.ts";
export * from "./release.ts";
export * from "./snapshot.ts";
export * from "./storage-pool.ts";
export * from "./storage-volume.ts";
export * from "./strategies.ts";
export * from "./write-only.ts";
