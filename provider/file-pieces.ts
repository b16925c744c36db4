/** Files of any size through a little memory: images have gigabytes. */
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";

const size = 1024 * 1024; // bytes of a piece: with less, reading takes longer than hashing

/**
 * The bytes of a file, piece by piece. All pieces share their memory: one is good until the next is asked for. (Fresh
 * ones pile up by the hundred before the garbage collector looks at them.)
 */
export async function* piecesOf(path: string): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    const memory = Buffer.allocUnsafeSlow(size);
    for (;;) {
      let filled = 0;
      while (filled < size) {
        const { bytesRead } = await file.read(memory, filled, size - filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      if (filled > 0) yield memory.subarray(0, filled);
      if (filled < size) return;
    }
  } finally {
    await file.close();
  }
}

/** SHA-256 of files, one after the other. */
export async function digestOf(...paths: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const path of paths) for await (const piece of piecesOf(path)) hash.update(piece);
  return hash.digest("hex");
}
