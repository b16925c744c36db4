/** The table of one kind: what is declared, what must then be on the server, and what another hand does meanwhile. */
import type { Declaration } from "../engines/engine.ts";
import type { Raw } from "../out-of-band.ts";

/** Inputs of a resource, as a program writes them. */
export type Inputs = Readonly<Record<string, unknown>>;

/** Where a suite works: a project of its own, in which nothing must be left. */
export interface Place {
  /** The server past all of our own code. */
  readonly raw: Raw;
  /** Path of its unix socket. */
  readonly socket: string;
  readonly project: string;
  /** A name that no other run uses; short enough for a network interface. */
  name(of: string): string;
  /** Storage pool of the machine. */
  readonly pool: string;
  /** Network of the machine. */
  readonly network: string;
  /** Path of a Debian image's tarball. */
  readonly image: string;
  /** Path of the example's release in a version. */
  release(version: string): Promise<string>;
}

/** A row that a kind cannot have, and why. */
export interface NotSupported {
  readonly reason: string;
}

/** Says aloud that a kind has no such row. */
export const NOT_SUPPORTED = (reason: string): NotSupported => ({ reason });

/** A declaration, and a part of what is on the server afterwards. */
export interface Declared {
  /** Replaces the inputs of `create` that it names; `undefined` takes one away. */
  inputs(place: Place): Inputs;
  there(place: Place): unknown;
}

/** Inputs that must be refused before anything is touched. */
export interface Refused {
  inputs(place: Place): Inputs;
  /** Path of the field, as the message must name it. */
  readonly path: string;
  readonly says: RegExp;
}

/** The table. */
export interface Rows {
  /** What the resource relies on, made past our own code. It is in the project, which goes at the end. */
  prepare?(place: Place): Promise<void>;
  /** Removes what `prepare` made outside of the project. */
  clear?(place: Place): Promise<void>;
  /** Resources of the program that come before it. */
  relies?(place: Place): readonly Declaration[];
  /** The thing on the server, `undefined` where there is none. What is on no server is looked for in the engine's stored state. */
  observe(place: Place, stored: () => Promise<string>): Promise<unknown>;
  readonly create: Declared;
  /** `changes`: the paths that differ on the server before and after, exactly those. */
  readonly update: (Declared & { readonly changes: readonly string[] }) | NotSupported;
  /** Another hand changes the inputs `of`: `says` is in the preview's reason. */
  readonly drift:
    | { by(place: Place): Promise<void>; readonly of: string | readonly string[]; readonly says: RegExp }
    | NotSupported;
  readonly replace: Declared | NotSupported;
  /** By what each is about. */
  readonly refuse: Readonly<Record<string, Refused>>;
  /** Another hand removes it. */
  readonly gone: { by(place: Place): Promise<void> } | NotSupported;
  /** Another hand has made one of the same name. */
  readonly foreign: { by(place: Place): Promise<void> } | NotSupported;
  /** A second program declares the same. */
  readonly second?: NotSupported;
  /** Another program's state takes it in by its id, where the engine can do that. */
  readonly import?: NotSupported;
  /** Inputs that no import can find on the server: the plan after it shows them. */
  readonly hidden?: readonly string[];
}

/** Whether a kind has a row. */
export const supported = <T extends object>(row: T | NotSupported | undefined): row is T =>
  row !== undefined && !("reason" in row);
