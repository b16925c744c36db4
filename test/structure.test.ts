/** The shape of the tree: which part may know which, and what every part must have. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect } from "chai";
import ts from "typescript";
import { kebab, pascal } from "../generate/names.ts";
import { type Field, fieldsOf, type Shape } from "../generate/shape.ts";
import { components } from "../provider/components/index.ts";
import { kinds } from "../provider/kinds/index.ts";
import { control } from "../provider/resource.ts";
import { providerLine } from "../sdk/resource.ts";
import { root } from "../setup/build.ts";

/** Parts of the tree, most special first, and the parts that each may import besides itself. */
const PARTS: readonly { part: string; folder: RegExp; knows: readonly string[] }[] = [
  { part: "incus", folder: /^provider\/incus\//, knows: ["basics", "ssh"] },
  { part: "beam", folder: /^provider\/beam\//, knows: ["basics"] },
  { part: "router", folder: /^provider\/router\//, knows: ["basics"] },
  { part: "ssh", folder: /^provider\/ssh\//, knows: ["basics"] },
  { part: "mesh", folder: /^provider\/mesh\//, knows: ["basics"] },
  { part: "placement", folder: /^provider\/placement\//, knows: ["basics"] },
  { part: "report", folder: /^provider\/report\//, knows: [] },
  {
    part: "kinds",
    folder: /^provider\/kinds\//,
    knows: ["core", "basics", "incus", "beam", "router", "ssh", "report", "placement", "mesh"],
  },
  { part: "strategies", folder: /^provider\/strategies\//, knows: ["core", "basics", "kinds"] },
  { part: "components", folder: /^provider\/components\//, knows: ["core", "basics", "kinds", "strategies"] },
  { part: "pulumi", folder: /^provider\/pulumi\//, knows: ["core", "basics", "incus", "registry"] },
  { part: "names", folder: /^provider\/terraform\/names\.ts$/, knows: [] },
  { part: "protocol", folder: /^provider\/terraform\/protocol\//, knows: [] },
  {
    part: "terraform",
    folder: /^provider\/terraform\//,
    knows: ["core", "basics", "incus", "registry", "names", "protocol"],
  },
  { part: "basics", folder: /^provider\/(units|schema|file-pieces|shell)\.ts$/, knows: [] },
  { part: "core", folder: /^provider\//, knows: ["basics", "incus"] },
  { part: "sdk", folder: /^sdk\//, knows: ["core", "components", "strategies"] },
  { part: "constructs", folder: /^constructs\//, knows: ["core", "components", "strategies", "names"] },
  { part: "cli", folder: /^cli\//, knows: ["core", "basics", "kinds", "registry", "names", "incus", "beam", "report"] },
];

/** Who may load an engine's package, or the packages that only one part needs. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  "@pulumi/pulumi": /^(sdk|provider\/pulumi)\//,
  cdktf: /^$/,
  cdktn: /^constructs\/cdk\.ts$/,
  constructs: /^constructs\/cdk\.ts$/,
  "@msgpack/msgpack": /^provider\/terraform\/protocol\//,
  undici: /^provider\/(incus\/|kinds\/node\/release-download\.ts$|kinds\/rollout\/hooks\.ts$)/,
  ws: /^provider\/incus\//,
  ssh2: /^provider\/ssh\//,
};

const tracked = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).split("\n").filter(existsHere);
const sources = tracked.filter((path) => path.endsWith(".ts"));
const shipped = sources.filter((path) => /^(provider|sdk|constructs|cli)\//.test(path));

describe("the tree", () => {
  it("has imports in one direction only", () => {
    expect(shipped.flatMap((path) => importsOf(path).flatMap((name) => wrongImport(path, name)))).to.deep.equal([]);
  });

  it("has files that can be read in one go", () => {
    expect(sources.filter((path) => read(path).split("\n").length > 401 && !isWritten(path))).to.deep.equal([]);
  });

  it("has no `any`", () => {
    expect(sources.filter((path) => holds(path, ts.SyntaxKind.AnyKeyword))).to.deep.equal([]);
  });

  it("names no machine and no registry", () => {
    const registry = execFileSync("npm", ["config", "get", "registry"], { cwd: root, encoding: "utf8" }).trim();
    const hosts = [new URL(registry).hostname].filter((host) => host !== "registry.npmjs.org");
    const wrong = [
      new RegExp(`["'\`\\s(]/${"work"}/`),
      ...hosts.map((host) => new RegExp(host.replaceAll(".", "\\."))),
    ];
    const texts = tracked.filter((path) => !/\.(png|gz|tgz)$/.test(path));
    expect(texts.filter((path) => wrong.some((form) => form.test(read(path))))).to.deep.equal([]);
  });
});

describe("every kind", () => {
  for (const { type, ...kind } of kinds)
    describe(type, () => {
      it("has a test, a class, a construct and a page", () => {
        const wanted = [
          `test/kinds/${kebab(type)}.test.ts`,
          `sdk/${kebab(type)}.ts`,
          `constructs/${kebab(type)}.ts`,
          `docs/reference/${kebab(type)}.md`,
        ];
        expect(wanted.filter((path) => !existsHere(path))).to.deep.equal([]);
      });

      it("describes every field", () => {
        const fields = [...fieldsOf(kind.inputs), ...fieldsOf(kind.outputs), ...fieldsOf(control)];
        expect(fields.flatMap((field) => undescribed(field, []))).to.deep.equal([]);
      });

      it("says what it is in sentences, and shows itself in its example", () => {
        expect(kind.summary).to.match(/^[A-Z].*\.$/s);
        expect(kind.example).to.include(`new ${pascal(type)}(`);
      });

      it("has no name for an input and an output", () => {
        expect(Object.keys(kind.outputs.shape).filter((name) => name in kind.accepts.shape)).to.deep.equal([]);
      });

      it("is found by a provider line that a state can afford", () => {
        expect(Buffer.byteLength(providerLine(type))).to.be.at.most(150);
      });
    });

  it("is in the registry once", () => {
    expect(new Set(kinds.map(({ type }) => type)).size).to.equal(kinds.length);
  });
});

describe("every component", () => {
  for (const component of components)
    describe(component.type, () => {
      it("has a class, a construct and a page", () => {
        const file = kebab(component.type);
        const wanted = [`sdk/${file}.ts`, `constructs/${file}.ts`, `docs/reference/${file}.md`];
        expect(wanted.filter((path) => !existsHere(path))).to.deep.equal([]);
      });

      it("describes every field", () => {
        const fields = [...fieldsOf(component.arguments), ...fieldsOf(component.outputs)];
        expect(fields.flatMap((field) => undescribed(field, []))).to.deep.equal([]);
      });
    });
});

function existsHere(path: string): boolean {
  return path !== "" && existsSync(join(root, path));
}

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

const isWritten = (path: string): boolean => read(path).startsWith("// Written by `npm run generate`");

const importsOf = (path: string): string[] =>
  ts.preProcessFile(read(path), true, true).importedFiles.map(({ fileName }) => fileName);

const partOf = (path: string): string | undefined =>
  path === "provider/kinds/index.ts" ? "registry" : PARTS.find(({ folder }) => folder.test(path))?.part;

/** What is wrong with an import, as one line; nothing when it is right. */
function wrongImport(path: string, name: string): string[] {
  const line = `${path} imports ${name}`;
  if (!name.startsWith(".")) {
    const owner = Object.entries(PACKAGES).find(([owned]) => name === owned || name.startsWith(`${owned}/`))?.[1];
    return !owner || owner.test(path) ? [] : [line];
  }
  const target = relative(root, resolve(root, dirname(path), name));
  const from = partOf(path);
  const to = partOf(target);
  if (from === "registry" || from === to) return [];
  const { knows = [] } = PARTS.find(({ part }) => part === from) ?? {};
  return to !== undefined && knows.includes(to) ? [] : [line];
}

function holds(path: string, kind: ts.SyntaxKind): boolean {
  const visit = (node: ts.Node): boolean => node.kind === kind || (ts.forEachChild(node, visit) ?? false);
  return visit(ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest));
}

/** The fields without a description at and below a field. The word that tells variants apart needs none. */
function undescribed({ name, shape, marks }: Field, above: readonly string[]): string[] {
  const path = [...above, name];
  const alone = shape.is === "words" && shape.words.length === 1;
  return [...(marks.description || alone ? [] : [path.join(".")]), ...inside(shape, path)];
}

function inside(shape: Shape, path: readonly string[]): string[] {
  if (shape.is === "object") return shape.fields.flatMap((field) => undescribed(field, path));
  if (shape.is === "union") return shape.of.flatMap((variant) => inside(variant, path));
  return shape.is === "list" || shape.is === "map" ? inside(shape.of, path) : [];
}
