/** Two slots behind a router, with users, that change places. */
import type { Machine } from "../../setup/environment.ts";
import type { Environment, Run } from "../stack.ts";
import { contentsOfSlots, Exposed, type Wish } from "./exposed.ts";
import type { Traveller } from "./journey.ts";
import { requestOf } from "./rollouts.ts";
import type { Stage } from "./survival.ts";

/** Opens the stack; nothing is on the server yet. */
export async function slots(machine: Machine): Promise<Traveller> {
  const cluster = await Exposed.of(machine, { size: 1, strategy: { type: "blueGreen" } });
  const { name, stack } = cluster;

  // What a slot had once is reached again by one switch: each round wants something that no slot had.
  let round = 0;
  const wish = (version: string): Wish => ({
    version,
    arguments: { environment: { PORT: "4000", DATA_DIR: "/opt/chat/data", ROUND: `${round}` } },
  });
  const up = (version: string) => (environment: Environment) => cluster.up(wish(version), environment);

  let [active, idle] = ["1.0.0", "1.0.0"];
  const expected = (active: string, idle: string) => contentsOfSlots(name, [active, idle]);

  /** To 1.0.0 in the blue slot, whatever was before, so that a request has the same name in every round. */
  async function ready(environment: Environment): Promise<Run> {
    for (;;) {
      round++;
      const run = await up("1.0.0")(environment);
      [active, idle] = ["1.0.0", active];
      if (!run.ok || (await cluster.active()) === "blue") return run;
    }
  }
  function over(environment: Environment): Promise<Run> {
    [active, idle] = ["2.0.0", "1.0.0"];
    return up("2.0.0")(environment);
  }
  /** The round in which it last came back, so that each slot has what it is asked for there. */
  let returned = -1;
  function back(environment: Environment): Promise<Run> {
    [active, idle] = ["1.0.0", "2.0.0"];
    returned = round;
    return up("1.0.0")(environment);
  }
  async function overAndBack(environment: Environment): Promise<Run> {
    const isThere = returned === round && active === "1.0.0" && idle === "2.0.0";
    for (const run of isThere ? [] : [ready, over]) {
      const done = await run(environment);
      if (!done.ok) return done;
    }
    return back(environment);
  }
  function another(environment: Environment): Promise<Run> {
    [active, idle] = ["3.0.0", "1.0.0"];
    return up("3.0.0")(environment);
  }

  const serves = ["1.0.0", "2.0.0"];
  const still = { onlyInMatrix: true } as const;
  const stages: Stage[] = [
    { ...still, name: "first", from: "last", run: up("1.0.0") },
    { ...still, name: "ready", from: "first", run: ready },
    {
      name: "over",
      from: "ready",
      serves,
      run: over,
      expected: expected("2.0.0", "1.0.0"),
      deeds: OVER.map((deed) => requestOf(deed, name)),
    },
    {
      ...still,
      name: "over and ready to return",
      from: "ready",
      run: async (environment) => ((await ready(environment)).ok ? over(environment) : ready(environment)),
    },
    {
      name: "back",
      from: "over and ready to return",
      serves,
      run: back,
      expected: expected("1.0.0", "2.0.0"),
      deeds: TURNED.map((deed) => requestOf(deed, name)),
    },
    { ...still, name: "over and back", from: "ready", run: overAndBack },
    {
      ...still,
      name: "over or rather not",
      from: "over and back",
      serves,
      interrupted: over,
      run: back,
      expected: expected("1.0.0", "2.0.0"),
      deeds: TURNED.map((deed) => requestOf(deed, name)),
    },
    {
      ...still,
      name: "over or rather to another",
      from: "ready",
      serves: [...serves, "3.0.0"],
      interrupted: over,
      run: another,
      expected: expected("3.0.0", "1.0.0"),
      deeds: TURNED.map((deed) => requestOf(deed, name)),
    },
    {
      ...still,
      name: "refused",
      from: "ready",
      serves: ["1.0.0"],
      retries: true,
      open: true,
      run: (environment) =>
        cluster.refuse(
          { stays: { version: idle }, wish: { ...wish("3.0.0"), fault: "health_500" }, says: /answered 500/ },
          environment,
        ),
      get expected() {
        return expected(active, idle);
      },
    },
    {
      ...still,
      name: "last",
      from: "ready",
      open: true,
      stops: true,
      run: (environment) => stack.destroy(environment),
      expected: {},
    },
  ];
  return {
    stack,
    stages,
    look: () => cluster.look(),
    whole: () => cluster.whole(),
    clean: () => cluster.clean(),
    services: cluster.services("blue-1"),
    watch: (stage) => cluster.watch(stage),
    end: () => cluster.end(),
  };
}

/** Requests that every switch makes: it is begun, made, and written down. */
const TURNED = ["PATCH router#2", "turn router", "drain router", "PATCH router#3"];

/** Requests that every way to something new makes. */
const OVER = [
  ...["PATCH router", "PATCH green-1", "switch green-1", "verify green-1", "PATCH green-1#2", "PATCH green-1#3"],
  ...TURNED,
];
