/** The same cluster in both worlds: made by Terraform, adopted by Pulumi, imported by OpenTofu. No node is touched. */
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { type Machine, machineOrSkip } from "../../setup/environment.ts";
import { terraform, tofu } from "../../setup/terraform.ts";
import { inventory, removeAll } from "../inventory.ts";
import { type Raw, raw } from "../out-of-band.ts";
import { Stack } from "../stack.ts";
import { temporaryName } from "../temporary-name.ts";
import { type Run, secrets, words } from "./example.ts";
import { type Hcl, hcl } from "./hcl.ts";
import { processes } from "./nodes.ts";

describe("a cluster that moves between the worlds", function () {
  this.bail(true);

  const name = temporaryName();
  const members = [`${name}-1`, `${name}-2`];
  let machine: Machine;
  let incus: Raw;
  let first: Hcl;
  let stack: Stack;
  let second: Hcl;
  let running: string[];

  before(async function () {
    machine = await machineOrSkip(this);
    incus = raw(machine.incus.socket);
    await incus.send("POST", "/1.0/projects", { name, config: { "features.profiles": "false" } });
    first = await inFolder((await terraform()) ?? tofu());
    second = await inFolder(tofu());
    stack = await Stack.of(machine, "test/programs/taken-over");
    const secret = { secretKeyBase: secrets.secret_key_base, cookie: secrets.cookie };
    const release = await machine.release({ version: "1.0.0" });
    await stack.configure({ name, image: machine.image, release, ...secret }, Object.keys(secret));
    succeeded(await first.apply());
    running = await processes(machine, name, members);
  });

  after(async () => {
    await first?.[Symbol.asyncDispose]();
    await second?.[Symbol.asyncDispose]();
    await stack?.[Symbol.asyncDispose]();
    if (incus) await removeAll(incus, name);
  });

  it("is taken over by Pulumi with `adopt`", async () => {
    succeeded(await stack.up());
    expect(await stack.preview()).to.deep.equal([]);
    expect(await processes(machine, name, members)).to.deep.equal(running);
  });

  it("is left alone by whoever had it before", async () => {
    const { ok, text } = await first.destroy();
    expect(ok, text).to.equal(true);
    expect(words(text)).to.match(/is left alone: by now it belongs to/);
    expect(await processes(machine, name, members)).to.deep.equal(running);
    expect(await stack.preview()).to.deep.equal([]);
  });

  it("is imported with blocks, and its first apply touches no node", async () => {
    await second.write("imports.tf", imports(name, members));
    const plan = await second.plan();
    expect(plan.text, plan.text).to.match(/Plan: 9 to import, 3 to add, \d+ to change, 0 to destroy/);
    succeeded(await second.apply());
    expect(await processes(machine, name, members)).to.deep.equal(running);
    const { ok, text } = await second.plan();
    expect(ok, text).to.equal(true);
    expect(text).to.match(/No changes/);
  });

  it("goes with whoever has it now", async () => {
    succeeded(await second.destroy());
    const left = [...(await inventory(incus, name)).keys()];
    expect(left.filter((path) => !/\/profiles\/default$/.test(path))).to.deep.equal([`/1.0/projects/${name}`]);
  });

  /** The example with two nodes. */
  async function inFolder(cli: Parameters<typeof hcl>[0]): Promise<Hcl> {
    const example = await hcl(cli, name);
    await symlink(machine.image, join(example.folder, "image.tar.gz"));
    await symlink(await machine.release({ version: "1.0.0" }), join(example.folder, "release.tar.gz"));
    await example.resize(2);
    return example;
  }
});

/** All that a cluster is made of but its gates, which are steps: they find what has passed, and make nothing. */
function imports(project: string, members: readonly string[]): string {
  const blocks = members.flatMap((member, index) => [
    [`cul8er_storage_volume.data["${member}"]`, `${project}/default/${member}`],
    [`cul8er_instance.node["${member}"]`, `${project}/${member}`],
    [`cul8er_release.chat["${member}"]`, `${project}/${member}/chat`],
    [`cul8er_beam_node.${["first", "second"][index]}`, `${project}/${member}/chat`],
  ]);
  return [["cul8er_image.debian", `${project}/${project}-debian`], ...blocks]
    .map(([to, id]) => `import {\n  to = ${to}\n  id = "${id}"\n}\n`)
    .join("\n");
}

const succeeded = ({ ok, text }: Run) => expect(ok, text).to.equal(true);
