// Fetches a release as a staging does, in a process of its own: the authorities that Node trusts are read at its start.
import { readFile, stat } from "node:fs/promises";
import { withRelease } from "../../provider/kinds/node/release-source.ts";

const [, , path = "", digest = "", times = "1"] = process.argv;
const context = { signal: AbortSignal.timeout(60_000), progress: () => {} };
const fetched = Array.from({ length: Number(times) }, () =>
  withRelease(context, { path, digest }, async ({ file, facts }) => ({ ...facts, bytes: (await stat(file)).size })),
);
const told = await Promise.all(fetched).then(
  ([facts]) => ({ facts }),
  (error: Error) => ({ error: error.name, message: error.message }),
);
// `maxRSS` begins with that of the parent.
const [, kibibytes] = /^VmHWM:\s+(\d+) kB/m.exec(await readFile("/proc/self/status", "utf8")) ?? [];
console.log(JSON.stringify({ ...told, megabytes: (Number(kibibytes) * 1024) / 1e6 }));
