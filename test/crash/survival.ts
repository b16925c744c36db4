/** A run that is killed, and the next one, which must make good whatever it left. */
import { expect } from "chai";
import type { Inventory as Everything } from "../inventory.ts";
import type { Environment, Run, Stack } from "../stack.ts";
import { type Answered, describePoint, type Point } from "./point.ts";
import { recorded } from "./record.ts";

/** One of the states that a stack is brought to. */
export interface Stage {
  readonly name: string;
  /** Brings the stack here, from any other stage. */
  run(environment: Environment): Promise<Run>;
  /** Whether a preview has nothing left to do here; not so where the stage is that nothing exists. */
  readonly previews: boolean;
}

/** What is there of a stack, in comparable form. */
type Inventory = Everything<Seen>;

/** A thing on the server. */
export interface Seen {
  /** All of it that must be the same after every road to a stage. */
  readonly content: unknown;
  /** What is another when it was made again. */
  readonly birth: string;
}

/** A stack under test. */
export interface Patient {
  readonly stack: Stack;
  inventory(): Promise<Inventory>;
  /** What must hold right after a client died, before anybody helps. */
  whole?(): Promise<void>;
}

/** A stage as undisturbed runs reach it. */
export interface Reached {
  readonly requests: readonly Answered[];
  readonly inventory: Inventory;
}

/** Goes to a stage undisturbed, and notes the way. */
export async function reach(patient: Patient, stage: Stage): Promise<Reached> {
  const { run, requests } = await recorded(stage.run);
  expect(run.ok, `undisturbed, ${stage.name}:\n${run.text}`).to.equal(true);
  await expectNothingLeftToDo(patient, stage);
  return { requests, inventory: await patient.inventory() };
}

/** Goes to a stage, killed on the way at the point; the next run must come to where the undisturbed one came. */
export async function survive(patient: Patient, stage: Stage, point: Point, expected: Inventory): Promise<void> {
  try {
    const killed = await recorded(stage.run, point);
    if (!killed.died) expect(killed.run.ok, killed.run.text).to.equal(true);
    await patient.whole?.();
    if (point.victim === "pulumi" || point.victim.endsWith("twice")) await patient.stack.cancel();
    const done = same(await patient.inventory(), expected);

    const second = await recorded(stage.run);
    expect(second.run.ok, `the run after it failed:\n${second.run.text}`).to.equal(true);
    await expectNothingLeftToDo(patient, stage);
    const inventory = await patient.inventory();
    expect(contents(inventory), "what is there after the second run").to.deep.equal(contents(expected));
    for (const [path, { birth }] of done)
      expect(inventory.get(path)?.birth, `${path} was done, and was made once more`).to.equal(birth);
  } catch (error) {
    if (error instanceof Error) error.message = `${stage.name}, killed at ${describePoint(point)}: ${error.message}`;
    throw error;
  }
}

async function expectNothingLeftToDo({ stack }: Patient, { previews }: Stage): Promise<void> {
  if (previews) expect(await stack.preview(), "the preview afterwards").to.deep.equal([]);
}

const contents = (inventory: Inventory) =>
  Object.fromEntries([...inventory].sort().map(([path, { content }]) => [path, content]));

/** Those that are as they are to be. */
const same = (inventory: Inventory, expected: Inventory): Inventory =>
  new Map(
    [...inventory].filter(
      ([path, { content }]) => JSON.stringify(content) === JSON.stringify(expected.get(path)?.content),
    ),
  );
