// The Terraform plugin as one file that starts by itself: TypeScript and dependencies in, an executable script out.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { bundled, licensesOf } from "./bundle.ts";
import { root } from "./root.ts";

/** Name that engines look for. */
export const pluginName = "terraform-provider-cul8er";

/** Syntax that older Nodes can parse, so that they come to the line that says that they are too old. */
export const target = "node16.11";

/** A plugin and what must come with it. */
export interface Plugin {
  /** The executable. */
  script: string;
  /** The licenses of all that is in it and is not ours. */
  licenses: string;
}

/** Version of the package, and so of the plugin. */
export async function pluginVersion(): Promise<string> {
  return (await manifest()).version;
}

/**
 * Bundles a plugin: what starts it is the script, and what answers is in a comment at its end. Node has to look at every
 * function of a script before it runs the first; so it looks at 60 kB before the handshake, and at the other two
 * megabytes while the engine connects.
 *
 * @param entry file that starts it; default: ours
 * @param answering file that answers, which the first one imports when it is time; default: ours
 */
export async function bundlePlugin(entry = "provider/terraform/main.ts", answering = "./handlers.ts"): Promise<Plugin> {
  const early = await bundled({ entryPoints: [entry], external: [answering], target });
  const late = await bundled({ entryPoints: [join(dirname(entry), answering)], target });
  const parts = [header(await minimumNode()), starting(early.code, answering), comment(late.code)];
  return { script: parts.join("\n"), licenses: await licensesOf(pluginName, [...early.inputs, ...late.inputs]) };
}

/** Bundles ours into a folder, and returns its path. */
export async function buildPlugin(folder: string): Promise<string> {
  const { script, licenses } = await bundlePlugin();
  const path = join(folder, pluginName);
  await mkdir(folder, { recursive: true });
  await writeFile(path, script, { mode: 0o755 });
  await writeFile(join(folder, "THIRD-PARTY-LICENSES.txt"), licenses);
  return path;
}

/**
 * The first lines are a program for the shell as well as for Node: without Node they say so. It is said on standard
 * output, since that is what engines show of a plugin that does not answer as it should.
 *
 * Node is made to require the script: it would ask the nearest package.json, which may be a user's, what to make of a file
 * whose name ends in `.0` or in nothing.
 */
function header(minimum: string): string {
  const need = needs(minimum);
  const start = `exec node -e 'require(require("path").resolve(process.argv[1]))' "$0" "$@"`;
  return `#!/bin/sh
':' //; command -v node >/dev/null || { echo "${need} on the PATH, and there is none."; exit 1; }; ${start}
${versionCheck(minimum, "log")}`;
}

const needs = (minimum: string): string => `cul8er needs Node.js ${minimum} or newer`;

/** Code that says so, and ends, where the Node that runs it is too old. In syntax that older ones can parse. */
export function versionCheck(minimum: string, say: "log" | "error"): string {
  const [major, minor] = minimum.split(".");
  return `var version = process.versions.node.split(".").map(Number);
if (version[0] < ${major} || (version[0] === ${major} && version[1] < ${minor})) {
  console.${say}("${needs(minimum)} on the PATH, and found " + process.versions.node + ".");
  process.exit(1);
}
`;
}

/** What stands for the end of a comment inside it; nothing that JavaScript ever has. */
const END = "*@/";
const BEGINNING = "\n/* What answers:\n";

function comment(code: string): string {
  if (code.includes(END)) throw new Error(`the plugin's code has ${END} in it`);
  return `${BEGINNING.trimStart()}${code.replaceAll("*/", END)}*/\n`;
}

/** The code that starts, which takes what answers out of the comment when it asks for it. */
function starting(code: string, answering: string): string {
  return `(function (require) {
${code}
})(function (name) {
  if (name !== ${JSON.stringify(answering)}) return require(name);
  var script = require("fs").readFileSync(__filename, "utf8");
  var begin = script.indexOf(${JSON.stringify(BEGINNING)}) + ${BEGINNING.length};
  var code = script.slice(begin, script.lastIndexOf("*/")).replaceAll("${END}", "*/");
  var module = { exports: {} };
  require("vm").compileFunction(code, ["require", "module", "exports"], { filename: __filename })(require, module, module.exports);
  return module.exports;
});`;
}

/** The oldest Node that the package runs on: `22.19`. */
export const minimumNode = async (): Promise<string> => (await manifest()).engines.node.replace(/^\D+/, "");

async function manifest(): Promise<{ version: string; engines: { node: string } }> {
  return JSON.parse(await readFile(join(root, "package.json"), "utf8"));
}
