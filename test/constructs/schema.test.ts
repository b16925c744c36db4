/** What the constructs write is what the provider knows, name by name. */
import { expect } from "chai";
import { pascal } from "../../generate/names.ts";
import { fieldsOf } from "../../generate/shape.ts";
import { kinds } from "../../provider/kinds/index.ts";
import { resourceType } from "../../provider/terraform/names.ts";
import type { Attribute } from "../../provider/terraform/protocol/schema.ts";
import { providerSchema, resourceNamed } from "../../provider/terraform/schema.ts";
import { classOf, flavours, stackOf, synth } from "./flavours.ts";
import { asMap, plain, samplesOf } from "./samples.ts";

for (const flavour of flavours)
  describe(`what ${flavour.name} writes`, () => {
    const stackOfNow = () => stackOf(flavour, { targetVersions: { terraform: ">=1.11.0", opentofu: ">=1.11.0" } });

    for (const kind of kinds)
      it(`for a ${kind.type} is known to the provider`, () => {
        const stack = stackOfNow();
        const given = asMap(samplesOf(fieldsOf(kind.accepts), plain).given);
        const secrets = fieldsOf(kind.inputs).filter(({ marks }) => marks.secret);
        const withheld = secrets.map(({ name }) => [name, flavour.ours.writeOnly(given[name], 1)]);
        const Class = classOf(flavour, pascal(kind.type));
        new Class(stack, "open", given);
        new Class(stack, "withheld", { ...given, ...Object.fromEntries(withheld) });
        const { attributes } = resourceNamed(resourceType(kind.type)).schema.block;
        const written = Object.values(synth(flavour, stack).resource[resourceType(kind.type)] ?? {});
        expect(written).to.have.length(2);
        for (const one of written) expect(unknown(one, attributes, [])).to.deep.equal([]);
        const owned = written.flatMap(Object.keys);
        const inputs = attributes.filter(({ optional, required }) => optional || required).map(({ name }) => name);
        expect(owned, "and it is all that the provider takes").to.include.members(inputs);
      });

    it("for a provider is known to the provider", () => {
      const stack = stackOfNow();
      new flavour.ours.Cul8erProvider(stack, "far", {
        alias: "far",
        project: "p",
        host: { name: "far", address: "a", fingerprint: "f", clientCertificate: "c", clientKey: "k", socket: "s" },
      });
      const [, far = {}] = synth(flavour, stack).provider.cul8er ?? [];
      const { alias: _, ...written } = far;
      expect(unknown(written, providerSchema.block.attributes, [])).to.deep.equal([]);
    });
  });

/** What a resource could do without: the CDK's own notes are no attributes. */
const NOTES = "//";

/** Paths of what is written and no attribute. */
function unknown(written: Readonly<Record<string, unknown>>, known: readonly Attribute[], path: string[]): string[] {
  return Object.entries(written).flatMap(([name, value]) => {
    const at = [...path, name];
    const attribute = known.find((one) => one.name === name);
    if (name === NOTES) return [];
    if (!attribute) return [at.join(".")];
    const { nested } = attribute;
    if (!nested) return [];
    const objects = nested.nesting === "single" ? [value] : Object.values(asMap(value));
    return objects.flatMap((object) => unknown(asMap(object), nested.attributes, at));
  });
}
