import { expect } from "chai";
import fc from "fast-check";
import { distribution } from "../../provider/beam/distribution.ts";
import { type RevisionParts, revisionId, secretRevisionId } from "../../provider/beam/revision.ts";

const parts: RevisionParts = {
  release: "a".repeat(64),
  environment: { PORT: "4000", LANG: "C" },
  startFlags: ["+P 1000"],
  nodeBase: "chat",
  distribution: distribution().parse(undefined),
  user: "chat",
};
const key = "0f".repeat(32);

describe("a revision's id", () => {
  it("does not depend on the order of keys", () => {
    const record = fc.dictionary(fc.stringMatching(/^[A-Z]{1,5}$/), fc.string());
    fc.assert(
      fc.property(record, (environment) => {
        const turned = Object.fromEntries(Object.entries(environment).reverse());
        expect(revisionId({ ...parts, environment: turned })).to.equal(revisionId({ ...parts, environment }));
        const secrets = { secrets: environment, cookie: "c" };
        expect(secretRevisionId(key, { ...secrets, secrets: turned })).to.equal(secretRevisionId(key, secrets));
      }),
    );
  });

  it("is another one for each part that a node must be restarted for", () => {
    const others: Partial<RevisionParts>[] = [
      { release: "b".repeat(64) },
      { environment: { PORT: "4001", LANG: "C" } },
      { environment: { PORT: "4000" } },
      { startFlags: [] },
      { nodeBase: "talk" },
      { distribution: { ...parts.distribution, port: 4371 } },
      { distribution: { ...parts.distribution, epmd: true } },
      { discovery: { dnsCluster: { query: "chat.internal" } } },
      { user: "talk" },
    ];
    const ids = [{}, ...others].map((other) => revisionId({ ...parts, ...other }));
    expect(new Set(ids).size).to.equal(ids.length);
    for (const id of ids) expect(id).to.match(/^[0-9a-f]{12}$/);
  });

  it("tells nothing of secrets without the instance's key", () => {
    const secrets = { secrets: { TOKEN: "x" }, cookie: "c" };
    expect(secretRevisionId(key, secrets)).not.to.equal(secretRevisionId("1f".repeat(32), secrets));
    expect(secretRevisionId(key, secrets)).not.to.equal(secretRevisionId(key, { ...secrets, cookie: "d" }));
    expect(secretRevisionId(key, secrets)).not.to.equal(secretRevisionId(key, { ...secrets, secrets: { TOKEN: "y" } }));
  });
});
