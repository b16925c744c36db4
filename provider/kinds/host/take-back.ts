/** Destroying a host: what was made on the machine goes, unless something else uses it by now. */
import type { Context } from "../../context.ts";
import type { SshHost } from "../../ssh/host.ts";
import { type Machine, MachineFailed, OWN_CLIENT, run } from "./inspect.ts";
import { FOLDER, SOURCE } from "./receipt.ts";

/** What goes, and what stays because it is used. */
export interface Leaving {
  /** Incus itself, with all that is its own. */
  readonly incus: boolean;
  readonly pool: string | undefined;
  readonly network: string | undefined;
  readonly devices: readonly string[];
  readonly listen: boolean;
  readonly member: string | undefined;
  readonly trust: readonly string[];
  /** Reasons for what stays, as sentences. */
  readonly stays: readonly string[];
}

/** Decides. Pure. */
export function leavingOf({ receipt, incus }: Machine): Leaving {
  const none: Leaving = {
    incus: false,
    pool: undefined,
    network: undefined,
    devices: [],
    listen: false,
    member: undefined,
    trust: [],
    stays: [],
  };
  if (!receipt) return none;
  const member = receipt.member;
  if (!incus) return { ...none, member, incus: receipt.incus };
  const others = [
    ...incus.content,
    ...incus.pools.filter(({ name }) => name !== receipt.pool).map(({ name }) => `/1.0/storage-pools/${name}`),
    ...incus.networks.filter(({ name }) => name !== receipt.network).map(({ name }) => `/1.0/networks/${name}`),
    ...incus.trusted
      .filter((fingerprint) => !receipt.trust.includes(fingerprint))
      .map((print) => `/1.0/certificates/${print.slice(0, 12)}`),
    // One that is its only member goes with it.
    ...(incus.members.length > 1 ? ["/1.0/cluster"] : []),
  ];
  const trust = receipt.trust.filter((fingerprint) => incus.trusted.includes(fingerprint));
  if (receipt.incus && others.length === 0) return { ...none, incus: true, member, trust };
  const used = others.length > 0 ? `it is used: ${inWords(others)}` : "";
  const isUsed = incus.content.length > 0;
  const stays = [
    ...(receipt.incus ? [`Incus stays on the machine, for ${used}`] : []),
    ...(!receipt.incus && isUsed && (receipt.pool ?? receipt.network)
      ? [`its storage and network stay, for ${used}`]
      : []),
  ];
  const clears = !receipt.incus && !isUsed;
  return {
    ...none,
    pool: clears ? receipt.pool : undefined,
    network: clears ? receipt.network : undefined,
    devices: clears ? receipt.devices : [],
    listen: !receipt.incus && receipt.listen !== undefined && !incus.server.environment.server_clustered,
    member,
    trust,
    stays,
  };
}

/** The first few URLs: enough to see whose it is. */
const inWords = (urls: readonly string[]): string =>
  `${urls
    .slice(0, 4)
    .map((url) => url.replace("/1.0/", ""))
    .join(", ")}${urls.length > 4 ? ` and ${urls.length - 4} more` : ""}`;

/** Carries it out. May be repeated after a crash at any point. */
export async function takeBack(context: Context, host: SshHost, machine: Machine): Promise<void> {
  const leaving = leavingOf(machine);
  for (const reason of leaving.stays) context.warn(reason);
  const { platform, packages, receipt } = machine;
  const text = `
PATH=$PATH:/usr/sbin:/sbin; LC_ALL=C; export PATH LC_ALL
incus=$1 pool=$2 network=$3 listen=$4 member=$5 devices=$6 trust=$7; shift 7
${OWN_CLIENT}
ask() { incus --force-local "$@"; }
if [ -n "$incus$pool$network$listen$devices$trust" ] && command -v incus >/dev/null; then
  for device in $devices; do ask profile device remove default "$device" >/dev/null 2>&1; done
  if [ -n "$network" ]; then ask network delete "$network" || exit 1; fi
  if [ -n "$pool" ]; then ask storage delete "$pool" || exit 1; fi
  [ -z "$listen" ] || ask config unset core.https_address || exit 1
  for print in $trust; do ask config trust remove "$print" || exit 1; done
fi
if [ -n "$member" ]; then gpasswd -d "$member" incus-admin >/dev/null 2>&1 || delgroup "$member" incus-admin >/dev/null 2>&1; fi
if [ -n "$incus" ]; then
  if [ -d /run/systemd/system ]; then systemctl stop incus.socket incus.service lxcfs.service 2>/dev/null
  elif command -v rc-service >/dev/null; then rc-service incusd stop; rc-service lxcfs stop; fi
  exec 3>&1 >&2
  set -e
  [ $# -eq 0 ] || { ${platform?.remove ?? "true"}; }
  ! grep -q ' /var/lib/lxcfs ' /proc/mounts || umount -l /var/lib/lxcfs
  grep ' /var/lib/incus/' /proc/mounts | cut -d ' ' -f 2 | sort -r | while read -r at; do umount -l "$at"; done
  rm -rf /var/lib/incus /var/log/incus /var/cache/incus /run/incus ${SOURCE}
  for group in incus-admin incus; do
    ! getent group $group | grep -q ':$' || groupdel $group 2>/dev/null || delgroup $group 2>/dev/null || true
  done
  # Packages leave users and their ranges behind: those that came with them go.
  [ ! -f ${FOLDER}/accounts ] || while read -r what name; do
    case $what in
      user) userdel "$name" 2>/dev/null || deluser "$name" 2>/dev/null || true ;;
      *) grep -vxF "$name" /etc/$what > ${FOLDER}/left || true; cat ${FOLDER}/left > /etc/$what ;;
    esac
  done < ${FOLDER}/accounts
  # Packages leave empty folders behind: those that came with them go.
  [ ! -f ${FOLDER}/folders ] || sort -r ${FOLDER}/folders | while read -r at; do
    [ "$at" = ${FOLDER} ] || rmdir "$at" 2>/dev/null || true
  done
fi
rm -rf ${FOLDER}`;
  const { incus, pool, network } = leaving;
  const args = [
    incus ? "yes" : "",
    (incus ? receipt?.pool : pool) ?? "",
    (incus ? receipt?.network : network) ?? "",
    leaving.listen ? "yes" : "",
    leaving.member ?? "",
    (incus ? (receipt?.devices ?? []) : leaving.devices).join(" "),
    leaving.trust.join(" "),
    ...(incus ? packages : []),
  ];
  const present = existing(machine, args);
  const { code, stderr } = await run(host, { name: "take-back", text, args: present }, context.signal);
  if (code === 3)
    throw new MachineFailed(
      `removing Incus from ${host.name}`,
      stderr,
      "Nothing of it was removed: it is needed by other packages.",
    );
  if (code !== 0) throw new MachineFailed(`taking back what was made on ${host.name}`, stderr);
}

/** Only what is there: a run that died may have noted what it never made. */
function existing({ incus }: Machine, [yes = "", pool = "", network = "", ...rest]: string[]): string[] {
  const has = (all: readonly { name: string }[] | undefined, name: string) => all?.some((one) => one.name === name);
  return [yes, has(incus?.pools, pool) ? pool : "", has(incus?.networks, network) ? network : "", ...rest];
}
