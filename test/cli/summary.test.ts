/** The page about a plan: from what the engines really wrote, and from what they write here. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { pageOf, readPlanned, type Summary, summarize } from "../../cli/summary/index.ts";
import { NotAPlan } from "../../cli/summary/planned.ts";
import { build, root } from "../../setup/build.ts";
import { type Machine, machineOrSkip } from "../../setup/environment.ts";
import { removeAll } from "../inventory.ts";
import { raw } from "../out-of-band.ts";
import { temporaryName } from "../temporary-name.ts";
import { Configuration } from "../terraform/configuration.ts";
import { enginesHere } from "../terraform/engines.ts";
import { CommandLine } from "./command-line.ts";

/** What was really written, of three nodes: `web-1`, `web-2` and `web-3`. */
const written = (name: string) => readFile(join(root, "test/cli/plans", name), "utf8");
const summaryOf = async (name: string): Promise<Summary> => summarize(readPlanned(await written(name)));

/** `web-1 switch 1.0.0 2.0.0` and `gate all`, round after round. */
const order = ({ rollouts }: Summary) =>
  rollouts.flatMap(({ rounds }) =>
    rounds.map(({ nodes, gates }) =>
      [
        ...nodes.map(({ instance, action, from, to }) => [instance, action, from, to].filter(Boolean).join(" ")),
        ...gates.map(({ name }) => `gate ${name}`),
      ].join(", "),
    ),
  );

