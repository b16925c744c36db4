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

const kinds = (engine: string) => ({ name: `kinds/${engine}`, files: ["test/kinds/*.test.ts"], engine });
const part = (name: string, ...files: string[]) => ({ name, files, engine: "pulumi" });

/** All of the tests, in the order in which they begin: what takes longest first. */
export const parts: readonly Part[] = [
  part("cluster", "test/beam-cluster.test.ts"),
  { ...part("rolling", "test/rollout/@(rolling|told|tasks).test.ts"), turn: 0 },
  { ...part("rollouts", "test/rollout/!(rolling|told|tasks).test.ts"), turn: 1 },
  part("pieces", "test/!(beam|cli|examples|rollout|router|fleet|hosts|kinds|setup)/**/*.test.ts"),
  part("servers", "test/!(beam-cluster).test.ts"),
  { ...part("examples", "test/examples/*.test.ts"), turn: 3 },
  kinds("pulumi"),
  { ...kinds("terraform"), turn: 2 },
  { ...kinds("tofu"), turn: 3 },
  { ...part("command line", "test/cli/*.test.ts"), turn: 2 },
  { ...part("nodes", "test/beam/*.test.ts"), turn: 2 },
  { ...part("fleet", "test/fleet/*.test.ts"), turn: 0 },
  { ...part("routers", "test/router/*.test.ts"), turn: 1 },
  { ...part("demo", "test/setup/demo.test.ts"), turn: 1 },
  part("setup", "test/setup/!(demo).test.ts"),
  part("hosts", "test/hosts/*.test.ts"),
];

/** Number of turns. */
export const TURNS = 4;
