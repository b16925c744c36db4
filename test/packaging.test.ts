/** The package as users get it: packed, installed into projects of every form, typed, documented and deployed from there. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { expect } from "chai";
import { execa } from "execa";
import type typescript from "typescript";
import { build, root } from "../setup/build.ts";
import { cached } from "../setup/cache.ts";
import { type Machine, testEnvironment } from "../setup/environment.ts";
import { Stack } from "./stack.ts";

const PNPM = "pnpm@10.34.8";
/** Where pnpm keeps what it has downloaded. */
const STORE = cached("pnpm-store");
/** The SDK that the repository is tested with. */
const { version: pulumiVersion }: { version: string } = createRequire(import.meta.url)("@pulumi/pulumi/package.json");

/** What `pulumi new typescript` writes. */
const TSCONFIG = {
  compilerOptions: {
    strict: true,
    outDir: "bin",
    target: "es2020",
    module: "commonjs",
    moduleResolution: "node",
    sourceMap: true,
    experimentalDecorators: true,
    pretty: true,
    noFallthroughCasesInSwitch: true,
    noImplicitReturns: true,
    forceConsistentCasingInFileNames: true,
  },
  files: ["index.ts"],
};

const NODENEXT = {
  compilerOptions: { strict: true, module: "nodenext", target: "es2022", outDir: "bin" },
  files: ["index.ts"],
};

/** A program with one resource. */
const program = (name: string) => `
import * as pulumi from "@pulumi/pulumi";
import { Project } from "cul8er/pulumi";
const room = new Project("${name}", { description: pulumi.interpolate\`a room\`, config: { "user.colour": "blue" } });
export const id: pulumi.Output<string> = room.id;
export const colour: pulumi.Output<{ [key: string]: string }> = room.config;
`;

