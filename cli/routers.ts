/** What the routers of some nodes say of them. */
import { entranceOf } from "../provider/kinds/node/rotation.ts";
import { type Member, membersOf } from "../provider/kinds/traffic/member.ts";
import type { Node } from "./nodes.ts";

/** Each node's server in its router; undefined where the router is gone, or does not know it. */
export type Members = ReadonlyMap<Node, Member | undefined>;

/** Asks each router once. */
export async function membersBehind(nodes: readonly Node[]): Promise<Members> {
  const behind = Map.groupBy(
    nodes.filter(({ journal }) => journal?.router !== undefined),
    ({ site, journal }) => `${journal?.router} ${site.app}`,
  );
  const found = await Promise.all(
    [...behind.values()].map(async (own): Promise<[Node, Member | undefined][]> => {
      const [first] = own;
      const entrance = first && entranceOf(first.site, first.journal);
      const members = entrance && (await membersOf(entrance));
      return own.map((node) => [node, members?.find(({ name }) => name === node.site.instance)]);
    }),
  );
  return new Map(found.flat());
}
