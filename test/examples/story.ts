/** The life of the example, whatever it is written in: deployed, unchanged, rolled, put back, mended, resized, gone. */
import { readFile, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { z } from "zod";
import { type Machine, machineOrSkip } from "../../setup/environment.ts";
import { inventory, removeAll } from "../inventory.ts";
import { type Raw, raw } from "../out-of-band.ts";
import { temporaryName } from "../temporary-name.ts";
import { type Example, type Run, secrets, words } from "./example.ts";
import { processes, timeOf } from "./nodes.ts";

/** How much of it is told. */
interface Telling {
  /** With the chapters that are long: what goes wrong, drift, and other sizes. */
  readonly whole: boolean;
}

/** Tells it. */
export const describeExample = (
  title: string,
  open: (name: string) => Promise<Example>,
  { whole }: Telling,
): Mocha.Suite =>
  describe(title, function () {
    this.bail(true);

    /** Of the Incus project and of the cluster: instance names are unique on their network, whatever project they are in. */
    const name = temporaryName();
    let machine: Machine;
    let incus: Raw;
    let example: Example;
    let size: number;

    before(async function () {
      machine = await machineOrSkip(this);
      incus = raw(machine.incus.socket);
      await incus.send("POST", "/1.0/projects", { name, config: { "features.profiles": "false" } });
      example = await open(name);
      [size] = example.sizes;
      await symlink(machine.image, file("image.tar.gz"));
      await release({ version: "1.0.0" });
    });

    after(async () => {
      await example?.[Symbol.asyncDispose]();
      if (incus) await removeAll(incus, name);
    });

    it("goes up from nothing, and its nodes see each other", async () => {
      example.set({ TF_LOG: "trace", TF_LOG_PATH: file("trace"), TF_CLI_ARGS_apply: "-parallelism=30" });
      succeeded(await example.apply());
      expect(await versions()).to.deep.equal(everywhere("1.0.0"));
    });

    it("has nothing to do afterwards", settled);

    it("has started all nodes at once, before the first of them had its turn", async () => {
      const trace = await readFile(file("trace"), "utf8");
      const [, turn = ""] = /^(\S+) .*Starting apply for cul8er_beam_node/m.exec(trace) ?? [];
      for (const start of await running()) expect(timeOf(start)).to.be.below(Date.parse(turn));
    });

    it("keeps its secrets out of the state, the plan, what is synthesized, and the most talkative log", async () => {
      const stored = await example.stored();
      expect(stored).to.include("cul8er_release").and.include("cookie_wo");
      const trace = await readFile(file("trace"), "utf8");
      expect(trace).to.include("rpc=applyResourceChange");
      for (const text of [stored, trace])
        for (const secret of Object.values(secrets)) expect(text.includes(secret), "a secret is told").to.equal(false);
      example.set({ TF_LOG: "", TF_LOG_PATH: "" });
    });

    it("rolls a new version out in place, one node after the other", async () => {
      await release({ version: "2.0.0" });
      const run = await example.apply();
      succeeded(run);
      expect(run.text).to.match(/Resources: 0 added, \d+ changed, 0 destroyed/);
      expect(await versions()).to.deep.equal(everywhere("2.0.0"));
      const starts = (await running()).map(Number);
      expect(starts).to.deep.equal([...starts].sort((a, b) => a - b));
      example.set({ TF_CLI_ARGS_apply: "-parallelism=1" });
    });

    if (whole) {
      it("changes one node with -target, and tells what is left", async function () {
        if (!example.byHand) this.skip();
        await release({ version: "2.1.0" });
        example.set({ TF_CLI_ARGS_apply: `-target=${example.byHand.first}` });
        succeeded(await example.apply());
        expect(await versions()).to.deep.equal(["2.1.0", ...everywhere("2.0.0").slice(1)]);
        example.set({ TF_CLI_ARGS_apply: "-parallelism=1" });
        const { text } = await example.plan();
        expect(words(text))
          .to.match(/cul8er_health_check\.first will be updated/)
          .and.match(/cul8er_beam_node\.second will be updated/)
          .and.not.match(/cul8er_beam_node\.first will be/);
        succeeded(await example.apply());
        expect(await versions()).to.deep.equal(everywhere("2.1.0"));
        await settled();
      });

      it("stops at a safe point on Ctrl-C, and the next run goes on", async function () {
        if (!example.byHand) this.skip();
        await release({ version: "2.0.0" });
        const { ok, text } = await example.byHand.interrupted(`${example.byHand.first}: Modifying...`);
        expect(ok, text).to.equal(false);
        expect(text)
          .to.match(/Interrupt received/)
          .and.not.match(/did not respond|inconsistent|bug in the provider/);
        succeeded(await example.apply());
        expect(await versions()).to.deep.equal(everywhere("2.0.0"));
        await settled();
      });

      it("puts a failed release back, and says so in the next plan", async () => {
        await release({ version: "3.0.0", fault: "health_500" });
        const { ok, text } = await example.apply();
        expect(ok, text).to.equal(false);
        expect(words(text))
          .to.match(new RegExp(`3\\.0\\.0 failed on ${name}-1`))
          .and.not.match(/inconsistent|bug in the provider/);
        expect(await versions()).to.deep.equal(everywhere("2.0.0"));
        const plan = await example.plan();
        expect(words(plan.text))
          .to.match(/cul8er_beam_node\S+ (\(\S+\) )?will be updated/)
          .and.match(/runs 2\.0\.0 since \S+ \S+, because 3\.0\.0 was put back/);
      });

      it("is mended by the release of before, which touches no node", async () => {
        const before = await running();
        await release({ version: "2.0.0" });
        succeeded(await example.apply());
        expect(await running()).to.deep.equal(before);
        await settled();
      });

      it("tells what another hand has changed, and nothing else, and mends it", async () => {
        const before = await running();
        const instance = `/1.0/instances/${name}-1?project=${name}`;
        await incus.send("PATCH", instance, { config: { "limits.memory": "300MiB" } });
        const { text } = await example.plan();
        expect(words(text))
          .to.match(/Plan: 0 to add, 1 to change, 0 to destroy/)
          .and.match(/memory = "300MiB" -> "256MiB"/);
        succeeded(await example.apply());
        expect(described.parse(await incus.get(instance)).config["limits.memory"]).to.equal("256MiB");
        expect(await running()).to.deep.equal(before);
        await settled();
      });

      it("grows and shrinks, and leaves the nodes that stay as they are", async () => {
        for (const next of example.sizes.slice(1)) {
          const before = (await running()).slice(0, next);
          size = next;
          await example.resize(size);
          succeeded(await example.apply());
          expect(await versions()).to.deep.equal(everywhere("2.0.0"));
          expect((await running()).slice(0, before.length)).to.deep.equal(before);
          expect(await instances()).to.deep.equal(names());
          await settled();
        }
      });
    }

    it("goes with the files of its release and image gone, and leaves nothing behind", async () => {
      for (const path of ["release.tar.gz", "image.tar.gz"]) await rm(file(path));
      succeeded(await example.destroy());
      const left = [...(await inventory(incus, name)).keys()];
      expect(left.filter((path) => !/\/profiles\/default$/.test(path))).to.deep.equal([`/1.0/projects/${name}`]);
    });

    const file = (path: string) => join(example.folder, path);
    const everywhere = (version: string) => Array.from({ length: size }, () => version);
    const names = () => Array.from({ length: size }, (_, index) => `${name}-${index + 1}`);

    /** Another release, under the same path. */
    async function release(build: Parameters<Machine["release"]>[0]): Promise<void> {
      await rm(file("release.tar.gz"), { force: true });
      await symlink(await machine.release(build), file("release.tar.gz"));
    }

    async function settled() {
      const { ok, text } = await example.plan();
      expect(ok, text).to.equal(true);
      expect(text).to.match(/No changes/);
    }

    /** What the nodes say of themselves; fails unless each sees the others. */
    async function versions(): Promise<string[]> {
      const told = await Promise.all(
        nodes.parse(await example.nodes()).map(async ({ address }) => {
          const answer = await fetch(`http://${address}:4000/health`);
          return health.parse(await answer.json());
        }),
      );
      for (const { node, peers } of told)
        expect([node, ...peers].sort()).to.deep.equal(told.map((other) => other.node).sort());
      return told.map(({ version }) => version);
    }

    const instances = async () =>
      (await incus.list(`/1.0/instances?project=${name}`)).map((instance) => instance.name).sort();

    const running = () => processes(machine, name, names());
  });

const nodes = z.array(z.object({ address: z.string() }));
const health = z.object({ node: z.string(), version: z.string(), peers: z.array(z.string()) });
const described = z.object({ config: z.record(z.string(), z.string()) });

const succeeded = ({ ok, text }: Run) => expect(ok, text).to.equal(true);
