/**
 * Every kind through a real engine against a real Incus.
 *
 * `describeKind(Kind, rows)` stands in the kind's own test file. All kinds whose files mocha has loaded share one story;
 * a kind's tests look at its part of it, past our own code.
 */
import { isDeepStrictEqual } from "node:util";
import { expect } from "chai";
import type { Kind } from "../../provider/resource.ts";
import { type Machine, machineOrSkip, testEnvironment } from "../../setup/environment.ts";
import type { Engine, Outcome } from "../engines/engine.ts";
import { pulumiOf } from "../engines/pulumi.ts";
import { terraformOf, tofuOf } from "../engines/terraform.ts";
import { raw } from "../out-of-band.ts";
import { differences } from "./differences.ts";
import { type Inputs, type NotSupported, type Place, type Rows, supported } from "./rows.ts";
import { type Chapter, Story, type Subject } from "./story.ts";

export { NOT_SUPPORTED, type Place, type Rows } from "./rows.ts";

const engines: Readonly<Record<string, (machine: Machine) => Engine | undefined>> = {
  pulumi: pulumiOf,
  terraform: terraformOf,
  tofu: tofuOf,
};
/** `CUL8ER_ENGINE` names another one than Pulumi. One in a process: rows keep what they have made. */
const name = process.env.CUL8ER_ENGINE ?? "pulumi";
const engineOf = engines[name];
if (!engineOf) throw new Error(`there is no engine ${name}`);
const subjects: Subject[] = [];
const skipped: string[] = [];
let story: Story | undefined;
let place: Promise<Place> | undefined;

/** The tests of a kind under the engine of this process. */
export function describeKind({ type, inputs }: Pick<Kind, "type" | "inputs">, rows: Rows): void {
  subjects.push({ type, rows });
  describe(`${type} under ${name}`, () => lifeOf(type, Object.keys(inputs.shape), rows));
}

function lifeOf(type: string, inputs: readonly string[], rows: Rows): void {
  let told: Story;
  let at: Place;
  let engine: Engine;

  before(async function () {
    this.timeout(300_000);
    const machine = await machineOrSkip(this);
    at = await placeOf(machine);
    const found = engineOf?.(machine);
    if (!found && process.env.CI) throw new Error(`${name} is not on this machine`);
    engine = found ?? this.skip();
    story ??= new Story(engine, at, subjects);
    told = story;
  });

  const inWords = ({ source }: RegExp) => new RegExp(engine.inWords(source));

  const tell = (title: string, row: object | NotSupported | undefined, test: () => Promise<void>) => {
    if (row !== undefined && !supported(row)) {
      skipped.push(`${type}: ${title} (${(row as NotSupported).reason})`);
      it(`${title}: NOT_SUPPORTED, ${(row as NotSupported).reason}`);
      return;
    }
    // The first test of a chapter waits for the whole of it.
    it(title, test).timeout(300_000);
  };

  tell("is created, and previewed before", rows.create, async () => {
    const { preview, up, after } = await told.chapter("create");
    went(preview, type, "create");
    went(up, type, "create");
    holds(after[type], rows.create.there(at));
  });

  tell("has nothing to change then", rows.create, async () => {
    went((await told.chapter("create")).again, type, "none");
  });

  tell("is updated in place, and nothing else changes", rows.update, async () => {
    const { preview, up, before, after, again } = await told.chapter("update");
    if (!supported(rows.update)) return;
    went(preview, type, "update");
    went(up, type, "update");
    went(again, type, "none");
    holds(after[type], rows.update.there(at));
    expect(differences(before[type], after[type])).to.deep.equal([...rows.update.changes].sort());
    const changed = preview.changed(type);
    if (changed)
      expect(changed).to.include.members(given(rows.update.inputs(at), rows.create.inputs(at)).map(engine.inWords));
  });

  tell("is imported by its id, and has nothing to change then", importable ?? rows.import, async () => {
    const { imported, again } = await told.chapter("import");
    const { hidden = [] } = rows;
    expect(imported?.written.ok, imported?.written.text).to.equal(true);
    went(imported?.written as Outcome, type, hidden.length > 0 ? "update" : "none");
    if (hidden.length > 0) expect(imported?.written.changed(type)).to.include.members(hidden.map(engine.inWords));
    else expect(imported?.generated.changes[type] ?? "none", imported?.generated.text).to.equal("none");
    went(again, type, "none");
  });

  tell("tells of another hand in the preview, and mends it", rows.drift, async () => {
    const chapter = await told.chapter("drift");
    mended(chapter);
    const changed = chapter.preview.changed(type);
    if (!changed || !supported(rows.drift)) return;
    const ours = inputs.map(engine.inWords);
    expect(changed.filter((each) => ours.includes(each))).to.deep.equal([rows.drift.of].flat().map(engine.inWords));
  });

  tell("is the same after a refresh without changes", undefined, async () => {
    const { calm } = await told.chapter("refresh");
    expect(calm.ok, calm.text).to.equal(true);
    expect(calm.changes[type], calm.text).to.equal("none");
  });

  tell("mends what a refresh has seen", rows.drift, async () => {
    const { taken, ...mending } = await told.chapter("refresh");
    expect(taken.changes[type], taken.text).to.equal("update");
    mended(mending, false);
  });

  tell("is replaced, and previewed so", rows.replace, async () => {
    const { preview, up, after, again } = await told.chapter("replace");
    if (!supported(rows.replace)) return;
    went(preview, type, "replace");
    went(up, type, "replace");
    went(again, type, "none");
    holds(after[type], rows.replace.there(at));
  });

  for (const [about, row] of Object.entries(rows.refuse))
    tell(`refuses ${about}`, row, async () => {
      const { before, said, runs, after } = await told.chapter("refuse");
      expect(runs[type]?.ok, runs[type]?.text).to.equal(false);
      const words = said[`${type}: ${about}`] ?? "";
      expect(words).to.include(engine.inWords(row.path)).and.match(inWords(row.says));
      readable(words);
      expect(after[type]).to.deep.equal(before[type]);
    });

  tell("is made again when it is gone", rows.gone, async () => {
    const { before, disturbed, preview, up, after, again } = await told.chapter("gone");
    expect(disturbed[type]).to.equal(undefined);
    expect(preview.changes[type], preview.text).to.equal(engine.remakes);
    expect(preview.said(type)).to.match(/gone/);
    went(up, type, engine.remakes);
    went(again, type, "none");
    expect(differences(before[type], after[type]).filter((path) => !BORN.test(path))).to.deep.equal([]);
  });

  tell("is not taken from another program", rows.second, async () => {
    const { before, said, runs, after } = await told.chapter("second");
    expect(runs.all?.ok, runs.all?.text).to.equal(false);
    expect(said[type])
      .to.match(/already exists/)
      .and.match(/\bfirst\b/);
    readable(said[type] ?? "");
    untouched(before[type], after[type]);
  });

  tell("is destroyed, and destroying again is no error", undefined, async () => {
    const { first, after, second } = await told.chapter("destroy");
    went(first, type, "delete");
    expect(after[type]).to.equal(undefined);
    expect(second.ok, second.text).to.equal(true);
  });

  tell("does not touch what it finds", rows.foreign, async () => {
    const { before, said, runs, after } = await told.chapter("foreign");
    expect(before[type]).not.to.equal(undefined);
    expect(runs.all?.ok, runs.all?.text).to.equal(false);
    expect(said[type])
      .to.match(/already exists/)
      .and.match(/adopt/);
    untouched(before[type], after[type]);
  });

  tell("takes over what it is told to adopt", rows.foreign, async () => {
    const { preview, up, again, after } = await told.chapter("adopt");
    went(preview, type, "create");
    went(up, type, "create");
    went(again, type, "none");
    const [last = rows.create] = [rows.replace, rows.update].filter(supported);
    holds(after[type], last.there(at));
  });

  tell("is forgotten without an error when it is gone", rows.gone, async () => {
    const { up } = await told.chapter("adopt");
    expect(up.ok, up.text).to.equal(true);
    const { destroy, after } = await told.chapter("end");
    went(destroy, type, "delete");
    expect(after[type]).to.equal(undefined);
  });

  function mended({ before, disturbed, preview, up, after, again }: Chapter, reason = true): void {
    if (!supported(rows.drift)) return;
    expect(differences(before[type], disturbed[type])).not.to.deep.equal([]);
    went(preview, type, "update");
    if (reason) expect(preview.said(type)).to.match(inWords(rows.drift.says));
    went(up, type, "update");
    went(again, type, "none");
    expect(differences(before[type], after[type])).to.deep.equal([]);
  }
}

