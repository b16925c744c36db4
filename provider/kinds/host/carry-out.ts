/** Making a machine a host: each step is noted on the machine first, so that a run that dies can be gone on with. */
import type { Context } from "../../context.ts";
import { readMark } from "../../ownership.ts";
import type { SshHost } from "../../ssh/host.ts";
import { inspect, type Machine, MachineFailed, OWN_CLIENT, run } from "./inspect.ts";
import { FOLDER, NOTHING, type Receipt, SOURCE } from "./receipt.ts";
import { noted, type Step, stepInWords, stepsFor, type Wish } from "./steps.ts";

/** The package manager of the machine is busy with something of somebody else. */
export class PackagesLocked extends Error {
  override readonly name = "PackagesLocked";
}

/** The client that a machine is to trust. */
export interface Client {
  /** The name under which the server lists it. */
  readonly name: string;
  readonly fingerprint: string;
}

/** What a machine gave when all was carried out but the trust, which needs the API. */
export interface Carried {
  /** A token for the client, where it is not trusted yet: to be used at once, and never kept. */
  readonly token: string | undefined;
  /** Where the API listens; empty where it does not. */
  readonly listen: string;
}

/**
 * Carries out all steps but the trust, for which it brings a token.
 *
 * @param found the machine as it was a moment ago
 * @param client undefined where the API is reached through SSH
 */
export async function carryOut(
  context: Context,
  host: SshHost,
  found: Machine,
  wish: Wish,
  client: Client | undefined,
): Promise<Carried> {
  const { signal } = context;
  const user = host.place.user ?? "";
  let machine = found;
  let receipt: Receipt = { ...(machine.receipt ?? NOTHING), mark: markOf(context, machine.receipt) };
  let steps = stepsFor(machine, wish, { user, fingerprint: client?.fingerprint });
  const first = steps.find(({ is }) => is === "install" || is === "start");
  if (first) {
    context.progress(stepInWords(first, machine));
    if (first.is === "install") {
      receipt = { ...receipt, incus: true };
      await installOn(host, machine, receipt, wish.storage?.driver ?? machine.driver, signal);
    } else await startOn(host, signal);
  }
  // One that was installed just now is empty, and what is to be done there is known.
  if (first && (first.is !== "install" || machine.remains)) {
    machine = await inspect(host, signal);
    if (!machine.incus)
      throw new Error(
        `Incus on ${host.name} does not answer its own client: look there with \`incus info\` and at its log`,
      );
    steps = stepsFor(machine, wish, { user, fingerprint: client?.fingerprint });
  }
  const rest = steps.filter((step) => step !== first);
  receipt = noted(receipt, rest, client?.fingerprint ?? "");
  for (const step of rest) context.progress(stepInWords(step, machine));
  const newcomer = rest.some(({ is }) => is === "trust") ? client?.name : undefined;
  const token = await settle(host, receipt, rest, newcomer, signal);
  if (rest.some(({ is }) => is === "member")) await host.disconnect(); // a group counts from the next login on
  const opened = rest.find((step) => step.is === "listen");
  return { token, listen: opened?.address ?? machine.incus?.server.config["core.https_address"] ?? "" };
}

/** A mark that says "created" stays: whoever made it. */
function markOf(context: Context, before: Receipt | undefined): string {
  const mark = context.mark()["user.cul8er.owner"];
  const [old, now] = [readMark(before?.mark), readMark(mark)];
  return before && old && now && old.owner === now.owner && old.phase === now.phase ? before.mark : mark;
}

async function installOn(
  host: SshHost,
  { platform, system }: Machine,
  receipt: Receipt,
  driver: string,
  signal: AbortSignal,
): Promise<void> {
  if (!platform) throw new Error(`Incus cannot be installed on ${system}: install it there, and run again`);
  const text = `set -e
export PATH="$PATH:/usr/sbin:/sbin" LC_ALL=C
${SAVE}
driver=$1; source=$2
[ ! -r /etc/os-release ] || . /etc/os-release
list() { ${platform.list} | sort; }
resumed=; [ ! -f ${FOLDER}/packages.before ] || resumed=yes
[ -n "$resumed" ] || { list > ${FOLDER}/packages.draft; mv ${FOLDER}/packages.draft ${FOLDER}/packages.before; }
folders() { find /etc /var/lib /var/cache /var/log -xdev -type d | sort; }
[ -n "$resumed" ] || folders > ${FOLDER}/folders.before
accounts() { { cut -d : -f 1 /etc/passwd | sed 's/^/user /'; for file in subuid subgid; do sed "s/^/$file /" /etc/$file; done 2>/dev/null; } | sort; }
[ -n "$resumed" ] || accounts > ${FOLDER}/accounts.before
exec 3>&1 >&2
${platform.install}
list > ${FOLDER}/packages.after
comm -13 ${FOLDER}/packages.before ${FOLDER}/packages.after > ${FOLDER}/packages.draft
mv ${FOLDER}/packages.draft ${FOLDER}/packages
folders | comm -13 ${FOLDER}/folders.before - > ${FOLDER}/folders
accounts | comm -13 ${FOLDER}/accounts.before - > ${FOLDER}/accounts
rm -f ${FOLDER}/*.before ${FOLDER}/packages.after
${START}`;
  const { code, stderr } = await run(
    host,
    { name: "install", text, args: [driver, SOURCE], input: Buffer.from(JSON.stringify(receipt)) },
    signal,
  );
  if (code === 0) return;
  if (platform.lock.test(stderr)) throw locked(host, stderr, platform.lock);
  throw new MachineFailed(
    `installing Incus on ${host.name}`,
    stderr,
    "Once that is mended, run it again: it goes on from there.",
  );
}

