import { expect } from "chai";
import { z } from "zod";
import { readJournal } from "../../provider/beam/journal.ts";
import { type Instances, instancesOf } from "./instances.ts";
import { ToyCluster } from "./toy-cluster.ts";

const names = ["one", "two", "three"];

describe("a rollout over three nodes", function () {
  this.timeout("10m");
  this.bail(true);

  let place: Instances;
  let toy: ToyCluster;
  let [one, two, bad, badOnTwo] = ["", "", "", ""];

  before(async function () {
    place = await instancesOf(this, names);
    const { release } = place.machine;
    [one, two, bad, badOnTwo] = await Promise.all([
      release({ version: "1.0.0" }),
      release({ version: "2.0.0" }),
      release({ version: "3.0.0", fault: "health_500" }),
      release({ version: "4.0.0", fault: "health_500@two" }),
    ]);
    toy = new ToyCluster(place.machine.incus.socket, place.project, place.addresses);
  });
  after(() => place?.remove());

  const health = async (instance: string) => {
    const answer = await fetch(`http://${place.addresses.get(instance)}:4000/health`);
    return about.parse(await answer.json());
  };
  const versions = async () => Promise.all(names.map(async (name) => (await health(name)).version));
  const peers = async () => Promise.all(names.map(async (name) => (await health(name)).peers.length));
  const processes = () => Promise.all(names.map((name) => place.shell(name, "chat pid")));
  const journal = async (instance: string) => {
    const found = await place.scope.get(
      `/1.0/instances/${instance}`,
      z.object({ config: z.record(z.string(), z.string()) }),
    );
    return readJournal(found?.body.config["user.cul8er.node.chat"]);
  };
  const nothingToDo = async (wishes: Parameters<ToyCluster["deploy"]>[0]) => {
    const plans = await toy.preview(wishes);
    expect(Object.fromEntries(plans)).to.deep.equal({});
  };

  it("starts all nodes of a first deploy, connected, and then has nothing to do", async () => {
    await toy.deploy({ release: one });
    expect(await versions()).to.deep.equal(["1.0.0", "1.0.0", "1.0.0"]);
    expect(await peers()).to.deep.equal([2, 2, 2]);
    expect((await journal("one"))?.base).to.equal(undefined);
    await nothingToDo({ release: one });
    const before = await processes();
    expect(await toy.deploy({ release: one })).to.deep.equal([]);
    expect(await processes()).to.deep.equal(before);
  });

  it("rolls to the next version, node after node", async () => {
    const plans = await toy.preview({ release: two });
    expect(plans.get("release-one")).to.deep.include({ action: "update" });
    await toy.deploy({ release: two });
    expect(await versions()).to.deep.equal(["2.0.0", "2.0.0", "2.0.0"]);
    expect(await peers()).to.deep.equal([2, 2, 2]);
    await nothingToDo({ release: two });
  });

  it("puts a release back that fails on the first node, tells why, and a revert touches nothing", async () => {
    const before = await processes();
    const failure = await toy.deploy({ release: bad }).then(() => "", String);
    expect(failure).to.match(/chat 3\.0\.0 failed on one: http GET :4000\/health: answered 500/);
    expect(failure).to.match(/one runs 2\.0\.0 again/);
    expect(await versions()).to.deep.equal(["2.0.0", "2.0.0", "2.0.0"]);
    const after = await processes();
    expect(after.slice(1)).to.deep.equal(before.slice(1));
    const plans = await toy.preview({ release: bad });
    expect(plans.get("node-one")).to.deep.include({ action: "update" });
    expect(JSON.stringify(plans.get("node-one"))).to.match(
      /3\.0\.0 was put back \(http GET :4000\/health: answered 500/,
    );
    await toy.deploy({ release: two });
    expect(await processes()).to.deep.equal(after);
    await nothingToDo({ release: two });
  });

  it("puts every node back when the second one fails", async () => {
    const failure = await toy.deploy({ release: badOnTwo }).then(() => "", String);
    expect(failure).to.match(/chat 4\.0\.0 failed on two/);
    expect(failure).to.match(/Put back: two runs 2\.0\.0 again/);
    expect(failure).to.match(/Put back: one runs 2\.0\.0 again/);
    expect(await versions()).to.deep.equal(["2.0.0", "2.0.0", "2.0.0"]);
    await toy.deploy({ release: two });
    await nothingToDo({ release: two });
  });

  it("fails on a typo in the health check without touching a node", async () => {
    const before = await processes();
    const healthCheck = { http: { port: 4000, path: "/heal" }, deadline: "2s" };
    const failure = await toy.deploy({ release: two, healthCheck }).then(() => "", String);
    expect(failure).to.match(/\/heal: answered 404/);
    expect(await processes()).to.deep.equal(before);
    await toy.deploy({ release: two });
    await nothingToDo({ release: two });
  });

  it("rolls a change of a secret, shows it nowhere, and keeps no more revisions than asked for", async () => {
    const before = await processes();
    const secrets = { TOKEN: "quite-secret-'\"$x\\\nline two" };
    await toy.deploy({ release: two, secrets });
    const after = await processes();
    for (const [index, pid] of after.entries()) expect(pid).not.to.equal(before[index]);
    await nothingToDo({ release: two, secrets });
    for (const name of names) {
      const config = await place.scope.get(`/1.0/instances/${name}`, z.unknown());
      expect(JSON.stringify(config)).not.to.include("quite-secret").and.not.to.include("monster");
      const open = await place.shell(
        name,
        "find /opt /etc /run /tmp /var -xdev -type f -perm /o+r -exec grep -l -e monster -e quite-secret {} + || true",
      );
      expect(open, "files that everybody can read").to.equal("");
      const argv = await place.shell(name, "tr '\\0' ' ' < /proc/$(chat pid)/cmdline");
      expect(argv).not.to.include("monster");
      expect(await place.shell(name, `chat rpc 'IO.puts System.fetch_env!("TOKEN")'`)).to.equal(secrets.TOKEN);
      expect(Number(await place.shell(name, "ls /opt/chat/revisions | wc -l"))).to.be.at.most(2);
    }
  });

  it("scales down and away", async () => {
    await toy.deploy({ release: two, nodes: ["one", "two"] });
    await nothingToDo({ release: two, nodes: ["one", "two"] });
    await toy.destroy();
    for (const name of names) {
      expect(await place.shell(name, "ls /opt/chat; ls /etc/systemd/system/chat.service 2>/dev/null || true")).to.equal(
        "data\nhome",
      );
    }
  });
});

const about = z.object({ node: z.string(), version: z.string(), peers: z.array(z.string()) });
