/** Every construct: what Terraform reads of it, whatever is given to it. */

import type * as cdk from "cdktn";
import { expect } from "chai";
import { outputsOf } from "../../generate/constructs.ts";
import { pascal } from "../../generate/names.ts";
import { fieldsOf } from "../../generate/shape.ts";
import { kinds } from "../../provider/kinds/index.ts";
import { attribute, resourceType, writeOnly } from "../../provider/terraform/names.ts";
import { classOf, type Flavour, flavours, only, stackOf, synth } from "./flavours.ts";
import { asMap, plain, type Sample, type Scalars, samplesOf } from "./samples.ts";

for (const flavour of flavours)
  describe(`constructs for ${flavour.name}`, () => {
    for (const kind of kinds)
      describe(kind.type, () => {
        const type = resourceType(kind.type);
        const Class = classOf(flavour, pascal(kind.type));

        it("writes what is given, in Terraform's names, and no more", () => {
          const stack = stackOf(flavour);
          const { given, read } = samplesOf(fieldsOf(kind.inputs), plain);
          new Class(stack, "one", given);
          expect(only(synth(flavour, stack), type)).to.deep.equal({ ...asMap(read), owner: "shop/one" });
        });

        it("takes tokens for every scalar, at any depth", () => {
          const stack = stackOf(flavour);
          const { given, read } = samplesOf(fieldsOf(kind.inputs), tokens(flavour, stack));
          new Class(stack, "one", given);
          expect(only(synth(flavour, stack), type)).to.deep.include(asMap(read));
        });

        it("takes a token for every field as a whole", () => {
          const stack = stackOf(flavour);
          const names = fieldsOf(kind.inputs).map(({ name }) => name);
          const whole = names.map((name) => [name, flavour.cdk.Token.asAny(reference(`local.${name}`))]);
          new Class(stack, "one", Object.fromEntries(whole));
          const wanted = names.map((name) => [attribute(name), reference(`local.${name}`)]);
          expect(only(synth(flavour, stack), type)).to.deep.include(Object.fromEntries(wanted));
        });

        it("gives references to all that it takes and tells", () => {
          const stack = stackOf(flavour);
          const one = new Class(stack, "one", samplesOf(fieldsOf(kind.inputs), plain).given);
          const fields = ["id", ...Object.keys(kind.inputs.shape), ...outputsOf(kind).map(({ name }) => name)];
          for (const field of fields) {
            const resolved: unknown = flavour.cdk.Tokenization.resolve(Reflect.get(one, field), {
              scope: stack,
              resolver: new flavour.cdk.DefaultTokenResolver(new flavour.cdk.StringConcat()),
            });
            expect(resolved, field).to.equal(reference(`${type}.one.${attribute(field)}`));
          }
        });

        it("lets aspects change what was given, and take it back", () => {
          const stack = stackOf(flavour);
          const { given, read } = samplesOf(fieldsOf(kind.inputs), plain);
          const one = new Class(stack, "one", given);
          const [last = ""] = Object.keys(kind.inputs.shape).slice(-1);
          expect(Reflect.get(one, `${last}Input`)).to.deep.equal(asMap(given)[last]);
          Reflect.set(one, last, undefined);
          expect(Reflect.get(one, `${last}Input`)).to.equal(undefined);
          expect(only(synth(flavour, stack), type)).to.have.all.keys(
            ...Object.keys(asMap(read)).filter((name) => name !== attribute(last)),
            "owner",
          );
        });

        it("names no member that its CDK has already", () => {
          const taken = new Set(membersOf(flavour.cdk.TerraformResource.prototype));
          const ours = [...Object.keys(kind.inputs.shape), ...Object.keys(kind.outputs.shape)];
          expect(ours.filter((name) => taken.has(name))).to.deep.equal([]);
        });

        it("is written in HCL, too", () => {
          const stack = stackOf(flavour);
          new Class(stack, "one", samplesOf(fieldsOf(kind.inputs), plain).given);
          const written = flavour.cdk.Testing.synthHcl(stack, true);
          expect(written)
            .to.include(`resource "${type}" "one" {`)
            .and.not.match(/\[object|undefined/);
        });

        it("refuses what it does not have, at any depth", () => {
          const stack = stackOf(flavour);
          expect(() => new Class(stack, "one", { projet: "a" })).to.throw(/^cul8er_.* "shop\/one": projet is no input/);
        });
      });

    it("keeps a secret out of what is stored, where it is told to", () => {
      const stack = stackOf(flavour, AS_NEW);
      const variable = new flavour.cdk.TerraformVariable(stack, "cookie", { type: "string", sensitive: true });
      const { writeOnly: secret } = flavour.ours;
      new (classOf(flavour, "Release"))(stack, "one", {
        cookie: secret(variable.stringValue, 2),
        secrets: secret({ KEY: "value" }),
      });
      expect(only(synth(flavour, stack), "cul8er_release")).to.deep.equal({
        [writeOnly("cookie").value]: reference("var.cookie"),
        [writeOnly("cookie").version]: 2,
        [writeOnly("secrets").value]: { KEY: "value" },
        owner: "shop/one",
      });
    });

    it("refuses a misspelt field inside a field, which Terraform would not", () => {
      const Limits = classOf(flavour, "InstanceLimits");
      expect(() => new Limits(stackOf(flavour), "one", { limits: { disk: { raed: "1MB" } } })).to.throw(
        'cul8er_instance_limits "shop/one": limits.disk.raed is no input; did you mean "read"?',
      );
    });
  });

it("a CDK that knows which engines a stack is for refuses write-only values for those that have none", () => {
  const flavour = flavours.find(({ name }) => name === "cdktn");
  if (!flavour) throw new Error("there is no cdktn");
  const stack = stackOf(flavour, { targetVersions: { terraform: ">=1.5.7" } });
  new (classOf(flavour, "Release"))(stack, "one", { cookie: flavour.ours.writeOnly("a") });
  expect(() => synth(flavour, stack)).to.throw(/write-only/i);
});

/** Engines that have all that our provider may use. */
const AS_NEW = { targetVersions: { terraform: ">=1.11.0", opentofu: ">=1.11.0" } };

/** An expression that is nothing but a reference. */
const reference = (to: string): string => `\${${to}}`;

/** References to variables of each type. */
function tokens({ cdk }: Flavour, stack: cdk.TerraformStack): Scalars {
  const of = (type: string) => new cdk.TerraformVariable(stack, type, { type });
  const [text, number, yes] = [of("string"), of("number"), of("bool")];
  return (type): Sample =>
    ({
      string: { given: `a ${text.stringValue}`, read: `a ${reference("var.string")}` },
      number: { given: number.numberValue, read: reference("var.number") },
      boolean: { given: yes.booleanValue, read: reference("var.bool") },
    })[type];
}

function membersOf(prototype: object): string[] {
  const above: unknown = Object.getPrototypeOf(prototype);
  const inherited = typeof above === "object" && above !== null ? membersOf(above) : [];
  return [...Object.getOwnPropertyNames(prototype), ...inherited];
}
