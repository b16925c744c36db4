/**
 * From bare machines to one private fleet that carries a cluster, out of one program:
 * `CUL8ER_ENGINE=terraform npm run test:crash -- test/hosts/fleet.test.ts`.
 */
import { expect } from "chai";
import { z } from "zod";
import { testEnvironment } from "../../setup/environment.ts";
import { type BareHost, type BareHosts, bareHosts } from "./bare-hosts.ts";
import { differenceOf, everythingOn, secretsOn } from "./everything.ts";
import { type Program, pulumiFleet, SECRETS, terraformFleet } from "./fleet-program.ts";

const { everything } = await testEnvironment();
const { CUL8ER_ENGINE } = process.env;
const engines = Object.entries({ pulumi: pulumiFleet, terraform: terraformFleet });

for (const [engine, open] of everything ? engines : [])
  describe(`a fleet of bare machines under ${engine}`, function () {
    this.timeout("15m");
    this.bail(true);

    const NAMES = ["a", "b", "c", "d"];
    let bed: BareHosts;
    let program: Program;
    let found: string[];
    let version = "1.0.0";

    before(async function () {
      if (CUL8ER_ENGINE !== undefined && CUL8ER_ENGINE !== engine) this.skip();
      bed = await bareHosts(this, NAMES.length);
      found = await Promise.all(bed.hosts.map(everythingOn));
      program = await open(bed.machine);
    });
    after(async () => {
      await program?.[Symbol.asyncDispose]();
      await bed?.remove();
    });

    it("is made in one run, and carries a cluster whose nodes see each other through it", async () => {
      await wish({ machines: "abc", carrying: "abc" });
      succeeded(await program.up());
      expect(Object.values(await where()).sort()).to.deep.equal(["a", "a", "b", "b", "c", "c"]);
      await isWhole();
    });

    it("has nothing to change then", async () => {
      expect(await program.changes()).to.equal("");
    });

    it("rolls a new version over all of them", async () => {
      version = "2.0.0";
      const before = await where();
      await wish({ machines: "abc", carrying: "abc" });
      succeeded(await program.up());
      expect(await where()).to.deep.equal(before);
      await isWhole();
      expect(await program.changes()).to.equal("");
    });

    it("keeps nothing secret on its machines, and shows nothing", async () => {
      for (const host of bed.hosts) expect(await secretsOn(host)).to.equal("");
      const shown = await program.shown();
      const keys = await Promise.all(
        bed.hosts.slice(0, 3).map(({ shell }) => shell("cat /etc/cul8er/mesh/fleet0/key")),
      );
      for (const secret of [...keys, ...Object.values(SECRETS)]) expect(shown).not.to.include(secret);
    });

    it("moves nothing when a machine joins", async () => {
      const before = { where: await where(), started: await started() };
      await wish({ machines: "abcd", carrying: "abcd" });
      succeeded(await program.up());
      expect({ where: await where(), started: await started() }).to.deep.equal(before);
      await isWhole();
      expect(await program.changes()).to.equal("");
    });

    it("lets a machine go in one run: its nodes are made anew elsewhere, those that stay never miss each other, and it is as it was", async () => {
      const before = await started();
      const leaving = namesOn(await where(), "b");
      const staying = (await nodes()).filter(({ instance }) => !leaving.includes(instance));
      await wish({ machines: "acd", carrying: "acd" });
      const watched = watch(staying.map(({ address }) => address));
      succeeded(await program.up());
      expect(await watched.end()).to.deep.equal([]);
      expect(Object.values(await where()).sort()).to.deep.equal(["a", "a", "c", "c", "d", "d"]);
      const after = await started();
      for (const { instance } of staying) expect(after[instance], instance).to.equal(before[instance]);
      await isWhole();
      expect(await program.changes()).to.equal("");
      const peers = await Promise.all(["a", "c", "d"].map((name) => at(name).shell("wg show fleet0 peers | wc -l")));
      expect(peers).to.deep.equal(["2", "2", "2"]);
      expect(differenceOf(found[1] ?? "", await everythingOn(at("b")))).to.deep.equal([]);
    });

    it("leaves the machines as they were", async () => {
      succeeded(await program.destroy());
      const left = await Promise.all(bed.hosts.map(everythingOn));
      expect(left.map((each, index) => differenceOf(found[index] ?? "", each))).to.deep.equal([[], [], [], []]);
    });

    const at = (name: string): BareHost => bed.hosts[NAMES.indexOf(name)] ?? expect.fail(`there is no machine ${name}`);
    const succeeded = ({ ok, text }: { ok: boolean; text: string }) => expect(ok, text).to.equal(true);

    const wish = async ({ machines, carrying }: { machines: string; carrying: string }) =>
      program.wish({
        release: await bed.machine.release({ version }),
        carrying: [...carrying],
        machines: [...machines].map((name) => ({
          name,
          address: at(name).address,
          ssh: { ...at(name).ssh, user: "deploy" },
          network: { ipv4: "10.90.0.1/24", ipv6: "none" },
        })),
      });

    const nodes = async () => (await program.told()).nodes;

    /** The machine that each instance is on. */
    async function where(): Promise<Record<string, string>> {
      const { where } = await program.told();
      return Object.fromEntries(Object.entries(where).map(([instance, host]) => [instance, host.name]));
    }

    /** Every node answers in the version that is wanted, and sees every other; asked from one machine, so through the mesh. */
    async function isWhole() {
      const told = await ask((await nodes()).map(({ address }) => address));
      expect(told.length).to.equal(6);
      const names = told.map(({ node }) => node).sort();
      for (const each of told) {
        expect(each.version).to.equal(version);
        expect([each.node, ...each.peers].sort()).to.deep.equal(names);
      }
    }

    /** When the process of each node was started. */
    async function started(): Promise<Record<string, string>> {
      const show = "systemctl show chat --value -p ExecMainStartTimestampMonotonic";
      const all = Object.entries(await where()).map(async ([instance, host]) => [
        instance,
        await at(host).shell(
          `INCUS_CONF=/run/asked INCUS_CACHE=/run/asked incus --force-local exec ${instance} -- ${show}`,
        ),
      ]);
      return Object.fromEntries(await Promise.all(all));
    }

    /** Asks nodes by their addresses. */
    async function ask(addresses: readonly string[]) {
      const request = "printf 'GET /health HTTP/1.0\\r\\n\\r\\n'";
      const answers = await at("a").shell(
        `for address in ${addresses.join(" ")}; do ${request} | socat -t 10 - TCP:$address:4000,connect-timeout=5 | tail -n 1; echo; done`,
      );
      return answers
        .split("\n")
        .filter((line) => line.startsWith("{"))
        .map((line) => health.parse(JSON.parse(line)));
    }

    /** Asks nodes over and over again, and tells when one of them did not answer, or missed another of them. */
    function watch(addresses: readonly string[]) {
      let over = false;
      const missed: string[] = [];
      const watching = (async () => {
        while (!over) {
          const told = await ask(addresses).catch(() => []);
          const names = told.map(({ node }) => node);
          if (told.length < addresses.length) missed.push(`only ${names.join(", ")} answered`);
          for (const { node, peers } of told)
            missed.push(
              ...names.filter((name) => name !== node && !peers.includes(name)).map((name) => `${node} misses ${name}`),
            );
        }
      })();
      return {
        async end() {
          over = true;
          await watching;
          return missed;
        },
      };
    }
  });

const namesOn = (where: Readonly<Record<string, string>>, host: string): string[] =>
  Object.entries(where).flatMap(([instance, at]) => (at === host ? [instance] : []));

const health = z.object({ node: z.string(), version: z.string(), peers: z.array(z.string()) });
