/** The API of a server whose socket is on another machine: requests, websockets, files, and what can be in the way. */
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { expect } from "chai";
import { WebSocketServer } from "ws";
import { digestOf } from "../../provider/file-pieces.ts";
import { Unreachable, Untrusted, WrongCertificate } from "../../provider/incus/errors.ts";
import { hostKey } from "../../provider/incus/host.ts";
import { upload } from "../../provider/incus/image-upload.ts";
import { connect, disconnectAll } from "../../provider/incus/server.ts";
import { Transport } from "../../provider/incus/transport.ts";
import { makeKey, sshServer, type TestSshServer } from "../ssh/server.ts";
import { failure } from "./failure.ts";

describe("incus over SSH", () => {
  let machine: TestSshServer;
  let api: Server;
  let socket: string;
  before(async () => {
    machine = await sshServer();
    socket = join(machine.folder, "unix.socket");
    api = createServer((request, response) => {
      let size = 0;
      const hash = createHash("sha256");
      request.on("data", (piece: Buffer) => {
        size += piece.length;
        hash.update(piece);
      });
      request.on("end", () =>
        response.end(request.url === "/digest" ? hash.digest("hex") : `${request.method} ${request.url} ${size}`),
      );
    });
    new WebSocketServer({ server: api }).on("connection", (websocket) => {
      websocket.on("message", (message) => websocket.send(`heard ${message}`));
      websocket.send("hello");
    });
    await once(api.listen(socket), "listening");
  });
  after(async () => {
    await disconnectAll();
    api.closeAllConnections();
    api.close();
    await machine[Symbol.asyncDispose]();
  });

  const endpoint = () => ({ name: "far", ssh: machine.place, sockets: ["/none.socket", socket] });

  it("sends requests with bodies, many at once, over one connection", async () => {
    const transport = new Transport(endpoint());
    const before = machine.connections();
    const body = Buffer.alloc(3_000_000, 1);
    const answers = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const answer = await transport.request({ method: "POST", path: `/${index}`, tried: "trying", body });
        return answer.body.text();
      }),
    );
    expect(answers).to.deep.equal(answers.map((_, index) => `POST /${index} ${body.length}`));
    expect(machine.connections() - before).to.be.at.most(1);
    await transport.close();
  });

  it("sends files of many pieces as they are", async () => {
    const file = join(machine.folder, "file");
    await writeFile(file, randomBytes(20_000_000));
    const transport = new Transport(endpoint());
    const sent = await upload(file, {}, () => {});
    const answer = await transport.request({ method: "POST", path: "/digest", tried: "trying", ...sent });
    expect(await answer.body.text()).to.equal(await digestOf(file));
    await transport.close();
  });

  it("opens websockets", async () => {
    const transport = new Transport(endpoint());
    const heard: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const ear = {
      hear: (message: Buffer) => {
        heard.push(message.toString());
        if (heard.length === 2) resolve();
      },
    };
    const { websocket } = await transport.channel("/1.0/events", "listening", ear);
    websocket.send("you");
    await promise;
    expect(heard).to.deep.equal(["hello", "heard you"]);
    await transport.close();
  });

  it("says that there is no socket that the user may use", async () => {
    const error = await failure(connect({ ssh: machine.place, socket: "/none.socket" }).info(), Unreachable);
    expect(error.message).to.include("/none.socket").and.include("usermod -aG incus-admin tester");
  });

  it("refuses a machine with another host key", async () => {
    const ssh = { ...machine.place, hostKey: `SHA256:${"A".repeat(43)}` };
    const error = await failure(connect({ ssh, socket }).info(), WrongCertificate);
    expect(error.message).to.include(`got ${machine.place.hostKey}`);
  });

  it("says that the machine does not let us in", async () => {
    const key = join(machine.folder, "stranger");
    await makeKey(key, "ed25519");
    await failure(connect({ ssh: { ...machine.place, key }, socket }).info(), Untrusted);
  });

  it("is called by its name, else by its address, in ids", () => {
    expect(hostKey({ name: "far", ssh: machine.place })).to.equal("far");
    expect(hostKey({ ssh: machine.place, socket })).to.equal("127.0.0.1");
  });
});
