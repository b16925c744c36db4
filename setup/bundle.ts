// One file out of TypeScript and the packages that it uses: what is loaded at every start is loaded in a fraction of the time.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type BuildOptions, build as bundle, type Plugin as EsbuildPlugin } from "esbuild";
import { root } from "./root.ts";

/** Takes TypeScript and the packages that it uses into one text. */
export async function bundled(
  what: Pick<BuildOptions, "external" | "target"> & { entryPoints: string[] },
): Promise<{ code: string; inputs: string[] }> {
  const { outputFiles, metafile } = await bundle({ ...settings, ...what });
  return { code: outputFiles.map(({ text }) => text).join(""), inputs: Object.keys(metafile.inputs) };
}

/** Of the forty languages that zod knows, the one that it speaks here. */
const withoutLanguages: EsbuildPlugin = {
  name: "without-languages",
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/locales\/index\.js$/ }, ({ resolveDir }) =>
      resolveDir.includes("/zod/") ? { path: join(resolveDir, "../locales/en.js") } : undefined,
    ),
};

/** Compiled code for other processors than ours is none: ssh2 does without, as it does where nothing could be compiled. */
const withoutBinaries: EsbuildPlugin = {
  name: "without-binaries",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^cpu-features$|\.node$/ }, ({ path }) => ({ path, namespace: "absent" }));
    onLoad({ filter: /.*/, namespace: "absent" }, () => ({ contents: 'throw new Error("is not in this bundle")' }));
  },
};

const settings = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  format: "cjs",
  // An import that comes later is a `require`, which the script gives.
  supported: { "dynamic-import": false },
  // Names stay, for what people report.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "none",
  metafile: true,
  write: false,
  logLevel: "error",
  plugins: [withoutLanguages, withoutBinaries],
} as const satisfies BuildOptions;

/** The license files of the packages that something is taken from. */
export async function licensesOf(name: string, inputs: readonly string[]): Promise<string> {
  const packages = inputs.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  const texts = await Promise.all([...new Set(packages)].sort().map(licenseOf));
  return `${name} contains the following packages.\n\n${texts.join("\n\n")}`;
}

async function licenseOf(name: string): Promise<string> {
  const folder = join(root, "node_modules", name);
  const { version, license }: { version: string; license: string } = JSON.parse(
    await readFile(join(folder, "package.json"), "utf8"),
  );
  const files = ["LICENSE", "LICENSE.md", "LICENSE.txt", "license", "LICENCE"].map((file) => join(folder, file));
  const text = await Promise.any(files.map((file) => readFile(file, "utf8")));
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}
