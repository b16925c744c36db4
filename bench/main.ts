/**
 * What cul8er costs beside what a user would have without it: `npm run bench`, or `npm run bench -- lifecycle` for one.
 *
 * One line of JSON for each figure on standard output, what goes on on standard error.
 */
import { testEnvironment } from "../setup/environment.ts";
import { example } from "./example.ts";
import { fleet } from "./fleet.ts";
import { handshake } from "./handshake.ts";
import { hosts } from "./hosts.ts";
import { lifecycle } from "./lifecycle.ts";
import { tell } from "./measure.ts";
import { refresh } from "./refresh.ts";
import { rollout } from "./rollout.ts";
import { terraform } from "./terraform.ts";
import { upload } from "./upload.ts";

const benches = { handshake, lifecycle, refresh, terraform, example, upload, rollout, hosts, fleet };

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  tell(`There is no benchmark ${unknown.join(", ")}. There is: ${Object.keys(benches).join(", ")}.`);
  process.exit(2);
}
const { machine } = await testEnvironment();
if (!machine) {
  tell("Benchmarks need Incus.");
  process.exit(1);
}
let stopped = false;
const stop = () => {
  stopped = true;
};
process.on("SIGINT", stop).on("SIGTERM", stop);
for (const [name, bench] of Object.entries(benches)) {
  if (stopped || (wanted.length > 0 && !wanted.includes(name))) continue;
  try {
    await bench(machine);
  } catch (error) {
    tell(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
    process.exitCode = 1;
  }
}
