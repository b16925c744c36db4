import { stripVTControlCharacters } from "node:util";
import { expect } from "chai";
import { picture } from "../../setup/demo-screen.ts";
import { newsIn, reasonIn } from "../../setup/demo-story.ts";

describe("the demo's live picture", () => {
  it("shows each node with its version and weight, what users get, and what failed", () => {
    const node = { instance: "chat-1", version: "1.0.0", verified: true, share: 50, weight: 100, sockets: 4 };
    const lines = picture({
      nodes: [
        node,
        { ...node, instance: "chat-2", version: "2.0.0", verified: false, share: 0, weight: 0, sockets: 0 },
      ],
      requests: 1200,
      failed: 0,
      sockets: { open: 10, moved: 6, dropped: 0 },
      versions: { "2.0.0": 25, "1.0.0": 75 },
    }).map(stripVTControlCharacters);
    expect(lines.find((line) => line.includes("chat-1"))).to.match(/1\.0\.0 +verified +100 +█{5} 50 % +4$/);
    expect(lines.find((line) => line.includes("chat-2"))).to.match(/2\.0\.0 +not verified +0 +none +0$/);
    expect(lines.join("\n"))
      .to.match(/1\.0\.0 █+ 75 % +2\.0\.0 █+ 25 %/)
      .and.match(/1200 requests, 0 failed; 10 WebSockets/);
  });

  it("tells what the engine is at, in its resources' own words", () => {
    const kind = " ~  pulumi-nodejs:dynamic/cul8er:BeamNode chat-1";
    expect(newsIn(`${kind} updating (2s) [diff: ~pending]; chat-1: switching to 2.0.0`)).to.equal(
      "chat-1: switching to 2.0.0",
    );
    expect(newsIn(`${kind} creating (2s) chat-1: switching to 2.0.0`)).to.equal("chat-1: switching to 2.0.0");
    expect(newsIn(`${kind} updating (0s) [diff: ~pending]`)).to.equal("BeamNode chat-1");
    expect(newsIn(`${kind} updated (4s) [diff: ~pending]; chat-1: switching to 2.0.0`)).to.equal(undefined);
    expect(newsIn(`${kind} updating (0s) [diff: ~pending]; error: no`)).to.equal(undefined);
    expect(newsIn("@ updating....")).to.equal(undefined);
  });

  it("tells why a run failed by the errors of its resources", () => {
    const text = `Updating (demo):
Diagnostics:
  pulumi-nodejs:dynamic/cul8er:BeamNode (chat-1):
    chat-1: 3.0.0 failed: it ended by itself

  pulumi-nodejs:dynamic/cul8er:HealthCheck (chat-batch-1):
    error: chat 3.0.0 failed on chat-1: it ended by itself
    Last lines of its log:
    chat[7]: bye

  pulumi:pulumi:Stack (cul8er-demo):
    error: update failed

Resources:
    ~ 5 updated
`;
    const wanted =
      "    error: chat 3.0.0 failed on chat-1: it ended by itself\n    Last lines of its log:\n    chat[7]: bye";
    expect(reasonIn(text)).to.equal(wanted);
    expect(reasonIn("nothing that is known")).to.equal("nothing that is known");
  });
});
