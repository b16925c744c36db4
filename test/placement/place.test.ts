import { expect } from "chai";
import fc from "fast-check";
import { type Amounts, fits, without } from "../../provider/placement/capacity.ts";
import {
  type Guest,
  type PlacementHost,
  type PlacementQuestion,
  place,
  SPREADS,
} from "../../provider/placement/place.ts";

const GIB = 2 ** 30;

const names = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
const amounts = (most: number): fc.Arbitrary<Amounts> =>
  fc.record(
    { cpu: fc.integer({ min: 0, max: most }), memory: fc.integer({ min: 0, max: most * 2 }).map((many) => many * GIB) },
    { requiredKeys: [] },
  );
const hosts: fc.Arbitrary<PlacementHost[]> = fc
  .array(fc.record({ room: amounts(12), domain: fc.constantFrom(undefined, "red", "blue", "green") }), { maxLength: 6 })
  .map((all) => all.map((each, index) => ({ ...each, name: `h${index + 1}` })));
const guests: fc.Arbitrary<Guest[]> = fc
  .array(amounts(4), { maxLength: 10 })
  .map((all) => all.map((needs, index) => ({ needs, name: `n${index + 1}` })));
const spread = fc.constantFrom(...SPREADS);
const fresh = fc.record({ hosts, guests, spread, before: fc.constant({}) });

const everywhere = (holds: (question: PlacementQuestion) => void) => fc.assert(fc.property(fresh, holds));
const roomLeft = ({ hosts, guests }: PlacementQuestion, where: Readonly<Record<string, string>>) =>
  new Map(
    hosts.map(({ name, room }) => [
      name,
      guests.filter((guest) => where[guest.name] === name).reduce((left, { needs }) => without(left, needs), room),
    ]),
  );
const plain = (count: number, needs: Amounts = {}): Guest[] => names("n", count).map((name) => ({ name, needs }));
const bare = (count: number, room: Amounts = {}): PlacementHost[] => names("h", count).map((name) => ({ name, room }));
const perHost = (where: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.values(where).map((host) => [host, Object.values(where).filter((each) => each === host).length]),
  );

