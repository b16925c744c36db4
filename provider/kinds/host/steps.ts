/** What is to be done so that a machine is a host: a pure function of what is there and what is wanted. */
import type { Problem } from "../../resource.ts";
import { bytes } from "../../units.ts";
import { listensAlike } from "./endpoint.ts";
import type { Found, Machine } from "./inspect.ts";
import { platformNames } from "./platform.ts";
import type { Receipt } from "./receipt.ts";

/** What a user says of a host, as far as it shapes these steps. */
export interface Wish {
  readonly listen?: string | undefined;
  readonly access?: "https" | "ssh" | undefined;
  /** Whether nothing is set up on it, since it gets what a cluster has. */
  readonly empty?: boolean | undefined;
  readonly storage?:
    | { readonly driver?: string | undefined; readonly size?: string | undefined; readonly source?: string | undefined }
    | undefined;
  readonly network?:
    | { readonly name?: string | undefined; readonly ipv4?: string | undefined; readonly ipv6?: string | undefined }
    | undefined;
}

/** What a server that was set up anew listens on, where the user says nothing. */
export const LISTEN = ":8443";
/** Names of what is made, as `incus admin init` would call it. */
const NAMES = { pool: "default", network: "incusbr0" } as const;
/** Bytes that Incus and its packages need. */
const PACKAGES = 700 * 1024 * 1024;
/** Bytes of the smallest file that Incus makes a pool of by itself. */
const POOL = 5 * 1024 * 1024 * 1024;

/** One thing to do. */
export type Step =
  | { readonly is: "install"; readonly driver: string }
  | { readonly is: "start" }
  | {
      readonly is: "pool";
      readonly name: string;
      readonly driver: string;
      readonly config: Readonly<Record<string, string>>;
    }
  | { readonly is: "network"; readonly name: string; readonly config: Readonly<Record<string, string>> }
  | { readonly is: "devices"; readonly devices: Readonly<Record<string, Readonly<Record<string, string>>>> }
  | { readonly is: "listen"; readonly address: string }
  | { readonly is: "member"; readonly user: string }
  | { readonly is: "trust" };

/** What is to be done, in order. `fingerprint` is that of our client certificate, undefined while there is none. */
export function stepsFor(
  machine: Machine,
  wish: Wish,
  { user, fingerprint }: { readonly user: string; readonly fingerprint: string | undefined },
): Step[] {
  const { incus, installed, member } = machine;
  const driver = wish.storage?.driver ?? machine.driver;
  const before: Step[] = [
    ...(installed ? [] : [{ is: "install", driver } as const]),
    ...(installed && !incus ? [{ is: "start" } as const] : []),
  ];
  const listen = incus?.server.config["core.https_address"];
  const opens = wish.access === "ssh" ? undefined : (wish.listen ?? (listen ? undefined : LISTEN));
  return [
    ...before,
    ...roomFor(incus, wish, driver),
    ...(opens !== undefined && !(listen && listensAlike(opens, listen))
      ? [{ is: "listen", address: opens } as const]
      : []),
    ...(wish.access === "ssh" && !member && user !== "root" ? [{ is: "member", user } as const] : []),
    ...(wish.access !== "ssh" && !(fingerprint && incus?.trusted.includes(fingerprint))
      ? [{ is: "trust" } as const]
      : []),
  ];
}

/** Storage and network, where there is nothing of it: whoever set up a pool had their reasons for the rest. */
function roomFor(incus: Found | undefined, { storage, network, empty }: Wish, driver: string): Step[] {
  if (empty || (incus && incus.pools.length > 0)) return [];
  const steps: Step[] = [];
  const pool = { ...(storage?.size && { size: storage.size }), ...(storage?.source && { source: storage.source }) };
  steps.push({ is: "pool", name: NAMES.pool, driver, config: pool });
  const devices = Object.values(incus?.devices ?? {});
  const added: Record<string, Record<string, string>> = {};
  if (!devices.some(({ type, path }) => type === "disk" && path === "/"))
    added.root = { type: "disk", path: "/", pool: NAMES.pool };
  if ((incus?.networks.length ?? 0) === 0 && !devices.some(({ type }) => type === "nic")) {
    const name = network?.name ?? NAMES.network;
    const config = { "ipv4.address": network?.ipv4 ?? "auto", "ipv6.address": network?.ipv6 ?? "auto" };
    steps.push({ is: "network", name, config });
    added.eth0 = { type: "nic", network: name, name: "eth0" };
  }
  if (Object.keys(added).length > 0) steps.push({ is: "devices", devices: added });
  return steps;
}

