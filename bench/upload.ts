/** An image of 2 GB on its way to the server: through the kind Image, and through `incus image import`. */
import { spawn } from "node:child_process";
import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import type { Machine } from "../setup/environment.ts";
import { compare, report } from "./measure.ts";
import { inPlace, type Place, removeImages } from "./place.ts";

const GIGABYTES = 2;

/** Throughput and memory of an upload. On the disk there is never more than one copy of the image, the server's. */
export async function upload(machine: Machine): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "cul8er-bench-"));
  try {
    const file = join(folder, "large.tar");
    await writeImage(file, GIGABYTES * 1024 ** 3);
    await inPlace(machine, (place) => measure(machine, place, folder, file));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure({ incus: { socket } }: Machine, { project, api }: Place, folder: string, file: string) {
  const peak = { ours: 0, theirs: 0 };
  const side = async (who: keyof typeof peak, command: string, args: string[]) => {
    const { seconds, megabytes } = await run(command, args, { INCUS_SOCKET: socket, INCUS_CONF: folder });
    peak[who] = Math.max(peak[who], megabytes);
    await removeImages(api);
    return seconds;
  };
  const child = join(import.meta.dirname, "upload-child.ts");
  await compare({
    name: `upload of a ${GIGABYTES} GB image`,
    target: 1.15,
    rounds: 3,
    ours: () => side("ours", process.execPath, [child, socket, project, file]),
    theirs: () => side("theirs", "incus", ["image", "import", file, "--project", project, "--quiet"]),
  });
  report({ name: `peak memory of that upload`, ...peak, target: 150, unit: "MB" });
}

/** Runs a command to its end: how long it took, and how much memory it had at most. */
async function run(command: string, args: string[], environment: Record<string, string>) {
  const began = performance.now();
  const child = spawn(command, args, {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const said = text(child.stderr);
  const ended = new Promise<number | null>((resolve, reject) => child.once("error", reject).once("exit", resolve));
  const memory = watchMemory(child.pid ?? 0, ended);
  const code = await ended;
  const seconds = (performance.now() - began) / 1000;
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${await said}`);
  return { seconds, megabytes: await memory };
}

/** The high-water mark of a process' memory, in MB; it never falls, so the last look tells. */
async function watchMemory(pid: number, ended: Promise<unknown>): Promise<number> {
  let megabytes = 0;
  let over = false;
  const end = () => {
    over = true;
  };
  ended.then(end, end);
  while (!over) {
    const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
    const [, kibibytes] = /VmHWM:\s+(\d+) kB/.exec(status) ?? [];
    if (kibibytes) megabytes = (Number(kibibytes) * 1024) / 1e6;
    await pause(20);
  }
  return megabytes;
}

/** A tarball that is an image to the server, whose root file system is one file of zeros: on our disk a hole. */
async function writeImage(path: string, size: number): Promise<void> {
  const metadata = Buffer.from(
    JSON.stringify({ architecture: "x86_64", creation_date: 1_700_000_000, properties: { os: "none" } }),
  );
  const file = await open(path, "w");
  try {
    await file.write(Buffer.concat([header("metadata.yaml", "0", metadata.length), padded(metadata)]));
    await file.write(Buffer.concat([header("rootfs/", "5", 0), header("rootfs/zeros", "0", size)]));
    const { size: written } = await file.stat();
    await file.truncate(written + size + 1024);
  } finally {
    await file.close();
  }
}

const padded = (content: Buffer): Buffer => Buffer.concat([content, Buffer.alloc(-content.length & 511)]);

/** A header block of a tarball, as POSIX has it. */
function header(name: string, type: "0" | "5", size: number): Buffer {
  const block = Buffer.alloc(512);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, "0")}\0`;
  block.write(name, 0);
  block.write(octal(type === "5" ? 0o755 : 0o644, 7) + octal(0, 7) + octal(0, 7), 100);
  block.write(octal(size, 11) + octal(1_700_000_000, 11), 124);
  block.write(`        ${type}`, 148);
  block.write("ustar\x0000", 257);
  block.write(
    octal(
      block.reduce((sum, byte) => sum + byte, 0),
      6,
    ),
    148,
  );
  return block;
}