describe("the package", () => {
  let folder: string;
  let tarball: string;
  let machine: Machine | undefined;
  let rooms = 0;
  const nextRoom = () => `cul8er-packaging-${++rooms}-${process.pid}`;

  before(async () => {
    ({ machine } = await testEnvironment());
    folder = await mkdtemp(join(tmpdir(), "cul8er-packaging-"));
    await build();
    const packed = await execa("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], {
      cwd: root,
    });
    tarball = join(folder, packed.stdout.trim());
    await Promise.all([npmProject(), pnpmProject()]);
  });

  after(() => rm(folder, { recursive: true, force: true }));

  it("holds what users need and nothing else", async () => {
    const { stdout } = await execa("tar", ["-tzf", tarball]);
    const paths = stdout.split("\n").map((path) => path.replace(/^package\//, ""));
    expect(paths).to.include.members([
      ...["package.json", "README.md", "LICENSE", "CHANGELOG.md", "dist/package.json"],
      ...[
        "dist/sdk/index.js",
        "dist/sdk/index.d.ts",
        "dist/provider/pulumi/dynamic.js",
        "dist/provider/pulumi/THIRD-PARTY-LICENSES.txt",
      ],
      ...["dist/plugin/terraform-provider-cul8er", "dist/plugin/THIRD-PARTY-LICENSES.txt"],
      ...["dist/cli/cul8er.js", "dist/cli/THIRD-PARTY-LICENSES.txt"],
    ]);
    const expected =
      /^(dist\/(package\.json|(provider|sdk|cdktf|cdktn|cli)\/.*(\.js|\.d\.ts|-LICENSES\.txt)|plugin\/[\w.-]+)|package\.json|[A-Z]+(\.md)?)$/;
    expect(paths.filter((path) => !expected.test(path))).to.deep.equal([]);
  });

  it("asks the Pulumi side's compiler for nothing but Pulumi's types", async () => {
    const installed = join(folder, "fresh/node_modules/cul8er");
    const seen = new Set<string>();
    const foreign = new Set<string>();
    const visit = async (path: string): Promise<void> => {
      if (seen.has(path)) return;
      seen.add(path);
      for (const [, name = ""] of (await readFile(path, "utf8")).matchAll(/(?:from|import\()\s*"([^"]+)"/g)) {
        if (name.startsWith(".")) await visit(resolve(dirname(path), name.replace(/\.js$/, ".d.ts")));
        else foreign.add(name);
      }
    };
    await visit(join(installed, "dist/sdk/index.d.ts"));
    expect([...foreign]).to.deep.equal(["@pulumi/pulumi"]);
    expect(
      [...seen].filter((path) => path.includes("/dist/provider/") && !path.includes("/strategies/")),
    ).to.deep.equal([]);
  });

  it("is typed in a project as `pulumi new typescript` makes it", () => typed(join(folder, "fresh")));

  it("is typed by the compiler that Pulumi brings for programs without one", async () => {
    const compiler = join(folder, "fresh/node_modules/@pulumi/pulumi/vendor/typescript@3.8.3/typescript.js");
    const vendored: typeof typescript = createRequire(import.meta.url)(compiler);
    const ours = errors(vendored, join(folder, "fresh"), { types: [] }).filter((line) =>
      /^\S*(cul8er\/dist|fresh\/index)/.test(line),
    );
    expect(ours).to.deep.equal([]);
  });

  it("is typed in a project of ES modules", () => typed(join(folder, "fresh/modules")));

  it("documents itself where a property is hovered", async () => {
    const project = join(folder, "fresh");
    const compiler: typeof typescript = createRequire(join(project, "index.ts"))("typescript");
    expect(await hover(compiler, project, "config:")).to.match(/Options of the project/);
    expect(await hover(compiler, project, "Project }"))
      .to.match(/A room of its own/)
      .and.match(/@example/);
    expect(await hover(compiler, project, "config;")).to.match(/Options of the project/);
  });

  it("deploys from a project as `pulumi new typescript` makes it", () => deploys("fresh"));

  it("deploys from a project of ES modules", () => deploys("fresh/modules"));

  it("is typed in, and deploys from, a project of pnpm", () => deploys("strict"));

  it("deploys from a project of pnpm where only a dependency depends on it", () => deploys("indirect"));

  /** A project of npm, and one of ES modules below it that shares what is installed. */
  async function npmProject(): Promise<void> {
    const fresh = join(folder, "fresh");
    const devDependencies = { "@types/node": "^24", typescript: "^5.0.0" };
    const dependencies = { "@pulumi/pulumi": pulumiVersion, cul8er: `file:${tarball}` };
    await project("fresh", { main: "index.ts", devDependencies, dependencies }, TSCONFIG);
    await project("fresh/modules", { main: "index.ts", type: "module" }, NODENEXT);
    await execa("npm", ["install", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"], { cwd: fresh });
  }

  /** A project of pnpm, and one that has the package only through a dependency of its own. */
  async function pnpmProject(): Promise<void> {
    const devDependencies = { "@types/node": "^24", typescript: "^5.0.0" };
    const pulumi = { "@pulumi/pulumi": pulumiVersion };
    const cul8er = { cul8er: `file:${tarball}` };
    await project("strict", { main: "index.ts", devDependencies, dependencies: { ...pulumi, ...cul8er } }, TSCONFIG);
    await write("infra/package.json", JSON.stringify({ name: "infra", version: "1.0.0", dependencies: cul8er }));
    await write("infra/index.js", `exports.Room = require("cul8er/pulumi").Project;`);
    const infra = { infra: "file:../infra" };
    await project("indirect", { main: "index.js", dependencies: { ...pulumi, ...infra } });
    await write("indirect/index.js", `exports.id = new (require("infra").Room)("${nextRoom()}").id;`);
    for (const name of ["strict", "indirect"])
      await execa("npx", ["--yes", PNPM, "install", "--ignore-scripts", "--prefer-offline", "--store-dir", STORE], {
        cwd: join(folder, name),
      });
  }

  async function project(name: string, settings: object, tsconfig?: object): Promise<void> {
    await write(`${name}/package.json`, JSON.stringify({ name: "fresh", ...settings }));
    if (!tsconfig) return;
    await write(`${name}/tsconfig.json`, JSON.stringify(tsconfig));
    await write(`${name}/index.ts`, program(nextRoom()));
  }

  async function write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }

  async function deploys(name: string): Promise<void> {
    if (!machine) return;
    await using stack = await Stack.of(machine, join(folder, name));
    const environment = { TS_NODE_CACHE: "false" };
    const up = await stack.up(environment);
    expect(up.ok, up.text).to.equal(true);
    expect(await stack.outputs())
      .to.have.property("id")
      .that.includes("cul8er-packaging-");
  }
});

/** The project's own compiler finds nothing wrong. */
async function typed(project: string): Promise<void> {
  const { stdout } = await execa("npx", ["tsc", "--noEmit", "--pretty", "false"], { cwd: project, reject: false });
  expect(stdout).to.equal("");
}

/** What a compiler says to the program of a project. */
function errors(compiler: typeof typescript, project: string, over: typescript.CompilerOptions): string[] {
  const { options } = compiler.parseJsonConfigFileContent(
    TSCONFIG,
    compiler.sys,
    project,
    {},
    join(project, "tsconfig.json"),
  );
  const compiled = compiler.createProgram([join(project, "index.ts")], { ...options, ...over, noEmit: true });
  return compiler
    .getPreEmitDiagnostics(compiled)
    .map(({ messageText, file }) => `${file?.fileName}: ${compiler.flattenDiagnosticMessageText(messageText, "\n")}`);
}

/** What an editor shows over the beginning of a text in the program. */
async function hover(compiler: typeof typescript, project: string, text: string): Promise<string> {
  const file = join(project, "index.ts");
  const source = await readFile(file, "utf8");
  const { options } = compiler.parseJsonConfigFileContent(
    TSCONFIG,
    compiler.sys,
    project,
    {},
    join(project, "tsconfig.json"),
  );
  const service = compiler.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      const content = compiler.sys.readFile(path);
      return content === undefined ? undefined : compiler.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => project,
    getDefaultLibFileName: compiler.getDefaultLibFilePath,
    ...{ fileExists: compiler.sys.fileExists, readFile: compiler.sys.readFile },
  });
  const { documentation = [], tags = [] } = service.getQuickInfoAtPosition(file, source.indexOf(text)) ?? {};
  service.dispose();
  return [...documentation.map((part) => part.text), ...tags.map(({ name }) => `@${name}`)].join("\n");
}
