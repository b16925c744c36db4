/** A port of an address that a network forwards to an instance. */
import { z } from "zod";
import { liveConfig } from "../config.ts";
import type { Context } from "../context.ts";
import { AlreadyExists, Conflict, NotFound } from "../incus/errors.ts";
import { path } from "../incus/path.ts";
import type { Scope } from "../incus/server.ts";
import { OWNER_KEY } from "../ownership.ts";
import { defineResource, type Problem } from "../resource.ts";
import * as routing from "../router/routing.ts";

/** Schema of ports. */
const ports = () =>
  z.string().refine((text) => rangesOf(text).every(([first, last]) => first >= 1 && first <= last && last <= 65_535), {
    error: ({ input }) => `${JSON.stringify(input)} is no port: write one like "443", or "80,8000-8010"`,
  });

/** Ports as ranges; `NaN` where it is no number. */
const rangesOf = (text: string): [first: number, last: number][] =>
  text.split(",").map((range) => {
    const [first = "", last = first] = range.split("-");
    return [numberOf(first), numberOf(last)];
  });

const numberOf = (text: string): number => (/^[1-9]\d{0,4}$/.test(text) ? Number(text) : Number.NaN);

const UNSPECIFIED = ["0.0.0.0", "::"];

const inputs = z.strictObject({
  project: z.string().default("default").describe("Project of the network."),
  network: z.string().min(1).describe("Managed network that the instance is in."),
  address: routing
    .serverAddress()
    .refine((address) => !UNSPECIFIED.includes(address), {
      error: ({ input }) => `is ${JSON.stringify(input)}, and a forward listens on one address: name it`,
    })
    .describe("IP address that users reach. It must lead to the Incus server; several forwards may share it."),
  protocol: z.enum(["tcp", "udp"]).default("tcp").describe("Protocol of the port. Default: tcp."),
  port: ports().describe(
    'Port that users reach, as a text: "443". Several as Incus writes them: "80,443" or "8000-8010".',
  ),
  target: routing.serverAddress().describe("IP address of the instance in the network."),
  targetPort: ports().optional().describe("Port of the instance, or as many as `port` has. Default: `port`."),
});

type Inputs = z.output<typeof inputs>;

/** One port of an address, forwarded into a network. Incus keeps all ports of an address together; here each has its own life. */
export const NetworkForward = defineResource({
  type: "network_forward",
  summary:
    "A port of an address that a network forwards to an instance. Unlike a proxy device it shows the instance where users come from. Applications can share an address, each with ports of its own.",
  example: `new NetworkForward("chat", { network: "incusbr0", address: "203.0.113.5", port: "443", target: edge.ipv4Address })`,
  identity: ["project", "network", "address", "protocol", "port"],
  inputs,
  outputs: z.object({}),

  async facts(context, wanted) {
    const { network, address } = wanted;
    if (network === undefined || address === undefined) return { taken: undefined };
    const found = await context.incus(wanted.project).member(collection(network), address, forward);
    return { taken: found?.body.ports.find((each) => holds(each, wanted) && !isOne(each, wanted))?.listen_port };
  },

  plan({ wanted, facts }, implied) {
    const problems: Problem[] = [];
    if (facts?.taken !== undefined)
      problems.push({
        path: ["port"],
        message: `is forwarded already, as one of ${facts.taken} of ${wanted.address}, by another hand`,
      });
    return problems.length > 0 ? { action: "refuse", problems } : implied;
  },

  async read(context, known) {
    const { project = "default", network, address, protocol = "tcp", port } = known;
    const found = await context.incus(project).member(collection(network), address, forward);
    const one = found?.body.ports.find((each) => isOne(each, { protocol, port }));
    if (!found || !one) return undefined;
    const targetPort = one.target_port || port;
    return {
      project,
      network,
      address,
      protocol,
      port,
      target: one.target_address,
      targetPort: known.targetPort === undefined && targetPort === port ? undefined : targetPort,
      owner: found.body.config[keyOf({ protocol, port })],
    };
  },

  create: bring,
  update: bring,

  async delete(context, wanted) {
    await edit(context.incus(wanted.project), wanted, ({ config, ports }) => ({
      config: Object.fromEntries(Object.entries(config).filter(([key]) => key !== keyOf(wanted))),
      ports: ports.filter((each) => !isOne(each, wanted)),
    }));
  },
});

/** Says that the address was not forwarded before: it goes with its last port. */
const MADE = "user.cul8er.made";

type Place = Pick<Inputs, "protocol" | "port">;

const keyOf = ({ protocol, port }: Place): string => `user.cul8er.port.${protocol}.${port}`;

const collection = (network: string) => path`/1.0/networks/${network}/forwards`;

const forwardedPort = z.looseObject({
  protocol: z.string(),
  listen_port: z.string(),
  target_port: z.string().nullish(),
  target_address: z.string(),
});

const forward = z.object({
  listen_address: z.string(),
  description: z.string(),
  config: liveConfig,
  ports: z
    .array(forwardedPort)
    .nullish()
    .transform((list) => list ?? []),
});

type Forward = z.output<typeof forward>;
type Port = z.output<typeof forwardedPort>;

const isOne = (each: Port, { protocol, port }: Partial<Place>): boolean =>
  each.protocol === protocol && each.listen_port === port;

/** Whether any of the ports is among those of an entry. */
const holds = (each: Port, { protocol, port = "" }: Partial<Place>): boolean =>
  each.protocol === protocol &&
  rangesOf(each.listen_port).some(([first, last]) => rangesOf(port).some(([from, to]) => from <= last && first <= to));

async function bring(context: Context, wanted: Inputs): Promise<void> {
  const { protocol, port, target, targetPort = port } = wanted;
  const mine = {
    protocol,
    listen_port: port,
    target_port: targetPort,
    target_address: target,
    description: "",
  };
  const mark = { [keyOf(wanted)]: context.mark()[OWNER_KEY] };
  const incus = context.incus(wanted.project);
  const body = { listen_address: wanted.address, description: "", config: { ...mark, [MADE]: "true" }, ports: [mine] };
  for (;;) {
    const done = await edit(incus, wanted, ({ config, ports }) => ({
      config: { ...config, ...mark },
      ports: [...ports.filter((each) => !isOne(each, wanted)), mine],
    }));
    if (done) return;
    try {
      await incus.post(collection(wanted.network), body);
      return;
    } catch (error) {
      // Another hand has made it meanwhile: ours is added to it.
      if (!(error instanceof AlreadyExists)) throw error;
    }
  }
}

/** Changes the ports of an address, if nobody else does meanwhile. False where none of them is forwarded. */
async function edit(
  incus: Scope,
  { network, address }: Pick<Inputs, "network" | "address">,
  change: (now: Forward) => Pick<Forward, "config" | "ports">,
): Promise<boolean> {
  const at = path`/1.0/networks/${network}/forwards/${address}`;
  for (;;) {
    const found = await incus.get(at, forward);
    if (!found) return false;
    const { description, config } = found.body;
    const wanted = change(found.body);
    try {
      if (wanted.ports.length === 0 && config[MADE]) await incus.delete(at);
      else await incus.put(at, { description, ...wanted }, { etag: found.etag });
      return true;
    } catch (error) {
      // Ends with the patience of the scope.
      if (!(error instanceof Conflict) && !(error instanceof NotFound)) throw error;
    }
  }
}
