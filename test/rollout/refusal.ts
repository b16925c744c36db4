/** A bad release: it is refused, and all is as it was. */
import { expect } from "chai";
import type { BadRelease } from "./bad-releases.ts";
import { changedNodes, type Deployed, type Wish } from "./deployed.ts";

/** Deploys a bad 3.0.0 over what runs. The error names cause and node, and every node runs what it ran before. */
export async function refuse(cluster: Deployed, good: Wish, { fault, node = 1, says }: BadRelease): Promise<void> {
  const { ok, text } = await cluster.change({ ...good, version: "3.0.0", fault });
  expect(ok, text).to.equal(false);
  expect(text)
    .to.include(`3.0.0 failed on ${cluster.names()[node - 1]}`)
    .and.match(says);
  await cluster.runs(good.version, good.size);
}

/** After a refusal: a preview shows the truth, and to revert the code touches no node. `first` is the first one in the program. */
export async function revert(cluster: Deployed, good: Wish, first = cluster.names()[0]): Promise<void> {
  const processes = await cluster.processes(good.size);
  expect(changedNodes(await cluster.stack.preview()), "what a preview shows").to.include(first);
  await cluster.wish(good);
  expect(changedNodes(await cluster.stack.preview()), "what it shows with the old release").to.deep.equal([]);
  const { ok, text } = await cluster.stack.up();
  expect(ok, text).to.equal(true);
  await cluster.runs(good.version, good.size);
  expect(await cluster.processes(good.size)).to.deep.equal(processes);
  expect(await cluster.stack.preview()).to.deep.equal([]);
}
