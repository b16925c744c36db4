/**
 * A host leaves a mesh, and the client dies meanwhile: the next run ends what it began.
 * `npm run test:crash -- test/hosts/mesh-interrupted.test.ts`.
 */
import { expect } from "chai";
import { testEnvironment } from "../../setup/environment.ts";
import type { Point } from "../crash/point.ts";
import { recorded } from "../crash/record.ts";
import { type Run, Stack } from "../stack.ts";
import { type BareHost, type BareHosts, bareHosts } from "./bare-hosts.ts";

const { everything } = await testEnvironment();

if (everything)
  describe("a host that leaves a mesh while the client dies", function () {
    this.timeout("10m");

    const NAMES = ["a", "b", "c"];
    const GONE = "DELETE /1.0/networks/fleetbr0#1";
    let bed: BareHosts;
    let stack: Stack | undefined;

    before(async function () {
      bed = await bareHosts(this, NAMES.length);
      stack = await Stack.of(bed.machine, "test/programs/declared", "test", 400_000);
    });
    after(async () => {
      await stack?.[Symbol.asyncDispose]();
      await bed?.remove();
    });

    beforeEach(async () => {
      await wish("abc");
      succeeded(await open().up());
      expect(await peers()).to.deep.equal({ a: 2, b: 2, c: 2 });
      await wish("ac");
    });

    const points: (Point & { readonly victim: "provider" | "pulumi" })[] = [
      { request: GONE, moment: "before", victim: "provider" },
      { request: GONE, moment: "before", victim: "pulumi" },
      { request: GONE, moment: "after", victim: "pulumi" },
    ];
    for (const point of points)
      it(`has left after the next one: ${point.victim} dies ${point.moment} its network is removed`, async () => {
        const killed = await recorded((environment) => open().up(environment), point);
        expect(killed.died, killed.run.text).to.equal(true);
        if (point.victim === "pulumi") await open().cancel();
        await isLeftByTheNext();
      });

    it("has left after the next one: pulumi and what it did there die while it leaves", async () => {
      await at("b").shell(HOLD);
      await recorded(async (environment) => {
        const running = open().start(["up", "--yes", "--skip-preview"], environment);
        await at("b").shell("until [ -s /run/held ]; do sleep 0.1; done");
        process.kill(running.pid ?? expect.fail("it was not started"), "SIGKILL");
        return running.done;
      });
      await at("b").shell("kill -9 $(cat /run/held); rm /run/held /usr/local/sbin/systemctl");
      await open().cancel();
      await isLeftByTheNext();
    });

    async function isLeftByTheNext() {
      succeeded(await open().up());
      expect(await peers()).to.deep.equal({ a: 1, b: 0, c: 1 });
      expect(await at("b").shell("ls -d /etc/cul8er /sys/class/net/fleet0 2>/dev/null || true")).to.equal("");
      expect(await open().preview()).to.deep.equal([]);
    }

    const open = () => stack ?? expect.fail("there is no stack");
    const succeeded = ({ ok, text }: Run) => expect(ok, text).to.equal(true);
    const at = (name: string): BareHost => bed.hosts[NAMES.indexOf(name)] ?? expect.fail(`there is no machine ${name}`);

    /** Peers of each machine in the mesh. */
    async function peers(): Promise<Record<string, number>> {
      const count = "wg show fleet0 peers 2>/dev/null | wc -l";
      return Object.fromEntries(
        await Promise.all(NAMES.map(async (name) => [name, Number(await at(name).shell(count))])),
      );
    }

    /** All machines are hosts; those named have the mesh, and a network in it. */
    async function wish(named: string) {
      const hosts = NAMES.map((name) => ({
        kind: "Host",
        name,
        args: {
          address: at(name).address,
          ssh: { ...at(name).ssh, user: "deploy" },
          access: "ssh",
          network: { ipv4: "10.90.0.1/24", ipv6: "none" },
        },
      }));
      const mesh = { name: "fleet0", hosts: [...named].map((name) => `@${name}.endpoint`) };
      const networks = [...named].map((name) => ({
        kind: "Network",
        name: `network-${name}`,
        args: {
          name: "fleetbr0",
          host: `@${name}.endpoint`,
          config: { "ipv4.address": `@fleet0.bridgeAddresses.${name}`, "ipv4.nat": "false", "ipv6.address": "none" },
        },
      }));
      await open().configure({ resources: [...hosts, { kind: "Mesh", name: "fleet0", args: mesh }, ...networks] });
    }
  });

/** Has the script stand still that takes the machine out of a mesh, before it has done anything; its processes are in a file. */
const HOLD = `cat > /usr/local/sbin/systemctl <<'EOF'
#!/bin/sh
case " $* " in *" disable "*) echo "$$ $PPID" > /run/held; exec sleep 600 ;; esac
exec /usr/bin/systemctl "$@"
EOF
chmod 755 /usr/local/sbin/systemctl`;
