/** What the conformance suite asks of an engine, so that the same table runs under each. */

/** A resource of a program. */
export interface Declaration {
  /** Type of its kind: `storage_volume`. */
  readonly type: string;
  /** Its name in the program. */
  readonly name: string;
  /** Values, and at the top level `OutputOf` a resource that is declared before. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Names of resources that must be done before it. */
  readonly after?: readonly string[];
  /** Top-level inputs whose changes the user asked to leave alone. */
  readonly ignored?: readonly string[];
}

/** An output of another resource of the program, as an input. */
export class OutputOf {
  readonly resource: string;
  readonly output: string;
  constructor(resource: string, output: string) {
    this.resource = resource;
    this.output = output;
  }
}

/** What a run did, or would do. */
export type Change = "create" | "update" | "replace" | "delete" | "none" | "failed";

/** How a run ended. */
export interface Outcome {
  readonly ok: boolean;
  /** By the resource's name in the program; resources that the run did not come to are absent. */
  readonly changes: Readonly<Record<string, Change>>;
  /** Of a preview: the properties of a resource that change, where the engine tells them. */
  changed(name: string): readonly string[] | undefined;
  /** What a person reads about a resource, line by line. */
  said(name: string): string;
  /** All that a person reads, for the message of a failed test. */
  readonly text: string;
}

/** A program's life in one engine: what Pulumi calls a stack, and Terraform a workspace. */
export interface Deployment {
  preview(program: readonly Declaration[]): Promise<Outcome>;
  up(program: readonly Declaration[]): Promise<Outcome>;
  /**
   * What the engine's adapter answers to a resource that the state does not know, past the engine itself: engines stop
   * at the first refusal, so a table of them would need a run for each. Empty where it is not refused.
   */
  refusal(declaration: Declaration): Promise<string>;
  /** Takes what is live into the state, and changes nothing on the server. */
  refresh(program: readonly Declaration[]): Promise<Outcome>;
  destroy(): Promise<Outcome>;
  /** Forgets resources and imports them by their ids; absent where the engine cannot import. */
  importAgain?(program: readonly Declaration[], names: readonly string[]): Promise<Imported>;
  /** Properties of a resource as the state has them; `undefined` where the state has no such resource. */
  state(name: string): Promise<Record<string, unknown> | undefined>;
  /** The state as it is stored. */
  stored(): Promise<string>;
  /** Removes the deployment's own files; what is deployed stays. */
  close(): Promise<void>;
}

/** Resources that were forgotten and imported. */
export interface Imported {
  /** The preview of the program that had made them. */
  readonly written: Outcome;
  /** The preview of what the engine writes itself, where nothing is declared yet. */
  readonly generated: Outcome;
}

/** An engine. */
export interface Engine {
  readonly name: string;
  /** A new deployment without resources. */
  open(name: string): Promise<Deployment>;
  /** What a plan calls it when a thing that is gone is made again: Pulumi's state still has it. */
  readonly remakes: "create" | "update";
  /** A path of inputs as the engine's users write it. */
  inWords(path: string): string;
}
