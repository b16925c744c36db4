/** The plan of an instance, as a pure function. */
import { expect } from "chai";
import { ConfigurationMetadata } from "../../provider/incus/configuration.ts";
import type { Facts } from "../../provider/kinds/instance/facts.ts";
import { planInstance } from "../../provider/kinds/instance/plan.ts";
import { inputs, type outputs, type Told, type Wanted } from "../../provider/kinds/instance/schema.ts";
import { Instance } from "../../provider/kinds/instance.ts";
import { impliedPlan } from "../../provider/plan.ts";
import type { Kind, Plan, Question } from "../../provider/resource.ts";

const FIRST = "a".repeat(64);
const SECOND = "b".repeat(64);

const configuration = new ConfigurationMetadata({
  configs: {
    instance: {
      options: {
        keys: [
          { "limits.memory": key("string", "yes") },
          { "limits.cpu": key("string", "yes") },
          { "security.privileged": key("bool", "no") },
          { "cloud-init.user-data": key("string", "no") },
          { "boot.autostart.priority": key("integer", "yes") },
          { "environment.*": key("string", "yes") },
          { "user.*": key("string", "yes") },
        ],
      },
    },
    devices: { disk: { keys: [{ path: key("string"), pool: key("string"), source: key("string") }] } },
  },
});

function key(type: string, liveupdate = "yes") {
  return { type, liveupdate, shortdesc: "" };
}

const told: Told = {
  status: "Running",
  ipv4Address: "10.0.0.5",
  addresses: { eth0: ["10.0.0.5"] },
  macAddress: "10:66:6a:00:00:01",
  location: "none",
  architecture: "x86_64",
  fingerprint: FIRST,
  incarnation: "one",
  pending: "",
  createdAt: "2026-01-01T00:00:00Z",
};

const wantedOf = (more: Partial<Wanted> = {}): Wanted => ({ ...inputs.parse({ name: "web", image: FIRST }), ...more });

/** The plan for a change from one to the other. */
function planned(
  from: Partial<Wanted> | undefined,
  to: Partial<Wanted>,
  {
    facts = {},
    now = {},
    unknown = [] as string[],
  }: { facts?: Partial<Facts>; now?: Partial<Told & Wanted>; unknown?: string[] } = {},
): Plan {
  const live = from && { ...wantedOf(from), ...told, ...now };
  const wanted: Partial<Wanted> = wantedOf(to);
  for (const name of unknown) delete wanted[name as keyof Wanted];
  const question: Question<typeof inputs, typeof outputs, Facts> = {
    prior: from && { ...wantedOf(from), ...told },
    wanted,
    live,
    unknown: new Set(unknown),
    facts: { configuration, canRebuild: true, image: { fingerprint: wanted.image ?? SECOND }, snapshots: [], ...facts },
  };
  return planInstance(question, impliedPlan(Instance as unknown as Kind, question as never));
}

const messages = (plan: Plan): string[] =>
  plan.action === "refuse" ? plan.problems.map(({ path, message }) => `${path.join("/")}: ${message}`) : [plan.action];

