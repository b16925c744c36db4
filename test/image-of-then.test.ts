/** The image that a node may have to return to outlives its name, and goes when no node can return to it any more. */
import { expect } from "chai";
import { z } from "zod";
import { journalKey } from "../provider/beam/journal.ts";
import type { Request } from "../provider/context.ts";
import { contextOf } from "../provider/context.ts";
import { path } from "../provider/incus/path.ts";
import { connect } from "../provider/incus/server.ts";
import { validate } from "../provider/inputs.ts";
import { dropLeftover } from "../provider/kinds/image/leftover.ts";
import { Image } from "../provider/kinds/index.ts";
import { create, remove, type State, update } from "../provider/lifecycle.ts";
import { type Workplace, workplace } from "./incus/workplace.ts";
import { type TinyImage, tinyImage } from "./tiny-image.ts";

describe("the image of then", () => {
  let place: Workplace;
  let request: Request;
  let [first, second, third]: [TinyImage?, TinyImage?, TinyImage?] = [];

  before(async function () {
    place = await workplace(this);
    [first, second, third] = await Promise.all(["first", "second", "third"].map(tinyImage));
    const signal = new AbortController().signal;
    request = { server: connect(place.host), owner: place.name, signal, progress: () => {}, warn: () => {} };
  });
  after(async () => {
    await place?.remove();
    for (const each of [first, second, third]) await each?.[Symbol.asyncDispose]();
  });

  /** An image by the name of `debian` with this content, made or changed. */
  async function declare(image: TinyImage | undefined, prior?: State): Promise<State> {
    const given = { project: place.name, name: "debian", file: image?.path, digest: image?.fingerprint };
    const { values } = validate(Image, given, new Set());
    return prior ? update(Image, request, prior, values) : create(Image, request, values);
  }

  /** An instance whose node last ran well on this image; nothing has to run in it. */
  async function node(image: TinyImage | undefined): Promise<void> {
    const config = { [journalKey("chat")]: JSON.stringify({ stable: { image: image?.fingerprint } }) };
    await place.scope.post("/1.0/instances", { name: "n", type: "container", source: { type: "none" }, config });
  }

  const there = async () =>
    z
      .array(z.string())
      .parse((await place.scope.get("/1.0/images", z.unknown()))?.body ?? [])
      .sort();
  const urls = (...images: (TinyImage | undefined)[]) =>
    images.map((image) => path`/1.0/images/${image?.fingerprint ?? ""}`).sort();

  it("stays while the journal of a node names it, and goes at the end of the rollout", async () => {
    const old = await declare(first);
    await node(first);
    const now = await declare(second, old);
    expect(now.fingerprint).to.equal(second?.fingerprint);
    expect(await there()).to.deep.equal(urls(first, second));

    const next = await declare(third, now);
    expect(await there(), "what no journal names").to.deep.equal(urls(first, third));

    const end = () => dropLeftover(contextOf(request, "update"), place.name, first?.fingerprint ?? "");
    await end();
    expect(await there(), "while the rollout is open").to.deep.equal(urls(first, third));
    await place.scope.patch("/1.0/instances/n", { config: { [journalKey("chat")]: "" } });
    await end();
    expect(await there()).to.deep.equal(urls(third));
    await end();

    await remove(Image, request, next, [request.owner]);
    expect(await there()).to.deep.equal([]);
  });

  it("is taken again when the program returns to it, and goes with the image", async () => {
    const old = await declare(first);
    await place.scope.patch("/1.0/instances/n", {
      config: { [journalKey("chat")]: JSON.stringify({ stable: { image: first?.fingerprint } }) },
    });
    const now = await declare(second, old);
    const back = await declare(first, now);
    expect(back.fingerprint).to.equal(first?.fingerprint);
    expect(await there(), "what no node ever ran on").to.deep.equal(urls(first));

    const again = await declare(second, back);
    await place.scope.delete("/1.0/instances/n");
    await remove(Image, request, again, [request.owner]);
    expect(await there()).to.deep.equal([]);
  });
});
