/** The example cluster in one of the languages that Terraform and its like run: what a story about it needs. */

/** How a run ended. */
export interface Run {
  readonly ok: boolean;
  /** All that a person at the terminal saw, without colours. */
  readonly text: string;
}

/** A copy of an example, in a folder and an Incus project of its own. */
export interface Example extends AsyncDisposable {
  /** Where it is; the program takes `release.tar.gz` and `image.tar.gz` from there. */
  readonly folder: string;
  /** Numbers of nodes that a story goes through. */
  readonly sizes: readonly [first: number, second: number, third: number];
  /** Sets variables of the environment. */
  set(environment: Readonly<Record<string, string>>): void;
  /** Changes the number of nodes in the program. */
  resize(size: number): Promise<void>;
  apply(): Promise<Run>;
  plan(): Promise<Run>;
  destroy(): Promise<Run>;
  /** What only whoever runs the engine by hand can do. */
  readonly byHand?: {
    /** Address of the first node. */
    readonly first: string;
    /** An apply that gets a Ctrl-C when it has said something. */
    interrupted(words: string): Promise<Run>;
  };
  /** Whatever is kept of it: the state, and what a plan is made from. */
  stored(): Promise<string>;
  /** The nodes that it tells as its output. */
  nodes(): Promise<unknown>;
}

/** What the programs are given as secrets. */
export const secrets = { cookie: `monster-${process.pid}`, secret_key_base: `${process.pid}`.padEnd(64, "k") };

/** The words of a run, without the frames that a terminal has around them, on one line. */
export const words = (text: string): string => text.replaceAll(/^chat\b|[│╷╵]/gm, " ").replaceAll(/\s+/g, " ");