describe("the plan of an instance", () => {
  it("knows the image's fingerprint before a create", () => {
    expect(planned(undefined, {})).to.deep.equal({ action: "create", known: { fingerprint: FIRST, pending: "" } });
  });

  it("does not foretell what an alias will stand for then", () => {
    const facts = { image: { fingerprint: FIRST } };
    expect(planned(undefined, { image: "debian" }, { facts })).to.deep.equal({
      action: "create",
      known: { pending: "" },
    });
    const rebuilt = planned({ image: SECOND }, { image: "debian" }, { facts, now: { fingerprint: SECOND } });
    expect(rebuilt).to.have.property("unknown").that.includes("fingerprint");
    expect(rebuilt).not.to.have.nested.property("known.fingerprint");
  });

  it("is empty where nothing changes", () => {
    expect(planned({ limits: { memory: "1GiB" } }, { limits: { memory: "1024MiB" } })).to.deep.equal({
      action: "none",
    });
  });

  it("changes memory while it runs, and keeps every output", () => {
    const plan = planned({ limits: { memory: "1GiB" } }, { limits: { memory: "2GiB" } });
    expect(plan).to.deep.equal({ action: "update", changed: ["limits"], unknown: [], known: { pending: "" } });
  });

  it("restarts for what a running instance does not take, and says for what", () => {
    const plan = planned({}, { config: { "security.privileged": "true" } });
    expect(plan).to.include({ action: "update", restarts: true, reason: "restarts for security.privileged" });
    expect(plan).to.have.deep.property("unknown", []);
  });

  it("replaces an ephemeral instance, which would not survive a restart", () => {
    const ephemeral = { ephemeral: true };
    const plan = planned(ephemeral, { ...ephemeral, config: { "security.privileged": "true" } });
    expect(plan).to.deep.include({ action: "replace", because: ["config"] });
  });

  it("moves to another member of the cluster, stopped meanwhile, with its root disk", () => {
    const now = { location: "a" };
    const plan = planned({ target: "a" }, { target: "b" }, { now });
    expect(plan).to.include({ action: "update", restarts: true, reason: "moves from a to b" });
    expect(plan).to.have.deep.property("unknown", ["ipv4Address", "ipv6Address", "addresses", "location"]);
    expect(planned({ target: "a", running: false }, { target: "b", running: false }, { now })).not.to.have.property(
      "restarts",
    );
  });

  it("goes back to its member when another hand has moved it, and says so", () => {
    const plan = planned({ target: "a" }, { target: "a" }, { now: { location: "b", target: "b" } });
    expect(plan).to.include({ action: "update", restarts: true });
    expect(JSON.stringify(plan)).to.include("moves from b to a");
  });

  it("stays where it is when the program names no place any more", () => {
    expect(planned({ target: "a" }, {}, { now: { location: "a" } })).to.deep.equal({ action: "none" });
    const plan = planned({ target: "a", limits: { memory: "1GiB" } }, { limits: { memory: "2GiB" } });
    expect(plan).not.to.have.property("restarts");
  });

  it("does not move under a node that says when it may stop", () => {
    const defer = { restart: "defer" as const };
    expect(messages(planned({ target: "a", ...defer }, { target: "b", ...defer }))[0]).to.match(
      /^target: .*incus move web --target b/,
    );
  });

  it("does not restart what is off", () => {
    const plan = planned({ running: false }, { running: false, config: { "security.privileged": "true" } });
    expect(plan).not.to.have.property("restarts");
  });

  it("restarts for cloud-init, whose content is a secret, without telling it", () => {
    const plan = planned({ cloudInit: { userData: "#cloud-config\na: 1" } }, { cloudInit: { userData: "hush" } });
    expect(JSON.stringify(plan)).to.include("restarts for cloudInit").and.not.to.include("hush");
  });

  it("rebuilds for another image: a new incarnation, and addresses that are not known where they are not pinned", () => {
    const plan = planned({}, { image: SECOND });
    expect(plan).to.include({ action: "update", restarts: true });
    expect(plan).to.have.deep.property("unknown", ["ipv4Address", "ipv6Address", "addresses", "incarnation"]);
    expect(plan).to.have.nested.property("known.fingerprint", SECOND);
    expect(planned({ pinAddress: true }, { pinAddress: true, image: SECOND })).to.have.deep.property("unknown", [
      "ipv6Address",
      "addresses",
      "incarnation",
    ]);
  });

  it("leaves an image alone that is the same in other words", () => {
    expect(planned({}, { image: "debian" }, { facts: { image: { fingerprint: FIRST } } })).to.deep.equal({
      action: "none",
    });
  });

  it("takes an image that is not known yet for another one", () => {
    expect(planned({}, {}, { unknown: ["image"] }))
      .to.have.property("unknown")
      .that.includes("incarnation");
  });

  it("replaces for another image where the server cannot rebuild", () => {
    expect(planned({}, { image: SECOND }, { facts: { canRebuild: false } })).to.include({ action: "replace" });
  });

  it("refuses a rebuild of an instance with snapshots", () => {
    expect(messages(planned({}, { image: SECOND }, { facts: { snapshots: ["s1"] } }))[0]).to.match(
      /^image: cannot change in place while the instance has snapshots \(s1\).*Delete them/,
    );
  });

  describe("of an instance whose restarts wait for its node", () => {
    const defer = { restart: "defer" } as const;

    it("records a rebuild, and keeps the incarnation", () => {
      const plan = planned(defer, { ...defer, image: SECOND });
      expect(plan).to.have.deep.property("unknown", ["pending"]);
      expect(plan).not.to.have.property("restarts");
    });

    it("records a restart", () => {
      const plan = planned(defer, { ...defer, config: { "security.privileged": "true" } });
      expect(plan).to.include({ reason: "the restart waits for the node" });
      expect(plan).to.have.deep.property("unknown", ["pending"]);
    });

    it("has nothing to do while the change is pending", () => {
      const now = { image: SECOND, pending: JSON.stringify({ image: SECOND }) };
      expect(planned({ ...defer, image: SECOND }, { ...defer, image: SECOND }, { now })).to.deep.equal({
        action: "none",
      });
    });

    it("takes the record back when the image goes back", () => {
      const now = { image: SECOND, pending: JSON.stringify({ image: SECOND }) };
      const plan = planned({ ...defer, image: SECOND }, defer, { now });
      expect(plan).to.have.deep.property("unknown", ["pending"]);
      expect(plan).not.to.have.property("reason");
    });
  });

  it("finishes a rebuild that an interrupted run began, and says so", () => {
    const plan = planned({}, {}, { now: { pending: JSON.stringify({ image: FIRST }) } });
    expect(plan).to.include({ action: "update", restarts: true });
    expect(plan).to.have.property("reason", "finishes the rebuild that an earlier run began");
    expect(plan).to.have.property("unknown").that.includes("incarnation");
  });

  it("takes back a rebuild that failed when the image goes back, and keeps the incarnation", () => {
    const plan = planned({}, {}, { now: { pending: JSON.stringify({ image: SECOND }) } });
    expect(plan).to.include({ reason: "takes back the rebuild that an earlier run could not do" });
    expect(plan).to.have.deep.property("unknown", []);
  });

  it("starts what another hand stopped; the pinned address stays known", () => {
    const plan = planned({ pinAddress: true }, { pinAddress: true }, { now: { running: false, status: "Stopped" } });
    expect(plan).to.include({ action: "update", reason: "changed by another hand: running is false, wanted true" });
    expect(plan).to.have.deep.property("unknown", ["ipv6Address", "addresses", "status"]);
  });

  it("knows that it will be stopped", () => {
    expect(planned({}, { running: false })).to.have.nested.property("known.status", "Stopped");
  });

  it("keeps addresses when a disk is attached, and not when a nic changes", () => {
    const disk = { data: { type: "disk" as const, path: "/data", pool: "default", source: "data" } };
    expect(planned({}, { devices: disk })).to.have.deep.property("unknown", []);
    const nic = (network: string) => ({ devices: { eth0: { type: "nic" as const, network } } });
    expect(planned(nic("one"), nic("two")))
      .to.have.property("unknown")
      .that.includes("ipv4Address");
  });

  it("leaves devices and limits alone that it did not declare", () => {
    expect(planned({ devices: {} }, { devices: {} }, { now: { limits: { cpu: 3 } } })).to.deep.equal({
      action: "none",
    });
  });

  describe("refuses, with the path of the field,", () => {
    const cases: [string, Partial<Wanted>, RegExp][] = [
      [
        "a misspelt option",
        { config: { "security.privilegd": "1" } },
        /^config\/security.privilegd: is no option of an instance; did you mean security.privileged\?/,
      ],
      [
        "an option that has an input",
        { config: { "limits.memory": "1GiB" } },
        /^config\/limits.memory: has an input of its own: use limits.memory/,
      ],
      ["a misspelt option that has an input", { config: { "limits.memroy": "1GiB" } }, /did you mean limits.memory\?/],
      [
        "a value of the wrong type",
        { config: { "boot.autostart.priority": "first" } },
        /^config\/boot.autostart.priority: must be a whole number/,
      ],
      ["what is the server's", { config: { "volatile.uuid": "x" } }, /^config\/volatile.uuid: is the server's own/],
      ["our records", { config: { "user.cul8er.owner": "x" } }, /^config\/user.cul8er.owner: is a record/],
      ["an environment in the config", { config: { "environment.A": "x" } }, /use environment.A/],
      ["an ephemeral instance that is off", { ephemeral: true, running: false }, /^running: cannot be false/],
      ["the agent of a container", { waitFor: ["agent"] }, /^waitFor: cannot name agent/],
      ["a number of CPUs and a set", { limits: { cpu: 1, cpuSet: "0-1" } }, /^limits\/cpuSet: cannot be set together/],
      [
        "a device's option that has an input",
        { devices: { d: { type: "disk", config: { path: "/x" } } } },
        /^devices\/d\/config\/path: .*use path/,
      ],
      [
        "a misspelt device option",
        { devices: { d: { type: "disk", config: { sorce: "/x" } } } },
        /^devices\/d\/config\/sorce: is no option of a disk device; did you mean source\?/,
      ],
      ["a PCI device in a container", { devices: { d: { type: "pci", address: "1" } } }, /virtual machines only/],
    ];
    for (const [what, wanted, says] of cases)
      it(what, () => {
        expect(messages(planned(undefined, wanted)).join("\n")).to.match(says);
      });
  });

  it("refuses names that Incus refuses", () => {
    for (const name of ["1web", "-web", "web-", "we_b", "web.a", "", "a".repeat(64)])
      expect(inputs.shape.name.safeParse(name).success, name).to.equal(false);
    for (const name of ["web", "W2", "a-b-c", "a".repeat(63)])
      expect(inputs.shape.name.safeParse(name).success, name).to.equal(true);
  });

  it("takes no memory of apples", () => {
    const parsed = inputs.shape.limits.safeParse({ memory: "256 apples" });
    expect(parsed.error?.issues[0]).to.deep.include({ path: ["memory"] });
    expect(parsed.error?.issues[0]?.message).to.match(/"256 apples" is not a size/);
  });
});
