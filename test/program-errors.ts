/** What the compiler says to a program that a test has written. */
import { join } from "node:path";
import ts from "typescript";
import { root } from "../setup/build.ts";

/**
 * Errors of a program in this folder, each behind the line that it is in.
 *
 * @param paths Packages that stand for others, as in `tsconfig.json`.
 * @param files Files of the repository that are checked with it.
 */
export function errorsIn(
  text: string,
  paths: Readonly<Record<string, readonly string[]>> = {},
  files: readonly string[] = [],
): string[] {
  const file = join(root, "test/a-program.ts");
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  Object.assign(options, { noUnusedLocals: false, paths });
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (path) => path === file || fileExists(path);
  host.getSourceFile = (path, ...rest) => {
    if (path === file) return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    const cached = parsed.get(path) ?? getSourceFile.call(host, path, ...rest);
    parsed.set(path, cached);
    return cached;
  };
  const program = ts.createProgram([file, ...files.map((path) => join(root, path))], options, host);
  return [file, ...files.map((path) => join(root, path))]
    .map((path) => program.getSourceFile(path))
    .flatMap((source) => [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)])
    .map(({ file: source, messageText, start = 0 }) => {
      const { line = 0 } = source?.getLineAndCharacterOfPosition(start) ?? {};
      return `${source?.text.split("\n")[line]}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
    });
}

/** Files that stay the same between programs are parsed once. */
const parsed = new Map<string, ts.SourceFile | undefined>();
