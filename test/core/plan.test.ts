import { expect } from "chai";
import fc from "fast-check";
import { z } from "zod";
import { config } from "../../provider/config.ts";
import { impliedPlan, type PlanQuestion } from "../../provider/plan.ts";
import { defineResource, type Kind, type Values } from "../../provider/resource.ts";
import { immutable, secret, steers, unread } from "../../provider/schema.ts";
import { sizeText } from "../../provider/units.ts";

const described = <T extends z.ZodType>(schema: T): T => schema.describe("-");
const unused = () => Promise.reject(new Error("not asked for in a plan"));

const kind: Kind = defineResource({
  type: "thing",
  summary: "-",
  example: "-",
  identity: ["name"],
  inputs: z.strictObject({
    name: described(z.string()),
    driver: immutable(described(z.string().optional())),
    size: described(sizeText().optional()),
    note: described(z.string().optional()),
    password: secret(described(z.string().optional())),
    seed: unread(described(z.string().optional())),
    patience: steers(described(z.string().optional())),
    parts: described(z.array(z.strictObject({ size: sizeText() })).optional()),
    config: described(config()),
  }),
  outputs: z.strictObject({ url: described(z.string()) }),
  read: unused,
  create: unused,
  update: unused,
  delete: unused,
});

const ask = (question: Partial<Omit<PlanQuestion, "unknown">> & { unknown?: string[] }) =>
  impliedPlan(kind, {
    prior: undefined,
    wanted: {},
    live: undefined,
    facts: undefined,
    ...question,
    unknown: new Set(question.unknown),
  });

/** A question in which the state and the server agree. */
const settled = (have: Values, wanted: Values, live: Values = have) =>
  ask({ prior: { name: "a", ...have }, live: { name: "a", ...live }, wanted: { name: "a", ...wanted } });

describe("the implied plan", () => {
  it("creates what was never made", () => {
    expect(ask({ wanted: { name: "a" } })).to.deep.equal({ action: "create" });
  });

  it("has nothing to do where wanted and live agree", () => {
    expect(settled({ note: "x", size: "1GiB" }, { note: "x", size: "1024MiB" })).to.deep.equal({ action: "none" });
    expect(settled({ parts: [{ size: "1GiB" }] }, { parts: [{ size: "1024MiB" }] })).to.deep.equal({ action: "none" });
  });

  it("names the field that changes, and no other", () => {
    expect(settled({ note: "x", size: "1GiB" }, { note: "y", size: "1GiB" })).to.deep.equal({
      action: "update",
      changed: ["note"],
      unknown: [],
    });
  });

  it("replaces for an immutable field and for the identity, and names it", () => {
    expect(settled({ driver: "zfs" }, { driver: "btrfs" })).to.deep.equal({ action: "replace", because: ["driver"] });
    expect(ask({ prior: { name: "a" }, live: { name: "a" }, wanted: { name: "b" } })).to.deep.equal({
      action: "replace",
      because: ["name"],
    });
  });

  it("never replaces for what is not known yet", () => {
    const unknownName = ask({ prior: { name: "a" }, wanted: {}, unknown: ["name"] });
    expect(unknownName).to.deep.equal({ action: "update", changed: ["name"], unknown: [] });
  });

  it("sees what another hand changed, and says so in a line", () => {
    expect(settled({ note: "x" }, { note: "x" }, { note: "z" })).to.deep.equal({
      action: "update",
      changed: ["note"],
      unknown: [],
      reason: 'changed by another hand: note is "z", wanted "x"',
    });
    expect(settled({ config: { a: "1" } }, { config: { a: "1" } }, { config: {} })).to.have.property(
      "reason",
      'changed by another hand: config "a" is not set, wanted "1"',
    );
  });

  it("makes again what is gone", () => {
    expect(ask({ prior: { name: "a" }, wanted: { name: "a" } })).to.deep.equal({
      action: "update",
      changed: [],
      unknown: ["url"],
      reason: "is gone, will be created again",
    });
  });

  it("compares secrets and what cannot be read with the last change, and shows no secret", () => {
    expect(settled({ password: "x", seed: "1" }, { password: "x", seed: "1" }, {})).to.deep.equal({ action: "none" });
    const changed = settled({ password: "x" }, { password: "hunter2" }, {});
    expect(changed).to.have.deep.property("changed", ["password"]);
    expect(JSON.stringify(changed)).not.to.contain("hunter2");
  });

  it("leaves alone what only steers, and keys of the server's own choice", () => {
    expect(settled({ patience: "1s" }, { patience: "2s" })).to.deep.equal({ action: "none" });
    expect(
      settled({ config: { a: "1" } }, { config: { a: "1" } }, { config: { a: "1", "volatile.x": "y" } }),
    ).to.deep.equal({
      action: "none",
    });
  });

  it("unsets a key that is no longer declared, and gives back a field that is not", () => {
    expect(settled({ config: { a: "1" } }, { config: {} })).to.have.deep.property("changed", ["config"]);
    expect(settled({ note: "x" }, {})).to.have.deep.property("changed", ["note"]);
    expect(settled({}, {}, { note: "the server's" })).to.deep.equal({ action: "none" });
  });

  it("has keys that are called as what every object has", () => {
    for (const key of ["toString", "constructor", "valueOf"]) {
      expect(settled({ config: { [key]: "1" } }, { config: { [key]: "1" } })).to.deep.equal({ action: "none" });
      for (const [before, after] of [
        [{ [key]: "1" }, {}],
        [{}, { [key]: "1" }],
      ] as const)
        expect(settled({ config: before }, { config: after })).to.have.deep.property("changed", ["config"]);
    }
  });

  it("settles: once wanted is live, every plan is empty", () => {
    const values = fc.record(
      {
        note: fc.string(),
        size: fc.nat(1e6).map((amount) => `${amount}MiB`),
        driver: fc.string(),
        config: fc.dictionary(fc.string(), fc.string()),
        parts: fc.array(fc.record({ size: fc.nat(99).map((amount) => `${amount}kB`) })),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(values, (wanted) => {
        expect(settled(wanted, wanted)).to.deep.equal({ action: "none" });
      }),
    );
    fc.assert(
      fc.property(values, values, (before, after) => {
        const { driver: _, ...wanted } = after;
        const answer = settled({ ...before, driver: undefined }, wanted);
        expect(answer.action).to.be.oneOf(["none", "update"]);
        if (answer.action === "update")
          for (const name of answer.changed) expect(before[name as "note"]).not.to.deep.equal(after[name as "note"]);
      }),
    );
  });
});
