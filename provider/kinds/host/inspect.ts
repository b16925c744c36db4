/** What is on a machine: one script that only reads, and what it answers. */
import { z } from "zod";
import { overSsh } from "../../incus/over-ssh.ts";
import { answerOf, type Script } from "../../shell.ts";
import type { SshHost } from "../../ssh/host.ts";
import { type Platform, platformOf } from "./platform.ts";
import { FOLDER, type Receipt, readReceipt, SOURCE } from "./receipt.ts";
import {
  membersSchema,
  poolSpaceSchema,
  poolsSchema,
  resourcesSchema,
  type ServerView,
  serverSchema,
} from "./server-view.ts";

/** A machine as it was found. */
export interface Machine {
  /** What it calls itself: `Debian GNU/Linux 12 (bookworm)`. */
  readonly system: string;
  readonly platform: Platform | undefined;
  /** Whether Incus is installed. */
  readonly installed: boolean;
  /** What its server tells; undefined where none answers. */
  readonly incus: Found | undefined;
  /** Bytes that are free where Incus keeps its files. */
  readonly free: number;
  /** The storage driver that suits it best: btrfs where its kernel and its devices allow a file of it, else plain folders. */
  readonly driver: "btrfs" | "dir";
  /** Whether an Incus that is not installed any more has left its database. */
  readonly remains: boolean;
  readonly receipt: Receipt | undefined;
  /** Packages that were installed with Incus. */
  readonly packages: readonly string[];
  /** The user that scripts run as becomes root; whether the one who logs in may use the server's socket. */
  readonly member: boolean;
}

/** A server that answers. */
export interface Found extends ServerView {
  readonly networks: readonly { readonly name: string; readonly used_by: readonly string[] }[];
  /** Devices of the default profile. */
  readonly devices: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Fingerprints of the trusted client certificates. */
  readonly trusted: readonly string[];
  /** URLs of the instances, images, volumes and projects that are on it. */
  readonly content: readonly string[];
}

/** Asks a machine. @throws IncusError where it cannot be reached or used, SudoRefused */
export async function inspect(host: SshHost, signal?: AbortSignal): Promise<Machine> {
  const { code, stdout, stderr } = await run(
    host,
    { name: "inspect", text: TEXT, args: [host.place.user ?? ""] },
    signal,
  );
  if (code !== 0) throw new MachineFailed(`looking at ${host.name}`, stderr);
  return machineIn(stdout);
}

/** Runs a script as root, with what fails over SSH said in the words of a server that cannot be reached. */
export const run = (host: SshHost, script: Script, signal?: AbortSignal) =>
  host.run(script, { sudo: true, signal }).catch((error: unknown) => {
    throw overSsh(host.name, error);
  });

/** A script of ours failed on the machine. */
export class MachineFailed extends Error {
  override readonly name = "MachineFailed";
  /** What the machine said. */
  readonly said: string;
  constructor(tried: string, stderr: string, advice = "") {
    const said = stderr.trim().split("\n").slice(-6).join("\n") || "it said nothing";
    super(`${tried} failed: ${said}${advice && ` ${advice}`}`);
    this.said = said;
  }
}

/** The beginning of a script that asks Incus' client, which would leave its configuration and its cache behind. */
export const OWN_CLIENT = `INCUS_CONF=$(mktemp -d) INCUS_CACHE=$INCUS_CONF; export INCUS_CONF INCUS_CACHE
trap 'rm -rf "$INCUS_CONF"' EXIT`;

