/** The package as users of a CDK get it: installed into a project as its CDK makes one, typed, synthesized. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { expect } from "chai";
import { execa } from "execa";
import { build, root } from "../setup/build.ts";

/** What `cdktf init --template=typescript` writes, and `cdktn init`, too. */
const TSCONFIG = {
  compilerOptions: {
    alwaysStrict: true,
    declaration: true,
    experimentalDecorators: true,
    inlineSourceMap: true,
    inlineSources: true,
    lib: ["es2018"],
    module: "CommonJS",
    noEmitOnError: true,
    noFallthroughCasesInSwitch: true,
    noImplicitAny: true,
    noImplicitReturns: true,
    noImplicitThis: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    resolveJsonModule: true,
    strict: true,
    strictNullChecks: true,
    strictPropertyInitialization: true,
    stripInternal: true,
    target: "ES2018",
    incremental: true,
    skipLibCheck: true,
  },
  include: ["*.ts"],
};

const NODENEXT = {
  compilerOptions: { strict: true, module: "nodenext", target: "es2022", lib: ["es2022"], types: ["node"] },
  include: ["*.ts"],
};

/** What each CDK's own template installs. */
const cdks = {
  cdktf: { cdktf: "0.21.0", constructs: "^10.0.0" },
  cdktn: { cdktn: "0.24.0", constructs: ">=10.6.0 <10.8.0" },
};

describe("the package for CDKs", () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cul8er-packaging-cdk-"));
    await build();
    const packed = await execa("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], {
      cwd: root,
    });
    const tarball = join(folder, packed.stdout.trim());
    await Promise.all(Object.entries(cdks).map(([cdk, dependencies]) => project(cdk, dependencies, tarball)));
  });

  after(() => rm(folder, { recursive: true, force: true }));

  for (const cdk of Object.keys(cdks))
    describe(cdk, () => {
      const other = cdk === "cdktf" ? "cdktn" : "cdktf";

      it("brings no other engine along", async () => {
        const installed = createRequire(join(folder, cdk, "main.ts"));
        for (const engine of [other, "@pulumi/pulumi"]) expect(() => installed.resolve(engine)).to.throw();
      });

      it("asks the compiler for nothing but the CDK's types", async () => {
        const foreign = await foreignTypes(join(folder, cdk, `node_modules/cul8er/dist/${cdk}/index.d.ts`));
        expect(foreign).to.have.members([cdk, "constructs"]);
      });

      it("is typed in a project as its CDK makes it, and synthesizes there", () => works(join(folder, cdk)));

      it("is typed in a project of ES modules, and synthesizes there", () => works(join(folder, cdk, "modules")));
    });

  /** A project of npm whose program is the CDK's example, and one of ES modules below it. */
  async function project(cdk: string, dependencies: Record<string, string>, tarball: string): Promise<void> {
    const path = join(folder, cdk);
    const devDependencies = { "@types/node": "^24", typescript: "^5.0.0" };
    const settings = { dependencies: { ...dependencies, cul8er: `file:${tarball}` }, devDependencies };
    await mkdir(join(path, "modules"), { recursive: true });
    const files = {
      "package.json": settings,
      "tsconfig.json": TSCONFIG,
      "modules/package.json": { type: "module" },
      "modules/tsconfig.json": NODENEXT,
    };
    for (const [file, content] of Object.entries(files)) await writeFile(join(path, file), JSON.stringify(content));
    for (const below of ["main.ts", "modules/main.ts"])
      await cp(join(root, `examples/beam-cluster-${cdk}/main.ts`), join(path, below));
    await execa("npm", ["install", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"], { cwd: path });
  }
});

/** The project's own compiler finds nothing wrong, and what it has compiled gives the cluster to Terraform. */
async function works(path: string): Promise<void> {
  const { stdout } = await execa("npx", ["tsc", "--pretty", "false"], { cwd: path, reject: false });
  expect(stdout).to.equal("");
  const context = JSON.stringify({ targetVersions: { terraform: ">=1.11.0" } });
  await execa(process.execPath, ["main.js"], { cwd: path, env: { CDKTF_CONTEXT_JSON: context } });
  const written: unknown = JSON.parse(await readFile(join(path, "cdktf.out/stacks/chat/cdk.tf.json"), "utf8"));
  const types = [
    "image",
    "storage_volume",
    "instance",
    "release",
    "beam_node",
    "health_check",
    "rollout",
    "rollout_report",
  ];
  expect(written)
    .to.have.property("resource")
    .with.all.keys(types.map((type) => `cul8er_${type}`));
  expect(written).to.have.nested.property("terraform.required_providers.cul8er");
}

/** Packages whose types the declarations at and behind a path need. */
async function foreignTypes(path: string): Promise<string[]> {
  const seen = new Set<string>();
  const foreign = new Set<string>();
  const visit = async (file: string): Promise<void> => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, name = ""] of (await readFile(file, "utf8")).matchAll(/(?:from|import\()\s*"([^"]+)"/g)) {
      if (name.startsWith(".")) await visit(resolve(dirname(file), name.replace(/\.js$/, ".d.ts")));
      else foreign.add(name);
    }
  };
  await visit(path);
  return [...foreign];
}
