/** Rolling changes under constant load from outside, good ones and bad ones: nobody notices. */
import { rm } from "node:fs/promises";
import { expect } from "chai";
import { type Machine, machineOrSkip, testEnvironment } from "../../setup/environment.ts";
import { Lots } from "../crash/point.ts";
import type { Load } from "../load/load.ts";
import { now } from "../load/record.ts";
import { variantOf } from "../variant-image.ts";
import { type BadRelease, badReleases, loner } from "./bad-releases.ts";
import { changedNodes, type Deployed } from "./deployed.ts";
import { goodChanges } from "./good-changes.ts";
import { refuse, revert } from "./refusal.ts";
import { Site } from "./site.ts";
import { unnoticed } from "./unnoticed.ts";

const { everything, seed } = await testEnvironment();

describe("a rolling change of three nodes under load", () => {
  let machine: Machine;
  let site: Site;
  let cluster: Deployed;
  let load: Load;
  let variant: string;

  before(async function () {
    machine = await machineOrSkip(this);
    variant = await variantOf(machine.image);
    site = await Site.open(machine, { arguments: { minUptime: "6s" } });
    ({ cluster, load } = site);
  });

  after(async () => {
    await site?.[Symbol.asyncDispose]();
    if (variant) await rm(variant);
  });

  for (const [index, { what, always }] of goodChanges("").entries())
    if (always || everything)
      it(`fails no request and drops no socket when it ${what}`, async () => {
        const { wish, sockets } = goodChanges(variant)[index] ?? expect.fail();
        await unnoticed(load, () => cluster.become(wish), sockets);
        const done = now();
        expect(await cluster.stack.preview()).to.deep.equal([]);
        const { versions } = await load.since(done);
        expect(Object.keys(versions), "versions that answer afterwards").to.deep.equal([wish.version]);
      });

  for (const bad of everything ? badReleases : sample(badReleases))
    it(`lets no user see a release that ${bad.what}, and says why`, async () => {
      const good = { version: "2.0.0", image: variant };
      const { versions } = await unnoticed(load, () => refuse(cluster, good, bad));
      expect(Object.keys(versions)).to.have.members(bad.node ? ["2.0.0", "3.0.0"] : ["2.0.0"]);
      await unnoticed(load, () => revert(cluster, good));
    });

  if (everything)
    it(`stops a release that ${loner.what} at the first node, and says why`, async () => {
      const good = { version: "2.0.0", image: variant };
      const others = (await cluster.processes()).slice(1);
      await unnoticed(load, () => refuse(cluster, good, loner));
      expect((await cluster.processes()).slice(1)).to.deep.equal(others);
      await unnoticed(load, () => revert(cluster, good));
    });

  if (everything)
    it("touches no node when a migration fails", async () => {
      const good = { version: "2.0.0", image: variant };
      const tasks = { before: [{ command: ["eval", "Chat.Release.migrate()"] }] };
      const processes = await cluster.processes();
      await unnoticed(load, async () => {
        const bad = { ...good, version: "3.0.0", fault: "migration_fails", arguments: { tasks } };
        const { ok, text } = await cluster.change(bad);
        expect(ok, text).to.equal(false);
        expect(text)
          .to.include("Chat.Release.migrate() of chat 3.0.0 ended with 1")
          .and.match(/the migration fails/);
      });
      await cluster.runs("2.0.0");
      expect(changedNodes(await cluster.stack.preview()), "what a preview shows").to.deep.equal(cluster.names());
      await unnoticed(load, () => cluster.become(good));
      expect(await cluster.processes()).to.deep.equal(processes);
      expect(await cluster.stack.preview()).to.deep.equal([]);
    });

  it("takes the next good release, and shows no difference afterwards", async () => {
    await unnoticed(load, () => cluster.become({ version: "4.0.0", image: variant }));
    expect(await cluster.stack.preview()).to.deep.equal([]);
  });
});

/** One that shows on the first node, and those that show later. */
function sample(releases: readonly BadRelease[]): readonly BadRelease[] {
  return [
    new Lots(seed).draw(releases.filter(({ node }) => node === undefined)),
    ...releases.filter(({ node }) => node !== undefined),
  ];
}
