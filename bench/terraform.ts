/** What the plugin costs under the real engine: plans of two hundred instances, and twenty made and removed. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "../setup/build.ts";
import type { Machine } from "../setup/environment.ts";
import type { Configuration } from "../test/terraform/configuration.ts";
import { numbered, succeeded, withConfiguration } from "./configuration.ts";
import { bareLoop, guest, NAMES, PARALLEL, phases } from "./lifecycle.ts";
import { compare, report, tell, timed } from "./measure.ts";
import { inPlace, type Place } from "./place.ts";

const [FEW, MANY] = [20, 200];

/** Plans beside those of resources that do nothing, and a whole life beside a bare loop over the API. */
export async function terraform(machine: Machine): Promise<void> {
  await build();
  await inPlace(machine, (place) => plans(machine, place));
  await inPlace(machine, (place) => lives(machine, place), { guest });
}

const instances = ({ project }: Place, image: string, running: boolean) => `
provider "cul8er" {
  project = "${project}"
}
resource "cul8er_instance" "one" {
  count   = var.count_of_them
  name    = "i\${count.index}"
  image   = "${image}"
  running = ${running}
}
`;

const things = `
resource "demo_thing" "one" {
  count = var.count_of_them
  text  = "i\${count.index}"
}
`;

async function plans(machine: Machine, place: Place): Promise<void> {
  await withConfiguration(machine, instances(place, await place.image(), false), (ours) =>
    withConfiguration(machine, things, async (nothing) => {
      report({
        name: `requests of a plan of ${MANY} instances, beside one of ${FEW}`,
        theirs: await requests(ours, FEW),
        ours: await requests(ours, MANY),
        target: 1,
        unit: "requests",
      });
      await succeeded(() => nothing.apply(...numbered(MANY)));
      const bulk = async () => void (await place.api.request("GET", "/1.0/instances?recursion=2"));
      await compare({
        name: `terraform plan of ${MANY} stopped instances`,
        target: 1.2,
        rounds: 3,
        ours: () => succeeded(() => ours.plan(...numbered(MANY))),
        theirs: async () => (await succeeded(() => nothing.plan(...numbered(MANY)))) + (await timed(bulk)),
      });
    }),
  );
}

/** Requests to the server of one plan without changes. */
async function requests(configuration: Configuration, count: number): Promise<number> {
  tell(`apply of ${count}: ${(await succeeded(() => configuration.apply(...numbered(count)))).toFixed(1)} s`);
  const log = join(configuration.folder, `log-${count}`);
  configuration.set({ CUL8ER_LOG: "debug", TF_LOG_PROVIDER: "debug", TF_LOG_PATH: log });
  await succeeded(() => configuration.plan(...numbered(count)));
  configuration.set({ CUL8ER_LOG: "", TF_LOG_PROVIDER: "", TF_LOG_PATH: "" });
  return (await readFile(log, "utf8")).match(/incus \S+: (GET|POST|PUT|PATCH|DELETE|WS) /g)?.length ?? 0;
}

async function lives(machine: Machine, place: Place): Promise<void> {
  const image = await place.image();
  await withConfiguration(machine, instances(place, image, true), (ours) =>
    compare({
      name: `terraform apply and destroy of ${NAMES.length} instances`,
      target: 1.2,
      rounds: 3,
      async ours() {
        const made = await succeeded(() => ours.apply(...numbered(NAMES.length), `-parallelism=${PARALLEL}`));
        const unmade = await succeeded(() => ours.destroy(...numbered(NAMES.length), `-parallelism=${PARALLEL}`));
        tell(`  ours: created in ${made.toFixed(2)} s, deleted in ${unmade.toFixed(2)} s`);
        return made + unmade;
      },
      theirs: () => phases("theirs", bareLoop(place, image)),
    }),
  );
}
