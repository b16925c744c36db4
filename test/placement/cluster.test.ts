import { expect } from "chai";
import type { Declare } from "../../provider/component.ts";
import { BeamCluster } from "../../provider/components/beam-cluster.ts";
import { blueGreen } from "../../provider/strategies/blue-green.ts";

/** A resource as a component declares it; references are texts that say what they refer to. */
interface Recorded {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly overlaps: boolean;
}

type Arguments = Parameters<typeof BeamCluster.build>[2];

const CLUSTER: Arguments = {
  size: 4,
  image: "debian",
  release: "chat-1.0.0.tar.gz",
  cluster: { cookie: "monster" },
  expose: { port: 4000, as: 80 },
  limits: { memory: "2GiB" },
};

/** Lays a cluster out, and gives what it declares. */
function laidOut(args: Partial<Arguments>): Recorded[] {
  const recorded: Recorded[] = [];
  const declare: Declare = {
    resource({ type, inputs: { shape }, outputs }, name, inputs, { overlaps = false } = {}) {
      recorded.push({ type, name, inputs, overlaps });
      const refs = [...Object.keys(shape), ...Object.keys(outputs.shape)].map((each) => [
        each,
        `${type}.${name}.${each}`,
      ]);
      return Object.fromEntries([...refs, ["name", `chat-${name}`]]);
    },
    text: () => "text" as never,
    entry: (map, key) => `${map}[${key}]` as never,
    part: (of, field) => Reflect.get(of, field) as never,
  };
  BeamCluster.build(declare, "chat", { ...CLUSTER, ...args });
  return recorded;
}

const HOSTS = ["berlin", "paris"];
const LIVES_ON = ["storage_volume", "instance", "release", "beam_node"];
const MEETS = ["release", "beam_node", "health_check", "traffic"];

describe("a cluster on several servers", () => {
  const all = laidOut({ hosts: HOSTS, spread: "domains", domains: { berlin: "north", paris: "south" } });

  it("has a placement of all its instances, with what the nodes need", () => {
    expect(all.find(({ type }) => type === "placement")?.inputs).to.deep.equal({
      hosts: HOSTS,
      instances: [
        ...[1, 2, 3, 4].map((number) => ({ name: `chat-${number}`, memory: "2GiB" })),
        { name: "chat-router" },
      ],
      spread: "domains",
      domains: { berlin: "north", paris: "south" },
    });
  });

  it("puts all that a node is made of on its server", () => {
    for (const { type, name, inputs } of all)
      if (LIVES_ON.includes(type))
        expect(inputs.host, `${type} ${name}`).to.equal(`placement.placement.where[chat-${name}]`);
  });

  it("puts the router and the traffic on one, and gates on none", () => {
    for (const { type, inputs } of all) {
      if (["router", "traffic"].includes(type)) expect(inputs.host).to.equal("placement.placement.where[chat-router]");
      if (type === "health_check") expect(inputs).not.to.have.property("host");
    }
  });

  it("tells everything that meets other nodes where they are", () => {
    for (const { type, name, inputs } of all)
      if (MEETS.includes(type)) expect(inputs.where, `${type} ${name}`).to.equal("placement.placement.where");
  });

  it("makes what moves before it leaves", () => {
    expect(all.filter(({ overlaps }) => !overlaps)).to.deep.equal([]);
  });

  it("places both slots, and what switches between them where the router is", () => {
    const slots = laidOut({
      hosts: HOSTS,
      size: 2,
      strategy: blueGreen(),
      tasks: { before: [{ command: ["eval", "1"] }] },
    });
    const placed = slots.find(({ type }) => type === "placement")?.inputs.instances;
    expect(placed).to.deep.equal([
      ...["blue-1", "blue-2", "green-1", "green-2", "tasks"].map((each) => ({ name: `chat-${each}`, memory: "2GiB" })),
      { name: "chat-router" },
    ]);
    for (const { type, inputs } of slots)
      if (["slots", "traffic_switch"].includes(type))
        expect(inputs.host).to.equal("placement.placement.where[chat-router]");
    expect(slots.find(({ type }) => type === "task")?.inputs.host).to.equal("placement.placement.where[chat-tasks]");
  });

  it("may not have a host besides, nor somebody else's router", () => {
    const problems = (args: Partial<Arguments>) => BeamCluster.problems?.({ ...CLUSTER, ...args }) ?? [];
    expect(problems({ hosts: HOSTS })).to.deep.equal([]);
    expect(problems({ hosts: HOSTS, host: "berlin" }).join()).to.match(/host and hosts/);
    expect(problems({ hosts: HOSTS, expose: { port: 1, as: 2, router: "shared" } }).join()).to.match(/expose\.router/);
  });
});

describe("a cluster on one server", () => {
  it("has no placement, and everything on that server", () => {
    const all = laidOut({ host: "berlin" });
    expect(all.map(({ type }) => type)).not.to.include("placement");
    for (const { inputs, overlaps } of all) {
      expect(inputs.host).to.equal("berlin");
      expect(inputs).not.to.have.property("where");
      expect(overlaps).to.equal(false);
    }
  });
});
