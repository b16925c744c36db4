import { glob, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { execa } from "execa";
import { DoesNotRunHere, NotEnoughSpace, NotStaged, UserTaken, WrongDigest } from "../../provider/beam/errors.ts";
import { uploadPath } from "../../provider/beam/folders.ts";
import { newGeneration } from "../../provider/beam/generation.ts";
import { inspectRelease } from "../../provider/beam/layout.ts";
import { prepare } from "../../provider/beam/prepare.ts";
import { prune } from "../../provider/beam/prune.ts";
import { stage } from "../../provider/beam/stage.ts";
import { switched, switchTo } from "../../provider/beam/switch.ts";
import { verdict } from "../../provider/beam/verify.ts";
import { commandOf } from "../../provider/shell.ts";
import { temporaryName } from "../temporary-name.ts";
import { type Deployed, deployed, scriptOn, staged } from "./deployment.ts";
import { type Instances, instancesOf } from "./instances.ts";

const on = temporaryName();

describe("a node on an instance", () => {
  let place: Instances;
  let file = "";
  let scratch = "";
  let wish: Deployed;

  before(async function () {
    place = await instancesOf(this, [on]);
    file = await place.machine.release({ version: "1.0.0" });
    wish = { app: "chat", file, environment: { PORT: "4000" }, secrets: { SECRET_KEY_BASE: "very-secret-key" } };
  });
  after(async () => {
    if (scratch) await rm(scratch, { recursive: true });
    await place?.remove();
  });

  const shell = (script: string) => place.shell(on, script);
  const uploads = () => shell("ls /opt/chat/incoming/*.tar.gz 2>/dev/null || true");
  /** Processes of a verification. */
  const who = () => shell("grep -lsaE 'cul8er-[v]erify|name.[p]robe-' /proc/[0-9]*/cmdline || true");
  const failure = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );
  const http = (more: object) => ({
    http: { port: 4000, path: "/health", ...more },
    interval: "100ms",
    deadline: "1ms",
  });

  it("answers every kind of question, and says what is wrong where the answer is not the right one", async () => {
    const { verdict, ask, node } = await deployed(place, on, { ...wish, check: { ...http({}), deadline: "60s" } });
    expect(verdict, JSON.stringify(verdict)).to.include({ ok: true });
    const good = [
      http({ status: 200, body: '"version"' }),
      http({ json: { version: "1.0.0", node }, version: "version" }),
      http({ path: "/nowhere", status: 404 }),
      { tcp: { port: 4000 } },
      { exec: { command: ["sh", "-c", 'test "$(id -un)" = chat && test "$SECRET_KEY_BASE" = very-secret-key'] } },
      { node: {} },
      { cluster: {} },
    ];
    for (const check of good) expect(await ask(check), JSON.stringify(check)).to.include({ ok: true });
    const bad: [object, RegExp][] = [
      [http({ status: 204 }), /answered 200/],
      [http({ path: "/nowhere" }), /answered 404: there is nothing here/],
      [http({ body: "tea" }), /without the expected text/],
      [http({ json: { "a.b": "1" } }), /field a\.b of the answer is missing, not 1/],
      [http({ json: { version: "9" } }), /field version of the answer is 1\.0\.0, not 9/],
      [http({ path: "/", version: "version" }), /no JSON/],
      [{ ...http({}), http: { port: 4001 } }, /connection refused/],
      [{ tcp: { port: 4001 }, deadline: "1ms" }, /connection refused/],
      [
        { exec: { command: ["sh", "-c", "echo the key is $SECRET_KEY_BASE; exit 3"] }, deadline: "1ms" },
        /ended with 3: the key is \*{8}/,
      ],
      [{ exec: { command: ["none-such"] }, deadline: "1ms" }, /ended with 127: .*none-such: not found/],
      [{ exec: { command: ["sleep", "60"] }, timeout: "200ms", deadline: "1ms" }, /did not end in time/],
    ];
    await shell("chat rpc 'require Logger; Logger.error(System.get_env(\"SECRET_KEY_BASE\"))'");
    for (const [check, says] of bad) {
      const { ok, detail, log } = await ask(check);
      expect(ok, JSON.stringify(check)).to.equal(false);
      expect(detail).to.match(says);
      expect(log)
        .to.match(/chat 1\.0\.0 starts as/)
        .and.match(/\[error\] \*{8}$/m);
    }
  });

  it("gives up after so many bad answers, and waits longer for each of them where it is told to", async () => {
    const { ask } = await deployed(place, on, { ...wish, check: { ...http({}), deadline: "60s" } });
    const asked = async (more: object) => {
      const began = performance.now();
      const verdict = await ask({ ...http({ path: "/nowhere" }), interval: "200ms", deadline: "60s", ...more });
      expect(verdict).to.include({ ok: false, check: "http GET :4000/nowhere" });
      return performance.now() - began;
    };
    expect(await asked({ retries: 0 }), "long before its deadline").to.be.below(30_000);
    expect(await asked({ retries: 3, backoff: 4 }), "0.2, 0.8 and 3.2 s").to.be.within(4_200, 30_000);
    expect(await ask({ ...http({}), retries: 0, deadline: "60s" })).to.include({ ok: true });
  });

  it("asks over distribution whether a node answers, and sees those that it must", async () => {
    const { ask, node } = await deployed(place, on, { ...wish, check: { node: {} } });
    const other = node.replace("chat@", "talk@");
    const alone = await ask({ cluster: {}, deadline: "1s" }, [node, other]);
    expect(alone).to.include({ ok: false, check: "cluster (every node sees every other)" });
    expect(alone.detail)
      .to.include(`${node} does not see ['${other}']`)
      .and.include(`no node answers under the name ${other}`);
    await shell("kill -STOP $(chat pid)");
    const frozen = await ask({ node: {}, timeout: "500ms", deadline: "1s" });
    expect(frozen).to.include({ ok: false, check: "node" });
    await shell("kill -CONT $(chat pid)");
    expect(await ask({ node: {} })).to.include({ ok: true });
  });

  it("is refused where its process dies, or was started again", async () => {
    const crash = { ...wish.environment, CHAT_FAULT: "crash_after_ms=1500" };
    const late = await deployed(place, on, {
      ...wish,
      environment: crash,
      minUptime: 30_000,
      check: { node: {} },
    });
    expect(late.verdict).to.deep.include({ ok: false, check: "process" });
    expect(late.verdict.detail).to.match(/ended by itself/);
    const boot = { ...wish.environment, CHAT_FAULT: "crash_on_boot" };
    const never = await deployed(place, on, { ...wish, environment: boot, check: { ...http({}), deadline: "60s" } });
    expect(never.verdict).to.deep.include({ ok: false, check: "process" });
    expect(never.verdict.log).to.match(/crashes on boot, as its fault says/);
  });

  it("is not taken for another revision, and its port not for another's", async () => {
    const { folder } = await staged(place, on, { ...wish, environment: { PORT: "4000", OTHER: "1" } });
    const { ask } = await deployed(place, on, wish);
    expect(await ask({ node: {} })).to.include({ ok: true });
    await shell(`ln -sfn revisions/${folder} /opt/chat/current && systemctl restart chat`);
    const { ok, detail } = await ask({ node: {} });
    expect(ok).to.equal(false);
    expect(detail).to.match(/runs instead of/);
  });

  it("gives rpc, eval and pid their environment beside the running node, in no time that a clash would take", async () => {
    const { node } = await deployed(place, on, { ...wish, check: { ...http({}), deadline: "60s" } });
    expect(await shell("chat rpc 'IO.puts node()'")).to.equal(node);
    expect(await shell("chat eval 'IO.puts System.fetch_env!(\"SECRET_KEY_BASE\")'")).to.equal("very-secret-key");
    expect(await shell("chat pid")).to.equal(await shell("systemctl show -p MainPID --value chat"));
    expect(await shell("tr '\\0' '\\n' < /proc/$(chat pid)/cmdline")).not.to.include("monster");
  });

  it("switches once for a generation, goes on where it stopped, and outlives its client", async () => {
    const { folder } = await staged(place, on, wish);
    const generation = newGeneration();
    const script = switchTo({ app: "chat", folder, generation, until: "whole" });
    expect(switched(await scriptOn(place, on, script))).to.deep.include({ generation, folder, phase: "started" });
    const pid = await shell("chat pid");
    await scriptOn(place, on, script);
    expect(await shell("chat pid")).to.equal(pid);

    const next = newGeneration();
    const turned = switched(
      await scriptOn(place, on, switchTo({ app: "chat", folder, generation: next, until: "turn" })),
    );
    expect(turned).to.include({ phase: "turned" });
    expect(await shell("systemctl is-active chat || true")).to.equal("inactive");
    await scriptOn(place, on, switchTo({ app: "chat", folder, generation: next, until: "whole" }));
    expect(await shell("systemctl is-active chat")).to.equal("active");

    const last = newGeneration();
    const whole = switchTo({ app: "chat", folder, generation: last, until: "whole" });
    // The client dies while it waits: its exec is killed with it, the unit on the instance is not.
    await failure(place.scope.exec(on, commandOf(whole), { timeout: 150 }));
    const [first, second] = await Promise.all([scriptOn(place, on, whole), scriptOn(place, on, whole)]);
    expect(switched(first)).to.deep.include({ generation: last, phase: "started" });
    expect(switched(second)).to.deep.include({ generation: last, phase: "started" });
    expect(
      await failure(
        scriptOn(
          place,
          on,
          switchTo({ app: "chat", folder: "none-such", generation: newGeneration(), until: "whole" }),
        ),
      ),
    ).to.be.instanceOf(NotStaged);
  });

  it("is asked ahead by whoever waits on the instance for a switch, and for nothing when nobody wants to know", async () => {
    const { folder, question } = await deployed(place, on, { ...wish, check: { node: {} } });
    const generation = newGeneration();
    const ahead = question({ ...http({}), deadline: "60s" }, { after: { generation, patience: 60_000 } });
    let said = "";
    const asking = scriptOn(place, on, ahead).then((answer) => {
      said = answer;
    });
    while ((await who()) === "");
    expect(said).to.equal("");
    await scriptOn(place, on, switchTo({ app: "chat", folder, generation, until: "whole" }));
    await asking;
    expect(verdict(said, 0, "")).to.include({ ok: true });

    const never = question({ node: {} }, { after: { generation: newGeneration(), patience: 60_000 } });
    await failure(place.scope.exec(on, commandOf(never), { timeout: 1000 }));
    while ((await who()) !== "");
  });

  it("is asked ahead with the cookie that it is going to have", async () => {
    await deployed(place, on, { ...wish, check: { node: {} } });
    const { folder, question } = await deployed(place, on, { ...wish, cookie: "another", check: { node: {} } });
    await deployed(place, on, { ...wish, check: { node: {} } });
    const generation = newGeneration();
    const asking = scriptOn(place, on, question({ node: {} }, { after: { generation, patience: 60_000 } }));
    while ((await who()) === "");
    await scriptOn(place, on, switchTo({ app: "chat", folder, generation, until: "whole" }));
    expect(verdict(await asking, 0, "")).to.include({ ok: true });
  });

  it("is refused where the switch that was waited for brings nothing about", async () => {
    const boot = { ...wish, environment: { ...wish.environment, CHAT_FAULT: "crash_on_boot" } };
    const { folder, question } = await deployed(place, on, { ...boot, check: { ...http({}), deadline: "1s" } });
    const generation = newGeneration();
    const ahead = question({ ...http({}), deadline: "30s" }, { after: { generation, patience: 60_000 } });
    const asking = scriptOn(place, on, ahead);
    await scriptOn(place, on, switchTo({ app: "chat", folder, generation, until: "whole" }));
    expect(verdict(await asking, 0, "")).to.include({ ok: false, check: "process" });
  });

  it("waits for its address, which may come later than the node", async () => {
    const { ask } = await deployed(place, on, { ...wish, check: { node: {} } });
    await shell(`address=$(ip -4 -o address show dev eth0 | awk '{ print $4; exit }') route=$(ip -4 route show default)
      systemctl stop chat
      ip address del "$address" dev eth0
      systemctl start chat
      sleep 3
      ip address add "$address" dev eth0
      [ -z "$route" ] || ip -4 route show default | grep -q . || ip route add $route`);
    expect(await ask({ node: {} })).to.include({ ok: true });
  });

  it("comes up again with its instance, after a rebuild too once it was prepared", async () => {
    await place.scope.put(`/1.0/instances/${on}/state`, { action: "restart", force: true });
    await shell("while ! systemctl is-active --quiet chat; do sleep 0.1; done");
    await shell("systemctl stop chat; rm /etc/systemd/system/chat.service; userdel chat; systemctl daemon-reload");
    const uid = await shell("stat -c %u /opt/chat/data");
    await scriptOn(place, on, prepare({ app: "chat", user: "chat", drainSeconds: 20 }));
    expect(await shell("id -u chat")).to.equal(uid);
    await shell("systemctl start chat");
  });

  /** The example with a runtime whose interpreter is not on the instance, as that of musl would not be. */
  async function brokenRelease(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "cul8er-broken-"));
    scratch = folder;
    await execa("tar", ["-xzf", file, "-C", folder]);
    let beam = "";
    for await (const found of glob(`${folder}/erts-*/bin/erlexec`)) beam = found;
    const bytes = await readFile(beam);
    const at = bytes.indexOf("/lib64/ld-linux");
    bytes.write("/lib64/xx-linux", at, "latin1");
    await writeFile(beam, bytes);
    const broken = join(folder, "broken.tar.gz");
    await execa("tar", [
      "-czf",
      broken,
      "-C",
      folder,
      "bin",
      "lib",
      "releases",
      ...(await readdir(folder)).filter((name) => name.startsWith("erts-")),
    ]);
    return broken;
  }

  it("refuses what cannot run there, and leaves nothing of it", async () => {
    const facts = await inspectRelease(file);
    const base = {
      app: "chat",
      user: "chat",
      folder: "x-y",
      node: "chat@10.0.0.1",
      startArgs: "",
      remoteArgs: "",
      environment: {},
      secrets: {},
      cookie: "c",
    };
    const other = { ...facts, digest: "0".repeat(64) };
    expect(await failure(scriptOn(place, on, await stage({ ...base, release: other })))).to.be.instanceOf(NotStaged);
    await place.scope.writeFile(on, uploadPath("chat", other.digest), await readFile(file));
    expect(await failure(scriptOn(place, on, await stage({ ...base, release: other })))).to.be.instanceOf(WrongDigest);
    expect(await uploads()).to.equal("");

    const fresh = { ...facts, size: 2 ** 50 };
    await shell("rm -rf /opt/chat/releases/*");
    await place.scope.writeFile(on, uploadPath("chat", facts.digest), await readFile(file));
    expect(await failure(scriptOn(place, on, await stage({ ...base, release: fresh })))).to.be.instanceOf(
      NotEnoughSpace,
    );

    // A release for another libc or machine shows itself when its runtime is run: here one that ends at once.
    const broken = await brokenRelease();
    const wrong = await inspectRelease(broken);
    await place.scope.writeFile(on, uploadPath("chat", wrong.digest), await readFile(broken));
    const error = await failure(scriptOn(place, on, await stage({ ...base, release: wrong })));
    expect(error)
      .to.be.instanceOf(DoesNotRunHere)
      .with.property("message")
      .that.matches(/does not run on this instance/);
    expect(await shell("ls -A /opt/chat/releases")).to.equal("");
    expect(await uploads()).to.equal("");
  });

  it("takes a whole upload where others of the same release were broken off, and leaves none", async () => {
    const { digest } = await inspectRelease(file);
    await shell("rm -rf /opt/chat/releases/*");
    for (const content of [Buffer.from("half"), await readFile(file), Buffer.alloc(0)])
      await place.scope.writeFile(on, uploadPath("chat", digest), content);
    await staged(place, on, { app: "chat", file });
    expect(await uploads()).to.equal("");
  });

  it("refuses a user that is somebody else's", async () => {
    await place.scope.exec(on, ["useradd", "taken"]);
    expect(
      await failure(scriptOn(place, on, prepare({ app: "taken", user: "taken", drainSeconds: 1 }))),
    ).to.be.instanceOf(UserTaken);
    expect(
      await failure(scriptOn(place, on, prepare({ app: "other", user: "root", drainSeconds: 1 }))),
    ).to.be.instanceOf(UserTaken);
  });

  it("prunes what nobody needs, never what runs", async () => {
    const { folder } = await deployed(place, on, wish);
    const { folder: old } = await staged(place, on, { ...wish, environment: { PORT: "4000", OLD: "1" } });
    await scriptOn(place, on, prune("chat", []));
    expect(await shell("ls /opt/chat/revisions"))
      .to.equal(folder)
      .and.not.include(old);
    expect(await shell("systemctl is-active chat")).to.equal("active");
  });
});
