import { expect } from "chai";
import { Mesh } from "../../provider/kinds/index.ts";
import { testEnvironment } from "../../setup/environment.ts";
import { describeKind, NOT_SUPPORTED } from "../conformance/describe-kind.ts";
import { type BareHosts, bareHostsOn } from "../hosts/bare-hosts.ts";

let machines: BareHosts | undefined;

const all = () => machines?.hosts ?? expect.fail("there are no machines");
const host = (index: number) => {
  const { name, address, ssh } = all()[index] ?? expect.fail(`there is no machine ${index}`);
  return { name: `${"abc"[index]}`, ssh: { ...ssh, address }, container: name };
};
/** As a program declares it. */
const machine = (index: number) => {
  const { container: _, ...declared } = host(index);
  return declared;
};
/** What a machine has of any mesh: its name, address and port, its peers, and whether it reaches them. */
const LOOK = `cd /etc/cul8er/mesh 2>/dev/null || exit 0
for mesh in *; do
  [ -f "$mesh/settings" ] && systemctl -q is-active "cul8er-mesh-$mesh" || continue
  echo "$mesh $(sed -n 's/^address //p' "$mesh/settings") $(wg show "$mesh" listen-port)"
  wg show "$mesh" allowed-ips | cut -f 2 | sort | while read -r own subnet; do
    # Who sits behind a NAT must have begun.
    tries=0 reached=no
    until [ "$reached" = yes ] || [ "$tries" -ge 20 ]; do
      timeout 1 bash -c "exec 3<>/dev/tcp/\${own%/*}/22" 2>/dev/null && reached=yes
      tries=$((tries + 1)); sleep 0.2
    done
    echo "$own $subnet reached: $reached"
  done
done`;

// Its machines, and their tunnels, take minutes.
const { everything } = await testEnvironment();

if (everything)
  describeKind(Mesh, {
    async prepare() {
      const { machine } = await testEnvironment();
      if (machine) machines = await bareHostsOn(machine, 2);
    },
    clear: async () => machines?.remove(),
    async observe() {
      const looks = await Promise.all(all().map(({ shell }) => shell(LOOK)));
      return looks.some((look) => look !== "") ? { a: looks[0] ?? "", b: looks[1] ?? "" } : undefined;
    },
    create: {
      inputs: () => ({ name: "fleet0", hosts: [machine(0)] }),
      there: () => ({ a: "fleet0 10.100.1.1 51820", b: "" }),
    },
    update: {
      inputs: () => ({ hosts: [machine(1), machine(0)], hidden: ["b"] }),
      there: () => ({
        a: "fleet0 10.100.1.1 51820\n10.100.2.1/32 10.200.2.0/24 reached: yes",
        b: "fleet0 10.100.2.1 51820\n10.100.1.1/32 10.200.1.0/24 reached: yes",
      }),
      changes: ["a", "b"],
    },
    drift: {
      by: async () => void (await all()[0]?.shell("wg set fleet0 peer $(wg show fleet0 peers) remove")),
      of: [],
      says: /changed by another hand: its tunnel on a is not as it was/,
    },
    replace: {
      inputs: () => ({ name: "fleet1", port: 51_900 }),
      // A mesh of another name numbers its hosts anew, as they are declared.
      there: () => ({ a: "fleet1 10.100.2.1 51900\n10.100.1.1/32 10.200.1.0/24 reached: yes" }),
    },
    refuse: {
      "a host that is reached by its API alone": {
        inputs: () => ({
          hosts: [machine(0), { name: "far", address: "https://203.0.113.1:8443", fingerprint: "0".repeat(64) }],
        }),
        path: "hosts",
        says: /far is reached by its API alone/,
      },
      "hosts that nobody can reach": {
        inputs: () => ({ hidden: ["a", "b"] }),
        path: "hosts",
        says: /nobody can reach anybody/,
      },
    },
    gone: {
      by: async () => {
        const leave =
          "systemctl -q disable --now cul8er-mesh-fleet1; rm -rf /etc/cul8er /etc/systemd/system/cul8er-mesh-*";
        await Promise.all(all().map(({ shell }) => shell(leave)));
      },
    },
    foreign: NOT_SUPPORTED("nothing but cul8er makes meshes of its kind"),
    import: NOT_SUPPORTED("its id does not tell which hosts are in it"),
  });
