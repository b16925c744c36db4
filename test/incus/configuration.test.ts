import { expect } from "chai";
import fc from "fast-check";
import { ConfigurationMetadata, configurationDocument, distance } from "../../provider/incus/configuration.ts";
import { connect, disconnectAll } from "../../provider/incus/server.ts";
import { machineOrSkip } from "../../setup/environment.ts";

describe("incus configuration metadata", () => {
  let metadata: ConfigurationMetadata;

  before(async function () {
    const { incus } = await machineOrSkip(this);
    metadata = await connect({ socket: incus.socket }).configuration();
  });
  after(disconnectAll);

  const problems = (config: Record<string, string>, subject = {}) => metadata.check("instance", config, subject);

  it("knows the server's own keys", () => {
    expect(metadata.lookup("instance", "resource-limits", "limits.memory")).to.include({
      type: "string",
      liveUpdate: "yes",
    });
    expect(metadata.lookup("instance", undefined, "limits.processes")).to.include({
      type: "integer",
      condition: "container",
    });
    expect(metadata.lookup("project", undefined, "features.images")?.key).to.equal("features.images");
    expect(metadata.lookup("instance", "boot", "limits.memory")).to.equal(undefined);
    expect(metadata.lookup("no-such-entity", undefined, "limits.memory")).to.equal(undefined);
  });

  it("understands patterns", () => {
    for (const [key, documented] of [
      ["user.anything.at.all", "user.*"],
      ["environment.PATH", "environment.*"],
      ["linux.sysctl.net.ipv4.ip_forward", "linux.sysctl.*"],
      ["volatile.eth0.hwaddr", "volatile.<name>.hwaddr"],
      ["limits.kernel.nofile", "limits.kernel.nofile"],
      ["user.user-data", "user.user-data"],
    ] as const)
      expect(metadata.lookup("instance", undefined, key)?.key, key).to.equal(documented);
    expect(metadata.lookup("project", undefined, "limits.disk.pool.fast")?.key).to.equal("limits.disk.pool.POOL_NAME");
    expect(metadata.lookup("instance", undefined, "limits.hugepages.2MB")?.key).to.equal("limits.hugepages.2MB");
    expect(metadata.lookup("instance", undefined, "limits.hugepages.3MB")).to.equal(undefined);
    expect(metadata.lookup("instance", undefined, "limits.memory.")).to.equal(undefined);
  });

  it("passes what the server takes", () => {
    const config = {
      "limits.memory": "256MiB",
      "limits.processes": "100",
      "boot.autostart": "True",
      "security.nesting": "",
      "user.cul8er.owner": "x",
      "image.os": "Debian",
      "environment.PORT": "4000",
      "cloud-init.user-data": "#cloud-config",
      "limits.kernel.nofile": "1024:2048",
    };
    expect(problems(config, { instanceType: "container" })).to.deep.equal([]);
  });

  it("names misspelt keys, and what was probably meant", () => {
    expect(problems({ "limits.memroy": "1GiB" })).to.deep.equal([
      { key: "limits.memroy", problem: "no such key; did you mean limits.memory?", suggestion: "limits.memory" },
    ]);
    expect(problems({ "boot.autostrat": "true" })[0]?.suggestion).to.equal("boot.autostart");
    expect(problems({ "completely.different.thing": "1" })[0]).to.include({
      problem: "no such key",
      suggestion: undefined,
    });
  });

  it("names values of the wrong type", () => {
    expect(problems({ "limits.processes": "many" })[0]?.problem).to.include('"many"');
    expect(problems({ "boot.autostart": "perhaps" })[0]?.problem).to.include("true or false");
  });

  it("names keys of the other type of instance", () => {
    expect(problems({ "limits.processes": "5" }, { instanceType: "virtual-machine" })[0]?.problem).to.include(
      "container",
    );
    expect(problems({ "security.secureboot": "true" }, { instanceType: "container" })[0]?.problem).to.include(
      "virtual machine",
    );
  });

  it("knows nothing wrong about what the server does not document", () => {
    expect(metadata.check("network_of_the_future", { "any.key": "x" })).to.deep.equal([]);
    expect(metadata.check("devices", { "any.key": "x" }, { group: "no-such-device" })).to.deep.equal([]);
  });

  it("knows which changes need a restart", () => {
    expect(metadata.needsRestart("instance", "limits.memory")).to.equal(false);
    expect(metadata.needsRestart("instance", "security.privileged")).to.equal(true);
    expect(metadata.needsRestart("instance", "user.note")).to.equal(false);
    expect(metadata.needsRestart("instance", "boot.autostart"), "read when the server starts").to.equal(false);
    expect(metadata.needsRestart("instance", "no.such.key")).to.equal(false);
  });

  it("understands a live update with a condition", () => {
    const server = (liveupdate: string) =>
      new ConfigurationMetadata(
        configurationDocument.parse({ configs: { instance: { misc: { keys: [{ a: { liveupdate } }] } } } }),
      );
    expect(server("only for containers").needsRestart("instance", "a", "container")).to.equal(false);
    expect(server("only for containers").needsRestart("instance", "a", "virtual-machine")).to.equal(true);
  });

  it("agrees with the server about every key and default it documents", () => {
    for (const { key, type, default: preset } of metadata.keys("instance"))
      if (!/[*<]/.test(key) && type === "bool" && /^(true|false)$/.test(preset ?? ""))
        expect(problems({ [key]: preset ?? "" }), key).to.deep.equal([]);
  });

  it("measures words", () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(fc.property(word, (a) => distance(a, a) === 0));
    fc.assert(fc.property(word, word, (a, b) => distance(a, b) === distance(b, a)));
    fc.assert(fc.property(word, word, word, (a, b, c) => distance(a, c) <= distance(a, b) + distance(b, c)));
    expect(distance("kitten", "sitting")).to.equal(3);
  });
});
