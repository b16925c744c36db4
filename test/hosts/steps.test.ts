/** What is to be done on a machine, and what goes again: decisions over what was found, without a machine. */
import { expect } from "chai";
import { apiAddress, listensAlike } from "../../provider/kinds/host/endpoint.ts";
import { type Machine, machineIn } from "../../provider/kinds/host/inspect.ts";
import { NOTHING, type Receipt } from "../../provider/kinds/host/receipt.ts";
import { problemsOf, stepInWords, stepsFor, type Wish } from "../../provider/kinds/host/steps.ts";
import { leavingOf } from "../../provider/kinds/host/take-back.ts";

const gib = 1024 ** 3;

/** The answer of a machine's script. */
const answer = (server: object | undefined, more: Record<string, unknown> = {}): string =>
  [
    "id=debian",
    "system=Debian GNU/Linux 12 (bookworm)",
    `free=${40 * 1024 ** 2}`,
    ...(server
      ? [`server=${JSON.stringify({ api_extensions: [], auth: "trusted", config: {}, environment, ...server })}`]
      : []),
    ...(server ? [`resources=${JSON.stringify(resources)}`] : []),
    ...Object.entries(more).map(
      ([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`,
    ),
  ].join("\n");
const environment = {
  addresses: [],
  architectures: ["x86_64"],
  certificate_fingerprint: "a".repeat(64),
  server_clustered: false,
  server_name: "one",
  server_version: "6.0.4",
};
const resources = { cpu: { total: 4 }, memory: { total: 8 * gib }, storage: { disks: [] } };
const pool = { name: "default", driver: "zfs", config: {}, used_by: [] };

const bare = machineIn(answer(undefined));
const fresh = machineIn(answer({}));
const theirs = machineIn(answer({}, { pools: [pool], instances: ["/1.0/instances/web"] }));

const steps = (machine: Machine, wish: Wish = {}) =>
  stepsFor(machine, wish, { user: "deploy", fingerprint: "f" }).map(({ is }) => is);

describe("what makes a machine a host", () => {
  it("is everything on a bare one", () => {
    expect(steps(bare)).to.deep.equal(["install", "pool", "network", "devices", "listen", "trust"]);
  });

  it("is no set-up where somebody has a pool, and never what is there", () => {
    expect(steps(theirs, { access: "ssh" })).to.deep.equal(["member"]);
    const open = machineIn(answer({ config: { "core.https_address": ":8443" } }, { pools: [pool] }));
    expect(steps(open)).to.deep.equal(["trust"]);
    const trusting = machineIn(
      answer(
        { config: { "core.https_address": ":8443" } },
        { pools: [pool], certificates: [{ fingerprint: "f", type: "client" }] },
      ),
    );
    expect(steps(trusting)).to.deep.equal([]);
  });

  it("is no set-up where it is to join a cluster", () => {
    expect(steps(bare, { empty: true })).to.deep.equal(["install", "listen", "trust"]);
    expect(steps(fresh, { empty: true, access: "ssh" })).to.deep.equal(["member"]);
  });

  it("is the start of one that was stopped", () => {
    expect(steps(machineIn(answer(undefined, { installed: "yes", receipt: { ...NOTHING, incus: true } })))[0]).to.equal(
      "start",
    );
  });

  it("is no network where the profile has one of its own", () => {
    const nic = { devices: { eth0: { type: "nic", nictype: "macvlan", parent: "eth0" } } };
    expect(steps(machineIn(answer({}, { profile: nic })))).to.deep.equal(["pool", "devices", "listen", "trust"]);
  });

  it("is said in words", () => {
    const words = stepsFor(bare, {}, { user: "root", fingerprint: undefined }).map((step) => stepInWords(step, bare));
    expect(words.join("; ")).to.equal(
      "installs Incus from the packages of Debian or Ubuntu; makes the storage pool default (dir); makes the network incusbr0; adds root and eth0 to the default profile; opens the API on :8443; has this client's certificate trusted, by a token that is used once",
    );
  });
});

describe("what is in the way of a host", () => {
  const said = (machine: Machine, wish: Wish = {}) =>
    problemsOf(machine, wish, !machine.installed)
      .map(({ path, message }) => `${path.join(".")} ${message}`)
      .join("\n");

  it("is nothing on a good machine", () => {
    expect(said(bare)).to.equal("");
    expect(said(fresh)).to.equal("");
  });

  it("is a platform that nothing can be installed on", () => {
    expect(said(machineIn("id=slackware\nsystem=Slackware 15\nfree=99999999"))).to.include("ssh leads to Slackware 15");
  });

  it("is a small disk", () => {
    expect(said({ ...bare, free: gib / 2 })).to.include("0.5 GiB are free");
    expect(said(bare, { storage: { driver: "btrfs", size: "60GiB" } })).to.include("storage.size");
    expect(said({ ...bare, free: 2 * gib }, { storage: { driver: "zfs", source: "/dev/sdb" } })).to.equal("");
  });

  it("is a closed API of other people", () => {
    expect(said(theirs)).to.include('access: "ssh"');
    expect(said(theirs, { access: "ssh" })).to.equal("");
    expect(said(theirs, { listen: ":8443" })).to.equal("");
    const open = machineIn(answer({ config: { "core.https_address": "10.0.0.1:8443" } }, { pools: [pool] }));
    expect(said(open, { listen: ":8443" })).to.include("somebody else opened the API on 10.0.0.1:8443");
  });
});

describe("what goes when a host is destroyed", () => {
  const ours: Receipt = {
    ...NOTHING,
    incus: true,
    pool: "default",
    network: "incusbr0",
    listen: ":8443",
    trust: ["f"],
  };
  const made = (more: object = {}, receipt = ours) =>
    machineIn(
      answer(
        {},
        {
          pools: [pool],
          networks: [{ name: "incusbr0", managed: true, used_by: [] }],
          certificates: [{ fingerprint: "f", type: "client" }],
          receipt,
          ...more,
        },
      ),
    );

  it("is nothing where nothing was noted", () => {
    expect(leavingOf(theirs)).to.deep.include({ incus: false, trust: [], listen: false });
  });

  it("is all of it where nothing else is on it", () => {
    expect(leavingOf(made())).to.deep.include({ incus: true, trust: ["f"], stays: [] });
  });

  it("is not Incus while anything of anybody is on it", () => {
    for (const more of [
      { instances: ["/1.0/instances/web"] },
      { images: ["/1.0/images/abc"] },
      { projects: ["/1.0/projects/default", "/1.0/projects/shop"] },
      { pools: [pool, { ...pool, name: "fast" }] },
      { pools: [{ ...pool, used_by: ["/1.0/storage-pools/default/volumes/custom/data"] }] },
      { networks: [{ name: "other", managed: true, used_by: [] }] },
      { certificates: [{ fingerprint: "g", type: "client" }] },
    ]) {
      const { incus, stays, trust } = leavingOf(made(more));
      expect({ incus, stays: stays.length }, JSON.stringify(more)).to.deep.equal({ incus: false, stays: 1 });
      expect(trust).to.deep.equal("certificates" in more ? [] : ["f"]);
    }
  });

  it("is all of it where it is the only member of its cluster, and nothing where there are others", () => {
    const clustered = { ...environment, server_clustered: true };
    const of = (...names: string[]) =>
      machineIn(
        answer(
          { environment: clustered },
          { pools: [pool], receipt: ours, members: names.map((server_name) => ({ server_name })) },
        ),
      );
    expect(leavingOf(of("a")).incus).to.equal(true);
    expect(leavingOf(of("a", "b"))).to.deep.include({ incus: false });
  });

  it("is only what was added to a server of other people", () => {
    const added: Receipt = { ...NOTHING, listen: ":8443", trust: ["f"] };
    const { incus, pool: gone, listen, trust } = leavingOf(made({ instances: ["/1.0/instances/web"] }, added));
    expect({ incus, gone, listen, trust }).to.deep.equal({ incus: false, gone: undefined, listen: true, trust: ["f"] });
  });
});

describe("where an API listens", () => {
  it("means the same however it is written", () => {
    expect(listensAlike(":8443", "[::]:8443")).to.equal(true);
    expect(listensAlike("0.0.0.0", ":8443")).to.equal(true);
    expect(listensAlike("10.0.0.1", "10.0.0.1:8443")).to.equal(true);
    expect(listensAlike("10.0.0.1:8443", ":8443")).to.equal(false);
    expect(listensAlike(":8443", ":9443")).to.equal(false);
  });

  it("is where it is reached, unless it listens anywhere", () => {
    expect(apiAddress("prod.example.com", ":8443")).to.equal("https://prod.example.com:8443");
    expect(apiAddress("prod.example.com", "10.0.0.1:9000")).to.equal("https://10.0.0.1:9000");
    expect(apiAddress("fd00::1", "[::]:8443")).to.equal("https://[fd00::1]:8443");
    expect(apiAddress("prod", "[fd00::1]:8443")).to.equal("https://[fd00::1]:8443");
  });
});