// The socket's own folder tells whether a server runs: asking a server that is only installed would start it.
const TEXT = `
LC_ALL=C; export LC_ALL
PATH=$PATH:/usr/sbin:/sbin:/usr/local/sbin; export PATH
ID= ID_LIKE= PRETTY_NAME=
[ ! -r /etc/os-release ] || . /etc/os-release
echo "id=$ID"
echo "like=$ID_LIKE"
echo "system=\${PRETTY_NAME:-$(uname -sr)}"
folder=/var/lib; [ ! -d /var/lib/incus ] || folder=/var/lib/incus
echo "free=$(df -Pk $folder | awk 'NR == 2 { print $4 }')"
{ grep -qw btrfs /proc/filesystems || modprobe -n btrfs; } >/dev/null 2>&1 && [ -e /dev/loop-control ] && echo driver=btrfs
[ ! -d /var/lib/incus/database ] || echo remains=yes
[ ! -f ${FOLDER}/host.json ] || printf 'receipt=%s\\n' "$(tr -d '\\n' < ${FOLDER}/host.json)"
[ ! -f ${FOLDER}/packages ] || echo "packages=$(tr '\\n' ' ' < ${FOLDER}/packages)"
[ -z "$1" ] || ! id -nG "$1" 2>/dev/null | grep -qw incus-admin || echo member=yes
[ -z "$1" ] || [ "$(id -u "$1" 2>/dev/null)" != 0 ] || echo member=yes
for daemon in incusd /usr/libexec/incus/incusd /usr/lib/incus/incusd /opt/incus/bin/incusd; do
  ! command -v $daemon >/dev/null || { echo installed=yes; break; }
done
[ -S /var/lib/incus/unix.socket ] || [ -S /run/incus/unix.socket ] || exit 0
command -v incus >/dev/null || { echo client=none; exit 0; }
${OWN_CLIENT}
incus --force-local admin waitready --timeout=4 2>/dev/null || exit 0
query() { incus --force-local query "$1" | tr -d '\\n'; }
ask() { printf '%s=%s\\n' "$1" "$(query "$2")" > "$INCUS_CONF/$1.answer"; }
server=$(query /1.0)
printf 'server=%s\\n' "$server"
# Side by side: most of their time goes into starting the client.
for pool in $(incus --force-local storage list --format csv --columns n 2>/dev/null); do
  printf 'space=%s %s\\n' "$pool" "$(query "/1.0/storage-pools/$pool/resources")"
done > "$INCUS_CONF/space.answer" &
ask resources /1.0/resources &
ask pools '/1.0/storage-pools?recursion=1' &
ask networks '/1.0/networks?recursion=1' &
ask profile /1.0/profiles/default &
ask certificates '/1.0/certificates?recursion=1' &
ask projects /1.0/projects &
ask instances '/1.0/instances?all-projects=true' &
ask images '/1.0/images?all-projects=true' &
case $server in *'"server_clustered": true'*) ask members '/1.0/cluster/members?recursion=1' & ;; esac
wait
cat "$INCUS_CONF"/*.answer`;

/** What the script's answer says. */
export function machineIn(stdout: string): Machine {
  const { values } = answerOf(stdout);
  const like = (values.like ?? "").split(/\s+/).filter(Boolean);
  return {
    system: values.system ?? "an unknown system",
    platform: platformOf({ id: values.id ?? "", like }),
    installed: values.installed === "yes" || values.server !== undefined,
    incus: values.server ? foundIn(values, stdout) : undefined,
    free: Number(values.free ?? 0) * 1024,
    driver: values.driver === "btrfs" ? "btrfs" : "dir",
    remains: values.remains === "yes",
    receipt: readReceipt(values.receipt ?? ""),
    packages: (values.packages ?? "").split(/\s+/).filter(Boolean),
    member: values.member === "yes",
  };
}

const urls = z
  .array(z.string())
  .nullish()
  .transform((all) => all ?? []);
const networksSchema = z.array(z.object({ name: z.string(), managed: z.boolean(), used_by: urls }));
const profileSchema = z.object({ devices: z.record(z.string(), z.record(z.string(), z.string())) });
const certificatesSchema = z.array(z.object({ fingerprint: z.string(), type: z.string() }));

function foundIn(values: Readonly<Record<string, string>>, stdout: string): Found {
  const read = <T>(schema: z.ZodType<T>, name: string, otherwise: unknown = []): T =>
    schema.parse(values[name] ? JSON.parse(values[name]) : otherwise);
  const spaces = new Map(
    [...stdout.matchAll(/^space=(\S+) (.*)$/gm)].map(([, pool = "", json = ""]) => [
      pool,
      poolSpaceSchema.parse(json ? JSON.parse(json) : {}).space.total,
    ]),
  );
  const pools = read(poolsSchema, "pools");
  return {
    server: read(serverSchema, "server"),
    resources: read(resourcesSchema, "resources"),
    pools: pools.map(({ name, driver }) => ({ name, driver, size: spaces.get(name) ?? 0 })),
    members: read(membersSchema, "members").map(({ server_name }) => server_name),
    networks: read(networksSchema, "networks").filter(({ managed }) => managed),
    devices: read(profileSchema, "profile", { devices: {} }).devices,
    trusted: read(certificatesSchema, "certificates")
      .filter(({ type }) => type === "client")
      .map(({ fingerprint }) => fingerprint),
    content: [
      ...read(urls, "instances"),
      ...read(urls, "images"),
      ...read(urls, "projects").filter((url) => url !== "/1.0/projects/default"),
      ...pools.flatMap(({ used_by }) => used_by.filter((url) => url.includes("/volumes/custom/"))),
    ],
  };
}

/** The file of packages' source, where one was added. */
export { SOURCE };
