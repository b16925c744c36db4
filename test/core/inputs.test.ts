import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { z } from "zod";
import { suggest, validate, withDigests } from "../../provider/inputs.ts";
import { Project } from "../../provider/kinds/project.ts";
import { defineResource, type Kind } from "../../provider/resource.ts";
import { file } from "../../provider/schema.ts";

const unused = () => Promise.reject(new Error("not asked for in a validation"));

const upload: Kind = defineResource({
  type: "upload",
  summary: "-",
  example: "-",
  identity: ["name"],
  inputs: z.strictObject({
    name: z.string().describe("-"),
    source: file(z.string().describe("-"), "digest"),
    digest: z.string().optional().describe("-"),
  }),
  outputs: z.strictObject({}),
  read: unused,
  create: unused,
  update: unused,
  delete: unused,
});

describe("inputs", () => {
  it("names the path of what is wrong, and the word that was meant", () => {
    const { problems } = validate(Project, { name: "a", config: { "limits.cpu": 4 }, descripton: "x" }, new Set());
    expect(problems.map(({ path }) => path)).to.deep.equal([["descripton"], ["config", "limits.cpu"]]);
    expect(problems[0]?.message).to.contain('did you mean "description"?');
  });

  it("says that a field is required, and does not ask for one that is not known yet", () => {
    expect(validate(Project, {}, new Set()).problems).to.deep.equal([{ path: ["name"], message: "is required" }]);
    expect(validate(Project, {}, new Set(["name"])).problems).to.deep.equal([]);
  });

  it("suggests nothing for a word that is nothing like any", () => {
    expect(suggest("zzzzzzzz", ["name", "config"])).to.equal("");
  });

  describe("that name a file", () => {
    let folder = "";
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), "cul8er-"));
      await writeFile(join(folder, "a"), "hello");
    });
    after(() => rm(folder, { recursive: true }));

    const digest = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    it("carry its digest", async () => {
      const { values, problems } = await withDigests(upload, { name: "a", source: join(folder, "a") });
      expect(problems).to.deep.equal([]);
      expect(values).to.have.property("digest", digest);
    });

    it("are refused when the file is another one than was said", async () => {
      const { problems } = await withDigests(upload, { source: join(folder, "a"), digest: "00" });
      expect(problems[0]).to.have.deep.property("path", ["digest"]);
      expect(problems[0]?.message).to.contain(digest);
    });

    it("are refused when it is not there, unless what it was is known", async () => {
      const source = join(folder, "gone");
      const { problems } = await withDigests(upload, { source });
      expect(problems[0]?.message).to.match(/gone cannot be read: there is no such file$/);
      const known = await withDigests(upload, { source }, { source, digest });
      expect(known).to.deep.equal({ values: { source, digest }, problems: [] });
    });

    it("are refused when it comes from a URL and nobody said which file is meant", async () => {
      const { problems } = await withDigests(upload, { source: "https://example.com/a" });
      expect(problems[0]?.message).to.contain("SHA-256 as `digest`");
    });
  });
});
