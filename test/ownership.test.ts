/** What somebody else made is not touched, and whoever wants its name is told whose it is. */
import { expect } from "chai";
import { type Machine, machineOrSkip } from "../setup/environment.ts";
import { inventory, removeAll } from "./inventory.ts";
import { type Raw, raw } from "./out-of-band.ts";
import { Stack } from "./stack.ts";
import { temporaryName } from "./temporary-name.ts";
import { type TinyImage, tinyImage } from "./tiny-image.ts";

describe("two stacks that want the same name", () => {
  const name = temporaryName();
  let machine: Machine;
  let server: Raw;
  let image: TinyImage;
  let first: Stack;
  let second: Stack;
  let third: Stack;

  before(async function () {
    machine = await machineOrSkip(this);
    server = raw(machine.incus.socket);
    image = await tinyImage("somebody's");
    await server.send("POST", "/1.0/projects", { name, config: {} });
    [first, second, third] = await Promise.all([open("first"), open("second"), open("first")]);
    await first.configure({ resources: program("the first's") });
    const { ok, text } = await first.up();
    expect(ok, text).to.equal(true);
  });

  after(async () => {
    await Promise.all([first, second, third].map((stack) => stack?.[Symbol.asyncDispose]()));
    if (server) await removeAll(server, name);
    await image?.[Symbol.asyncDispose]();
  });

  const open = (stack: string) => Stack.of(machine, "test/programs/declared", stack);

  const instance = (description: string, more: object = {}) => ({
    kind: "Instance",
    name: "web",
    args: {
      project: name,
      image: "@image.fingerprint",
      profiles: [],
      devices: { root: { type: "disk", path: "/", pool: machine.incus.pool } },
      running: false,
      description,
      ...more,
    },
  });
  const imageOf = (alias: string) => ({
    kind: "Image",
    name: "image",
    args: { project: name, name: alias, file: image.path },
  });
  const others = (description: string) => [
    { kind: "Profile", name: "usual", args: { project: name, description } },
    { kind: "StorageVolume", name: "data", args: { project: name, pool: machine.incus.pool, description } },
  ];
  const program = (description: string) => [imageOf("image"), instance(description), ...others(description)];

  async function refused(stack: Stack, resources: object[], ...says: string[]) {
    const before = await everything();
    await stack.configure({ resources });
    const { ok, text } = await stack.up();
    expect(ok, text).to.equal(false);
    for (const part of says) expect(text).to.include(part);
    expect(await everything(), "what is on the server").to.deep.equal(before);
  }

  const everything = async () =>
    [...(await inventory(server, name))].map(([path, { last_used_at: _, used_by: __, ...thing }]) => [path, thing]);

  for (const [index, kind] of ["Instance", "Profile", "StorageVolume"].entries())
    it(`refuses the second its ${kind}, and tells whose it is`, async () => {
      const wanted = [instance("the second's", { image: image.fingerprint }), ...others("the second's")][index];
      if (!wanted) throw new Error("unreachable");
      await refused(
        second,
        [wanted],
        `(${kind}) of stack "first" of Pulumi project "test"`,
        `"${wanted.name}"`,
        "Nothing was changed",
        "adopt: true",
      );
    });

  it("refuses what nobody marked", async () => {
    await server.send("POST", `/1.0/profiles?project=${name}`, { name: "by-hand", description: "by hand" });
    const profile = { kind: "Profile", name: "by-hand", args: { project: name } };
    await refused(second, [profile], "already exists", "nobody marked it");
  });

  it("tells of a lost state that the same program made it", async () => {
    // Until its first change a resource may be one that an interrupted run began: that one would be gone on with.
    await first.configure({ resources: program("the first's, changed") });
    const { ok, text } = await first.up();
    expect(ok, text).to.equal(true);
    await refused(
      third,
      [instance("the first's", { image: image.fingerprint })],
      "already exists",
      "the engine's state does not know it",
    );
  });

  it("does not remove what it was refused", async () => {
    const before = await everything();
    const { ok, text } = await second.destroy();
    expect(ok, text).to.equal(true);
    expect(await everything()).to.deep.equal(before);
  });

  it("takes over where it is told to, and then the first one lets it be", async () => {
    await second.configure({ resources: [instance("the second's", { image: image.fingerprint, adopt: true })] });
    const { ok, text } = await second.up();
    expect(ok, text).to.equal(true);
    expect(await second.preview()).to.deep.equal([]);
    const adopted = (await inventory(server, name)).get("/1.0/instances/web");
    expect(adopted?.description).to.equal("the second's");
    expect(adopted?.config?.["user.cul8er.owner"]).to.contain("urn:pulumi:second::");

    const destroyed = await first.destroy();
    expect(destroyed.ok, destroyed.text).to.equal(true);
    expect(destroyed.text).to.include('stack "second"');
    expect([...(await inventory(server, name)).keys()]).to.include("/1.0/instances/web");
  });
});
