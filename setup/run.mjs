// The way in for every npm script: plain JavaScript for any Node from 20, before anything is installed.
// It gets the Node that the project runs on, installs node_modules, and hands over to main.ts.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const nodeVersion = "24.21.0";
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = process.env.CUL8ER_CACHE || join(homedir(), ".cache", "cul8er");

const node = runsTypeScript() ? process.execPath : fetchNode();
const env = { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}` };
installModules();
handOver();

/** Node runs TypeScript by itself, without a flag or a warning, from 24. */
function runsTypeScript() {
  return Number(process.versions.node.split(".")[0]) >= 24;
}

/** Puts Node into the cache: npm carries its binaries, one package a platform, without install scripts. */
function fetchNode() {
  const folder = join(cache, `node-${nodeVersion}`);
  const binary = join(folder, "bin", "node");
  if (!existsSync(binary)) {
    const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}@${nodeVersion}`;
    say(`Node ${process.versions.node} is older than 24: installing ${name} into ${folder}`);
    const draft = `${folder}.draft-${process.pid}`;
    mkdirSync(draft, { recursive: true });
    must("npm", ["pack", name, "--silent", "--pack-destination", draft], { stdio: ["ignore", "ignore", "inherit"] });
    must("sh", ["-c", "tar -xzf ./*.tgz --strip-components=1 && rm ./*.tgz"], { cwd: draft });
    if (existsSync(binary)) rmSync(draft, { recursive: true });
    else renameSync(draft, folder);
    rmSync(join(cache, "node"), { force: true });
    symlinkSync(folder, join(cache, "node"));
  }
  return binary;
}

/** Installs node_modules where npm's own note of what is in there differs from our lock file. */
function installModules() {
  const installed = packages("node_modules/.package-lock.json");
  const locked = Object.entries(packages("package-lock.json")).filter(([path]) => path !== "");
  const isThere = ([path, { version, optional }]) => (installed[path] ? installed[path].version === version : optional);
  if (locked.every(isThere)) return;
  say("installing node_modules (npm ci, no install scripts)");
  must("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: root, env });
}

function packages(lockFile) {
  const path = join(root, lockFile);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).packages : {};
}

/** Runs main.ts as if it were this process: same terminal, same signals, same exit code. */
function handOver() {
  const main = spawn(node, [join(root, "setup/main.ts"), ...process.argv.slice(2)], { stdio: "inherit", env });
  // A terminal sends Ctrl-C to the whole group; sending it twice would turn Pulumi's clean stop into a hard one.
  process.on("SIGINT", () => process.stdin.isTTY || main.kill("SIGINT"));
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => main.kill(signal));
  main.on("exit", (code, signal) => {
    if (!signal) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function must(command, args, options) {
  const { status, error } = spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"], ...options });
  if (status === 0) return;
  say(`${command} ${args[0]} failed${error ? `: ${error.message}` : ""}`);
  process.exit(1);
}

function say(line) {
  console.error(`cul8er: ${line}`);
}
