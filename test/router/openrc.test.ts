/** A router on an instance that OpenRC runs, with HAProxy installed there by the router itself. */
import { expect } from "chai";
import { admit, drain, membersOf } from "../../provider/kinds/traffic/member.ts";
import { curl, type Edge, edgeOf, serverOf } from "./edge.ts";

describe("a router under OpenRC", () => {
  let edge: Edge;
  before(async function () {
    edge = await edgeOf(this, "openrc");
  });
  after(() => edge?.remove());

  it("installs HAProxy, serves, and keeps who is out out over a restart", async () => {
    const [a, b] = [await edge.backend("a"), await edge.backend("b")];
    const chat = edge.traffic();
    await chat.up({ servers: [serverOf(a, edge), serverOf(b, edge)] });
    await chat.up({ servers: [serverOf(a, edge), serverOf(b, edge)], assets: "/assets" });
    expect(await edge.shell("rc-service cul8er-router status")).to.match(/started/);
    expect(await drain(edge.entrance, "a", 5_000)).to.include({ requests: 0 });
    await edge.shell("kill -KILL $(cat /run/openrc/options/cul8er-router/child_pid)");
    await edge.served();
    await edge.shell("rc-service cul8er-router restart >/dev/null 2>&1");
    await edge.served();
    expect(await membersOf(edge.entrance)).to.containSubset([
      { name: "a", state: "maint" },
      { name: "b", state: "ready" },
    ]);
    expect(await admit(edge.entrance, "a", 20_000)).to.equal(true);
    await chat.destroy();
    await edge.router.destroy();
    expect(await edge.shell("ls -d /etc/haproxy/cul8er /etc/init.d/cul8er-router 2>/dev/null || true")).to.equal("");
    expect((await curl(edge.url()).catch(() => ({ status: 0 }))).status).to.equal(0);
  });
});