function locked(host: SshHost, stderr: string, lock: RegExp): PackagesLocked {
  const line = stderr.split("\n").find((each) => lock.test(each)) ?? "";
  return new PackagesLocked(
    `installing Incus on ${host.name} failed: another program holds the lock of its packages (${line.replace(/^E: /, "").trim()}). Nothing was installed. Let it end (or look for it with: ps aux | grep -e apt -e dpkg), and run again.`,
  );
}

/** Writes the receipt, which is the script's input, in one go. */
const SAVE = `umask 077
mkdir -p ${FOLDER}
cat > ${FOLDER}/host.json.draft
mv ${FOLDER}/host.json.draft ${FOLDER}/host.json
umask 022`;

/** Starts Incus where it does not run, and waits until it answers. */
const START = `
if [ -d /run/systemd/system ]; then systemctl start incus.service
elif command -v rc-service >/dev/null; then rc-service incusd start || rc-service incus start
else echo "it has neither systemd nor OpenRC" >&2; exit 1
fi
${OWN_CLIENT}
incus --force-local admin waitready --timeout=60`;

const startOn = async (host: SshHost, signal: AbortSignal): Promise<void> => {
  const text = `set -e\nPATH=$PATH:/usr/sbin:/sbin\n${START}`;
  const { code, stderr } = await run(host, { name: "start", text, args: [] }, signal);
  if (code !== 0)
    throw new MachineFailed(`starting Incus on ${host.name}`, stderr, "Its log is at journalctl -u incus.");
};

/**
 * Makes storage, network, the profile's devices and the address in one go, as a preseed of Incus' own client.
 * @returns a token for the newcomer, made by the server. The one who gets it uses it at once; it is never kept
 */
async function settle(
  host: SshHost,
  receipt: Receipt,
  steps: readonly Step[],
  newcomer: string | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  const member = steps.find((step) => step.is === "member")?.user ?? "";
  const text = `set -e
PATH=$PATH:/usr/sbin:/sbin
read -r receipt
printf '%s\\n' "$receipt" | ( ${SAVE} )
${OWN_CLIENT}
if [ -n "$1" ]; then incus --force-local admin init --preseed >&2; fi
if [ -n "$2" ]; then { usermod -aG incus-admin "$2" 2>/dev/null || addgroup "$2" incus-admin; } >&2; fi
[ -z "$3" ] || incus --force-local config trust add "$3" --quiet </dev/null`;
  const preseed = preseedOf(steps);
  const input = Buffer.from(`${JSON.stringify(receipt)}\n${preseed ? JSON.stringify(preseed) : ""}`);
  const args = [preseed ? "yes" : "", member, newcomer ?? ""];
  const { code, stdout, stderr } = await run(host, { name: "settle", text, args, input }, signal);
  if (code !== 0) throw new MachineFailed(`setting up Incus on ${host.name}`, stderr);
  const token = stdout.trim().split(/\s+/).at(-1);
  if (newcomer !== undefined && !token) throw new MachineFailed(`making a trust token on ${host.name}`, stderr);
  return newcomer === undefined ? undefined : token;
}

function preseedOf(steps: readonly Step[]): object | undefined {
  const only = <K extends Step["is"]>(is: K) =>
    steps.filter((step): step is Extract<Step, { is: K }> => step.is === is);
  const [devices] = only("devices");
  const [listen] = only("listen");
  const preseed = {
    ...(listen && { config: { "core.https_address": listen.address } }),
    storage_pools: only("pool").map(({ name, driver, config }) => ({ name, driver, config })),
    networks: only("network").map(({ name, config }) => ({ name, type: "bridge", config })),
    profiles: devices ? [{ name: "default", devices: devices.devices }] : [],
  };
  const has = listen || preseed.storage_pools.length + preseed.networks.length + preseed.profiles.length > 0;
  return has ? preseed : undefined;
}

/** Takes back a token that was not used. */
export async function revokeToken(host: SshHost, client: string): Promise<void> {
  const text = `${OWN_CLIENT}
incus --force-local config trust revoke-token "$1"`;
  await run(host, { name: "revoke", text, args: [client] }).catch(() => undefined);
}
