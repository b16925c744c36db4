import { expect } from "chai";
import { Aborted, InvalidRequest, NotFound, TimedOut } from "../../provider/incus/errors.ts";
import { connect, type Scope } from "../../provider/incus/server.ts";
import { failure } from "./failure.ts";
import { type Workplace, workplace } from "./workplace.ts";

describe("incus exec", () => {
  let place: Workplace;
  let scope: Scope;

  before(async function () {
    place = await workplace(this);
    await place.container("c");
    scope = place.scope;
  });
  after(() => place?.remove());

  const shell = (script: string, options = {}) => scope.exec("c", ["sh", "-c", script], options);
  const sleeping = async (seconds: number) =>
    (await shell(`cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' | grep -o 'slee[p] ${seconds} ' || true`)).stdout;

  it("gives output, errors and exit code apart", async () => {
    const result = await shell("echo out; echo err >&2; exit 42");
    expect(result).to.deep.equal({ code: 42, stdout: "out\n", stderr: "err\n" });
  });

  it("gives the command its input, whatever the size, and then the end of it", async () => {
    const input = Buffer.alloc(3_000_000, "0123456789");
    expect((await shell("wc -c", { input })).stdout.trim()).to.equal("3000000");
    expect((await shell("cat", { input: "ä€\n" })).stdout).to.equal("ä€\n");
    expect((await shell("cat")).stdout).to.equal("");
  });

  it("does not mind a command that leaves its input unread", async () => {
    expect(await shell("exit 7", { input: Buffer.alloc(1_000_000) })).to.include({ code: 7 });
  });

  it("gives big output whole", async () => {
    const { stdout, stderr } = await shell(
      "head -c 1048576 /dev/zero | tr '\\0' x; head -c 1048576 /dev/zero | tr '\\0' y >&2",
    );
    expect(stdout === "x".repeat(1_048_576)).to.equal(true);
    expect(stderr === "y".repeat(1_048_576)).to.equal(true);
  });

  it("runs as a user, in a folder, with an environment", async () => {
    const script = "id -u; id -g; pwd; echo $GREETING";
    const { stdout } = await shell(script, {
      user: 65534,
      group: 65534,
      cwd: "/tmp",
      environment: { GREETING: "it's $me" },
    });
    expect(stdout).to.equal("65534\n65534\n/tmp\nit's $me\n");
  });

  it("has the exit codes of a shell for what cannot be run", async () => {
    expect((await scope.exec("c", ["no-such-command"])).code).to.equal(127);
    expect((await scope.exec("c", ["/etc/passwd"])).code).to.equal(126);
  });

  it("tells by which signal a command ended", async () => {
    expect((await shell("kill -9 $$")).code).to.equal(137);
  });

  it("runs many at once", async () => {
    const codes = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => (await shell(`exit ${index}`)).code),
    );
    expect(codes).to.deep.equal(Array.from({ length: 12 }, (_, index) => index));
  });

  it("loses no output of commands that end at once", async () => {
    const one = async () => {
      for (let each = 0; each < 25; each += 1)
        expect((await scope.exec("c", ["echo", "here"])).stdout).to.equal("here\n");
    };
    await Promise.all(Array.from({ length: 8 }, one));
  });

  it("kills the command when aborted", async () => {
    const abort = new AbortController();
    const mine = connect(place.host).project(place.name, { signal: abort.signal });
    const work = mine.exec("c", ["sleep", "1001"]);
    while (!(await sleeping(1001))) {} // it needs a moment to be there
    abort.abort();
    await failure(work, Aborted);
    expect(await sleeping(1001)).to.equal("");
  });

  it("kills the command after its time", async () => {
    const error = await failure(scope.exec("c", ["sleep", "1002"], { timeout: 300 }), TimedOut);
    expect(error.message).to.include("300 ms");
    expect(await sleeping(1002)).to.equal("");
  });

  it("says what is wrong with the instance", async () => {
    await failure(scope.exec("nobody", ["true"]), NotFound);
    await scope.post("/1.0/instances", { name: "off", type: "container", source: { type: "none" } });
    const error = await failure(scope.exec("off", ["true"]), InvalidRequest);
    expect(error.message).to.match(/not running/i);
  });
});
