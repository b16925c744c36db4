import { execa } from "execa";
import { z } from "zod";
import { Image } from "../../provider/kinds/index.ts";
import { describeKind, type Place } from "../conformance/describe-kind.ts";
import { type TinyImage, tinyImage } from "../tiny-image.ts";

const images: TinyImage[] = [];
const image = (index: number) => images[index] as TinyImage;

describeKind(Image, {
  async prepare() {
    images.splice(0);
    images.push(await tinyImage("one"), await tinyImage("two"));
  },
  async clear() {
    for (const each of images) await each[Symbol.asyncDispose]();
  },
  observe: async (place) => (await named(place, "tiny")) ?? named(place, "other/tiny"),
  create: {
    inputs: (place) => ({
      project: place.project,
      name: "tiny",
      file: image(0).path,
      properties: { note: "first" },
    }),
    there: () => ({ target: image(0).fingerprint, properties: { note: "first" }, all: [image(0).fingerprint] }),
  },
  update: {
    inputs: () => ({ file: image(1).path, properties: { note: "second", more: "yes" }, public: true }),
    there: () => ({ target: image(1).fingerprint, public: true, all: [image(1).fingerprint] }),
    changes: ["all.0", "fingerprint", "properties.more", "properties.note", "public", "target", "uploaded_at"],
  },
  drift: {
    by: (place) => place.raw.send("PATCH", at(place, image(1)), { properties: { note: "third" } }),
    of: "properties",
    says: /properties "note" is "third", wanted "second"/,
  },
  replace: {
    inputs: () => ({ name: "other/tiny" }),
    there: () => ({ name: "other/tiny", target: image(1).fingerprint, all: [image(1).fingerprint] }),
  },
  refuse: {
    "a file that is not there": { inputs: () => ({ file: "/nowhere.tar" }), path: "file", says: /no such file/ },
    "a file with another digest": {
      inputs: () => ({ digest: image(0).fingerprint }),
      path: "digest",
      says: /it is another file/,
    },
    "OCI, which the server does not speak": {
      inputs: () => ({ file: undefined, remote: { server: "https://docker.io", protocol: "oci", alias: "alpine" } }),
      path: "remote.protocol",
      says: /6\.3/,
    },
    "two sources": {
      inputs: () => ({ remote: { server: "https://images.linuxcontainers.org", alias: "debian/12" } }),
      path: "",
      says: /either from a `file` or from a `remote`/,
    },
  },
  gone: { by: (place) => place.raw.send("DELETE", at(place, image(1))) },
  foreign: {
    async by(place) {
      await execa("incus", ["image", "import", image(1).path, "--alias", "other/tiny", "--project", place.project]);
    },
  },
  hidden: ["file"],
});

const at = ({ project }: Place, { fingerprint }: TinyImage) => `/1.0/images/${fingerprint}?project=${project}`;

const isTiny = (fingerprint: string) => images.some((each) => each.fingerprint === fingerprint);

/** The image of a name, with all of ours that the project has. */
async function named({ raw, project }: Place, name: string): Promise<unknown> {
  const alias = await raw.get(`/1.0/images/aliases/${encodeURIComponent(name)}?project=${project}`);
  if (!alias) return undefined;
  const { target } = z.object({ target: z.string() }).parse(alias);
  const { aliases: _, ...image } = z.looseObject({}).parse(await raw.get(`/1.0/images/${target}?project=${project}`));
  const all = z.array(z.object({ fingerprint: z.string() })).parse(await raw.list(`/1.0/images?project=${project}`));
  return { ...image, name, target, all: all.map(({ fingerprint }) => fingerprint).filter(isTiny) };
}
