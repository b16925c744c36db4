/** Tasks of a cluster: a migration runs once for each revision, before the nodes change, and one that fails stops all of it. */
import { expect } from "chai";
import { machineOrSkip } from "../../setup/environment.ts";
import { Deployed } from "./deployed.ts";

describe("the tasks of a cluster", function () {
  this.bail(true);

  let cluster: Deployed;

  before(async function () {
    const machine = await machineOrSkip(this);
    cluster = await Deployed.of(machine, "test/programs/cluster", {
      minUptime: "1s",
      tasks: { before: [{ command: ["eval", "Chat.Release.migrate()"] }] },
    });
    await cluster.become({ version: "1.0.0", size: 1 });
  });

  after(() => cluster?.[Symbol.asyncDispose]());

  it("run once for a revision, in an instance of their own", async () => {
    await cluster.become({ version: "2.0.0", size: 1 });
    await cluster.become({ version: "1.0.0", size: 1 });
    expect(await migrations()).to.deep.equal(["1.0.0", "2.0.0"]);
    expect(await cluster.stack.preview()).to.deep.equal([]);
  });

  it("stop the change when they fail, before any node is touched", async () => {
    const before = await cluster.processes(1);
    const { ok, text } = await cluster.change({ version: "3.0.0", fault: "migration_fails", size: 1 });
    expect(ok, text).to.equal(false);
    expect(text)
      .to.include("Chat.Release.migrate() of chat 3.0.0 ended with 1")
      .and.match(/the migration fails/);
    expect(await cluster.processes(1)).to.deep.equal(before);
  });

  /** Versions that were migrated to. */
  async function migrations(): Promise<string[]> {
    const lines = await cluster.inside(`${cluster.name}-tasks`, "cat", "/opt/chat/data/migrations");
    return lines
      .trim()
      .split("\n")
      .map((line) => line.split(" ")[0] ?? "");
  }
});
