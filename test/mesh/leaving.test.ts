/** What becomes of a mesh whose last run ended before a host had left it, as a pure function. */
import { expect } from "chai";
import { Mesh } from "../../provider/kinds/index.ts";

const host = (name: string, number: number) => ({ name, ssh: { address: `203.0.113.${number}` } });
const [a, b] = [host("a", 1), host("b", 2)];

/** The plan where nothing is declared otherwise, and a look found this. */
function planned(found: { amiss?: string[]; leaving?: string[] }) {
  const wanted = Mesh.inputs.parse({ name: "fleet0", hosts: [a] });
  const prior = {
    ...wanted,
    hostAddresses: { a: "10.100.1.1" },
    hostSubnets: { a: "10.200.1.0/24" },
    bridgeAddresses: { a: "10.200.1.1/24" },
    publicKeys: {},
    leaving: [b],
  };
  const facts = { numbers: { a: 1, b: 2 }, amiss: [], leaving: [], ...found };
  return Mesh.plan?.({ prior, wanted, live: prior, unknown: new Set(), facts }, { action: "none" });
}

describe("a mesh that a host was to leave", () => {
  it("is done where it has", () => {
    expect(planned({})).to.deep.equal({ action: "none" });
  });

  it("is gone on with where it has not, and says so", () => {
    expect(planned({ leaving: ["b"] })).to.deep.include({
      action: "update",
      changed: [],
      reason: "b is to leave as soon as nothing on it uses the mesh",
    });
  });

  it("is mended where the others still know it", () => {
    expect(planned({ amiss: ["a has other peers"] })).to.deep.include({
      action: "update",
      reason: "changed by another hand: a has other peers",
    });
  });
});
