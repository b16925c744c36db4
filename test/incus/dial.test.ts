import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createConnection, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Unreachable } from "../../provider/incus/errors.ts";
import { connect, disconnectAll } from "../../provider/incus/server.ts";
import { IDLE } from "../../provider/incus/transport.ts";
import { machineOrSkip, testEnvironment } from "../../setup/environment.ts";
import { failure } from "./failure.ts";
import { freePort } from "./private-server.ts";

const { everything } = await testEnvironment();

if (everything)
  describe("incus connections that are idle", () => {
    it("are closed by the server long after we have given them up", async function () {
      const { incus } = await machineOrSkip(this);
      const connection = createConnection(incus.socket);
      connection.write("GET /1.0 HTTP/1.1\r\nHost: incus\r\n\r\n");
      await once(connection, "data");
      const answered = Date.now();
      connection.resume();
      await once(connection, "end");
      expect(Date.now() - answered).to.be.above(2 * IDLE);
    });
  });

describe("incus connections that cannot be had", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cul8er-dial-"));
  });
  after(() => rm(folder, { recursive: true }));
  afterEach(disconnectAll);

  const fingerprint = "00".repeat(32);

  it("says that there is no socket, and how to start the server", async () => {
    const error = await failure(connect({ socket: join(folder, "none") }).info(), Unreachable);
    expect(error.message).to.include(join(folder, "none"));
    expect(error.cause).to.have.property("code", "ENOENT");
  });

  it("says that nothing listens on the socket", async () => {
    const path = join(folder, "dead");
    const dead = spawn(process.execPath, [
      "-e",
      `require("net").createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 9))`,
    ]);
    await once(dead, "exit");
    const error = await failure(connect({ socket: path }).info(), Unreachable);
    expect(error.cause).to.have.property("code", "ECONNREFUSED");
  });

  it("says that nothing listens at the address", async () => {
    const port = await freePort();
    const error = await failure(connect({ address: `https://127.0.0.1:${port}`, fingerprint }).info(), Unreachable);
    expect(error.message).to.include(`:${port}`).and.include("core.https_address");
  });

  it("says that the name is not known", async () => {
    const error = await failure(connect({ address: "https://nowhere.invalid:8443", fingerprint }).info(), Unreachable);
    expect(error.message).to.include("nowhere.invalid");
  });

  it("says that a server hangs up", async () => {
    const rude = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
    await once(rude, "listening");
    const address = rude.address();
    const port = typeof address === "object" ? address?.port : 0;
    try {
      await failure(connect({ address: `https://127.0.0.1:${port}`, fingerprint }).info(), Unreachable);
    } finally {
      rude.close();
    }
  });

  it("says that the socket is not for this user, and which group has it", async function () {
    const { incus } = await machineOrSkip(this);
    if (process.getuid?.() !== 0) return this.skip(); // only root can become somebody else
    await chmod(folder, 0o755);
    const program = `
      import { connect } from ${JSON.stringify(new URL("../../provider/incus/server.ts", import.meta.url).href)};
      process.setgid(65534); process.setgroups([]); process.setuid(65534);
      await connect({ socket: ${JSON.stringify(incus.socket)} }).info().catch((error) => console.log(error.name, error.message));
    `;
    const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    child.stdout.on("data", (chunk) => {
      said += chunk;
    });
    await once(child, "close");
    expect(said)
      .to.match(/^PermissionDenied /)
      .and.include("incus-admin")
      .and.include(incus.socket);
  });
});
