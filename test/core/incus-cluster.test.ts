/** What a cluster of servers refuses before anything is declared. */
import { expect } from "chai";
import { wrongArguments } from "../../provider/arguments.ts";
import type { AnyComponent } from "../../provider/component.ts";
import { IncusCluster } from "../../provider/components/index.ts";

const wrong = (args: object) => wrongArguments(IncusCluster as unknown as AnyComponent, args, () => false);
const members = { a: "one", b: { socket: "/run/two" }, c: { address: "https://10.0.0.3:8443" } };

describe("a cluster of servers", () => {
  it("takes remotes, sockets and addresses", () => {
    expect(wrong({ members, groups: { fast: ["a"] }, evacuated: ["b"], healAfter: "60s" })).to.deep.equal([]);
  });

  const refusals: Record<string, [args: object, says: RegExp]> = {
    "no server": [{ members: {} }, /members has no server/],
    "a name that is none": [{ members: { "@a": "one" } }, /which is no name of a member/],
    "a group with a stranger": [{ members, groups: { fast: ["d"] } }, /groups\.fast names "d", which is no member/],
    "a failure domain of a stranger": [{ members, failureDomains: { d: "x" } }, /failureDomains names "d"/],
    "nobody left": [{ members, evacuated: ["a", "b", "c"] }, /nothing would be left to move to/],
    "healing that is said twice": [
      { members, healAfter: "60s", config: { "cluster.healing_threshold": "60" } },
      /and so does healAfter/,
    ],
    "a time that is none": [{ members, healAfter: "soon" }, /healAfter .*is not a duration/],
  };
  for (const [about, [args, says]] of Object.entries(refusals))
    it(`refuses ${about}`, () => {
      expect(wrong(args).join("; ")).to.match(says);
    });
});
