/** `npm run generate`: classes and reference docs, written from the schemas of the registry. */
import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import settings from "../package.json" with { type: "json" };
import { components } from "../provider/components/index.ts";
import { kinds } from "../provider/kinds/index.ts";
import { classFile, componentFile, controlFile, indexFile, tableFile } from "./classes.ts";
import * as constructs from "./constructs.ts";
import { kebab } from "./names.ts";
import { componentPage, indexPage, kindPage } from "./reference.ts";

/** The repository's root folder. */
const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Files that are written by hand and that a program may import. */
const byHand = { sdk: ["strategies"], constructs: ["provider", "strategies", "write-only"] };

/** All written files, by their path in the repository, before they are formatted. */
function files(): Map<string, string> {
  const written = new Map<string, string>();
  for (const kind of kinds) {
    written.set(`sdk/${kebab(kind.type)}.ts`, classFile(kind));
    written.set(`constructs/${kebab(kind.type)}.ts`, constructs.classFile(kind));
    written.set(`docs/reference/${kebab(kind.type)}.md`, kindPage(kind));
  }
  for (const component of components) {
    written.set(`sdk/${kebab(component.type)}.ts`, componentFile(component));
    written.set(`constructs/${kebab(component.type)}.ts`, constructs.componentFile(component));
    written.set(`docs/reference/${kebab(component.type)}.md`, componentPage(component));
  }
  const types = kinds.map(({ type }) => type);
  written.set("sdk/classes.ts", tableFile(types));
  written.set("sdk/control.ts", controlFile());
  const all = [...types, ...components.map(({ type }) => type)];
  written.set("sdk/index.ts", indexFile(all, byHand.sdk));
  written.set("constructs/classes.ts", constructs.tableFile(kinds));
  written.set("constructs/control.ts", constructs.controlFile());
  written.set("constructs/control-forms.ts", constructs.controlFormsFile());
  written.set("constructs/version.ts", constructs.versionFile(settings.version));
  written.set("constructs/index.ts", constructs.indexFile(all, byHand.constructs));
  written.set("docs/reference/index.md", indexPage(kinds, components));
  return written;
}

/** Writes all files below a folder, formatted, and removes those that were written for a kind that is no more. */
export async function generate(folder = root): Promise<string[]> {
  const written = files();
  for (const [path, text] of written) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  for (const directory of ["sdk", "constructs", "docs/reference"]) await removeStale(folder, directory, written);
  await format(folder);
  return [...written.keys()];
}

async function removeStale(folder: string, directory: string, written: ReadonlyMap<string, string>): Promise<void> {
  for (const name of await readdir(join(folder, directory))) {
    const path = `${directory}/${name}`;
    if (written.has(path)) continue;
    const [first = ""] = (await readFile(join(folder, path), "utf8")).split("\n", 1);
    if (first.includes("Written by `npm run generate`")) await rm(join(folder, path));
  }
}

async function format(folder: string): Promise<void> {
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const options = ["check", "--write", "--vcs-enabled=false", `--config-path=${root}`, "sdk", "constructs"];
  await promisify(execFile)(process.execPath, [biome, ...options], { cwd: folder });
}

if (import.meta.main) for (const path of await generate()) console.log(path);
