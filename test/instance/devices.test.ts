/** Devices and limits between their author's words and Incus' own, as pure functions. */
import { expect } from "chai";
import fc from "fast-check";
import { type Device, device, fromWire, toWire } from "../../provider/kinds/instance/devices.ts";
import { type Limits, limitedDevices, limits, limitsConfig, liveLimits } from "../../provider/kinds/instance/limits.ts";
import { changeOfDevices, devicesOf } from "../../provider/kinds/instance/own-devices.ts";

const text = fc.stringMatching(/^[a-z0-9/.:]{1,12}$/);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const size = fc.constantFrom("1MiB", "256MiB", "2GiB");

const someDevice: fc.Arbitrary<Device> = fc
  .oneof(
    fc.record({
      type: fc.constant("nic"),
      network: text,
      mtu: optional(fc.nat()),
      securityMacFiltering: optional(fc.boolean()),
      ipv4Address: optional(text),
    }),
    fc.record({
      type: fc.constant("disk"),
      path: text,
      pool: text,
      size: optional(size),
      readonly: optional(fc.boolean()),
      limitsRead: optional(text),
    }),
    fc.record({
      type: fc.constant("proxy"),
      listen: text,
      connect: text,
      nat: optional(fc.boolean()),
      proxyProtocol: optional(fc.boolean()),
    }),
    fc.record({ type: fc.constant("usb"), vendorId: text, busNumber: optional(fc.nat()) }),
    fc.record({ type: fc.constant("none"), config: fc.constant({ "user.x": "1" }) }),
  )
  .map((each) => device.parse(each));

const someLimits: fc.Arbitrary<Limits> = fc
  .record({
    cpu: optional(fc.integer({ min: 1, max: 64 })),
    memory: optional(size),
    processes: optional(fc.integer({ min: 1 })),
    disk: optional(fc.record({ read: text, priority: optional(fc.integer({ min: 0, max: 10 })) })),
    network: optional(fc.record({ ingress: text, priority: optional(fc.nat()) })),
  })
  .map((each) => limits.parse(JSON.parse(JSON.stringify(each))));

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("a device", () => {
  it("comes back from the server as it was written", () => {
    fc.assert(
      fc.property(someDevice, (each) => {
        expect(plain(fromWire(toWire(each), each))).to.deep.equal(plain(each));
      }),
    );
  });

  it("is written in Incus' names, and in text", () => {
    const nic = device.parse({
      type: "nic",
      network: "br0",
      macAddress: "00:16",
      mtu: 1400,
      config: { "queue.tx.length": "1" },
    });
    expect(toWire(nic)).to.deep.equal({
      type: "nic",
      network: "br0",
      hwaddr: "00:16",
      mtu: "1400",
      "queue.tx.length": "1",
    });
  });

  it("keeps its author's words for the same size", () => {
    const written = device.parse({ type: "disk", path: "/", pool: "p", size: "1GiB" });
    expect(fromWire({ ...toWire(written), size: "1024MiB" }, written)).to.have.property("size", "1GiB");
  });

  it("has no words of another type", () => {
    expect(device.safeParse({ type: "disk", listen: "tcp:1" }).success).to.equal(false);
    expect(device.safeParse({ type: "magic" }).success).to.equal(false);
  });
});

describe("limits", () => {
  const inherited = { root: { type: "disk", path: "/", pool: "p" }, eth0: { type: "nic", network: "n" } };

  it("come back from the server as they were written", () => {
    fc.assert(
      fc.property(someLimits, (each) => {
        const devices = { ...inherited, ...limitedDevices(each, inherited) };
        expect(plain(liveLimits(limitsConfig(each), devices, each))).to.deep.equal(plain(each));
      }),
    );
  });

  it("on devices copy what the profile has, and nothing where there are none", () => {
    expect(devicesOf({ devices: {}, limits: { disk: { read: "1MB" } } }, inherited)).to.deep.equal({
      root: { type: "disk", path: "/", pool: "p", "limits.read": "1MB" },
    });
    expect(devicesOf({ devices: {}, limits: { cpu: 1 } }, inherited)).to.deep.equal({});
  });

  it("that are taken back leave no override behind", () => {
    fc.assert(
      fc.property(someLimits, (each) => {
        const own = devicesOf({ devices: {}, limits: each }, inherited);
        const now = { devices: own, expanded_devices: { ...inherited, ...own }, config: {} };
        const changes = changeOfDevices(
          { devices: {}, pinAddress: false },
          { devices: {}, limits: each },
          now,
          inherited,
        );
        expect(Object.keys(changes).sort()).to.deep.equal(Object.keys(own).sort());
        expect(Object.values(changes).every((device) => device === undefined)).to.equal(true);
      }),
    );
  });

  it("of another hand stay on a device that is declared", () => {
    const declared = { devices: { eth0: device.parse({ type: "nic", network: "n" }) }, pinAddress: false };
    const eth0 = { type: "nic", network: "n", "limits.ingress": "1Mbit" };
    const now = { devices: { eth0 }, expanded_devices: { ...inherited, eth0 }, config: {} };
    expect(changeOfDevices(declared, declared, now, inherited)).to.deep.equal({});
  });

  it("write CPU sets and numbers as one option", () => {
    expect(limitsConfig({ cpuSet: "0-3" })).to.deep.equal({ "limits.cpu": "0-3" });
    expect(liveLimits({ "limits.cpu": "0-3" }, {}, { cpu: 2 })).to.deep.equal({ cpuSet: "0-3" });
    expect(limits.safeParse({ cpuSet: "3" }).success).to.equal(false);
    expect(limits.safeParse({ cpuAllowance: "half" }).success).to.equal(false);
  });
});
