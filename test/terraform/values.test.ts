/** Schemas and values on their way between Terraform and the kinds, without an engine. */
import { expect } from "chai";
import fc from "fast-check";
import { kinds } from "../../provider/kinds/index.ts";
import { inWords } from "../../provider/terraform/diagnostics.ts";
import { handlers } from "../../provider/terraform/handlers.ts";
import { RESERVED } from "../../provider/terraform/names.ts";
import type { Attribute } from "../../provider/terraform/protocol/schema.ts";
import { type ObjectValue, UNKNOWN, type Value } from "../../provider/terraform/protocol/value.ts";
import { OWN, resourceNamed, resources } from "../../provider/terraform/schema.ts";
import type { Shape } from "../../provider/terraform/shape.ts";
import { nothing } from "../../provider/terraform/state.ts";
import { complete, decode, encode, holdsUnknown, stepsTo } from "../../provider/terraform/values.ts";

const instance = resourceNamed("cul8er_instance");
const release = resourceNamed("cul8er_release");
const signal = new AbortController().signal;
const clientCapabilities = { deferralAllowed: false, writeOnlyAttributesAllowed: true };

describe("the schema for Terraform", () => {
  it("has every kind, with names that Terraform takes", () => {
    expect([...resources.values()].map(({ kind }) => kind.type)).to.have.members(kinds.map(({ type }) => type));
    for (const { schema } of resources.values()) {
      const names = schema.block.attributes.map(({ name }) => name);
      expect(new Set(names).size).to.equal(names.length);
      for (const name of names) expect(name).to.match(/^[a-z][a-z0-9_]*$/);
      expect(names.filter((name) => RESERVED.includes(name))).to.deep.equal([OWN.id]);
    }
  });

  it("describes every attribute, and says who sets it", () => {
    const look = (attribute: Attribute): void => {
      expect(attribute.description, attribute.name).to.match(/\S/);
      expect(Boolean(attribute.required), attribute.name).to.equal(!attribute.optional && !attribute.computed);
      expect(Boolean(attribute.type), attribute.name).to.equal(!attribute.nested);
      attribute.nested?.attributes.forEach(look);
    };
    for (const { schema } of resources.values()) schema.block.attributes.forEach(look);
  });

  it("lays variants over each other", () => {
    const devices = instance.schema.block.attributes.find(({ name }) => name === "devices");
    expect(devices?.nested?.nesting).to.equal("map");
    const of = (name: string) => devices?.nested?.attributes.find((attribute) => attribute.name === name);
    expect(of("type")?.required).to.equal(true);
    expect(of("security_mac_filtering")).to.include({ optional: true, type: "bool" });
    expect(of("listen")).to.include({ optional: true, type: "string" });
  });
});

describe("values", () => {
  const shapes = [...resources.values()].flatMap(({ inputs, outputs }) => [...inputs.fields, ...outputs.fields]);

  it("come back as they went", () => {
    for (const { shape, attribute } of shapes)
      fc.assert(
        fc.property(anyOf(shape), (value) => {
          expect(decode(shape, encode(shape, value)) ?? null, attribute).to.deep.equal(stripped(value));
        }),
        { numRuns: 20 },
      );
  });

  it("keep what is not known, and take no default for it", () => {
    const { shape } = release.inputs.fields.find(({ name }) => name === "distribution") ?? expect.fail();
    const value = complete(shape, { port: UNKNOWN, epmd: null, connect_timeout: null });
    expect(value).to.deep.equal({ port: UNKNOWN, epmd: false, connect_timeout: 2000 });
    expect(holdsUnknown(value)).to.equal(true);
  });

  it("have numbers that came as texts", () => {
    expect(decode({ is: "scalar", type: "number" }, "0.1")).to.equal(0.1);
  });

  it("are found where a kind's path leads", () => {
    expect(stepsTo(instance.inputs, ["devices", "eth0", "ipv4Address"])).to.deep.equal([
      { attribute: "devices" },
      { key: "eth0" },
      { attribute: "ipv4_address" },
    ]);
    expect(stepsTo(release.inputs, ["startFlags", 1])).to.deep.equal([{ attribute: "start_flags" }, { index: 1 }]);
  });

  it("have their own names in what is said", () => {
    const text = inWords(release, "nodeBase and `adopt: true`, but not JavaScript or camelCase");
    expect(text).to.equal("node_base and `adopt = true`, but not JavaScript or camelCase");
  });
});

describe("a configuration", () => {
  const validated = async (config: ObjectValue) => {
    const about = { typeName: release.type, config: { ...nothing(release), ...config }, clientCapabilities };
    const { diagnostics = [] } = await handlers().validateResourceConfig(about, signal);
    return diagnostics.map(({ detail }) => detail ?? "");
  };
  const good = { instance: "web", app: "chat", address: "10.0.0.2", release: "chat.tar.gz" };

  it("is valid with a secret in either way, and with neither or both it is not", async () => {
    expect(await validated({ ...good, cookie: "monster" })).to.deep.equal([]);
    expect(await validated({ ...good, cookie_wo: "monster" })).to.deep.equal([]);
    expect(await validated({ ...good, cookie_wo: UNKNOWN })).to.deep.equal([]);
    expect((await validated(good)).join()).to.include("cookie is required");
    expect((await validated({ ...good, cookie: "a", cookie_wo: "b" })).join()).to.match(/given twice.*cookie_wo/);
  });

  it("is not judged where it is not known, and needs no file", async () => {
    expect(await validated({ ...good, cookie: "monster", address: UNKNOWN, release: "/nowhere" })).to.deep.equal([]);
    expect((await validated({ ...good, cookie: "monster", keep_versions: 0 })).join()).to.include("keep_versions");
  });
});

/** Any value of a shape, as a kind has it. */
function anyOf(shape: Shape): fc.Arbitrary<unknown> {
  if (shape.is === "scalar")
    return { string: fc.string(), number: fc.integer(), bool: fc.boolean() }[shape.type] as fc.Arbitrary<unknown>;
  if (shape.is === "list") return fc.array(anyOf(shape.of), { maxLength: 3 });
  if (shape.is === "map")
    return fc.dictionary(fc.string({ minLength: 1 }), anyOf(shape.of), { maxKeys: 3, noNullPrototype: true });
  const members = Object.fromEntries(shape.fields.map(({ name, shape }) => [name, anyOf(shape)]));
  return fc.record(members, { requiredKeys: [], noNullPrototype: true });
}

/** A value without what Terraform has no word for: nothing. */
const stripped = (value: unknown): Value => JSON.parse(JSON.stringify(value));
