/** A run that is killed, and the next one, which must make good whatever it left. */
import { expect } from "chai";
import type { Environment, Run, Stack } from "../stack.ts";
import { describePoint, isService, type Point } from "./point.ts";
import { recorded } from "./record.ts";

/** One of the states that a stack is brought to. */
export interface Stage {
  readonly name: string;
  /** The stage that it is reached from. */
  readonly from: string;
  /** Brings the stack here; good where it ends as the stage means it to. */
  run(environment: Environment): Promise<Run>;
  /** What is killed on the way here, where that is another run than the next one: whoever came meanwhile wants something else. */
  interrupted?(environment: Environment): Promise<Run>;
  /** Whether a preview has nothing left to do here. Default: yes. */
  readonly open?: boolean;
  /** Whether to run once more means to try once more. Default: no, what was done stays. */
  readonly retries?: boolean;
  /** Whether nodes are stopped for good on the way: one on which a client dies may stand still then. Default: no. */
  readonly stops?: boolean;
  /** What is there afterwards. Default: whatever an undisturbed run makes. */
  readonly expected?: Contents;
  /** Whether it is left out of the sample: it takes too long, or not each of its points was seen to converge yet. */
  readonly onlyInMatrix?: boolean;
  /** Versions that users may get on the way, where somebody looks at what they get. */
  readonly serves?: readonly string[];
  /** Some of the requests that every run here makes: where it is killed in a sample. */
  readonly deeds?: readonly string[];
}

/** What is there of a stack, by path. */
export type Seen = ReadonlyMap<string, Thing>;

/** A thing on the server. */
interface Thing {
  /** All of it that must be the same after every road to a stage. */
  readonly content: unknown;
  /** What is another when it was made again. */
  readonly birth: string;
}

/** The contents of all that is there, by path. */
export type Contents = Readonly<Record<string, unknown>>;

/** A stack under test. */
export interface Patient {
  readonly stack: Stack;
  look(): Promise<Seen>;
  /** Fails unless all is well right after a client died, before anybody helps. */
  whole?(): Promise<void>;
  /** Fails where something is left half-written once all is done. */
  clean?(): Promise<void>;
  /**
   * Begins to look at what users get on the way to a stage; what it gives fails where that is not right, but for the
   * moments after one of those who serve them was killed.
   */
  watch?(stage: Stage): Promise<(killed?: number) => Promise<void>>;
}

/** Goes to a stage, killed on the way at the point; the next run must come to where the undisturbed one came. */
export async function survive(patient: Patient, stage: Stage, point: Point, expected: Contents): Promise<void> {
  try {
    const unnoticed = await patient.watch?.(stage);
    const killed = await recorded(stage.interrupted ?? stage.run, point);
    const disturbs = isService(point.victim);
    // The run may be over before the next request, or before the script has run for so long; a node may stand still.
    const late = point.moment === "next" || typeof point.moment === "number" || disturbs;
    const came = killed.died !== undefined || (late && killed.run.ok);
    expect(came, `came to the point\n${killed.run.text}`).to.equal(true);
    if (killed.died === undefined) console.log("          which did not come, or nobody was there to be killed");
    if (!stage.stops) await patient.whole?.();
    if (!disturbs && /^pulumi$|twice$/.test(`${point.victim}`)) await patient.stack.cancel();
    const left = await patient.look();
    const done = [...left].filter(([path, { content }]) => !stage.retries && isSame(content, expected[path]));

    const second = await stage.run({});
    expect(second.ok, `the run after it failed:\n${second.text}`).to.equal(true);
    const there = await arrived(patient, stage);
    expect(contents(there), "what is there after the second run").to.deep.equal(expected);
    for (const [path, { birth }] of done)
      expect(there.get(path)?.birth, `${path} was done, and was done once more`).to.equal(birth);
    await unnoticed?.(disturbs ? killed.died : undefined);
  } catch (error) {
    if (error instanceof Error) error.message = `${stage.name}, killed at ${describePoint(point)}: ${error.message}`;
    throw error;
  }
}

/** Looks around at the end of a stage: nothing is left to do. */
export async function arrived(patient: Patient, { open }: Stage): Promise<Seen> {
  if (!open) expect(await patient.stack.preview(), "the preview afterwards").to.deep.equal([]);
  await patient.clean?.();
  return patient.look();
}

/** The contents of what was seen. */
export const contents = (seen: Seen): Contents =>
  Object.fromEntries([...seen].map(([path, { content }]) => [path, content]));

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
