/** Uploads an image as the engine has it done, by the built package, in a process whose memory can be told: socket, project, file. */
import { createRequire } from "node:module";

const { provider }: typeof import("../provider/pulumi/dynamic.ts") = createRequire(import.meta.url)("cul8er/provider");

const [socket, project, file] = process.argv.slice(2);
const image = provider("image");
const declared = { host: { socket }, project, name: "large", file, __urn: "urn:pulumi:bench::bench::image::large" };
const { inputs, failures } = (await image.check?.({}, declared)) ?? {};
if (failures?.length) throw new Error(failures.map(({ reason }) => reason).join("; "));
await image.create(inputs);
process.exit();