describe("the summary of a plan", () => {
  for (const [engine, file, gates] of [
    ["pulumi", "pulumi-next-version.json", ["web-batch-1", "web-batch-2", "web-all"]],
    ["terraform", "terraform-next-version.json", ["first", "second", "all"]],
  ] as const) {
    describe(`of ${engine}`, () => {
      it("says what happens in a sentence, and in which order", async () => {
        const summary = await summaryOf(file);
        expect(summary.engine).to.equal(engine);
        expect(summary.headline).to.equal(
          "chat goes from 1.0.0 to 2.0.0 on 3 nodes, one after the other. 6 other resources change.",
        );
        expect(order(summary)).to.deep.equal(
          [1, 2, 3].flatMap((node, index) => [`web-${node} switch 1.0.0 2.0.0`, `gate ${gates[index]}`]),
        );
        const asks = summary.rollouts[0]?.rounds.at(-1)?.gates[0]?.asks;
        expect(asks).to.include("http GET :4000/health").and.include("every node sees every other");
        expect(asks).to.include("ends the rollout");
        expect([...summary.irreversible, ...summary.replaced, ...summary.problems]).to.deep.equal([]);
      });

      it("names the inputs that change in the engine's words, and no values", async () => {
        const { others } = await summaryOf(file);
        const instance = others.find(({ resource }) => /instance.*web-1/i.test(resource));
        expect(instance).to.deep.include({ action: "update", changed: ["limits"] });
        expect(pageOf(await summaryOf(file))).not.to.include("300MiB");
      });
    });
  }

  it("tells of a first deploy", async () => {
    for (const file of ["pulumi-first.json", "terraform-first.json"]) {
      const summary = await summaryOf(file);
      expect(summary.headline).to.match(/^chat 1\.0\.0 starts on 3 nodes, one after the other\./);
      expect(order(summary)[0]).to.equal("web-1 start 1.0.0");
      expect(summary.rollouts[0]?.rounds[0]?.nodes[0]?.machine).to.equal("new");
    }
  });

  it("tells what runs since a release was put back, and why", async () => {
    const summary = await summaryOf("pulumi-after-failure.json");
    expect(summary.headline).to.equal("chat goes from 1.0.0 to 3.0.0 on 3 nodes, one after the other.");
    expect(summary.rollouts[0]?.rounds[0]?.nodes[0]?.why).to.match(/because 3\.0\.0 was put back .*answered 500/);
    expect(summary.notes).to.deep.equal([]);
  });

  it("warns of what is lost when nodes go away", async () => {
    const summary = await summaryOf("pulumi-scale-down.json");
    expect(summary.headline).to.match(/^chat leaves 1 node\. /);
    expect(summary.rollouts[0]?.removed).to.deep.equal([{ instance: "web-3", action: "remove", from: "1.0.0" }]);
    expect(summary.irreversible.map(({ resource }) => resource)).to.deep.equal([
      "Instance web-3",
      "StorageVolume web-3",
    ]);
    expect(pageOf(summary)).to.match(/### What cannot be undone\n\n- ⚠️ `Instance web-3` removes the instance/);
  });

  it("says what is refused", async () => {
    const summary = await summaryOf("pulumi-refused.json");
    expect(summary.headline).to.equal("This cannot be done as it is: 1 problem.");
    expect(summary.problems[0]?.text).to.match(/cannot change node by node/);
  });

  it("tells of an `up` that failed, with the last lines of the node's log below", async () => {
    const summary = await summaryOf("pulumi-up-that-failed.jsonl");
    expect(summary.applied).to.equal(true);
    expect(summary.headline).to.equal("This failed: 1 problem.");
    expect(pageOf(summary)).to.match(/answered 500.*\n\n {6}Last lines of its log:\n/);
  });

  it("shows no secret of either engine, marked or not", async () => {
    const secrets = [/\[secret\]/, /ciphertext/, /SECRET_KEY_BASE/, /__provider/];
    for (const file of ["pulumi-next-version.json", "pulumi-first.json", "terraform-next-version.json"]) {
      const summary = await summaryOf(file);
      for (const text of [pageOf(summary), JSON.stringify(summary)])
        expect(secrets.filter((secret) => secret.test(text))).to.deep.equal([]);
    }
    const leaky = (await written("pulumi-next-version.json")).replaceAll('"[secret]"', '"hunter2"');
    const summary = summarize(readPlanned(leaky));
    expect(pageOf(summary) + JSON.stringify(summary)).not.to.include("hunter2");
  });

  it("says what Terraform told where it could not plan", async () => {
    const { headline, problems } = summarize(readPlanned(await written("terraform-refused.jsonl")));
    expect(headline).to.equal("This cannot be done as it is: 1 problem.");
    expect(problems[0]).to.include({ about: "cul8er_storage_volume.data" });
    expect(problems[0]?.text).to.match(/^content_type: Invalid option/);
    const [version = ""] = (await written("terraform-refused.jsonl")).split("\n");
    expect(() => readPlanned(version)).to.throw(NotAPlan, /the plan is needed, too/);
  });

  it("tells with a log why a node changes that no input explains", async () => {
    const about = "cul8er_beam_node.first";
    const diagnostic = {
      severity: "warning",
      summary: "",
      detail: "restarts the instance; runs 1.0.0.",
      address: about,
    };
    const log = JSON.stringify({ "@level": "warn", "@message": "", type: "diagnostic", diagnostic });
    const summary = summarize(readPlanned(await written("terraform-next-version.json"), log));
    expect(summary.rollouts[0]?.rounds[0]?.nodes[0]).to.include({ why: "runs 1.0.0.", machine: "restarted" });
    expect(summary.warnings).to.deep.equal([]);
  });

  it("says what is wrong with what is no plan", () => {
    for (const text of ["", "Previewing update (dev)", '{"a":1}', "[]", '"x"'])
      expect(() => readPlanned(text), text).to.throw(NotAPlan, /pulumi preview --json/);
  });
});

describe("cul8er summary", () => {
  before(() => build());

  const cli = new CommandLine({});

  it("reads a file or standard input, and writes Markdown or JSON", async () => {
    const plan = join(root, "test/cli/plans/terraform-next-version.json");
    const page = await cli.run(["summary", plan]);
    expect(page).to.deep.include({ code: 0, stderr: "" });
    expect(page.stdout).to.match(/^## chat goes from 1\.0\.0 to 2\.0\.0/);
    expect((await cli.run(["summary"], await written("terraform-next-version.json"))).stdout).to.equal(page.stdout);
    const { stdout } = await cli.run(["summary", "-", "--json"], await written("pulumi-scale-down.json"));
    expect(JSON.parse(stdout)).to.deep.include({ engine: "pulumi", applied: false });
  });

  it("ends with 1 for what is no plan, and with 2 for words that it does not know", async () => {
    const wrong = await cli.run(["summary", "--json"], "Planning failed.");
    expect(wrong.code).to.equal(1);
    expect(JSON.parse(wrong.stdout)).to.have.nested.property("error.name", "NotAPlan");
    expect(wrong.stderr).to.match(/^cul8er summary: this is no JSON: give it/);
    expect((await cli.run(["summary", "nowhere.json"])).code).to.equal(1);
    expect((await cli.run(["summary", "a", "b"])).code).to.equal(2);
  });

  it("reads what the engines of this machine write now", async function () {
    const machine: Machine = await machineOrSkip(this);
    const incus = raw(machine.incus.socket);
    for (const [engine, terraform] of await enginesHere()) {
      if (!terraform) continue;
      const name = temporaryName();
      await incus.send("POST", "/1.0/projects", { name, config: { "features.profiles": "false" } });
      const configuration = await Configuration.of(terraform);
      const plan = async (volume: string) => {
        await configuration.write(volumeIn(name, volume));
        const planned = await configuration.run("plan", "-input=false", "-json", "-out=plan");
        expect(planned.ok, planned.text).to.equal(true);
        return summarize(readPlanned((await configuration.run("show", "-json", "plan")).text, planned.text));
      };
      try {
        await configuration.write(volumeIn(name, `${name}-a`));
        expect((await configuration.run("init")).ok).to.equal(true);
        expect((await plan(`${name}-a`)).headline, engine).to.equal("1 resource changes; no node is touched.");
        expect((await configuration.apply()).ok).to.equal(true);
        expect((await plan(`${name}-a`)).headline).to.equal("Nothing changes.");
        await incus.send("PATCH", `/1.0/storage-pools/default/volumes/custom/${name}-a?project=${name}`, {
          description: "by hand",
        });
        expect((await plan(`${name}-a`)).warnings).to.deep.equal([
          {
            severity: "warning",
            about: "cul8er_storage_volume.data",
            text: 'changed by another hand: description is "by hand", wanted "data".',
          },
        ]);
        const renamed = await plan(`${name}-b`);
        expect(renamed.replaced).to.deep.equal([{ resource: "cul8er_storage_volume.data", because: ["name"] }]);
        expect(renamed.irreversible[0]?.what).to.match(/all data in it/);
        await configuration.write(volumeIn(name, `${name}-a`));
        expect((await configuration.destroy()).ok).to.equal(true);
      } finally {
        await configuration[Symbol.asyncDispose]();
        await removeAll(incus, name);
      }
    }
  });
});

const volumeIn = (project: string, volume: string) => `
terraform {
  required_providers {
    cul8er = { source = "cul8er/cul8er" }
  }
}

resource "cul8er_storage_volume" "data" {
  project     = "${project}"
  name        = "${volume}"
  description = "data"
}
`;
