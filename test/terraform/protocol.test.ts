/** What is written is what is read, byte for byte as others write it. */

import { X509Certificate } from "node:crypto";
import { Decoder, Encoder, ExtData } from "@msgpack/msgpack";
import { expect } from "chai";
import fc from "fast-check";
import protobuf from "protobufjs";
import { selfSigned } from "../../provider/terraform/protocol/certificate.ts";
import { decodeValue, encodeValue } from "../../provider/terraform/protocol/dynamic-value.ts";
import { line } from "../../provider/terraform/protocol/log.ts";
import type * as messages from "../../provider/terraform/protocol/messages.ts";
import { methods } from "../../provider/terraform/protocol/methods.ts";
import type * as schema from "../../provider/terraform/protocol/schema.ts";
import { type ObjectValue, UNKNOWN, type Value } from "../../provider/terraform/protocol/value.ts";
import { BackwardWriter, MalformedMessage, Reader } from "../../provider/terraform/protocol/wire.ts";

const name = fc.string({ minLength: 1, unit: "grapheme" }).filter((text) => text !== "__proto__");

const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.constant(UNKNOWN),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.string({ unit: "grapheme" }),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(name, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

const object = fc.dictionary(name, value, { maxKeys: 4, noNullPrototype: true });
const state = fc.option<ObjectValue, null>(object, { nil: null });
const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));

describe("values of the protocol", () => {
  it("come out as they went in", () => {
    fc.assert(fc.property(value, (given) => void expect(decodeValue(encodeValue(given))).to.deep.equal(given)));
  });

  it("are unknown where the engine says so, however much it says", () => {
    const refined = fc.tuple(fc.nat(127), fc.uint8Array({ minLength: 1, maxLength: 20 }));
    fc.assert(
      fc.property(refined, ([type, content]) => {
        const sent = new Encoder().encode({ a: new ExtData(type, content), b: [new ExtData(type, content)] });
        expect(decodeValue(sent)).to.deep.equal({ a: UNKNOWN, b: [UNKNOWN] });
      }),
    );
  });

  it("say unknown in the three bytes that engines know", () => {
    expect(Buffer.from(encodeValue(UNKNOWN)).toString("hex")).to.equal("d40000");
  });

  it("are the decimals that JavaScript prints: as binary fractions they would differ from the configuration", () => {
    expect(new Decoder().decode(encodeValue([0.1, 1, -7, 2 ** 53, 1e300]))).to.deep.equal([
      ...["0.1", 1, -7, "9007199254740992", "1e+300"],
    ]);
    expect(() => encodeValue(Number.NaN)).to.throw(RangeError);
  });
});

