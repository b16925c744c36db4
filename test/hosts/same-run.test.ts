/** One program makes hosts out of bare machines and puts instances on them, in one run, under a real engine. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { z } from "zod";
import { disconnectAll } from "../../provider/incus/server.ts";
import { makeCredentials } from "../../provider/kinds/host/certificate.ts";
import { testEnvironment } from "../../setup/environment.ts";
import { type Declaration, type Deployment, type Engine, OutputOf } from "../engines/engine.ts";
import { pulumiOf } from "../engines/pulumi.ts";
import { terraformOf, tofuOf } from "../engines/terraform.ts";
import { temporaryName } from "../temporary-name.ts";
import { type BareHosts, bareHosts } from "./bare-hosts.ts";

describe("a host and what is on it, in one run", () => {
  let bed: BareHosts;
  let engine: Engine;
  let deployment: Deployment;
  let client: { clientCertificate: string; clientKey: string };

  before(async function () {
    bed = await bareHosts(this, 1);
    const { seed } = await testEnvironment();
    // A machine takes most of a minute to become a host: one of the engines by lot.
    const { machine } = bed;
    const engines = [pulumiOf(machine), terraformOf(machine), tofuOf(machine)].filter((one) => one !== undefined);
    const wanted = engines.find(({ name }) => name === process.env.CUL8ER_ENGINE);
    engine = wanted ?? engines[seed % engines.length] ?? this.skip();
    client = { clientCertificate: join(bed.folder, "client.crt"), clientKey: join(bed.folder, "client.key") };
    const { certificate, key } = makeCredentials("test");
    await writeFile(client.clientCertificate, certificate);
    await writeFile(client.clientKey, key, { mode: 0o600 });
    deployment = await engine.open(temporaryName());
  });
  after(async () => {
    await deployment?.close();
    await disconnectAll();
    await bed?.remove();
  });

  const program = (): Declaration[] => {
    const [host] = bed.hosts;
    const at = new OutputOf("prod", "endpoint");
    const network = { ipv4: "10.92.0.1/24", ipv6: "none" };
    const place = { name: "prod", address: host?.address, ssh: host?.ssh, network };
    return [
      { type: "host", name: "prod", inputs: { ...place, ...client } },
      { type: "image", name: "debian", inputs: { name: "debian", file: bed.machine.image, host: at } },
      {
        type: "instance",
        name: "web",
        inputs: { name: "web", image: new OutputOf("debian", "fingerprint"), host: at },
      },
    ];
  };

  it("is previewed and made in one run, and then there is nothing to do", async () => {
    const preview = await deployment.preview(program());
    expect(preview.ok, preview.text).to.equal(true);
    expect(preview.changes, preview.text).to.include({ prod: "create", debian: "create", web: "create" });
    const up = await deployment.up(program());
    expect(up.ok, up.text).to.equal(true);
    const again = await deployment.preview(program());
    expect(again.changes, again.text).to.include({ prod: "none", debian: "none", web: "none" });
    const { endpoint } = z.object({ endpoint: z.looseObject({}) }).parse(await deployment.state("prod"));
    expect(JSON.stringify(endpoint)).not.to.match(/PRIVATE|BEGIN/);
    expect(await bed.hosts[0]?.shell("incus list -f csv -c ns; rm -rf /root/.config /root/.cache")).to.equal(
      "web,RUNNING",
    );
  });

  it("goes again, and so does the host", async () => {
    const destroyed = await deployment.destroy();
    expect(destroyed.ok, destroyed.text).to.equal(true);
    expect(await bed.hosts[0]?.shell("ls -d /var/lib/incus /var/lib/cul8er 2>/dev/null || true")).to.equal("");
  });
});
