/** The CDK examples' life, by their own command lines: deployed, unchanged, rolled, gone. */
import { expect } from "chai";
import { z } from "zod";
import { type Cdk, cdkCli } from "../../setup/cdk.ts";
import { type Machine, machineOrSkip } from "../../setup/environment.ts";
import { type TerraformCli, terraform, tofu } from "../../setup/terraform.ts";
import { inventory, removeAll } from "../inventory.ts";
import { type Raw, raw } from "../out-of-band.ts";
import { temporaryName } from "../temporary-name.ts";
import { App, type Run } from "./app.ts";

/** Each CDK is seen with another engine, where the machine has both. */
const engines: Record<Cdk, () => Promise<TerraformCli>> = {
  cdktf: async () => (await terraform()) ?? tofu(),
  cdktn: async () => tofu(),
};

const COOKIE = `monster-${process.pid}`;

for (const [cdk, engine] of [...Object.entries(engines)] as [Cdk, () => Promise<TerraformCli>][])
  describe(`the example of ${cdk}`, function () {
    this.timeout("3m");
    this.bail(true);

    /** Of the Incus project and of the cluster: instance names are unique on their network, whatever project they are in. */
    const name = temporaryName();
    let machine: Machine;
    let incus: Raw;
    let app: App;

    before(async function () {
      machine = await machineOrSkip(this);
      incus = raw(machine.incus.socket);
      await incus.send("POST", "/1.0/projects", { name, config: { "features.profiles": "false" } });
      app = await App.of(cdkCli(cdk, await engine()), `beam-cluster-${cdk}`, ofItsOwn(name));
      app.set({
        SIZE: "2",
        TF_VAR_image: machine.image,
        TF_VAR_secret_key_base: "k".repeat(64),
        TF_VAR_cookie: COOKIE,
      });
      app.set({ TF_VAR_release: await machine.release({ version: "1.0.0" }) });
    });

    after(async () => {
      await app?.[Symbol.asyncDispose]();
      if (incus) await removeAll(incus, name);
    });

    it("goes up from nothing, and its nodes see each other", async () => {
      succeeded(await app.deploy());
      expect(await versions()).to.deep.equal(["1.0.0", "1.0.0"]);
    });

    it("has nothing to do afterwards", async () => {
      const { ok, text } = await app.diff();
      expect(ok, text).to.equal(true);
      expect(text).to.match(/No changes/);
    });

    it("rolls a new version out, and replaces nothing", async () => {
      app.set({ TF_VAR_release: await machine.release({ version: "2.0.0" }) });
      const run = await app.deploy();
      succeeded(run);
      expect(run.text).to.match(/Resources: 0 added, \d+ changed, 0 destroyed/);
      expect(await versions()).to.deep.equal(["2.0.0", "2.0.0"]);
    });

    it("keeps its secrets out of the state and of what it has synthesized", async () => {
      const state = await app.read(`terraform.chat.tfstate`);
      expect(state).to.include("cul8er_release").and.not.include(COOKIE);
      expect(await app.read("cdktf.out/stacks/chat/cdk.tf.json"))
        .to.include("cookie_wo")
        .and.not.include(COOKIE);
    });

    it("leaves nothing behind", async () => {
      succeeded(await app.destroy());
      const left = [...(await inventory(incus, name)).keys()];
      expect(left.filter((path) => !/\/profiles\/default$/.test(path))).to.deep.equal([`/1.0/projects/${name}`]);
    });

    /** What the nodes say of themselves; fails unless each sees the other. */
    async function versions(): Promise<string[]> {
      const { nodes } = outputs.parse(await app.outputs()).chat;
      const told = await Promise.all(
        nodes.map(async ({ address }) => health.parse(await (await fetch(`http://${address}:4000/health`)).json())),
      );
      for (const { node, peers } of told)
        expect([node, ...peers].sort()).to.deep.equal(told.map((other) => other.node).sort());
      return told.map(({ version }) => version);
    }
  });

/** The program of an example in an Incus project of its own, with names of its own, and in no hurry to be sure. */
const ofItsOwn = (name: string) => (program: string) =>
  program
    .replace('Cul8erProvider(stack, "incus")', `Cul8erProvider(stack, "incus", { project: "${name}" })`)
    .replace(
      'BeamCluster(stack, "chat", {',
      `BeamCluster(stack, "chat", { name: "${name}", app: "chat", minUptime: "1s",`,
    );

const outputs = z.object({ chat: z.object({ nodes: z.array(z.object({ address: z.string() })) }) });
const health = z.object({ node: z.string(), version: z.string(), peers: z.array(z.string()) });

const succeeded = ({ ok, text }: Run) => expect(ok, text).to.equal(true);
