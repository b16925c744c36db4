/** Uploads share the memory of their pieces: what arrives must be the file, however slowly the server reads. */
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { expect } from "chai";
import { digestOf } from "../../provider/file-pieces.ts";
import { upload } from "../../provider/incus/image-upload.ts";
import { Transport } from "../../provider/incus/transport.ts";

const mebibyte = 1024 * 1024;

describe("an image's upload", () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cul8er-test-"));
  });

  after(() => rm(folder, { recursive: true }));

  const content = async (name: string, size: number) => {
    const path = join(folder, name);
    const bytes = randomBytes(size);
    await writeFile(path, bytes);
    return { path, bytes };
  };

  for (const size of [0, 1, mebibyte - 1, mebibyte, mebibyte + 1, 9 * mebibyte + 12345])
    it(`brings ${size} bytes whole to a slow reader`, async () => {
      const { path, bytes } = await content("one", size);
      expect((await sent(path)).equals(bytes)).to.equal(true);
      expect(await digestOf(path)).to.equal(createHash("sha256").update(bytes).digest("hex"));
    });

  it("brings two files whole, one behind the other", async () => {
    const metadata = await content("metadata", 3 * mebibyte + 7);
    const rootfs = await content("rootfs", 5 * mebibyte + 11);
    const body = await sent({ metadata: metadata.path, rootfs: rootfs.path });
    expect(body.indexOf(metadata.bytes)).to.be.greaterThan(0);
    expect(body.indexOf(rootfs.bytes)).to.be.greaterThan(body.indexOf(metadata.bytes) + metadata.bytes.length);
    const both = createHash("sha256").update(metadata.bytes).update(rootfs.bytes).digest("hex");
    expect(await digestOf(metadata.path, rootfs.path)).to.equal(both);
  });

  it("fails for a file that is not there, before anything is sent", async () => {
    const failure = await upload(join(folder, "none"), {}, () => {}).catch((error: unknown) => error);
    expect(failure).to.include({ code: "ENOENT" });
  });

  /** What a server gets that takes a pause after each of its reads. */
  async function sent(file: Parameters<typeof upload>[0]): Promise<Buffer> {
    const socket = join(folder, "socket");
    const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
    const server = createServer((request, response) => {
      slowly(request).then(resolve, reject);
      request.once("end", () => response.end("{}"));
    });
    await new Promise<void>((listening) => server.listen(socket, listening));
    const transport = new Transport({ name: "slow", socket });
    try {
      const request = await upload(file, {}, () => {});
      await transport.request({ method: "POST", path: "/1.0/images", tried: "uploading", ...request });
      return await promise;
    } finally {
      await transport.close();
      server.close();
    }
  }
});

async function slowly(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(Buffer.from(chunk));
    for (let turns = 0; turns < 20; turns++) await turn();
  }
  return Buffer.concat(chunks);
}
