/** The parts of the tests: nothing is in none of them, nothing in two. */
import { globSync } from "node:fs";
import { expect } from "chai";
import { root } from "../../setup/build.ts";
import { parts, TURNS } from "../../setup/test-parts.ts";

describe("the parts of the tests", () => {
  const here = (glob: string) => globSync(glob, { cwd: root });
  const all = here("test/**/*.test.ts");

  it("have each file once; the tables of kinds under each engine", () => {
    const files = parts.flatMap(({ files, engine }) => files.flatMap(here).map((file) => `${file} under ${engine}`));
    const engines = (file: string) => (file.startsWith("test/kinds/") ? ["pulumi", "terraform", "tofu"] : ["pulumi"]);
    const wanted = all.flatMap((file) => engines(file).map((engine) => `${file} under ${engine}`));
    expect(files.sort()).to.deep.equal(wanted.sort());
  });

  it("are in turns that there are, each of which has something to do", () => {
    const turns = parts.flatMap(({ turn }) => turn ?? []);
    expect([...new Set(turns)].sort()).to.deep.equal(Array.from({ length: TURNS }, (_, turn) => turn));
  });
});
