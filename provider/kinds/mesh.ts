/** A mesh: a private network between hosts, so that instances on different machines reach each other by address. */
import { defined } from "../defined.ts";
import { leaveMesh } from "../mesh/scripts.ts";
import { OWNER_KEY } from "../ownership.ts";
import { defineResource, type Plan, type Problem } from "../resource.ts";
import { bring } from "./mesh/bring.ts";
import { lookAround } from "./mesh/look.ts";
import { machineOf, machinesOf, onMachine } from "./mesh/machine.ts";
import { keysIn, numbersIn, numbersOf, planOf, told } from "./mesh/numbers.ts";
import { inputs, type MeshInputs, outputs } from "./mesh/schema.ts";
import { nameOf } from "./placement/rooms.ts";

/** A WireGuard full mesh between hosts. */
export const Mesh = defineResource({
  type: "mesh",
  summary:
    "A private network between hosts: WireGuard from each to each, with an address for every host and a subnet for its instances. Keys are made on the hosts and stay there. A host that joins changes the others' peers, and restarts no tunnel.",
  example: `const mesh = new Mesh("fleet0", { hosts: [berlin.endpoint, paris.endpoint] })
new Network("shop0", {
  host: berlin.endpoint,
  config: {
    "ipv4.address": mesh.bridgeAddresses.apply((all) => all.berlin),
    "ipv4.nat": "false",
    "ipv6.address": "none",
  },
})`,
  hostless: true,
  identity: ["name"],
  inputs,
  outputs,

  async facts(context, wanted, _, prior) {
    if (wanted.name === undefined) return { numbers: {}, amiss: [], leaving: [] };
    const { looks, amiss, leaving } = await lookAround(context, { ...wanted, name: wanted.name }, prior?.leaving ?? []);
    return { numbers: numbersIn(looks), amiss: Object.values(amiss), leaving: leaving.map(nameOf) };
  },

  plan({ wanted, prior, unknown, facts }, implied): Plan {
    const problems: Problem[] = unreachable(wanted.hosts ?? []).map((message) => ({ path: ["hosts"], message }));
    if (problems.length > 0) return { action: "refuse", problems };
    // Two tunnels cannot listen on one port, nor have the same addresses.
    if (implied.action === "replace") return { ...implied, deletesFirst: true };
    if (implied.action !== "create" && implied.action !== "update" && implied.action !== "none") return implied;
    // A host that is made in the same run is not known yet, nor what becomes of the others' numbers.
    if (implied.action === "update" && unknown.size > 0) return { ...implied, unknown: Object.keys(outputs.shape) };
    if (unknown.size > 0 || !facts || (implied.action === "none" && !isOpen(facts))) return implied;
    const plan = planOf(wanted, { ...numbersOf(prior?.hostAddresses), ...facts.numbers });
    if (plan.problems.length > 0)
      return { action: "refuse", problems: plan.problems.map((message) => ({ path: ["hosts"], message })) };
    const known = told(plan);
    if (implied.action === "create") return { ...implied, known: { ...known, leaving: [] } };
    const changed = implied.action === "update" ? implied.changed : [];
    const { reason } = implied.action === "update" ? implied : {};
    return {
      action: "update",
      changed,
      unknown: ["publicKeys", "leaving"],
      known,
      ...defined({ reason: reason ?? (changed.length === 0 ? inWords(facts) : undefined) }),
    };
  },

  async read(context, known) {
    const { name, hosts = [] } = known;
    const { looks, amiss, leaving } = await lookAround(context, known, known.leaving ?? []);
    const names = machinesOf(hosts).map((machine) => machine.name);
    const first = names.map((each) => looks.get(each)).find((each) => each !== undefined);
    if (!first) return undefined;
    return {
      name,
      hosts,
      endpoints: known.endpoints ?? {},
      hidden: known.hidden ?? [],
      relay: known.relay,
      port: first.port,
      addresses: first.addresses,
      subnets: first.subnets,
      ...told(planOf(known, { ...numbersOf(known.hostAddresses), ...numbersIn(looks) })),
      // A refresh shows there which hosts are not in it as they were.
      publicKeys: without(
        keysIn(looks),
        [...looks.keys()].filter((each) => each in amiss || !names.includes(each)),
      ),
      leaving: [...leaving],
      owner: first.owner,
    };
  },

  create: (context, wanted) => bring(context, { wanted, owner: context.mark()[OWNER_KEY], before: [], numbers: {} }),
  update: (context, wanted, live, prior) =>
    bring(context, {
      wanted,
      owner: context.mark()[OWNER_KEY],
      before: prior?.hosts ?? [],
      leaving: prior?.leaving ?? [],
      numbers: { ...numbersOf(prior?.hostAddresses), ...numbersOf(live.hostAddresses) },
    }),

  async delete(context, { name, hosts, leaving }) {
    await Promise.all(
      machinesOf([...hosts, ...leaving]).map((machine) => onMachine(context, machine, leaveMesh(name))),
    );
  },
});

/** What a look at a mesh found that is not as it is wanted. */
interface Open {
  /** In words, host by host. */
  readonly amiss: readonly string[];
  /** Hosts that have left, and are still in it: only a run that knows of them takes them out at its end. */
  readonly leaving: readonly string[];
}

const isOpen = ({ amiss, leaving }: Open): boolean => amiss.length > 0 || leaving.length > 0;

const inWords = ({ amiss, leaving }: Open): string =>
  amiss.length > 0
    ? `changed by another hand: ${amiss.join(", ")}`
    : `${leaving.join(", ")} is to leave as soon as nothing on it uses the mesh`;

const unreachable = (hosts: MeshInputs["hosts"]): string[] =>
  hosts
    .filter((host) => !machineOf(host))
    .map(
      (host) =>
        `${nameOf(host)} is reached by its API alone, and a mesh is made by commands on its hosts: give it \`ssh\``,
    );

const without = <T>(members: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> =>
  Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)));