/** Inputs of an update that are other than those of before. */
const given = (update: Inputs, before: Inputs): string[] =>
  Object.keys(update).filter((name) => !isDeepStrictEqual(update[name], before[name]));

/** Whether an engine can import at all. */
const importable: NotSupported | undefined =
  name === "pulumi"
    ? { reason: "Pulumi does not import what a dynamic provider manages; adopt: true takes it over" }
    : undefined;

const untouched = (before: unknown, after: unknown) =>
  expect(differences(before, after), JSON.stringify({ before, after })).to.deep.equal([]);

/** Paths that are new on a thing that was made again. */
const BORN = /^(created_at|uploaded_at|name)$/;

function went(outcome: Outcome, type: string, change: string): void {
  expect(outcome.said(type), outcome.text).not.to.match(/error/i);
  expect(outcome.changes[type], outcome.text).to.equal(change);
}

/** No stack and no code in what a person reads. */
function readable(text: string): void {
  expect(text).not.to.match(/^\s+at |node:internal|\.js:\d+/m);
}

function holds(thing: unknown, part: unknown): void {
  expect(thing, JSON.stringify(thing)).to.containSubset(part);
}

function placeOf({ incus, image, release }: Machine): Promise<Place> {
  place ??= (async () => {
    const server = raw(incus.socket);
    const { seed } = await testEnvironment();
    const suffix = `${(process.pid % 46_656).toString(36)}${(seed % 36).toString(36)}`;
    const project = `cul8er-kinds-${suffix}`;
    await server.send("POST", "/1.0/projects", { name: project, config: { "features.networks": "false" } });
    await server.send("PUT", `/1.0/profiles/default?project=${project}`, {
      devices: { root: { type: "disk", path: "/", pool: incus.pool } },
    });
    return {
      raw: server,
      socket: incus.socket,
      project,
      image,
      pool: incus.pool,
      network: incus.network,
      release: (version) => release({ version }),
      name: (of) => `${of}-${suffix}`,
    };
  })();
  return place;
}

after(async function () {
  this.timeout(300_000);
  await story?.close();
  if (skipped.length > 0)
    console.log(`NOT_SUPPORTED: ${skipped.length}\n${skipped.map((each) => `  ${each}`).join("\n")}`);
  if (!place) return;
  const { raw, project } = await place;
  const left = await raw.get(`/1.0/projects/${project}`);
  await raw.send("DELETE", `/1.0/projects/${project}`);
  const users: unknown = (left as { used_by?: unknown }).used_by;
  expect(users, "left in the project").to.deep.equal([`/1.0/profiles/default?project=${project}`]);
});
