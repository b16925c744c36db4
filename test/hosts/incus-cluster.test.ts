/** Bare machines become hosts and one Incus cluster out of one program: `npm run test:crash -- test/hosts/incus-cluster.test.ts`. */
import { expect } from "chai";
import { testEnvironment } from "../../setup/environment.ts";
import { Stack } from "../stack.ts";
import { type BareHosts, bareHosts } from "./bare-hosts.ts";
import { differenceOf, everythingOn, secretsOn } from "./everything.ts";

const { everything } = await testEnvironment();

if (everything)
  describe("bare machines as one Incus cluster", function () {
    this.bail(true);

    const NAMES = ["a", "b", "c"];
    let bed: BareHosts;
    let stack: Stack | undefined;
    let found: string[];

    before(async function () {
      bed = await bareHosts(this, NAMES.length);
      found = await Promise.all(bed.hosts.map(everythingOn));
      stack = await Stack.of(bed.machine, "test/programs/declared", "test", 800_000);
    });
    after(async () => {
      await stack?.[Symbol.asyncDispose]();
      await bed?.remove();
    });

    it("come to be in one run, with an instance on the second", async () => {
      await up([]);
      expect(await asked("cluster list -f csv -c n")).to.equal("a\nb\nc");
      expect(await asked("list -f csv -c nsL")).to.equal("web,RUNNING,b");
      for (const host of bed.hosts) expect(await secretsOn(host)).to.equal("");
    });

    it("move it when its member is emptied, and back", async () => {
      await up(["b"]);
      expect(await asked("list -f csv -c nsL")).to.match(/^web,RUNNING,[ac]$/);
      await up([]);
      expect(await asked("list -f csv -c nsL")).to.equal("web,RUNNING,b");
    });

    it("part, and are as they were", async () => {
      const { ok, text } = (await stack?.destroy()) ?? expect.fail("there is no stack");
      expect(ok, text).to.equal(true);
      const left = await Promise.all(bed.hosts.map(everythingOn));
      expect(left.map((each, index) => differenceOf(found[index] ?? "", each))).to.deep.equal([[], [], []]);
    });

    /** What the cluster's own client says on the first machine. */
    const asked = async (words: string) =>
      bed.hosts[0]?.shell(
        `INCUS_CONF=/run/asked INCUS_CACHE=/run/asked incus --force-local ${words} && rm -rf /run/asked`,
      );

    async function up(evacuated: readonly string[]) {
      const machines = NAMES.map((name, index) => ({ name, machine: bed.hosts[index] ?? expect.fail() }));
      const hosts = machines.map(({ name, machine: { address, ssh } }, index) => ({
        kind: "Host",
        name,
        args: {
          address,
          ssh: { ...ssh, user: "deploy" },
          access: "ssh",
          ...(index === 0 ? { network: { ipv4: "10.90.0.1/24", ipv6: "none" } } : { empty: true }),
        },
      }));
      const byName = (value: (each: (typeof machines)[number]) => string) =>
        Object.fromEntries(machines.map((each) => [each.name, value(each)]));
      const cluster = {
        members: byName(({ name }) => `@${name}.endpoint`),
        addresses: byName(({ machine: { address } }) => `${address}:8443`),
        evacuated,
      };
      const host = "@a.endpoint";
      await stack?.configure({
        resources: [
          ...hosts,
          { kind: "IncusCluster", name: "prod", args: cluster },
          { kind: "Image", name: "debian", after: ["prod"], args: { host, file: bed.machine.image } },
          {
            kind: "Instance",
            name: "web",
            after: ["prod"],
            args: { host, image: "@debian.fingerprint", target: "b", config: { "cluster.evacuate": "migrate" } },
          },
        ],
      });
      const { ok, text } = (await stack?.up()) ?? expect.fail("there is no stack");
      expect(ok, text).to.equal(true);
      expect(await stack?.preview()).to.deep.equal([]);
    }
  });
