/**
 * The tests in parts, each of which is a mocha of its own.
 *
 * What takes minutes takes turns: `npm test` runs one turn of it beside all that is short, so that a change is judged in a
 * quarter of an hour. Which turn is drawn by lot, the same for the same commit; `npm run test:all` runs every one.
 */

/** A part of the tests, under one engine. */
export interface Part {
  /** What its lines begin with. */
  readonly name: string;
  /** Globs. */
  readonly files: readonly string[];
  readonly engine: string;
  /** Of which turn it is; without one it always runs. */
  readonly turn?: number;
}

const pulumi = { engine: "pulumi" };
const kinds = (engine: string) => ({ name: `kinds/${engine}`, files: ["test/kinds/*.test.ts"], engine });

/** All of the tests, in the order in which they begin: what takes longest first. */
export const parts: readonly Part[] = [
  { name: "clusters", files: ["test/*.test.ts"], ...pulumi },
  { name: "pieces", files: ["test/!(cli|examples|rollout|fleet|hosts|kinds)/**/*.test.ts"], ...pulumi },
  { name: "rolling", files: ["test/rollout/@(rolling|told|tasks).test.ts"], ...pulumi, turn: 0 },
  { name: "rollouts", files: ["test/rollout/!(rolling|told|tasks).test.ts"], ...pulumi, turn: 1 },
  { name: "examples", files: ["test/examples/*.test.ts"], ...pulumi, turn: 2 },
  { ...kinds("pulumi") },
  { ...kinds("terraform"), turn: 0 },
  { ...kinds("tofu"), turn: 1 },
  { name: "command line", files: ["test/cli/*.test.ts"], ...pulumi, turn: 2 },
  { name: "fleet", files: ["test/fleet/*.test.ts"], ...pulumi, turn: 2 },
  { name: "hosts", files: ["test/hosts/*.test.ts"], ...pulumi },
];

/** Number of turns. */
export const TURNS = 3;
