/** What a summary makes of plans that are hard to come by: batches, rebuilt instances, gates of every kind, paper. */
import { expect } from "chai";
import { summarize } from "../../cli/summary/index.ts";
import { pageOf } from "../../cli/summary/page.ts";
import type { Change, Planned, Remark } from "../../cli/summary/planned.ts";

const change = (kind: string, name: string, more: Partial<Change> = {}): Change => ({
  id: `${kind}.${name}`,
  kind,
  label: `${kind}.${name}`,
  action: "update",
  before: {},
  after: {},
  unknown: new Set(),
  changed: [],
  because: [],
  follows: [],
  ...more,
});

/** A node that goes from 1.0.0 to 2.0.0. */
const node = (name: string, follows: readonly string[] = [], more: Partial<Change> = {}) =>
  change("beam_node", name, {
    before: { app: "chat", instance: name, runningVersion: "1.0.0", version: "1.0.0", generation: "g" },
    after: { app: "chat", instance: name, version: "2.0.0" },
    unknown: new Set(["generation"]),
    follows,
    ...more,
  });

const gate = (kind: string, name: string, follows: readonly string[], after: Change["after"] = {}) =>
  change(kind, name, { after: { app: "chat", name, ...after }, follows });

const summaryOf = (changes: readonly Change[], remarks: readonly Remark[] = []) =>
  summarize({ engine: "pulumi", applied: false, changes, remarks, inWords: (field) => field } satisfies Planned);

const rounds = (changes: readonly Change[]) =>
  summaryOf(changes).rollouts[0]?.rounds.map(({ nodes, gates }) =>
    [...nodes.map(({ instance }) => instance), ...gates.map(({ name }) => name)].join(" "),
  );

describe("the words of a summary", () => {
  it("puts nodes together that change at the same time, and gates behind them", () => {
    const batches = [
      gate("health_check", "all", ["beam_node.c", "health_check.one"]),
      node("c", ["health_check.one"]),
      gate("health_check", "one", ["beam_node.a", "beam_node.b"]),
      node("b"),
      node("a"),
    ];
    expect(rounds(batches)).to.deep.equal(["b a", "one", "c", "all"]);
    expect(summaryOf(batches).headline).to.equal("chat goes from 1.0.0 to 2.0.0 on 3 nodes, in 2 batches.");
    expect(summaryOf([node("a"), node("b")]).headline).to.equal(
      "chat goes from 1.0.0 to 2.0.0 on 2 nodes, all at once.",
    );
  });

  it("has words for every kind of gate", () => {
    const { rollouts } = summaryOf([
      node("a"),
      gate("approval", "people", ["beam_node.a"]),
      gate("traffic_weight", "ten", ["approval.people"], { share: 10 }),
      gate("health_check", "well", ["traffic_weight.ten"], { onFailure: "manual", minUptime: "5s" }),
    ]);
    expect(rollouts[0]?.rounds.flatMap(({ gates }) => gates.map(({ asks }) => asks))[0]).to.equal("waits for a person");
    expect(rollouts[0]?.rounds.at(-1)?.gates[0]?.asks).to.equal(
      "the nodes run as they should for 5s; nothing is put back when it fails",
    );
  });

  it("tells of traffic that moves, with nodes and without", () => {
    const turn = gate("traffic_switch", "chat", ["beam_node.a"], { slot: "green", name: undefined });
    const { rollouts, headline } = summaryOf([node("a"), turn]);
    expect(headline).to.equal("chat goes from 1.0.0 to 2.0.0 on 1 node.");
    expect(rollouts[0]?.rounds[1]?.gates).to.deep.equal([
      { sort: "traffic", name: "traffic_switch.chat", asks: "the requests go to the green slot" },
    ]);
    expect(summaryOf([turn]).headline).to.equal("The traffic of chat moves: the requests go to the green slot.");
  });

  it("says which instances are rebuilt or restarted meanwhile", () => {
    const machine = (changes: readonly Change[], remarks: readonly Remark[] = []) =>
      summaryOf(changes, remarks).rollouts[0]?.rounds[0]?.nodes[0]?.machine;
    const instance = (more: Partial<Change>) =>
      change("instance", "a", { before: { name: "a" }, after: { name: "a" }, ...more });
    const waits = new Set(["pending"]);
    expect(machine([node("a"), instance({ changed: ["limits"] })])).to.equal(undefined);
    expect(machine([node("a"), instance({ changed: ["image"], unknown: waits })])).to.equal("rebuilt");
    expect(machine([node("a"), instance({ changed: ["config"], unknown: waits })])).to.equal("restarted");
    expect(machine([node("a"), instance({ action: "replace" })])).to.equal("replaced");
    const said: Remark = { severity: "info", about: "beam_node.a", text: "restarts the instance" };
    expect(machine([node("a")], [said])).to.equal("restarted");
  });

  it("tells a restart from another version, and does not count a node that only its state knows of", () => {
    const same = node("a", [], {
      after: { app: "chat", instance: "a", version: "1.0.0" },
      changed: ["secretRevision"],
    });
    expect(summaryOf([same]).headline).to.equal("chat 1.0.0 is restarted on 1 node.");
    const paper = node("a", [], {
      after: { app: "chat", instance: "a", version: "1.0.0", generation: "g" },
      unknown: new Set(),
      changed: ["maxUnavailable"],
    });
    const { headline, onPaper, rollouts } = summaryOf([paper]);
    expect(headline).to.equal("Nothing changes but what the engine keeps account of.");
    expect(onPaper).to.deep.equal([{ resource: "beam_node.a", action: "update", changed: ["maxUnavailable"] }]);
    expect(rollouts).to.deep.equal([]);
  });

  it("lists what comes into the state or leaves it as paper, and what others manage without a guess", () => {
    const { onPaper, others } = summaryOf([
      change("network", "in", { action: "import" }),
      change("storage_volume", "out", { action: "forget" }),
      change("", "aws_instance.web", { changed: ["tags"] }),
    ]);
    expect(onPaper.map(({ action }) => action)).to.deep.equal(["import", "forget"]);
    expect(others.map(({ changed }) => changed)).to.deep.equal([["tags"]]);
  });

  it("warns of volumes that are replaced, and of nothing else", () => {
    const { irreversible, replaced } = summaryOf([
      change("storage_volume", "data", { action: "replace", because: ["pool"] }),
      change("network", "net", { action: "delete" }),
    ]);
    expect(irreversible).to.have.length(1);
    expect(replaced).to.deep.equal([{ resource: "storage_volume.data", because: ["pool"] }]);
  });

  it("ends for plans whose resources follow each other in a circle", () => {
    expect(rounds([node("a", ["beam_node.b"]), node("b", ["beam_node.a"])])).to.have.length.above(0);
  });

  it("writes no text as markup", () => {
    const evil: Remark = { severity: "warning", about: "a`b", text: "<script>|x|\n<b>" };
    const page = pageOf(summaryOf([node("a")], [evil]));
    expect(page).to.include("- `a'b`: &lt;script&gt;\\|x\\|\n\n      <b>");
  });
});