describe("placement", () => {
  it("never fills a host over its capacity", () => {
    everywhere((question) => {
      for (const room of roomLeft(question, place(question).where).values())
        for (const left of Object.values(room)) expect(left).to.be.at.least(0);
    });
  });

  it("is the same for the same question", () => {
    everywhere((question) => {
      expect(place(structuredClone(question))).to.deep.equal(place(question));
    });
  });

  it("places everyone, or says why not", () => {
    everywhere((question) => {
      const { where, because, misfits } = place(question);
      for (const { name } of question.guests) {
        expect([where[name], misfits[name]].filter((each) => each !== undefined)).to.have.lengthOf(1);
        expect(because[name] ?? misfits[name]).to.match(/\S/);
      }
    });
  });

  it("leaves out only whom no host has room for", () => {
    everywhere((question) => {
      const { where, misfits } = place(question);
      const left = roomLeft(question, where);
      for (const { name, needs } of question.guests)
        if (misfits[name]) expect([...left.values()].filter((room) => fits(room, needs))).to.deep.equal([]);
    });
  });

  it("changes nothing when it is asked again", () => {
    everywhere((question) => {
      const { where } = place(question);
      const again = place({ ...question, before: where });
      expect(again.where).to.deep.equal(where);
      expect(again.moved).to.deep.equal([]);
    });
  });

  it("moves nobody when a host is added, wherever it stands in the list", () => {
    fc.assert(
      fc.property(fresh, amounts(12), fc.nat(6), (question, room, at) => {
        const { where } = place(question);
        const more = question.hosts.toSpliced(at, 0, { name: "new", room });
        const after = place({ ...question, hosts: more, before: where });
        expect(after.where).to.deep.include(where);
        expect(after.moved).to.deep.equal([]);
      }),
    );
  });

  it("moves only those of a host that is removed", () => {
    fc.assert(
      fc.property(fresh, fc.nat(5), (question, index) => {
        const { where } = place(question);
        const gone = question.hosts[index % Math.max(1, question.hosts.length)]?.name;
        const left = question.hosts.filter(({ name }) => name !== gone);
        const after = place({ ...question, hosts: left, before: where });
        for (const [name, host] of Object.entries(where)) {
          if (host !== gone) expect(after.where[name]).to.equal(host);
          else expect(after.moved.includes(name)).to.equal(after.where[name] !== undefined);
        }
      }),
    );
  });

  it("moves nobody when there are more of them, or fewer", () => {
    fc.assert(
      fc.property(fresh, guests, (question, others) => {
        const { where } = place(question);
        const known = new Map(question.guests.map((guest) => [guest.name, guest]));
        const after = place({ ...question, guests: others.map((each) => known.get(each.name) ?? each), before: where });
        for (const { name } of others) if (where[name] !== undefined) expect(after.where[name]).to.equal(where[name]);
      }),
    );
  });

  it("spreads evenly over hosts", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 20 }), (count, size) => {
        const { where } = place({ hosts: bare(count), guests: plain(size), spread: "hosts", before: {} });
        const carried = names("h", count).map((name) => perHost(where)[name] ?? 0);
        expect(Math.max(...carried) - Math.min(...carried)).to.be.at.most(1);
      }),
    );
  });

  it("spreads evenly over failure domains, and over the hosts of each", () => {
    const domains = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(domains, fc.integer({ min: 1, max: 24 }), (sizes, size) => {
        const hosts = sizes.flatMap((many, domain) =>
          names(`d${domain}-`, many).map((name) => ({ name, domain: `d${domain}`, room: {} })),
        );
        const { where } = place({ hosts, guests: plain(size), spread: "domains", before: {} });
        const inDomain = sizes.map(
          (_, domain) => Object.values(where).filter((host) => host.startsWith(`d${domain}-`)).length,
        );
        expect(Math.max(...inDomain) - Math.min(...inDomain)).to.be.at.most(1);
        for (const [domain, many] of sizes.entries()) {
          const carried = names(`d${domain}-`, many).map((name) => perHost(where)[name] ?? 0);
          expect(Math.max(...carried) - Math.min(...carried)).to.be.at.most(1);
        }
      }),
    );
  });

  it("packs nodes of one size on as few hosts as can hold them", () => {
    const rooms = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(rooms, fc.integer({ min: 1, max: 20 }), (sizes, wanted) => {
        const size = Math.min(
          wanted,
          sizes.reduce((sum, many) => sum + many, 0),
        );
        const hosts = sizes.map((many, index) => ({ name: `h${index + 1}`, room: { memory: many * GIB } }));
        const { where } = place({ hosts, guests: plain(size, { memory: GIB }), spread: "pack", before: {} });
        expect(Object.keys(where)).to.have.lengthOf(size);
        let [fewest, held] = [0, 0];
        for (const many of sizes.toSorted((a, b) => b - a)) if (held < size) [fewest, held] = [fewest + 1, held + many];
        expect(Object.keys(perHost(where)).length).to.equal(fewest);
      }),
    );
  });

  it("fills the emptiest host first when a cluster grows", () => {
    const before = { n1: "h1", n2: "h1", n3: "h2" };
    const { where } = place({ hosts: bare(3), guests: plain(6), spread: "hosts", before });
    expect(where).to.deep.equal({ ...before, n4: "h3", n5: "h2", n6: "h3" });
  });

  it("says why each goes where it goes", () => {
    const hosts = [
      { name: "a", room: { memory: 4 * GIB } },
      { name: "b", room: { memory: 2 * GIB } },
    ];
    const guests = plain(4, { memory: 1.5 * GIB });
    const { because, misfits } = place({ hosts, guests, spread: "hosts", before: { n1: "gone", n2: "b" } });
    expect(because.n2).to.equal("stays");
    expect(because.n1).to.equal("leaves gone, which is not among the hosts any more, for a: carries none of them yet");
    expect(because.n3).to.equal("a: carries 1 of them, no other fewer");
    expect(misfits.n4).to.equal(
      "n4 needs 1.5 GiB of memory, which fits on no host: a has 1 GiB of memory left beside 2 of them; b has 512 MiB of memory left beside 1 of them",
    );
  });

  it("says of packing what it did, too", () => {
    const hosts = bare(2, { cpu: 2 });
    const { because } = place({ hosts, guests: plain(3, { cpu: 1 }), spread: "pack", before: {} });
    expect(because).to.deep.equal({
      n1: "h1: has most room",
      n2: "h1: has room beside 1 of them",
      n3: "h2: no host in use has room",
    });
  });

  it("leaves those who have grown where they are, and says what they lack", () => {
    const guests = plain(2, { memory: 3 * GIB });
    const before = { n1: "h1", n2: "h1" };
    const { where, overfull } = place({ hosts: bare(2, { memory: 4 * GIB }), guests, spread: "hosts", before });
    expect(where).to.deep.equal(before);
    expect(overfull).to.deep.equal([
      "h1 lacks 2 GiB of memory for the 2 that it carries (it has 4 GiB of memory for them)",
    ]);
  });

  it("has no place where there is no host", () => {
    const { misfits } = place({ hosts: [], guests: plain(1), spread: "hosts", before: {} });
    expect(misfits).to.deep.equal({ n1: "n1 has no host to be placed on" });
  });
});
