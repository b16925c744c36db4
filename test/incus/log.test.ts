import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect } from "chai";
import fc from "fast-check";
import { redact } from "../../provider/incus/log.ts";
import { type Workplace, workplace } from "./workplace.ts";

describe("incus request log", () => {
  let place: Workplace;

  before(async function () {
    place = await workplace(this);
    await place.container("c");
  });
  after(() => place?.remove());

  /** What a program prints that does a bit of everything, and how long it lingers when its work is done. */
  async function program(
    environment: Record<string, string>,
  ): Promise<{ log: string; lingered: number; code: unknown }> {
    const text = `
      import { connect } from ${JSON.stringify(new URL("../../provider/incus/server.ts", import.meta.url).href)};
      const scope = connect(${JSON.stringify(place.host)}).project(${JSON.stringify(place.name)});
      await scope.patch("/1.0/instances/c", { config: { "user.password": "topsecret" } });
      await scope.exec("c", ["echo", "topsecret"], { environment: { TOKEN: "topsecret" }, input: "topsecret" });
      await scope.writeFile("c", "/root/x", "topsecret");
      await scope.get("/1.0/instances/none", { safeParse: (data) => ({ success: true, data }) });
      process.stdout.write(String(Date.now()));
    `;
    const child = spawn(process.execPath, ["--input-type=module", "-e", text], {
      env: { ...process.env, ...environment },
    });
    let [log, done] = ["", ""];
    child.stderr.on("data", (chunk) => {
      log += chunk;
    });
    child.stdout.on("data", (chunk) => {
      done += chunk;
    });
    const [code] = await once(child, "close");
    return { log, lingered: Date.now() - Number(done), code };
  }

  it("shows every request on a line with its time, and no secret", async () => {
    const { log, code } = await program({ CUL8ER_LOG: "debug" });
    expect(code, log).to.equal(0);
    const lines = log.trim().split("\n");
    for (const line of lines)
      expect(line).to.match(/^incus \S+: (GET|POST|PATCH|PUT|DELETE|WS) \/1\.0\S* \S+ [\d.]+ ms$/);
    expect(lines.filter((line) => /PATCH \/1\.0\/instances\/c\?project=.* 200 /.test(line))).to.have.length(1);
    expect(lines.filter((line) => /\/1\.0\/instances\/none.* 404 /.test(line))).to.have.length(1);
    expect(log).to.not.include("topsecret");
    expect(log)
      .to.match(/websocket\?secret=\.\.\.&/)
      .and.not.match(/secret=[0-9a-f]/);
  });

  it("shows nothing unless asked, and keeps no process alive", async () => {
    const { log, lingered } = await program({ CUL8ER_LOG: "" });
    expect(log).to.equal("");
    expect(lingered).to.be.lessThan(2_000); // idle connections are kept for 10 seconds
  });

  it("hides the secret wherever it is in the query", () => {
    const word = fc.stringMatching(/^[a-z0-9%]{1,20}$/);
    fc.assert(
      fc.property(
        word,
        word,
        (secret, other) => redact(`/x?a=${other}&secret=${secret}&b=1`) === `/x?a=${other}&secret=...&b=1`,
      ),
    );
    expect(redact("/x?secret=abc")).to.equal("/x?secret=...");
    expect(redact("/x?my_secret=abc")).to.equal("/x?my_secret=abc");
  });
});