describe("messages of the protocol", () => {
  const attribute: fc.Arbitrary<schema.Attribute> = fc.record(
    {
      name,
      type: fc.constantFrom<schema.Type>("string", ["map", "number"], ["object", { a: "bool" }]),
      description: name,
      required: fc.constant(true),
      optional: fc.constant(true),
      computed: fc.constant(true),
      sensitive: fc.constant(true),
      deprecated: fc.constant(true),
      writeOnly: fc.constant(true),
    },
    { requiredKeys: ["name", "type"], noNullPrototype: true },
  );
  const described: fc.Arbitrary<schema.Schema> = fc.record({
    version: fc.nat(),
    block: fc.record({ attributes: fc.array(attribute, { maxLength: 3 }) }),
  });
  const path: fc.Arbitrary<messages.AttributePath> = fc.array(
    fc.oneof(fc.record({ attribute: fc.string() }), fc.record({ key: fc.string() }), fc.record({ index: fc.nat() })),
    { maxLength: 4 },
  );
  const planned: fc.Arbitrary<messages.PlanResourceChangeResponse> = fc.record({
    plannedState: state,
    requiresReplace: fc.array(path, { maxLength: 3 }),
    plannedPrivate: bytes,
    diagnostics: fc.array(
      fc.record({
        severity: fc.constantFrom("error" as const, "warning" as const),
        summary: fc.string(),
        detail: fc.string(),
        attribute: path,
      }),
    ),
  });

  it("come out as they went in", () => {
    const { response } = methods.planResourceChange;
    fc.assert(
      fc.property(planned, (given) => void expect(response.decode(response.encode(given))).to.deep.equal(given)),
    );
    const { request } = methods.applyResourceChange;
    const asked = fc.record({
      typeName: fc.string(),
      priorState: state,
      plannedState: state,
      config: state,
      plannedPrivate: bytes,
      plannedIdentity: state,
    });
    fc.assert(fc.property(asked, (given) => void expect(request.decode(request.encode(given))).to.deep.equal(given)));
  });

  it("are read by protobufjs as they were meant", () => {
    const Response = protobuf.parse(DESCRIBED).root.lookupType("Response");
    const { response } = methods.getProviderSchema;
    fc.assert(
      fc.property(
        described,
        fc.dictionary(name, described, { maxKeys: 3, noNullPrototype: true }),
        (provider, resources) => {
          const sent = response.encode({ provider, resources });
          const read = Response.toObject(Response.decode(sent), { defaults: true, arrays: true, longs: Number });
          expect(read.provider).to.deep.equal(asRead(provider));
          expect(read.resourceSchemas).to.deep.equal(
            Object.fromEntries(Object.entries(resources).map(([type, each]) => [type, asRead(each)])),
          );
          // And what protobufjs writes of it is read here.
          const back = response.decode(Response.encode(Response.decode(sent)).finish());
          expect(back).to.deep.equal(response.decode(sent));
        },
      ),
    );
  });

  it("are read past what a newer engine adds", () => {
    const { request } = methods.validateProviderConfig;
    const added = new BackwardWriter();
    added.varint(2 ** 40);
    added.tag(900, 0);
    added.bytes(Buffer.alloc(8));
    added.tag(901, 1);
    added.text("new");
    added.varint(3);
    added.tag(902, 2);
    const sent = Buffer.concat([added.finish(), request.encode({ config: { a: 1 } }), added.finish()]);
    expect(request.decode(sent)).to.deep.equal({ config: { a: 1 } });
  });

  it("are refused where they end too early, and never read beyond their end", () => {
    const { response } = methods.planResourceChange;
    fc.assert(
      fc.property(planned, fc.nat(), (given, cut) => {
        const sent = response.encode(given);
        try {
          response.decode(sent.subarray(0, cut % (sent.length + 1)));
        } catch (error) {
          expect(error).to.satisfy((e: unknown) => e instanceof MalformedMessage || e instanceof RangeError);
        }
      }),
    );
  });

  it("have numbers of every size", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (given) => {
        const to = new BackwardWriter();
        to.varint(given);
        expect(new Reader(to.finish()).varint()).to.equal(given);
      }),
    );
    expect(() => new BackwardWriter().varint(-1)).to.throw(MalformedMessage);
  });
});

describe("the plugin's certificate", () => {
  it("is for localhost, and new each time", () => {
    const [one, other] = [selfSigned(), selfSigned()];
    const certificate = new X509Certificate(one.der);
    expect(certificate.checkHost("localhost")).to.equal("localhost");
    expect(certificate.verify(certificate.publicKey)).to.equal(true);
    expect(certificate.checkPrivateKey(one.key)).to.equal(true);
    expect(Date.parse(certificate.validFrom)).to.be.below(Date.now());
    expect(Date.parse(certificate.validTo)).to.be.above(Date.now());
    expect(one.pem).not.to.equal(other.pem);
  });
});

describe("the plugin's log", () => {
  it("has the one form of time that engines take for one", () => {
    expect(JSON.parse(line("warn", "so it is", { rpc: "readResource" }, 0))).to.deep.equal({
      "@level": "warn",
      "@message": "so it is",
      "@module": "cul8er",
      "@timestamp": "1970-01-01T00:00:00.000000Z",
      rpc: "readResource",
    });
  });
});

/** As protobufjs shows a schema. */
function asRead({ version, block }: schema.Schema): object {
  const attributes = block.attributes.map(({ type, ...attribute }) => ({
    ...{ description: "", required: false, optional: false, computed: false, sensitive: false },
    ...{ deprecated: false, writeOnly: false, descriptionKind: 1 },
    ...attribute,
    type: Buffer.from(JSON.stringify(type)),
  }));
  return { version, block: { attributes, descriptionKind: 1 } };
}

/** Some messages, as protobuf's own language describes them. */
const DESCRIBED = `
  syntax = "proto3";
  message Response { Schema provider = 1; map<string, Schema> resource_schemas = 2; }
  message Schema { int64 version = 1; Block block = 2; }
  message Block { repeated Attribute attributes = 2; int32 description_kind = 5; }
  message Attribute {
    string name = 1; bytes type = 2; string description = 3; bool required = 4; bool optional = 5; bool computed = 6;
    bool sensitive = 7; int32 description_kind = 8; bool deprecated = 9; bool write_only = 11;
  }`;
