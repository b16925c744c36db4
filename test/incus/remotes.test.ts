import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { Unsupported, WrongHost } from "../../provider/incus/errors.ts";
import { host, hostKey } from "../../provider/incus/host.ts";
import { resolve } from "../../provider/incus/remotes.ts";
import { failure } from "./failure.ts";
import { clientConfiguration } from "./private-server.ts";

const remotes = `
default-remote: prod
remotes:
  images: { addr: https://images.example.net, protocol: simplestreams, public: true }
  prod: { addr: "https://10.0.0.1:8443,https://10.0.0.2:8443", protocol: incus }
  old: { addr: https://10.0.0.3:8443 }
  sso: { addr: https://10.0.0.4:8443, protocol: incus, auth_type: oidc }
  here: { addr: unix:// }
  there: { addr: "unix:///tmp/there.socket" }
`;

describe("incus remotes", () => {
  const variables = ["INCUS_SOCKET", "INCUS_DIR", "INCUS_REMOTE"] as const;
  const before_: Record<string, string | undefined> = {};
  beforeEach(() => {
    for (const name of variables) {
      before_[name] = process.env[name];
      delete process.env[name];
    }
  });
  afterEach(() => {
    for (const name of variables) {
      const value = before_[name];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  it("finds the default remote, then the one that is asked for", async () => {
    await using _ = await clientConfiguration(remotes);
    expect(await resolve(undefined)).to.include({ name: "prod (https://10.0.0.1:8443)", fingerprint: undefined });
    expect(await resolve("old")).to.include({ name: "old (https://10.0.0.3:8443)" });
    process.env.INCUS_REMOTE = "old";
    expect((await resolve(undefined)).name).to.include("old");
  });

  it("finds the local socket as Incus' own client does", async () => {
    await using _ = await clientConfiguration(remotes);
    process.env.INCUS_SOCKET = "/somewhere/x.socket";
    expect(await resolve("local")).to.deep.equal({ name: "local", socket: "/somewhere/x.socket" });
    expect(await resolve("here")).to.deep.equal({ name: "here", socket: "/somewhere/x.socket" });
    expect(await resolve("there")).to.deep.equal({ name: "there", socket: "/tmp/there.socket" });
  });

  it("takes the socket for users where the other one is not ours", async () => {
    await using configuration = await clientConfiguration("");
    process.env.INCUS_DIR = join(configuration.folder, "incus");
    await mkdir(process.env.INCUS_DIR);
    expect(await resolve(undefined)).to.include({ socket: join(process.env.INCUS_DIR, "unix.socket") });
    await writeFile(join(process.env.INCUS_DIR, "unix.socket.user"), "");
    expect(await resolve(undefined)).to.include({ socket: join(process.env.INCUS_DIR, "unix.socket.user") });
  });

  it("refuses what is no Incus server of ours, and says why", async () => {
    await using _ = await clientConfiguration(remotes);
    expect((await failure(resolve("nowhere"), WrongHost)).message)
      .to.include("prod")
      .and.include("incus remote add nowhere");
    expect((await failure(resolve("images"), WrongHost)).message).to.include("image server");
    expect((await failure(resolve("sso"), Unsupported)).extension).to.equal("oidc");
  });

  it("says which file is no configuration", async () => {
    await using configuration = await clientConfiguration("remotes: [1, 2]");
    expect((await failure(resolve("prod"), WrongHost)).message).to.include(join(configuration.folder, "config.yml"));
  });

  it("says that a client key has a passphrase", async () => {
    const key = "-----BEGIN ENCRYPTED PRIVATE KEY-----\n";
    await using _ = await clientConfiguration(remotes, { "client.crt": "x", "client.key": key });
    expect((await failure(resolve("prod"), WrongHost)).message).to.include("passphrase");
  });

  it("says that a client certificate is not where it should be", async () => {
    const at = { address: "https://10.0.0.1:8443", clientCertificate: "/none/a.crt", clientKey: "/none/a.key" };
    expect((await failure(resolve(at), WrongHost)).message).to.include("/none/a.crt");
  });

  it("checks the form of a host", () => {
    const fingerprint = "ab".repeat(32);
    for (const good of [
      "prod",
      { address: "https://a:8443", fingerprint },
      { socket: "/x" },
      { name: "n", socket: "/x" },
    ])
      expect(host.safeParse(good).success, JSON.stringify(good)).to.equal(true);
    for (const bad of [
      "",
      {},
      { address: "http://a:8443" },
      { address: "https://a", socket: "/x" },
      { address: "https://a", fingerprint: "abc" },
      { address: "https://a", clientKey: "k" },
      { address: "https://a", password: "x" },
    ])
      expect(host.safeParse(bad).success, JSON.stringify(bad)).to.equal(false);
  });

  it("has a stable key for each host", () => {
    expect(hostKey(undefined)).to.equal(undefined);
    expect(hostKey("prod")).to.equal("prod");
    expect(hostKey({ name: "n", address: "https://a:8443" })).to.equal("n");
    expect(hostKey({ address: "https://a:8443" })).to.equal("https://a:8443");
    expect(hostKey({ socket: "/x" })).to.equal("/x");
    expect(hostKey(42)).to.equal(undefined);
  });
});
