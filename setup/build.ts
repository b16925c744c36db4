// Compiling the package into dist/, as it is published, and making the repository's own programs find it by its name.
import { existsSync } from "node:fs";
import { cp, glob, mkdir, readFile, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { bundled, licensesOf } from "./bundle.ts";
import { run } from "./command.ts";
import { buildMirror } from "./mirror.ts";
import { buildPlugin, minimumNode, target, versionCheck } from "./plugin.ts";
import { root } from "./root.ts";

export { root } from "./root.ts";

const dist = join(root, "dist");
const sources = [
  "{provider,sdk,constructs,cli}/**",
  "setup/{build,bundle,mirror,plugin}.ts",
  "package-lock.json",
  "tsconfig*.json",
];
/** Written last: its time is the time of the build. It makes dist CommonJS inside a package of ES modules. */
const stamp = "package.json";

/** Compiles the package unless dist/ is newer than all of its sources. */
export async function build(): Promise<void> {
  if (!(await isUpToDate())) await compile();
  const link = join(root, "node_modules/cul8er");
  if (!existsSync(link)) await symlink("..", link);
}

/** Compiles beside the last build and then takes its place, so that a program that runs meanwhile finds either. */
async function compile(): Promise<void> {
  const draft = join(root, "node_modules", `.cul8er-dist-${process.pid}`);
  try {
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    await run(process.execPath, [compiler, "-p", "tsconfig.build.json", "--outDir", draft], { cwd: root });
    await nameCompiledFiles(draft);
    await splitConstructs(draft);
    await bundleModule("provider/pulumi/dynamic", draft);
    await bundleModule("sdk/index", draft);
    await bundleCommand(join(draft, "cli"));
    await buildMirror(await buildPlugin(join(draft, "plugin")), join(draft, "mirror"));
    await writeFile(join(draft, stamp), '{ "type": "commonjs" }\n');
    await rm(dist, { recursive: true, force: true });
    await rename(draft, dist);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** In declarations the compiler leaves `./x.ts` as it is written, which compilers before 5.0 refuse. */
async function nameCompiledFiles(folder: string): Promise<void> {
  for await (const path of glob("**/*.d.ts", { cwd: folder })) {
    const text = await readFile(join(folder, path), "utf8");
    await writeFile(join(folder, path), text.replaceAll(/(from "|import\(")(\.{1,2}\/[^"]+)\.ts"/g, '$1$2.js"'));
  }
}

/** Pulumi loads program and provider anew with every command: from one file each is loaded in half the time. */
async function bundleModule(name: string, draft: string): Promise<void> {
  const { code, inputs } = await bundled({
    entryPoints: [`${name}.ts`],
    external: ["@pulumi/pulumi", "@grpc/grpc-js"],
    target: "node22.19",
  });
  const file = join(draft, `${name}.js`);
  await writeFile(file, code);
  await writeFile(join(dirname(file), "THIRD-PARTY-LICENSES.txt"), await licensesOf(basename(file), inputs));
}

/** The command line is one executable file: it brings all that it uses, and is there at once. */
async function bundleCommand(folder: string): Promise<void> {
  const { code, inputs } = await bundled({ entryPoints: ["cli/main.ts"], external: [], target });
  const [shebang = "", ...rest] = code.split("\n");
  await mkdir(folder, { recursive: true });
  const script = [shebang, '"use strict";', versionCheck(await minimumNode(), "error"), ...rest].join("\n");
  await writeFile(join(folder, "cul8er.js"), script, { mode: 0o755 });
  await writeFile(join(folder, "THIRD-PARTY-LICENSES.txt"), await licensesOf("cul8er", inputs));
}

/** Whoever uses one CDK has not the other: the constructs are there once for each, and differ in one import. */
async function splitConstructs(folder: string): Promise<void> {
  const [cdktn, cdktf] = [join(folder, "cdktn"), join(folder, "cdktf")];
  await rename(join(folder, "constructs"), cdktn);
  await cp(cdktn, cdktf, { recursive: true });
  for (const file of ["cdk.js", "cdk.d.ts"]) {
    const text = await readFile(join(cdktf, file), "utf8");
    await writeFile(join(cdktf, file), text.replaceAll('"cdktn"', '"cdktf"'));
  }
}

async function isUpToDate(): Promise<boolean> {
  const built = await stat(join(dist, stamp)).catch(() => undefined);
  if (!built) return false;
  for await (const path of glob(sources, { cwd: root }))
    if ((await stat(join(root, path))).mtimeMs > built.mtimeMs) return false;
  return true;
}
