/** A canary that waits for a person: nothing is put back meanwhile, and the next run goes on from there. */
import { expect } from "chai";
import { machineOrSkip, testEnvironment } from "../../setup/environment.ts";
import type { Load } from "../load/load.ts";
import { now } from "../load/record.ts";
import { changedNodes, type Deployed } from "./deployed.ts";
import type { RouterView } from "./router-view.ts";
import { Site } from "./site.ts";
import { unnoticed } from "./unnoticed.ts";

const { everything } = await testEnvironment();

if (everything)
  describe("a canary that waits for a person", () => {
    let site: Site;
    let cluster: Deployed;
    let router: RouterView;
    let load: Load;
    before(async function () {
      site = await Site.open(await machineOrSkip(this), {
        arguments: {
          strategy: { type: "canary", steps: [{ share: 20 }, { share: 50, approval: true }] },
          analysis: { window: "2s", minRequests: 20, errorRate: { max: 0.02 } },
        },
      });
      ({ cluster, router, load } = site);
    });
    after(() => site?.[Symbol.asyncDispose]());

    it("needs none for its first deploy", async () => {
      expect(await cluster.stack.preview()).to.deep.equal([]);
    });

    it("stops before the step, says what would open it, and puts nothing back", async () => {
      await unnoticed(load, () => waits("2.0.0"));
      expect(Object.keys(await share()).sort()).to.deep.equal(["1.0.0", "2.0.0"]);
      expect(changedNodes(await cluster.stack.preview())).to.deep.equal(cluster.names().slice(1));
    });

    it("still waits in the next run, which touches nothing", async () => {
      const processes = await cluster.processes();
      await unnoticed(load, () => waits("2.0.0"));
      expect(await cluster.processes()).to.deep.equal(processes);
    });

    it("is not opened by the approval of another version", async () => {
      await unnoticed(load, () => waits("2.0.0", "1.9.0"));
    });

    it("goes on from there when the version is approved in the code, and does not ask the canary again", async () => {
      const [canary] = await cluster.processes();
      await unnoticed(load, () => cluster.become({ version: "2.0.0", arguments: { approved: "2.0.0" } }));
      expect((await cluster.processes())[0]).to.equal(canary);
      expect(Object.keys(await share())).to.deep.equal(["2.0.0"]);
      await served();
    });

    it("does not take the approval of one version for the next", async () => {
      await unnoticed(load, () => waits("3.0.0", "2.0.0"));
    });

    it("goes through in one run where a pipeline approves whatever comes", async () => {
      await unnoticed(load, () => cluster.become({ version: "3.0.0", arguments: { approved: "any" } }));
      await unnoticed(load, () => cluster.become({ version: "4.0.0", arguments: { approved: "any" } }));
      await served();
    });

    it("goes back when the code goes back instead", async () => {
      await unnoticed(load, () => waits("5.0.0"));
      await unnoticed(load, () => cluster.become({ version: "4.0.0", arguments: { approved: "any" } }));
      await served();
    });

    it("leaves each node its own share when it is given up for another strategy", async () => {
      await unnoticed(load, () => waits("5.0.0"));
      const rolling = { strategy: { type: "rolling" }, approved: "any" };
      await unnoticed(load, () => cluster.become({ version: "4.0.0", arguments: rolling }));
      await served();
    });

    async function waits(version: string, approved?: string): Promise<void> {
      const { ok, text } = await cluster.change({ version, ...(approved && { arguments: { approved } }) });
      expect(ok, text).to.equal(false);
      expect(text).to.include(`${version} waits for approval: set \`approved\` to "${version}"`);
      expect(text).not.to.match(/put back:/i);
    }

    /** Answers by version from now on. */
    async function share(): Promise<Readonly<Record<string, number>>> {
      const from = now();
      await new Promise((resolve) => setTimeout(resolve, 1500));
      return (await load.since(from)).versions;
    }

    async function served(): Promise<void> {
      const servers = await router.servers();
      expect([...servers.values()].map(({ ready, weight }) => ready && weight)).to.deep.equal([100, 100, 100]);
      expect(await cluster.stack.preview()).to.deep.equal([]);
    }
  });
