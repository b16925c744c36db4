/**
 * The life of all kinds at once, under one engine: each chapter is one preview and one `up` of a program that declares
 * them all, so that the number of runs does not grow with the number of kinds.
 *
 * A story only tells what happened; what should have happened is for the tests.
 */
import type { Declaration, Deployment, Engine, Imported, Outcome } from "../engines/engine.ts";
import { type Inputs, type Place, type Rows, supported } from "./rows.ts";

/** A kind and its table. */
export interface Subject {
  readonly type: string;
  readonly rows: Rows;
}

/** Looks at every kind's thing on the server, by type. */
export type Looks = Readonly<Record<string, unknown>>;

/** A chapter of previews and ups. */
export interface Chapter {
  readonly before: Looks;
  /** After another hand was there. */
  readonly disturbed: Looks;
  readonly preview: Outcome;
  readonly up: Outcome;
  readonly after: Looks;
  /** The preview after all of it. */
  readonly again: Outcome;
}

/** What the adapter said to each declaration, and one run of the engine over one or all of them. */
export interface Refusals {
  readonly before: Looks;
  readonly said: Readonly<Record<string, string>>;
  /** Runs by resource, or one for all. */
  readonly runs: Readonly<Record<string, Outcome>>;
  readonly after: Looks;
}

/** What is told, in this order. */
export interface Chapters {
  create: Chapter;
  update: Chapter;
  /** All of them, and the preview after it; nothing where the engine cannot import. */
  import: { readonly imported: Imported | undefined; readonly again: Outcome };
  drift: Chapter;
  refresh: Chapter & { readonly calm: Outcome; readonly taken: Outcome };
  replace: Chapter;
  /** Each kind's first through the engine, too. */
  refuse: Refusals;
  gone: Chapter;
  /** All of them in one `up` of another program. */
  second: Refusals;
  destroy: { readonly first: Outcome; readonly after: Looks; readonly second: Outcome };
  /** All of them in one `up`. */
  foreign: Refusals;
  adopt: Chapter;
  end: { readonly destroy: Outcome; readonly after: Looks };
}

type Name = keyof Chapters;

/** A story under one engine. Chapters are told once, and all before it first. */
export class Story {
  readonly #engine: Engine;
  readonly #place: Place;
  readonly #subjects: readonly Subject[];
  readonly #told = new Map<Name, Promise<unknown>>();
  readonly #inputs = new Map<string, Inputs>();
  #deployments: Promise<{ first: Deployment; second: Deployment }> | undefined;

  constructor(engine: Engine, place: Place, subjects: readonly Subject[]) {
    this.#engine = engine;
    this.#place = place;
    this.#subjects = subjects;
  }

