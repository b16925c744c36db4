/** Platforms that Incus can be installed on: what each needs, as commands, from its own packages. */

/** How a distribution installs Incus. */
export interface Platform {
  /** In messages. */
  readonly name: string;
  /** Prints the names of all installed packages, one a line. */
  readonly list: string;
  /** Installs the packages; `$driver` is the storage driver. Ends with an error where it cannot. */
  readonly install: string;
  /** Removes the packages `"$@"` and nothing else. */
  readonly remove: string;
  /** Package manager's own files that are locked while another one runs, for messages. */
  readonly lock: RegExp;
}

/** What a machine says about itself in os-release. */
export interface OsRelease {
  /** `debian`, `ubuntu`, `arch`, `alpine`, `fedora`. */
  readonly id: string;
  /** What it descends from. */
  readonly like: readonly string[];
}

const debian: Platform = {
  name: "Debian or Ubuntu",
  list: `dpkg-query -W -f '\${db:Status-Status} \${binary:Package}\\n' | sed -n 's/^installed //p'`,
  // Old Debians have it in backports only; lists of packages may be missing or older than what the mirror has.
  install: `
export DEBIAN_FRONTEND=noninteractive
apt() { apt-get -q -y --no-install-recommends -o DPkg::Lock::Timeout=60 -o Acquire::Retries=3 "$@"; }
candidates() { apt-cache policy "$@" 2>/dev/null | awk '/^[^ ]/ { name = substr($1, 1, length($1) - 1) } /Candidate: [^(]/ { printf "%s ", name }'; }
# Nobody reads descriptions here; what other lists there are stays.
lists() { apt -o Acquire::Languages=none -o APT::Get::List-Cleanup=0 "$@" update; }
has() { [ -n "$(candidates "$@")" ]; }
[ -z "$resumed" ] || dpkg --configure -a
has incus || lists || true
if ! has incus incus-base && [ "$VERSION_CODENAME" = bookworm ]; then
  rm -f "$source"
  mirror=$(apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' | sed -n "s/^$VERSION_CODENAME //p" | head -n 1)
  [ -n "$mirror" ] || { echo "apt tells no mirror of this Debian" >&2; exit 1; }
  printf 'Types: deb\\nURIs: %s\\nSuites: %s-backports\\nComponents: main\\nSigned-By: %s\\n' "$mirror" "$VERSION_CODENAME" /usr/share/keyrings/debian-archive-keyring.gpg > "$source"
  # The other lists are of a moment ago.
  lists -o Dir::Etc::sourcelist="$source" -o Dir::Etc::sourceparts=-
fi
names=$(candidates incus-base incus-client lxcfs dnsmasq-base nftables iproute2 xz-utils)
case " $names" in *" incus-base "*) ;; *) names="$names incus" ;; esac
[ "$driver" != btrfs ] || names="$names btrfs-progs"
apt install $names || { lists && apt install $names; }`,
  // A simulation first: what somebody else's package needs by now stays, and so does that package.
  remove: `
export DEBIAN_FRONTEND=noninteractive
gone=$(apt-get -s purge "$@" | sed -n 's/^Purg \\([^ ]*\\) .*/\\1/p')
for name in $gone; do
  case " $* " in *" $name "* | *" $name:"*) ;; *) echo "$name needs one of them" >&2; exit 3 ;; esac
done
apt-get -q -y -o DPkg::Lock::Timeout=60 purge "$@"`,
  lock: /Could not get lock|is held by process|Unable to acquire the dpkg frontend lock/,
};

const arch: Platform = {
  name: "Arch Linux",
  list: "pacman -Qq",
  install: `
names="incus lxcfs dnsmasq nftables"
[ "$driver" != btrfs ] || names="$names btrfs-progs"
pacman -S --needed --noconfirm $names
grep -q '^root:' /etc/subuid 2>/dev/null || usermod --add-subuids 1000000-1000999999 --add-subgids 1000000-1000999999 root
systemctl enable --now lxcfs.service incus.socket incus.service`,
  remove: `pacman -Rn --noconfirm "$@"`,
  lock: /unable to lock database/,
};

const alpine: Platform = {
  name: "Alpine Linux",
  list: "apk info -q",
  install: `
names="incus incus-client lxcfs dnsmasq nftables iproute2 xz"
[ "$driver" != btrfs ] || names="$names btrfs-progs"
apk add $names
rc-update add lxcfs default
rc-update add incusd default
rc-service lxcfs start
rc-service incusd start`,
  remove: `apk del "$@"`,
  lock: /Unable to lock database/,
};

const fedora: Platform = {
  name: "Fedora",
  list: "rpm -qa --qf '%{NAME}\\n' | sort -u",
  install: `
names="incus incus-client lxcfs dnsmasq nftables"
[ "$driver" != btrfs ] || names="$names btrfs-progs"
dnf -y --setopt=install_weak_deps=False install $names
grep -q '^root:' /etc/subuid 2>/dev/null || usermod --add-subuids 1000000-1000999999 --add-subgids 1000000-1000999999 root
systemctl enable --now lxcfs.service incus.socket incus.service`,
  remove: `
gone=$(dnf --assumeno --noautoremove remove "$@" 2>/dev/null | sed -n 's/^ \\([^ ]*\\) .*/\\1/p')
for name in $gone; do case " $* " in *" $name "*) ;; *) echo "$name needs one of them" >&2; exit 3 ;; esac; done
dnf -y --noautoremove remove "$@"`,
  lock: /Failed to obtain the transaction lock|Waiting for process with pid/,
};

const PLATFORMS: Readonly<Record<string, Platform>> = { debian, ubuntu: debian, arch, alpine, fedora };

/** The platform of a machine, by its own name first, then by what it descends from; undefined for any other. */
export const platformOf = ({ id, like }: OsRelease): Platform | undefined =>
  [id, ...like].flatMap((name) => PLATFORMS[name] ?? [])[0];

/** Names of all platforms, for messages. */
export const platformNames: readonly string[] = [...new Set(Object.values(PLATFORMS).map(({ name }) => name))];
