/** A bare machine becomes a host, and a bare machine again: what is refused before, what is there in between, what is left. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { z } from "zod";
import { connect, disconnectAll } from "../../provider/incus/server.ts";
import { Refused, type State } from "../../provider/lifecycle.ts";
import { testEnvironment } from "../../setup/environment.ts";
import { failure } from "../incus/failure.ts";
import { makeKey } from "../ssh/server.ts";
import { type BareHost, type BareHosts, bareHosts } from "./bare-hosts.ts";
import { differenceOf, everythingOn, secretsOn } from "./everything.ts";
import { workOf } from "./work.ts";

const { everything } = await testEnvironment();

describe("a bare machine", () => {
  let bed: BareHosts;
  let host: BareHost;
  let found: string;
  let state: State;
  const before_ = { conf: process.env.INCUS_CONF, folder: process.cwd() };
  const network = { ipv4: "10.91.0.1/24", ipv6: "none" };
  const wanted = (more: object = {}) => ({ name: "prod", address: host.address, ssh: host.ssh, network, ...more });
  const deploy = (more: object = {}) => wanted({ ssh: { ...host.ssh, user: "deploy" }, ...more });

  before(async function () {
    bed = await bareHosts(this, 1);
    host = bed.hosts[0] as BareHost;
    found = await everythingOn(host);
    // As a user without an Incus client of their own.
    process.env.INCUS_CONF = join(bed.folder, "conf");
    await mkdir(join(bed.folder, "program"));
    process.chdir(join(bed.folder, "program"));
  });
  after(async () => {
    process.chdir(before_.folder);
    if (before_.conf === undefined) delete process.env.INCUS_CONF;
    else process.env.INCUS_CONF = before_.conf;
    await disconnectAll();
    await bed?.remove();
  });

  describe("is refused before anything is touched", () => {
    const refusal = async (values: object) => (await failure(workOf("us").create({ ...values }), Refused)).message;

    it("where it shows another host key", async () => {
      const hostKey = `SHA256:${"A".repeat(43)}`;
      expect(await refusal(wanted({ ssh: { ...host.ssh, hostKey } })))
        .to.include("ssh.hostKey")
        .and.include(`got ${host.ssh.hostKey}`);
    });

    it("where it does not know our key", async () => {
      const key = join(bed.folder, "stranger");
      await makeKey(key, "ed25519");
      expect(await refusal(wanted({ ssh: { ...host.ssh, key } })))
        .to.include("ssh.key")
        .and.include("authorized_keys");
    });

    it("where the user may not become root", async () => {
      expect(await refusal(wanted({ ssh: { ...host.ssh, user: "guest" } })))
        .to.include("ssh.user")
        .and.include("NOPASSWD");
    });

    it("where its disk is too small", async () => {
      expect(await refusal(wanted({ storage: { driver: "btrfs", size: "90TiB" } })))
        .to.include("storage.size")
        .and.match(/\d GiB are free/);
    });

    it("and is as it was", async () => {
      expect(differenceOf(found, await everythingOn(host))).to.deep.equal([]);
    });
  });

  if (everything) describe("of which a host is made", isMade);

  function isMade() {
    it("is not installed on while another program holds its packages", async () => {
      const lock = `open(F, "+>", "/var/lib/apt/lists/lock"); $l = pack("s s x4 q q i x4", 1, 0, 0, 0, 0); fcntl(F, 6, $l) or die; sleep 600`;
      await host.shell(
        `mkdir -p /var/lib/apt/lists; setsid perl -e '${lock}' </dev/null >/dev/null 2>&1 & echo $! > /run/holder; sleep 1`,
      );
      const error = await workOf("us").create(deploy()).catch(String);
      await host.shell("kill $(cat /run/holder)");
      expect(error)
        .to.match(/another program holds the lock of its packages .*process \d+/)
        .and.include("run again");
    });

    it("goes away in the middle, and the next run goes on", async () => {
      const dying = workOf("us").create(deploy());
      dying.catch(() => {});
      await host.shell(
        "timeout 60 sh -c 'until [ -s /var/lib/cul8er/packages.before ] && pgrep -x dpkg; do sleep 0.1; done'",
      );
      await host.power("off");
      // Whatever dies first there: the connection, or the script whose end it tells.
      const said = await dying.catch(String);
      await host.power("on");
      expect(said).to.match(/SSH|connection|reach|installing Incus on \S+ failed/i);
    });

    it("becomes a host, with what the plan foretold", async () => {
      const work = workOf("us");
      const plan = await work.plan(deploy());
      state = await work.create(deploy());
      expect(state.made).to.deep.equal([
        "Incus",
        "storage pool default",
        "network incusbr0",
        "devices root, eth0 of the default profile",
        "API on :8443",
        "trust of a client certificate",
      ]);
      expect(plan).to.deep.equal({ action: "create", known: { made: state.made } });
      expect(await work.plan(deploy(), state)).to.deep.equal({ action: "none" });
      expect(state.resources).to.have.property("cpus").that.is.greaterThan(0);
      expect(state).to.include({ architecture: "x86_64", clustered: false, serverName: host.name });
      expect(state.endpoint).to.include({ name: "prod", address: `https://${host.address}:8443` });
    });

    it("has instances of ours, over HTTPS and over SSH", async () => {
      const { ssh, ...https } = state.endpoint as { ssh: object };
      for (const at of [https, { name: "prod", ssh: { ...ssh, user: "root" } }]) {
        const there = connect(at as never).project("default");
        await there.post("/1.0/instances", { name: "one", source: { type: "none" } });
        expect((await there.get("/1.0/instances", z.array(z.string())))?.body).to.deep.equal(["/1.0/instances/one"]);
        await there.delete("/1.0/instances/one");
      }
    });

    it("keeps no secret, and shows none", async () => {
      expect(JSON.stringify(state)).not.to.match(/PRIVATE|BEGIN|secret/);
      expect(await secretsOn(host)).to.equal("");
      expect(
        await host.shell(
          "ls -A /root/.config 2>/dev/null; incus config trust list-tokens -f csv; rm -rf /root/.config /root/.cache",
        ),
      ).to.equal("");
    });

    it("is mended where another hand took our certificate away, or stopped it", async () => {
      const work = workOf("us");
      await host.shell(
        "for print in $(incus config trust list -f csv -c f); do incus config trust remove $print; done; rm -rf /root/.config /root/.cache",
      );
      const plan = await work.plan(deploy(), state);
      expect(plan).to.have.property("action", "update");
      expect(plan).to.have.property("reason").that.includes("certificate trusted");
      state = await work.update(state, deploy());
      await host.shell("systemctl stop incus.socket incus.service");
      await disconnectAll();
      expect(await work.plan(deploy(), state))
        .to.have.property("reason")
        .that.includes("starts Incus");
      state = await work.update(state, deploy());
      expect(await work.plan(deploy(), state)).to.deep.equal({ action: "none" });
    });

    it("is reached over SSH alone by a user who joins its group", async () => {
      const work = workOf("us");
      state = await work.update(state, deploy({ access: "ssh" }));
      expect(state.endpoint).not.to.have.property("address");
      const there = connect(state.endpoint as never);
      expect((await there.info()).name).to.equal(host.name);
      expect(await host.shell("id -nG deploy")).to.include("incus-admin");
      state = await work.update(state, deploy());
    });

    it("is a bare machine again", async () => {
      await workOf("us").remove(state);
      expect(differenceOf(found, await everythingOn(host))).to.deep.equal([]);
      expect(await workOf("us").read(state)).to.equal(undefined);
    });
  }
});
