import { expect } from "chai";
import { CommandFailed, locate, onPath, run } from "../../setup/command.ts";

describe("a command of the machine", () => {
  it("gives back what it printed", async () => {
    expect(await run("sh", ["-c", 'cat; echo " $WHO"'], { input: "hello", env: { WHO: "you" } })).to.equal("hello you");
  });

  it("fails with its name, its exit code and the end of its output", async () => {
    const error = await failure(run("sh", ["-c", "seq 100; echo broken >&2; exit 7"]));
    expect(error.message)
      .to.match(/^sh -c .*: exit code 7\n/)
      .and.include("\n100\nbroken");
    expect(error.message.split("\n").length).to.be.lessThan(30);
  });

  it("fails when it is not there", async () => {
    expect((await failure(run("no-such-command", []))).message).to.match(/no-such-command: .*ENOENT/);
    expect(onPath("no-such-command")).to.equal(false);
  });

  it("fails when it takes too long", async () => {
    expect((await failure(run("sleep", ["60"], { timeout: 50 }))).message).to.equal("sleep 60: took too long");
  });

  it("is found on the path, in order", () => {
    expect(locate("sh", "/nowhere:/bin")).to.equal("/bin/sh");
    expect(locate("sh", "/nowhere")).to.equal(undefined);
  });
});

async function failure(command: Promise<string>): Promise<CommandFailed> {
  const error: unknown = await command.catch((error) => error);
  expect(error).to.be.an.instanceOf(CommandFailed);
  return error as CommandFailed;
}
