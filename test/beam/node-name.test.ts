import { expect } from "chai";
import fc from "fast-check";
import { appName } from "../../provider/beam/folders.ts";
import { cookie, nodeAddress, nodeBase, nodeName } from "../../provider/beam/node-name.ts";

describe("a node's name", () => {
  it("takes before the @ what OTP takes, and nothing else", () => {
    const plain = fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/);
    fc.assert(fc.property(plain, (base) => nodeBase().safeParse(base).success));
    fc.assert(
      fc.property(plain, fc.constantFrom(..." @.'\"$;\n/ä"), plain, (left, wrong, right) => {
        const { error } = nodeBase().safeParse(left + wrong + right);
        return error?.issues[0]?.message.includes("OTP takes letters") ?? false;
      }),
    );
  });

  it("takes IPv4 addresses and full host names after it", () => {
    for (const good of ["10.0.0.1", "255.255.255.255", "web.example.com", "a-b.c1"])
      expect(nodeAddress().safeParse(good).success, good).to.equal(true);
    for (const bad of ["", "web", "10.0.0", "10.0.0.256.", "fd00::1", "a b.c", "-a.b", "x'.y"])
      expect(nodeAddress().safeParse(bad).success, bad).to.equal(false);
    expect(nodeName("chat", "10.0.0.1")).to.equal("chat@10.0.0.1");
  });

  it("refuses cookies and names of applications that break elsewhere, without telling the cookie", () => {
    const { error } = cookie().safeParse("se cret$");
    expect(error?.issues[0]?.message)
      .to.match(/a cookie is/)
      .and.not.match(/se cret/);
    for (const bad of ["root", "Chat", "1chat", "a.b", "", "a".repeat(32)])
      expect(appName().safeParse(bad).success, bad).to.equal(false);
    expect(appName().safeParse("my_chat-2").success).to.equal(true);
  });
});
