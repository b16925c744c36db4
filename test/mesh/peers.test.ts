import { generateKeyPairSync } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { isPublicKey, peersText } from "../../provider/mesh/peers.ts";
import type { MeshPeer } from "../../provider/mesh/plan.ts";
import { applyMesh, leaveMesh, lookAtMesh, lookedAtMesh, prepareMesh } from "../../provider/mesh/scripts.ts";

const publicKey = (): string => {
  const { x } = generateKeyPairSync("x25519").publicKey.export({ format: "jwk" });
  return Buffer.from(x ?? "", "base64url").toString("base64");
};
const peers = fc
  .array(fc.record({ open: fc.boolean(), keepalive: fc.boolean() }), { maxLength: 8 })
  .map((all): MeshPeer[] =>
    all.map(({ open, keepalive }, index) => ({
      name: `h${index}`,
      allowed: [`10.100.${index}.1/32`, `10.200.${index}.0/24`],
      ...(open && { endpoint: `203.0.113.${index}:51820` }),
      ...(keepalive && { keepalive: 25 }),
    })),
  );
const KEYS = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`h${index}`, publicKey()]));

describe("the peers of a host", () => {
  it("are the same text in whatever order they come", () => {
    fc.assert(
      fc.property(peers, (peers) => {
        expect(peersText(peers.toReversed(), KEYS)).to.equal(peersText(peers, KEYS));
      }),
    );
  });

  it("have all that they were planned with, and nothing else", () => {
    fc.assert(
      fc.property(peers, (peers) => {
        const text = peersText(peers, KEYS);
        for (const { name, allowed, endpoint } of peers) {
          expect(text)
            .to.include(`PublicKey = ${KEYS[name]}\n`)
            .and.include(`AllowedIPs = ${allowed.join(", ")}\n`);
          if (endpoint) expect(text).to.include(`Endpoint = ${endpoint}\n`);
        }
        expect(text.match(/\[Peer\]/g)?.length ?? 0).to.equal(peers.length);
        expect(text).not.to.match(/PrivateKey/);
      }),
    );
  });

  it("are left out as long as their keys are not known", () => {
    expect(peersText([{ name: "new", allowed: ["10.100.9.1/32"] }], KEYS)).to.equal("");
  });

  it("have keys that are keys", () => {
    for (const key of Object.values(KEYS)) expect(isPublicKey(key), key).to.equal(true);
    for (const none of ["", "x", `${"A".repeat(43)}`, `${"A".repeat(44)}`, "PrivateKey = x"])
      expect(isPublicKey(none), none).to.equal(false);
  });
});

describe("the scripts of a mesh", () => {
  it("get what is told to them as arguments, never as a part of themselves", () => {
    const mesh = "fleet0";
    const place = { owner: "it's me; $(x)", address: "10.100.1.1", subnet: "10.200.1.0/24", port: 51_820 };
    const settings = { mesh, ...place, addresses: "10.100.0.0/16", subnets: "10.200.0.0/16", peers: "[Peer]\n" };
    for (const { text } of [applyMesh(settings), prepareMesh(mesh), lookAtMesh(mesh), leaveMesh(mesh)])
      expect(text).not.to.include("fleet0").and.not.include("it's me");
  });

  it("tell of no mesh where there is none", () => {
    expect(lookedAtMesh("there=no\n")).to.equal(undefined);
    expect(lookedAtMesh("")).to.equal(undefined);
  });
});
