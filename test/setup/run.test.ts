import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { root } from "../../setup/build.ts";

describe("npm run", () => {
  it("names its commands when there is no such command, and says so by its exit code", async () => {
    const child = start("nonsense");
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
    expect(said).to.include('Unknown command "nonsense"').and.include("demo");
    expect(code).to.equal(2);
  });

  it("tells what options the demo has", async () => {
    const child = start("demo", "--jsno");
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
    expect(said).to.include("--jsno").and.include("--json").and.include("--destroy");
    expect(code).to.equal(1);
  });
});

function start(...args: string[]) {
  return spawn(process.execPath, ["setup/run.mjs", ...args], { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
}
