/** What a registry gets of the plugin: the same bytes each time, and Terraform and OpenTofu install it. */
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { execa } from "execa";
import { unzipSync } from "fflate";
import { locate } from "../../setup/command.ts";
import { cliConfigFor, platform, registries } from "../../setup/mirror.ts";
import { bundlePlugin, type Plugin, pluginVersion } from "../../setup/plugin.ts";
import { packagePlugin, signRelease } from "../../setup/plugin-release.ts";
import { Configuration } from "./configuration.ts";
import { describeEngines } from "./engines.ts";

describe("the plugin's release", () => {
  let folder: string;
  let plugin: Plugin;
  let version: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cul8er-release-"));
    plugin = await bundlePlugin("test/terraform/demo-plugin.ts", "./demo.ts");
    version = await pluginVersion();
    await packagePlugin(join(folder, "release"), plugin);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const released = (path: string) => readFile(join(folder, "release", path));

  it("has a zip for each platform, their digests and a manifest", async () => {
    const name = `terraform-provider-cul8er_${version}`;
    const zips = ["darwin_amd64", "darwin_arm64", "linux_amd64", "linux_arm64"].map((each) => `${name}_${each}.zip`);
    expect((await readdir(join(folder, "release"))).sort()).to.deep.equal(
      [...zips, `${name}_manifest.json`, `${name}_SHA256SUMS`].sort(),
    );
    const digests = (await released(`${name}_SHA256SUMS`)).toString().trimEnd().split("\n");
    expect(digests).to.have.length(5);
    for (const line of digests) {
      const [digest, path = ""] = line.split("  ");
      expect(
        createHash("sha256")
          .update(await released(path))
          .digest("hex"),
      ).to.equal(digest);
    }
    const manifest = JSON.parse((await released(`${name}_manifest.json`)).toString());
    expect(manifest).to.deep.equal({ version: 1, metadata: { protocol_versions: ["6.0"] } });
  });

  it("holds the script, and the licenses of all that is in it", async () => {
    const files = unzipSync(await released(`terraform-provider-cul8er_${version}_linux_arm64.zip`));
    expect(Object.keys(files)).to.deep.equal([
      `terraform-provider-cul8er_v${version}`,
      ...["LICENSE", "THIRD-PARTY-LICENSES.txt"],
    ]);
    expect(Buffer.from(files["THIRD-PARTY-LICENSES.txt"] ?? []).toString()).to.match(/@msgpack\/msgpack \S+ \(ISC\)/);
  });

  it("is the same each time, wherever it is made", async () => {
    const zone = process.env.TZ;
    process.env.TZ = "Pacific/Auckland";
    try {
      await packagePlugin(join(folder, "again"), await bundlePlugin("test/terraform/demo-plugin.ts", "./demo.ts"));
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
    for (const path of await readdir(join(folder, "again")))
      expect((await readFile(join(folder, "again", path))).equals(await released(path)), path).to.equal(true);
  });

  it("is signed with a key of the user's own", async function () {
    if (!process.env.CI && !locate("gpg")) this.skip();
    const GNUPGHOME = await mkdtemp(join(folder, "keys-"));
    const [env, before] = [{ ...process.env, GNUPGHOME }, process.env.GNUPGHOME];
    process.env.GNUPGHOME = GNUPGHOME;
    try {
      const key = ["--batch", "--passphrase", "", "--quick-generate-key", "you@example.org", "rsa2048", "sign"];
      await execa("gpg", key, { env });
      const signature = await signRelease("you@example.org", join(folder, "release"));
      expect(signature).to.equal(`terraform-provider-cul8er_${version}_SHA256SUMS.sig`);
      const verify = ["--verify", signature, `terraform-provider-cul8er_${version}_SHA256SUMS`];
      const { stderr } = await execa("gpg", verify, { env, cwd: join(folder, "release") });
      expect(stderr).to.match(/Good signature from "you@example\.org"/);
      expect((await released(signature)).toString()).not.to.include("BEGIN PGP");
    } finally {
      await execa("gpgconf", ["--kill", "all"], { env });
      if (before === undefined) delete process.env.GNUPGHOME;
      else process.env.GNUPGHOME = before;
      await rm(join(folder, "release", `terraform-provider-cul8er_${version}_SHA256SUMS.sig`), { force: true });
    }
  });

  describeEngines("is installed", (cli) => {
    it("from a mirror of zips, in a project of ES modules, and runs", async () => {
      const mirror = await mkdtemp(join(folder, "mirror-"));
      for (const registry of registries) {
        const place = join(mirror, registry, "cul8er/cul8er");
        await mkdir(place, { recursive: true });
        const zip = `terraform-provider-cul8er_${version}_${platform}.zip`;
        await writeFile(join(place, zip), await released(zip));
      }
      const config = `${mirror}.tfrc`;
      await writeFile(config, cliConfigFor(mirror));
      await using configuration = await Configuration.of(cli(), { TF_CLI_CONFIG_FILE: config });
      await writeFile(join(configuration.folder, "package.json"), '{ "type": "module" }');
      await configuration.write(`
        terraform {
          required_providers {
            demo = {
              source  = "cul8er/cul8er"
              version = "${version}"
            }
          }
        }
        resource "demo_thing" "one" {
          text = "installed"
        }
      `);
      const init = await configuration.run("init", "-input=false");
      expect(init.ok, init.text).to.equal(true);
      const applied = await configuration.apply();
      expect(applied.ok, applied.text).to.equal(true);
      expect(applied.text).to.match(/1 added/);
      expect((await configuration.destroy()).ok).to.equal(true);
      const installed = (await readdir(join(configuration.folder, ".terraform"), { recursive: true })).find((path) =>
        path.endsWith(`terraform-provider-cul8er_v${version}`),
      );
      expect((await stat(join(configuration.folder, ".terraform", installed ?? ""))).mode & 0o777).to.equal(0o755);
    });
  });
});
