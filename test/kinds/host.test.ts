/** A host through the engines: a server that somebody else set up, on a machine that is reached over SSH. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { Host } from "../../provider/kinds/index.ts";
import { describeKind, NOT_SUPPORTED, type Place } from "../conformance/describe-kind.ts";
import { type Identity, type PrivateServer, privateServer } from "../incus/private-server.ts";
import { raw } from "../out-of-band.ts";
import { sshServer, type TestSshServer } from "../ssh/server.ts";

let server: PrivateServer;
let machine: TestSshServer;
let client: Identity;
let receipt: string;

const certificates = z.array(z.object({ fingerprint: z.string() }));
const trusted = async () => certificates.parse((await raw(server.socket).get("/1.0/certificates?recursion=1")) ?? []);
const inputs = (place: Place) => ({
  name: place.name("host"),
  address: machine.place.address,
  ssh: {
    user: machine.place.user,
    port: machine.place.port,
    key: machine.place.key,
    hostKey: machine.place.hostKey,
  },
});

describeKind(Host, {
  async prepare() {
    server = await privateServer();
    // Somebody has set it up: nothing is missing.
    await raw(server.socket).send("POST", "/1.0/storage-pools", { name: "theirs", driver: "dir", config: {} });
    client = await server.identity("client");
    machine = await sshServer(["ed25519"], { incus: server.socket });
    receipt = join(machine.folder, "lib/cul8er/host.json");
  },
  async clear() {
    await machine[Symbol.asyncDispose]();
    await server.stop();
  },
  async observe() {
    const text = await readFile(receipt, "utf8").catch(() => undefined);
    if (text === undefined) return undefined;
    const { incus, trust }: { incus: boolean; trust: string[] } = JSON.parse(text);
    return { incus, trusts: trust.length, trusted: (await trusted()).length };
  },
  create: {
    inputs: (place) => ({ ...inputs(place), access: "ssh" }),
    there: () => ({ incus: false, trusts: 0, trusted: 0 }),
  },
  update: {
    inputs: () => ({ access: "https", clientCertificate: client.certificate, clientKey: client.key }),
    there: () => ({ trusts: 1, trusted: 1 }),
    changes: ["trusted", "trusts"],
  },
  drift: {
    async by() {
      for (const { fingerprint } of await trusted())
        await raw(server.socket).send("DELETE", `/1.0/certificates/${fingerprint}`);
    },
    of: [],
    says: /certificate trusted/,
  },
  replace: NOT_SUPPORTED("a host keeps its name: the ids of all that is on it begin with it"),
  refuse: {
    "another host key": {
      inputs: (place) => ({ ssh: { ...inputs(place).ssh, hostKey: `SHA256:${"A".repeat(43)}` }, access: "ssh" }),
      path: "ssh",
      says: /expected SHA256:A+, got SHA256:/,
    },
    "an address that the API was not opened on": {
      inputs: () => ({ listen: "127.0.0.1:1" }),
      path: "listen",
      says: /somebody else opened/,
    },
  },
  gone: NOT_SUPPORTED("a server that answers and trusts us is there"),
  foreign: {
    async by() {
      const mark = JSON.stringify({ owner: "another", nonce: "1", phase: "created", time: "2026-01-01" });
      await mkdir(dirname(receipt), { recursive: true });
      await writeFile(receipt, JSON.stringify({ mark, incus: false, devices: [], trust: [] }));
    },
  },
  import: NOT_SUPPORTED("a name does not tell how a machine is reached"),
});
