/** Two hundred instances that do not run, looked at by the real engine: beside as many resources that do nothing. */
import type { Machine } from "../setup/environment.ts";
import type { Stack } from "../test/stack.ts";
import { compare, report, tell, timed } from "./measure.ts";
import { inPlace, type Place } from "./place.ts";
import { requests } from "./requests.ts";
import { succeeded, withStack } from "./stack.ts";

const [FEW, MANY] = [20, 200];

/** What a refresh and a preview without changes cost, in time and in requests. */
export async function refresh(machine: Machine): Promise<void> {
  await inPlace(machine, (place) =>
    withStack(machine, "instances", (instances) =>
      withStack(machine, "nothing", async (nothing) => {
        await instances.configure({ project: place.project, image: await place.image() });
        const few = await deploy(instances, FEW);
        const many = await deploy(instances, MANY);
        for (const verb of ["refresh", "preview"] as const)
          report({
            name: `requests of a ${verb} of ${MANY} instances, beside one of ${FEW}`,
            ours: many[verb],
            theirs: few[verb],
            target: 1,
            unit: "requests",
          });
        await nothing.configure({ count: MANY });
        await succeeded(nothing.up());
        await measure(place, instances, nothing);
      }),
    ),
  );
}

/** Brings the stack to so many instances, and counts the requests of each look at them. */
async function deploy(stack: Stack, count: number) {
  await stack.configure({ count });
  const { seconds } = await succeeded(stack.up());
  tell(`up to ${count} instances in ${seconds.toFixed(1)} s`);
  const log = { CUL8ER_LOG: "debug" };
  const refreshed = await succeeded(stack.refresh(log));
  const previewed = await succeeded(stack.start(["preview"], log).done);
  return { refresh: requests(refreshed.text), preview: requests(previewed.text) };
}

async function measure({ api }: Place, instances: Stack, nothing: Stack): Promise<void> {
  const bulk = async () => void (await api.request("GET", "/1.0/instances?recursion=2"));
  await compare({
    name: `refresh of ${MANY} stopped instances`,
    target: 1.3,
    rounds: 3,
    ours: async () => (await succeeded(instances.refresh())).seconds,
    theirs: async () => {
      const { seconds } = await succeeded(nothing.refresh());
      return seconds + (await timed(bulk));
    },
  });
  await compare({
    name: `preview of ${MANY} instances without changes`,
    target: null,
    rounds: 3,
    ours: async () => (await succeeded(instances.start(["preview"]).done)).seconds,
    theirs: async () => (await succeeded(nothing.start(["preview"]).done)).seconds,
  });
}