  /** A chapter, told after those before it. */
  async chapter<N extends Name>(name: N): Promise<Chapters[N]> {
    for (const each of ORDER.slice(0, ORDER.indexOf(name))) await this.#tell(each);
    return (await this.#tell(name)) as Chapters[N];
  }

  /** Properties in the state of the first deployment. */
  async state(type: string): Promise<Inputs | undefined> {
    return (await this.#open()).first.state(type);
  }

  /** Removes what is left, whatever happened. */
  async close(): Promise<void> {
    if (!this.#deployments) return;
    const { first, second } = await this.#open();
    for (const each of [first, second]) {
      await each.destroy();
      await each.close();
    }
    for (const { rows } of this.#subjects) await rows.clear?.(this.#place);
  }

  #tell(name: Name): Promise<unknown> {
    const told = this.#told.get(name) ?? this.#chapters[name]();
    this.#told.set(name, told);
    return told;
  }

  readonly #chapters: { [N in Name]: () => Promise<Chapters[N]> } = {
    create: async () => {
      for (const { rows } of this.#subjects) await rows.prepare?.(this.#place);
      this.#declare((rows) => rows.create.inputs(this.#place));
      return this.#change();
    },
    update: () => {
      this.#declare(({ update }) => (supported(update) ? update.inputs(this.#place) : {}));
      return this.#change();
    },
    import: async () => {
      const { first } = await this.#open();
      const program = this.#program();
      const imported = await first.importAgain?.(
        program,
        this.#subjects.filter(({ rows }) => !rows.import).map(({ type }) => type),
      );
      return { imported, again: await first.preview(program) };
    },
    drift: () => this.#change(() => this.#disturb(({ drift }) => supported(drift) && drift.by(this.#place))),
    refresh: async () => {
      const { first } = await this.#open();
      const calm = await first.refresh(this.#program());
      let taken = calm;
      const told = await this.#change(async () => {
        await this.#disturb(({ drift }) => supported(drift) && drift.by(this.#place));
        taken = await first.refresh(this.#program());
      });
      return { ...told, calm, taken };
    },
    replace: () => {
      this.#declare(({ replace }) => (supported(replace) ? replace.inputs(this.#place) : {}));
      return this.#change();
    },
    refuse: async () => {
      const { first } = await this.#open();
      const before = await this.#look();
      const said: Record<string, string> = {};
      const runs: Record<string, Outcome> = {};
      for (const { type, rows } of this.#subjects)
        for (const [about, row] of Object.entries(rows.refuse)) {
          const inputs = { ...this.#inputs.get(type), ...row.inputs(this.#place) };
          if (runs[type] === undefined) {
            runs[type] = await first.preview([{ type, name: type, inputs }]);
            said[`${type}: ${about}`] = runs[type].said(type);
          } else said[`${type}: ${about}`] = await first.refusal({ type, name: type, inputs });
        }
      return { before, said, runs, after: await this.#look() };
    },
    gone: () => this.#change(() => this.#disturb(({ gone }) => supported(gone) && gone.by(this.#place))),
    second: async () =>
      this.#refused(
        (await this.#open()).second,
        this.#subjects.filter(({ rows }) => !rows.second),
      ),
    destroy: async () => {
      const { first } = await this.#open();
      return { first: await first.destroy(), after: await this.#look(), second: await first.destroy() };
    },
    foreign: async () => {
      await this.#disturb(({ foreign }) => supported(foreign) && foreign.by(this.#place));
      return this.#refused(
        (await this.#open()).first,
        this.#subjects.filter(({ rows }) => supported(rows.foreign)),
      );
    },
    adopt: () => {
      this.#declare(() => ({ adopt: true }));
      return this.#change();
    },
    end: async () => {
      const { first } = await this.#open();
      await this.#disturb(({ gone }) => supported(gone) && gone.by(this.#place));
      return { destroy: await first.destroy(), after: await this.#look() };
    },
  };

  async #change(meanwhile?: () => Promise<void>): Promise<Chapter> {
    const { first } = await this.#open();
    const before = await this.#look();
    await meanwhile?.();
    const disturbed = await this.#look();
    const preview = await first.preview(this.#program());
    const up = await first.up(this.#program());
    const after = await this.#look();
    return { before, disturbed, preview, up, after, again: await first.preview(this.#program()) };
  }

  async #refused(deployment: Deployment, subjects: readonly Subject[]): Promise<Refusals> {
    const before = await this.#look();
    const program = subjects.map(({ type }) => ({ type, name: type, inputs: this.#inputs.get(type) ?? {} }));
    const said: Record<string, string> = {};
    for (const each of program) said[each.type] = await deployment.refusal(each);
    const runs = { all: await deployment.up(program) };
    return { before, said, runs, after: await this.#look() };
  }

  #declare(more: (rows: Rows) => Inputs): void {
    for (const { type, rows } of this.#subjects) this.#inputs.set(type, { ...this.#inputs.get(type), ...more(rows) });
  }

  #program = (): Declaration[] => [
    ...this.#subjects.flatMap(({ rows }) => rows.relies?.(this.#place) ?? []),
    ...this.#subjects.map(({ type, rows }) => ({
      type,
      name: type,
      inputs: this.#inputs.get(type) ?? {},
      after: (rows.relies?.(this.#place) ?? []).map(({ name }) => name),
    })),
  ];

  async #disturb(by: (rows: Rows) => Promise<void> | false): Promise<void> {
    for (const { rows } of this.#subjects) await by(rows);
  }

  async #look(): Promise<Looks> {
    const { first } = await this.#open();
    const looks: Record<string, unknown> = {};
    for (const { type, rows } of this.#subjects)
      looks[type] = await rows.observe(this.#place, () => first.stored().catch(() => "{}"));
    return looks;
  }

  #open(): Promise<{ first: Deployment; second: Deployment }> {
    this.#deployments ??= (async () => ({
      first: await this.#engine.open("first"),
      second: await this.#engine.open("second"),
    }))();
    return this.#deployments;
  }
}

const ORDER: readonly Name[] = [
  "create",
  "update",
  "import",
  "drift",
  "refresh",
  "replace",
  "refuse",
  "gone",
  "second",
  "destroy",
  "foreign",
  "adopt",
  "end",
];
