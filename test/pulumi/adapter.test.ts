/** What the Pulumi adapter owes its users beyond what every kind's table shows. */
import { randomBytes } from "node:crypto";
import { expect } from "chai";
import { type Declaration, type Deployment, type Outcome, OutputOf } from "../engines/engine.ts";
import { pulumiOf } from "../engines/pulumi.ts";
import { anything, type Workplace, workplace } from "../incus/workplace.ts";
import { type TinyImage, tinyImage } from "../tiny-image.ts";

describe("the Pulumi adapter", () => {
  let place: Workplace;
  let deployment: Deployment;
  let images: TinyImage[];

  before(async function () {
    place = await workplace(this);
    deployment = await pulumiOf(place.machine).open("adapter");
    images = [await tinyImage("one"), await tinyImage("two")];
  });
  after(async () => {
    await deployment?.destroy();
    await deployment?.close();
    await place?.remove();
    for (const image of images ?? []) await image[Symbol.asyncDispose]();
  });

  const path = (index: number) => images[index]?.path;
  const template = (more: object = {}): Declaration => ({
    type: "image",
    name: "template",
    inputs: { project: place.name, name: "tiny", file: path(0), ...more },
  });
  const box = (more: object = {}): Declaration => ({
    type: "instance",
    name: "box",
    inputs: {
      project: place.name,
      name: "box",
      image: new OutputOf("template", "fingerprint"),
      running: false,
      ...more,
    },
  });
  const profile = (cpu: string, ignored?: string[]): Declaration => ({
    type: "profile",
    name: "small",
    inputs: { project: place.name, name: "small", config: { "limits.cpu": cpu } },
    ...(ignored && { ignored }),
  });

  it("shows no change of what only uses an output that stays", async () => {
    good(await deployment.up([template(), box()]));
    const { changes, text } = await deployment.preview([template({ properties: { note: "new" } }), box()]);
    expect(changes, text).to.include({ template: "update", box: "none" });
  });

  it("shows the change of what uses an output that changes, and then does just that", async () => {
    const program = [template({ file: path(1) }), box()];
    const preview = await deployment.preview(program);
    expect(preview.changes, preview.text).to.include({ template: "update", box: "update" });
    const up = good(await deployment.up(program));
    expect(up.changes, up.text).to.include({ template: "update", box: "update" });
    expect((await deployment.state("box"))?.fingerprint).to.equal(images[1]?.fingerprint);
    const again = await deployment.preview(program);
    expect(again.changes, again.text).to.include({ template: "none", box: "none" });
  });

  it("goes not back where somebody else has made the change already: only its state follows", async () => {
    const program = (index: number) => [template({ file: path(index), adopt: true }), box({ adopt: true })];
    const other = await pulumiOf(place.machine).open("other");
    try {
      good(await other.up(program(1)));
      good(await deployment.up(program(0)));
      good(await other.up(program(0)));
      good(await deployment.up(program(1)));
      const preview = await other.preview(program(1));
      expect(preview.changes, preview.text).to.include({ template: "update", box: "update" });
      expect(preview.said("template")).to.include("is as wanted already: only the state is updated");
      good(await other.up(program(1)));
      expect((await other.state("box"))?.fingerprint).to.equal(images[1]?.fingerprint);
      for (const each of [other, deployment]) {
        const { changes, text } = await each.preview(program(1));
        expect(changes, text).to.include({ template: "none", box: "none" });
      }
    } finally {
      await other.close();
    }
  });

  it("writes no secret in clear, neither into the state nor for the terminal", async () => {
    const secret = randomBytes(12).toString("hex");
    const program = [template({ file: path(1) }), box({ secretEnvironment: { TOKEN: secret } })];
    const preview = good(await deployment.preview(program));
    const up = good(await deployment.up(program));
    const refused = await deployment.preview([template({ file: path(1) }), box({ secretEnvironment: secret })]);
    expect(refused.ok).to.equal(false);
    expect(refused.text).to.include("secretEnvironment");
    for (const text of [preview.text, up.text, refused.text, await deployment.stored()])
      expect(text).not.to.include(secret);
    expect((await deployment.preview(program)).changes.box).to.equal("none");
  });

  it("leaves alone what it is told to ignore, and says nothing of it", async () => {
    good(await deployment.up([profile("1")]));
    await place.scope.patch("/1.0/profiles/small", { config: { "limits.cpu": "3" } });
    const program = [profile("2", ["config"])];
    expect((await deployment.preview(program)).changes.small).to.equal("none");
    good(await deployment.up(program));
    expect(await cpu(place)).to.equal("3");
  });

  it("keeps in the state what a failed create has left on the server", async () => {
    const half = { ...box({ running: true }), name: "half" };
    const program = [template({ file: path(1) }), { ...half, inputs: { ...half.inputs, name: "half" } }];
    const up = await deployment.up(program);
    expect(up.ok).to.equal(false);
    // Nothing in the image could be started.
    expect(up.said("half"))
      .to.match(/half/)
      .and.not.match(/^\s+at /m);
    expect(await place.scope.get("/1.0/instances/half", anything)).not.to.equal(undefined);
    expect((await deployment.state("half"))?.name).to.equal("half");
    good(await deployment.up([template({ file: path(1) })]));
    expect(await place.scope.get("/1.0/instances/half", anything)).to.equal(undefined);
  });

  it("says who uses what it cannot delete, and goes on when nobody does any more", async () => {
    const volume: Declaration = {
      type: "storage_volume",
      name: "data",
      inputs: { project: place.name, pool: place.machine.incus.pool, name: "data", size: "16MiB" },
    };
    good(await deployment.up([volume]));
    const disk = { type: "disk", pool: place.machine.incus.pool, source: "data", path: "/data" };
    await place.scope.post("/1.0/profiles", { name: "user", devices: { data: disk } });
    const up = await deployment.up([]);
    expect(up.ok).to.equal(false);
    expect(up.said("data"), up.text).to.match(/used by profile "user"/);
    await place.scope.delete("/1.0/profiles/user");
    good(await deployment.up([]));
  });

  it("tells of a server that is not there in one sentence", async () => {
    const away: Declaration = {
      type: "profile",
      name: "away",
      inputs: { host: { socket: "/nowhere.socket" }, name: "away" },
    };
    const { ok, text, said } = await deployment.preview([away]);
    expect(ok).to.equal(false);
    expect(said("away"), text)
      .to.match(/nowhere\.socket/)
      .and.not.match(/^\s+at |node:internal/m);
  });
});

function good(outcome: Outcome): Outcome {
  expect(outcome.ok, outcome.text).to.equal(true);
  return outcome;
}

async function cpu({ scope }: Workplace): Promise<unknown> {
  const found = await scope.get("/1.0/profiles/small", anything);
  return (found?.body.config as Record<string, unknown> | undefined)?.["limits.cpu"];
}