/** A step in the words of a plan. */
export function stepInWords(step: Step, { platform, system }: Machine): string {
  switch (step.is) {
    case "install":
      return `installs Incus from the packages of ${platform?.name ?? system}`;
    case "start":
      return "starts Incus";
    case "pool":
      return `makes the storage pool ${step.name} (${[step.driver, ...Object.values(step.config)].join(", ")})`;
    case "network":
      return `makes the network ${step.name}`;
    case "devices":
      return `adds ${Object.keys(step.devices).join(" and ")} to the default profile`;
    case "listen":
      return `opens the API on ${step.address}`;
    case "member":
      return `puts ${step.user} into the group incus-admin`;
    case "trust":
      return "has this client's certificate trusted, by a token that is used once";
  }
}

/** The receipt of a machine on which these steps were taken. */
export function noted(receipt: Receipt, steps: readonly Step[], fingerprint: string): Receipt {
  const only = <K extends Step["is"]>(is: K) =>
    steps.filter((step): step is Extract<Step, { is: K }> => step.is === is);
  const pool = only("pool")[0]?.name ?? receipt.pool;
  const network = only("network")[0]?.name ?? receipt.network;
  const listen = only("listen")[0]?.address ?? receipt.listen;
  const member = only("member")[0]?.user ?? receipt.member;
  const devices = only("devices").flatMap((step) => Object.keys(step.devices));
  return {
    ...receipt,
    incus: receipt.incus || only("install").length > 0,
    devices: [...new Set([...receipt.devices, ...devices])],
    ...(pool !== undefined && { pool }),
    ...(network !== undefined && { network }),
    ...(listen !== undefined && { listen }),
    ...(member !== undefined && { member }),
    trust: [...new Set([...receipt.trust, ...only("trust").map(() => fingerprint)])],
  };
}

/** What is in the way, before anything is touched. */
export function problemsOf(machine: Machine, wish: Wish, installs: boolean): Problem[] {
  const { incus, platform, system, receipt, free } = machine;
  const problems: Problem[] = [];
  const refuse = (path: readonly string[], message: string) => problems.push({ path, message });
  if (installs && !platform)
    refuse(
      ["ssh"],
      `leads to ${system}, on which Incus cannot be installed here (${platformNames.join(", ")} can): install it there, and run again`,
    );
  const steps = stepsFor(machine, wish, { user: "root", fingerprint: undefined });
  const pool = steps.find(({ is }) => is === "pool");
  const declared = wish.storage?.size === undefined ? undefined : bytes(wish.storage.size);
  const file = pool && wish.storage?.source === undefined && driverOf(pool) !== "dir" ? (declared ?? POOL) : 0;
  const needed = (installs ? PACKAGES : 0) + file;
  if (needed > free) {
    const path = declared !== undefined && file > 0 ? ["storage", "size"] : ["ssh"];
    const what = [installs ? "Incus" : "", file > 0 ? `a pool of ${inGiB(file)}` : ""].filter(Boolean).join(" and ");
    refuse(
      path,
      `needs more than the machine's disk has: ${inGiB(free)} are free, ${what} ${file > 0 && installs ? "need" : "needs"} ${inGiB(needed)}`,
    );
  }
  if (!incus || wish.access === "ssh") return problems;
  const listen = incus.server.config["core.https_address"];
  const ours = receipt?.incus === true || receipt?.listen !== undefined;
  if (!listen && wish.listen === undefined && !ours && incus.pools.length > 0)
    refuse(
      ["listen"],
      `is not set, and the API of this server, which somebody else set up, is not open: say where to open it (listen: "${LISTEN}"), or reach it by access: "ssh"`,
    );
  if (listen && wish.listen !== undefined && !ours && !listensAlike(listen, wish.listen))
    refuse(
      ["listen"],
      `is ${wish.listen}, but somebody else opened the API on ${listen}, which stays: leave it out, or write this`,
    );
  return problems;
}

const driverOf = (step: Step): string | undefined => (step.is === "pool" ? step.driver : undefined);

const inGiB = (size: number): string => `${(size / 1024 ** 3).toFixed(1)} GiB`;
