/** A node on an instance that OpenRC runs, as Alpine, Gentoo and Devuan do: everything that systemd does for the others. */
import { expect } from "chai";
import { newGeneration } from "../../provider/beam/generation.ts";
import { logOf } from "../../provider/beam/log.ts";
import { remove, stop, switched, switchTo } from "../../provider/beam/switch.ts";
import { connect } from "../../provider/incus/server.ts";
import { commandOf } from "../../provider/shell.ts";
import { temporaryName } from "../temporary-name.ts";
import { type Deployed, deployed, scriptOn, staged } from "./deployment.ts";
import { type Instances, instancesOf } from "./instances.ts";
import { singleNode } from "./single-node.ts";

const on = temporaryName();

describe("a node under OpenRC", () => {
  let place: Instances;
  let wish: Deployed;
  const check = { http: { port: 4000, path: "/health" }, interval: "100ms", deadline: "30s" };

  before(async function () {
    place = await instancesOf(this, [on], { init: "openrc" });
    const file = await place.machine.release({ version: "1.0.0" });
    const secrets = { SECRET_KEY_BASE: "very-secret-key", command: "'$x\\n" };
    wish = { app: "chat", file, environment: { PORT: "4000" }, secrets, check };
  });
  after(() => place?.remove());

  const shell = (script: string) => place.shell(on, script);
  /** Waits until a command on the instance succeeds; OpenRC tells nobody when it starts something again. */
  const until = (condition: string) =>
    shell(`for _ in $(seq 300); do if ${condition}; then exit; fi; sleep 0.1; done; exit 1`);

  it("runs as its user, with its environment, name and cookie", async () => {
    expect(await shell("readlink -f /proc/1/exe")).to.match(/openrc-init$/);
    const { verdict, node, ask } = await deployed(place, on, wish);
    expect(verdict, JSON.stringify(verdict)).to.include({ ok: true });
    const exec = ["sh", "-c", 'test "$(id -un)" = chat && test "$SECRET_KEY_BASE" = very-secret-key'];
    expect(await ask({ exec: { command: exec } })).to.include({ ok: true });
    expect(await shell("chat rpc 'IO.puts node()'")).to.equal(node);
    expect(await shell("chat rpc 'IO.puts System.fetch_env!(\"command\")'")).to.equal("'$x\\n");
    expect(await shell("stat -c %U /proc/$(chat pid)")).to.equal("chat");
    expect(await shell("tr '\\0' '\\n' < /proc/$(chat pid)/cmdline")).not.to.include("monster");
    expect(await shell("stat -c '%a %U' /var/log/chat.log")).to.equal("640 root");
  });

  it("has a log without its secrets", async () => {
    await shell("chat rpc ':logger.error(System.get_env(\"SECRET_KEY_BASE\") |> String.to_charlist)'");
    const log = await scriptOn(place, on, logOf({ app: "chat", lines: 5, follow: false }));
    expect(log)
      .to.match(/\[error\] \*{8}$/m)
      .and.not.include("very-secret-key");
  });

  it("is started again when it dies, which a verification notices", async () => {
    const { ask } = await deployed(place, on, wish);
    const pid = await shell("chat pid");
    await shell(`kill -9 ${pid}`);
    await until(`[ "$(chat pid)" != ${pid} ] && [ -d /proc/$(chat pid) ]`);
    expect(await ask({ node: {} })).to.deep.include({
      ok: false,
      check: "process",
      detail: "it ended by itself and was started again (1 times)",
    });
  });

  it("is switched, too, when its supervisor is gone", async () => {
    await deployed(place, on, wish);
    for (const killed of ["$(cat /run/supervise-chat.pid) $(chat pid)", "$(cat /run/supervise-chat.pid)"]) {
      await shell(`kill -9 ${killed}`);
      const { verdict } = await deployed(place, on, { ...wish, environment: { PORT: "4000", KILLED: killed } });
      expect(verdict, JSON.stringify(verdict)).to.include({ ok: true });
    }
  });

  it("turns to another revision and back, and counts and logs from anew", async () => {
    const first = await deployed(place, on, wish);
    expect(first.verdict).to.include({ ok: true });
    const bad = await deployed(place, on, { ...wish, environment: { PORT: "4000", CHAT_FAULT: "crash_on_boot" } });
    expect(bad.verdict).to.deep.include({ ok: false, check: "process" });
    expect(bad.verdict.log).to.match(/crashes on boot, as its fault says/);
    expect(await shell("cat /var/log/chat.log.1")).to.not.include("crashes on boot");
    await scriptOn(
      place,
      on,
      switchTo({ app: "chat", folder: first.folder, generation: newGeneration(), until: "whole" }),
    );
    const back = await first.ask(check);
    expect(back, JSON.stringify(back)).to.include({ ok: true });
  });

  it("goes on with a switch whose client died", async () => {
    const { folder } = await staged(place, on, wish);
    const generation = newGeneration();
    const script = switchTo({ app: "chat", folder, generation, until: "whole" });
    const client = new AbortController();
    const { incus } = place.machine;
    const scope = connect({ socket: incus.socket }).project(place.project, { signal: client.signal });
    const asked = scope.exec(on, commandOf(script)).catch(() => undefined);
    await until(`grep -qsx generation=${generation} /opt/chat/switch`);
    client.abort();
    await asked;
    await until("grep -qx phase=started /opt/chat/switch && rc-service --quiet chat status");
  });

  it("lets requests finish before it stops", async () => {
    const slow = { PORT: "4000", CHAT_FAULT: "slow_ms=9000" };
    const { folder } = await staged(place, on, wish);
    await deployed(place, on, { ...wish, environment: slow });
    const asked = fetch(`http://${place.addresses.get(on)}:4000/`);
    const turn = switchTo({ app: "chat", folder, generation: newGeneration(), until: "whole" });
    expect(switched(await scriptOn(place, on, turn))).to.include({ folder, phase: "started" });
    expect((await asked).status).to.equal(200);
  });

  it("comes up again with its instance, and stays down once it was stopped", async () => {
    const { ask } = await deployed(place, on, wish);
    const restart = () => place.scope.put(`/1.0/instances/${on}/state`, { action: "restart", force: true });
    await restart();
    await until("rc-service --quiet chat status");
    expect(await ask(check)).to.include({ ok: true });
    await scriptOn(place, on, stop("chat"));
    expect(await shell("rc-service chat status || true")).to.match(/stopped/);
    await restart();
    await until("rc-status --runlevel | grep -qx default && rc-service --quiet networking status");
    expect(await shell("rc-service chat status 2>&1 || true")).to.match(/stopped/);
  });

  it("leaves nothing of it when it is removed", async () => {
    await deployed(place, on, wish);
    await scriptOn(place, on, remove("chat"));
    const files = "/etc/init.d/chat /etc/runlevels/default/chat /usr/local/bin/chat /var/log/chat.log*";
    expect(await shell(`ls ${files} 2>/dev/null || true`)).to.equal("");
    expect(await shell("ls /opt/chat")).to.equal("data\nhome");
  });

  it("is put back when another release fails", async () => {
    await using node = await singleNode(place.machine, place.machine.openrcImage);
    await node.declare({ release: await place.machine.release({ version: "1.0.0" }) });
    const first = await node.stack.up();
    expect(first.ok, first.text).to.equal(true);
    const release = await place.machine.release({ version: "3.0.0", fault: "health_500" });
    await node.declare({ release, healthCheck: { http: { port: 4000, path: "/health" }, deadline: "2s" } });
    const { ok, text } = await node.stack.up();
    expect(ok).to.equal(false);
    expect(text)
      .to.match(/chat 3\.0\.0 failed on .*: http GET :4000\/health: answered 500/)
      .and.match(/It was put back to what ran before\.\n.*Last lines of its log:\n.*chat 3\.0\.0 starts as/s);
    expect(await node.version()).to.equal("1.0.0");
  });
});
