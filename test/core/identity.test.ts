import { expect } from "chai";
import fc from "fast-check";
import { identify, describe as name, parseIdentity, syntax } from "../../provider/identity.ts";
import { kinds } from "../../provider/kinds/index.ts";

const project = kinds.filter(({ identity }) => identity[0] === "project");

describe("identity", () => {
  it("is written and read from one declaration, for every kind", () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.array(fc.string({ minLength: 1 }), { minLength: 5, maxLength: 5 }),
        fc.option(fc.stringMatching(/^[a-z][a-z0-9-]*$/), { nil: undefined }),
        (kind, names, host) => {
          const values = {
            ...Object.fromEntries(kind.identity.map((field, index) => [field, names[index]])),
            ...(host === undefined || kind.hostless ? {} : { host }),
          };
          expect(parseIdentity(kind, identify(kind, values))).to.deep.equal(values);
        },
      ),
    ));

  for (const kind of project)
    it(`leaves out the default project of a ${kind.type}`, () => {
      const values = Object.fromEntries(kind.identity.map((field) => [field, field === "project" ? "default" : "x"]));
      expect(identify(kind, values)).not.to.contain("default");
      expect(parseIdentity(kind, identify(kind, values))).to.deep.equal(values);
    });

  it("says how to write an id that cannot be read", () => {
    for (const kind of kinds) expect(() => parseIdentity(kind, "a/b/c/d/e/f")).to.throw(syntax(kind));
  });

  it("names a resource in the words of a message", () => {
    const [kind] = kinds.filter(({ type }) => type === "project");
    if (!kind) throw new Error("there is no project kind");
    expect(name(kind, { name: "shop", host: "box" })).to.equal('project "shop" on "box"');
  });
});
