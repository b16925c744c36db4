import { expect } from "chai";
import fc from "fast-check";
import { type MeshHost, type MeshPlan, type MeshQuestion, planMesh } from "../../provider/mesh/plan.ts";
import { addressOf, numberOf, overlap, rangeOf } from "../../provider/mesh/range.ts";

const hosts = fc
  .array(fc.boolean(), { minLength: 1, maxLength: 12 })
  .map((all): MeshHost[] =>
    all.map((open, index) => ({ name: `h${index + 1}`, endpoint: open ? `203.0.113.${index + 1}:51820` : undefined })),
  );
const RANGES = { addresses: "10.100.0.0/16", subnets: "10.200.0.0/16" };
const asked = hosts.map((hosts): MeshQuestion => ({ ...RANGES, hosts, numbers: {} }));
/** Meshes whose hosts can all find each other. */
const sound = asked.filter((question) => planMesh(question).problems.length === 0);

const numbersIn = ({ places }: MeshPlan) =>
  Object.fromEntries(Object.entries(places).map(([name, { number }]) => [name, number]));

/** Who gets a packet that `from` sends to an address, hop by hop, as WireGuard decides it; undefined where it is dropped. */
function routed({ places, peers }: MeshPlan, from: string, to: string, hops = 3): string | undefined {
  if (places[from]?.address === to) return from;
  const next = peers[from]?.find(({ allowed }) => allowed.includes(`${to}/32`));
  return next && hops > 0 ? routed({ places, peers, problems: [] }, next.name, to, hops - 1) : undefined;
}

describe("a mesh", () => {
  it("leads from every host to every other", () => {
    fc.assert(
      fc.property(sound, (question) => {
        const plan = planMesh(question);
        for (const { name: from } of question.hosts)
          for (const { name: to } of question.hosts)
            expect(routed(plan, from, plan.places[to]?.address ?? "")).to.equal(to);
      }),
    );
  });

  it("accepts what it sends for: each pair allows the other's addresses", () => {
    fc.assert(
      fc.property(sound, (question) => {
        const { peers } = planMesh(question);
        for (const [name, all] of Object.entries(peers))
          for (const peer of all) expect(peers[peer.name]?.some((back) => back.name === name)).to.equal(true);
      }),
    );
  });

  it("sends no address to two peers", () => {
    fc.assert(
      fc.property(sound, (question) => {
        for (const peers of Object.values(planMesh(question).peers)) {
          const all = peers.flatMap(({ allowed }) => allowed);
          expect(new Set(all).size).to.equal(all.length);
        }
      }),
    );
  });

  it("gives each host an address and a subnet of its own", () => {
    fc.assert(
      fc.property(sound, (question) => {
        const places = Object.values(planMesh(question).places);
        for (const field of ["address", "subnet", "bridge"] as const)
          expect(new Set(places.map((place) => place[field])).size).to.equal(question.hosts.length);
      }),
    );
  });

  it("keeps all addresses when a host is added or removed, wherever it stands, and gives those of who leaves to nobody yet", () => {
    fc.assert(
      fc.property(sound, fc.nat(12), fc.nat(12), (question, at, without) => {
        const plan = planMesh(question);
        const added = { name: "new", endpoint: "203.0.113.99:51820" };
        const changed = question.hosts.filter((_, index) => index !== without).toSpliced(at, 0, added);
        const after = planMesh({ ...question, hosts: changed, numbers: numbersIn(plan) });
        for (const { name } of changed) if (name !== "new") expect(after.places[name]).to.deep.equal(plan.places[name]);
        expect(Object.values(numbersIn(plan))).not.to.include(after.places.new?.number);
      }),
    );
  });

  it("adds one peer to every other host when a host is added", () => {
    fc.assert(
      fc.property(sound, (question) => {
        const plan = planMesh(question);
        const hosts = [...question.hosts, { name: "new", endpoint: "203.0.113.99:51820" }];
        const after = planMesh({ ...question, hosts, numbers: numbersIn(plan) });
        for (const { name } of question.hosts)
          expect(after.peers[name]?.filter((peer) => peer.name !== "new")).to.deep.equal(plan.peers[name]);
      }),
    );
  });

  it("keeps a NAT open from the inside, and only there", () => {
    const { peers } = planMesh({
      ...RANGES,
      hosts: [{ name: "open", endpoint: "203.0.113.1:51820" }, { name: "home" }],
      numbers: {},
    });
    expect(peers).to.deep.equal({
      open: [{ name: "home", allowed: ["10.100.2.1/32", "10.200.2.0/24"] }],
      home: [
        {
          name: "open",
          endpoint: "203.0.113.1:51820",
          allowed: ["10.100.1.1/32", "10.200.1.0/24"],
          keepalive: 25,
        },
      ],
    });
  });

  it("leads those that cannot reach each other through a relay", () => {
    const hosts = [
      { name: "attic" },
      { name: "cellar" },
      { name: "a", endpoint: "a:1" },
      { name: "b", endpoint: "b:1" },
    ];
    const via = (relay?: string) => planMesh({ ...RANGES, hosts, relay, numbers: {} }).peers.attic ?? [];
    expect(via().map(({ name, allowed }) => [name, allowed.length])).to.deep.equal([
      ["a", 4],
      ["b", 2],
    ]);
    expect(via("b").find(({ name }) => name === "b")?.allowed).to.include("10.200.2.0/24");
  });

  it("says what speaks against it", () => {
    const problems = (question: Partial<MeshQuestion>) =>
      planMesh({ ...RANGES, hosts: [{ name: "a", endpoint: "a:1" }, { name: "b" }], numbers: {}, ...question })
        .problems;
    expect(problems({})).to.deep.equal([]);
    expect(problems({ subnets: "10.100.0.0/16" }).join()).to.match(/overlap/);
    expect(problems({ hosts: [{ name: "a" }, { name: "b" }] }).join()).to.match(/nobody can reach anybody/);
    expect(problems({ relay: "c" }).join()).to.match(/relay c is none of a, b/);
    expect(problems({ relay: "b" }).join()).to.match(/no endpoint/);
    expect(problems({ hosts: [{ name: "a" }, { name: "a", endpoint: "a:1" }] }).join()).to.match(/twice/);
    const many = Array.from({ length: 255 }, (_, index) => ({ name: `h${index}`, endpoint: "a:1" }));
    expect(problems({ hosts: many }).join()).to.match(/at most 254/);
  });
});

describe("a range of addresses", () => {
  it("is read as it is written", () => {
    fc.assert(
      fc.property(fc.nat(2 ** 32 - 1), (number) => {
        expect(numberOf(addressOf(number))).to.equal(number);
      }),
    );
    expect(rangeOf("10.100.0.0/16")).to.deep.equal({ start: numberOf("10.100.0.0"), bits: 16 });
    for (const wrong of ["10.100.0.1/16", "10.100.0.0", "10.100.0.0/33", "10.300.0.0/16", "::/16", ""])
      expect(rangeOf(wrong), wrong).to.equal(undefined);
  });

  it("overlaps what is in it", () => {
    const range = (text: string) => rangeOf(text) ?? { start: 0, bits: 0 };
    expect(overlap(range("10.0.0.0/8"), range("10.200.0.0/16"))).to.equal(true);
    expect(overlap(range("10.100.0.0/16"), range("10.101.0.0/16"))).to.equal(false);
  });
});
