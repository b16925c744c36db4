/** The kinds as a provider, under Terraform and OpenTofu themselves: what the conformance table does not tell. */
import { copyFile, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { execa } from "execa";
import { type Machine, machineOrSkip } from "../../setup/environment.ts";
import { root } from "../../setup/root.ts";
import { removeAll } from "../inventory.ts";
import { type Raw, raw } from "../out-of-band.ts";
import { tinyImage } from "../tiny-image.ts";
import { Configuration, type Run } from "./configuration.ts";
import { describeEngines } from "./engines.ts";

const head = `
terraform {
  required_providers {
    cul8er = { source = "cul8er/cul8er" }
  }
}
`;

/** Engines break their lines where the terminal ends. */
const inOneLine = (words: string): RegExp => new RegExp(words.replaceAll(" ", "[\\s│]+"));

describeEngines("the provider", (cli) => {
  let incus: Machine["incus"];
  let server: Raw;
  let folder: string;
  let configuration: Configuration;
  const name = `terraform-${process.pid}`;

  before(async function () {
    ({ incus } = await machineOrSkip(this));
    server = raw(incus.socket);
    folder = await mkdtemp(join(tmpdir(), "cul8er-overrides-"));
    const overrides = `provider_installation {\n  dev_overrides { "cul8er/cul8er" = "${join(root, "dist/plugin")}" }\n}\n`;
    await writeFile(join(folder, "cli.tfrc"), overrides);
  });
  after(async () => {
    if (folder) await rm(folder, { recursive: true });
  });

  beforeEach(async () => {
    configuration = await Configuration.of(cli(), { TF_CLI_CONFIG_FILE: join(folder, "cli.tfrc") });
  });

  afterEach(async () => {
    await configuration[Symbol.asyncDispose]();
    if (await server.get(`/1.0/projects/${name}`)) await server.send("DELETE", `/1.0/projects/${name}`);
  });

  const project = (attributes: string) =>
    configuration.write(`${head}resource "cul8er_project" "room" {\n  name = "${name}"\n${attributes}\n}\n`);

  it("refuses what was removed since the plan was made, without a word of a bug", async () => {
    await project('description = "one"');
    expect((await configuration.apply()).text).to.match(/1 added/);
    await project('description = "two"');
    await configuration.plan("-out=plan");
    await server.send("DELETE", `/1.0/projects/${name}`);
    const { ok, text } = await configuration.run("apply", "-input=false", "plan");
    expect(ok).to.equal(false);
    expect(text)
      .to.match(inOneLine("was removed by another hand since the plan was made"))
      .and.not.match(/bug|inconsistent/);
  });

  it("carries out the plan that was approved, whatever another hand changed since", async () => {
    await project('description = "one"');
    await configuration.apply();
    await project('description = "two"');
    await configuration.plan("-out=plan");
    await server.send("PATCH", `/1.0/projects/${name}`, { description: "other", config: { "user.note": "x" } });
    const { ok, text } = await configuration.run("apply", "-input=false", "plan");
    expect(ok, text).to.equal(true);
    expect(text).not.to.match(/bug|inconsistent/);
    expect((await configuration.plan()).exitCode, "nothing more to do").to.equal(0);
  });

  it("makes an instance of what an alias stands for by then", async () => {
    await using first = await tinyImage("one");
    await using second = await tinyImage("two");
    await server.send("POST", "/1.0/projects", { name, config: { "features.profiles": "false" } });
    try {
      await execa("incus", ["image", "import", first.path, "--alias", "os", "--project", name]);
      await execa("incus", ["image", "import", second.path, "--alias", "other", "--project", name]);
      const instance = `  name = "${name}"\n  project = "${name}"\n  image = "os"\n  running = false\n`;
      await configuration.write(`${head}resource "cul8er_instance" "one" {\n${instance}}\n`);
      await configuration.plan("-out=plan");
      await server.send("PATCH", `/1.0/images/aliases/os?project=${name}`, { target: second.fingerprint });
      const run = await configuration.run("apply", "-input=false", "plan");
      succeeded(run);
      expect(run.text).not.to.match(/bug|inconsistent/);
      expect(await configuration.stored()).to.include(second.fingerprint);
      expect((await configuration.plan()).exitCode, "nothing more to do").to.equal(0);
    } finally {
      await removeAll(server, name);
    }
  });

  it("refuses a file that is another one than was meant, before anything is touched", async () => {
    await using first = await tinyImage("one");
    await using second = await tinyImage("two");
    await server.send("POST", "/1.0/projects", { name });
    const file = join(configuration.folder, "image.tar");
    await copyFile(first.path, file);
    const image = `  name = "os"\n  project = "${name}"\n  file = "image.tar"\n  digest = "${first.fingerprint}"\n`;
    await configuration.write(`${head}resource "cul8er_image" "os" {\n${image}}\n`);
    await configuration.plan("-out=plan");
    await copyFile(second.path, file);
    const { ok, text } = await configuration.run("apply", "-input=false", "plan");
    expect(ok).to.equal(false);
    expect(text)
      .to.match(inOneLine("it is another file"))
      .and.not.match(/bug|inconsistent/);
    expect(await server.list(`/1.0/images?project=${name}`)).to.deep.equal([]);
  });

  it("leaves nothing in the state of what it could not create", async () => {
    await project('description = "one"');
    await configuration.plan("-out=plan");
    await server.send("POST", "/1.0/projects", { name });
    const { ok, text } = await configuration.run("apply", "-input=false", "plan");
    expect(ok).to.equal(false);
    expect(text)
      .to.match(/already exists/)
      .and.match(/adopt = true/);
    expect(await configuration.stored()).not.to.include(name);
  });

  it("does not let two blocks share a thing", async () => {
    const block = (label: string) => `resource "cul8er_project" "${label}" {\n  name = "${name}"\n}\n`;
    await configuration.write(`${head}${block("one")}${block("two")}`);
    const { ok, text } = await configuration.apply("-parallelism=1");
    expect(ok).to.equal(false);
    expect(text).to.match(/is declared twice/);
  });

  it("names the attribute that is to blame, in the words of its users", async () => {
    await configuration.write(
      `${head}resource "cul8er_release" "chat" {\n  instance = "web"\n  app = "chat"\n  address = "10.0.0.1"\n  node_base = "chat room"\n}\n`,
    );
    const { text } = await configuration.plan();
    expect(text)
      .to.match(/node_base +=? *"chat room"/)
      .and.match(/cookie is required/)
      .and.not.match(/nodeBase/);
  });

  it("tells sizes, durations and digests, and which argument is none", async () => {
    await configuration.write(`${head}
output "bytes" { value = provider::cul8er::bytes("2GiB") }
output "seconds" { value = provider::cul8er::seconds("5m") }
output "digest" { value = provider::cul8er::file_digest("main.tf") == filesha256("main.tf") }
`);
    expect((await configuration.plan()).text)
      .to.match(/bytes += 2147483648/)
      .and.match(/seconds += 300/)
      .and.match(/digest += true/);
    await configuration.write(`${head}output "bytes" { value = provider::cul8er::bytes("2 apples") }\n`);
    expect((await configuration.plan()).text).to.match(/"2 apples" is not a size/);
  });

  it("moves to another type only what is there under its names", async () => {
    await project("");
    await configuration.apply();
    const moved = `moved {\n  from = cul8er_project.room\n  to   = cul8er_storage_pool.room\n}\n`;
    const pool = `resource "cul8er_storage_pool" "room" {\n  name   = "${name}"\n  driver = "dir"\n}\n`;
    await configuration.write(`${head}${moved}${pool}`);
    expect((await configuration.plan()).text).to.match(new RegExp(`There is no storage pool "${name}"`));
  });

  it("forgets what is on a server that is gone, where it is told to", async () => {
    const socket = join(configuration.folder, "incus.sock");
    await symlink(incus.socket, socket);
    await project(`abandon_unreachable = true\nhost = { socket = "${socket}" }`);
    succeeded(await configuration.apply());
    await rm(socket);
    const run = await configuration.destroy();
    succeeded(run);
    expect(run.text).to.match(/is forgotten/);
    expect(await configuration.stored()).not.to.include(name);
  });

  it("keeps a longer time for a change without touching the server", async () => {
    await project('timeouts = { delete = "1m" }');
    await configuration.apply();
    const before = await server.get(`/1.0/projects/${name}`);
    await project('timeouts = { delete = "2m" }');
    expect((await configuration.apply()).text).to.match(/1 changed/);
    expect(await server.get(`/1.0/projects/${name}`)).to.deep.equal(before);
    await project('timeouts = { delete = "soon" }');
    expect((await configuration.plan()).text).to.match(/timeouts\.delete.*not a duration/s);
  });
});

const succeeded = ({ ok, text }: Run) => expect(ok, text).to.equal(true);
