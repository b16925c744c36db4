/** The protocol as Terraform and OpenTofu themselves speak it, with a provider that keeps its things in the state alone. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { expect } from "chai";
import { Configuration } from "./configuration.ts";
import { describeEngines } from "./engines.ts";
import { demoPlugin } from "./plugin-process.ts";

const settings = `
terraform {
  required_providers {
    demo = { source = "cul8er/demo" }
  }
}
`;

const things = (text: string, size: number | string) => `${settings}
resource "demo_thing" "one" {
  text     = "${text}"
  size     = ${size}
  password = "open sesame"
  label    = { left = { colour = "red" } }
}
resource "demo_thing" "two" {
  text = demo_thing.one.id
}
output "twice" {
  value = provider::demo::twice("ab")
}
`;

describeEngines("the protocol", (cli) => {
  let plugin: Awaited<ReturnType<typeof demoPlugin>>;
  let sockets: string;

  before(async () => {
    plugin = await demoPlugin();
    sockets = join(plugin.folder, "sockets");
    await mkdir(sockets);
    const overrides = `provider_installation {\n  dev_overrides {\n    "cul8er/demo" = "${plugin.folder}"\n  }\n}\n`;
    await writeFile(join(plugin.folder, "cli.tfrc"), `disable_checkpoint = true\n${overrides}`);
  });
  after(() => plugin?.[Symbol.asyncDispose]());
  afterEach("no socket is left", async () => expect(await readdir(sockets)).to.deep.equal([]));

  const configured = (environment = {}) =>
    Configuration.of(cli(), { TF_CLI_CONFIG_FILE: join(plugin.folder, "cli.tfrc"), TMPDIR: sockets, ...environment });

  it("plans, applies, changes and destroys", async () => {
    await using configuration = await configured({ TF_LOG: "trace", TF_LOG_PATH: join(plugin.folder, "trace") });
    await configuration.write(things("hello", 0.1));
    const plan = await configuration.plan();
    expect(plan.text)
      .to.match(/\+ id += \(known after apply\)/)
      .and.match(/\+ size += 0\.1/)
      .and.match(/\+ password += \(write-only attribute\)/)
      .and.match(/twice += "abab"/);
    const applied = await configuration.apply();
    expect(applied.text).to.match(/2 added, 0 changed, 0 destroyed/);
    expect((await configuration.plan()).exitCode, "nothing more to do").to.equal(0);
    await configuration.write(things("hello", "1 / 3"));
    expect((await configuration.plan()).text)
      .to.match(/~ size += 0\.1 -> 0\.33/)
      .and.match(/0 to add, 1 to change/);
    await configuration.write(things("world", 0.25));
    expect((await configuration.plan()).text).to.match(/~ text += "hello" -> "world" # forces replacement/);
    expect((await configuration.apply()).text).to.match(/2 added, 0 changed, 2 destroyed/);
    const stored = await configuration.stored();
    expect((await configuration.destroy()).text).to.match(/2 destroyed/);
    const trace = await readFile(join(plugin.folder, "trace"), "utf8");
    expect(trace).to.include("terraform-provider-demo: answered: ").and.include("rpc=planResourceChange");
    for (const text of [stored, plan.text, trace]) expect(text).not.to.include("open sesame");
  });

  it("tells where the configuration is wrong", async () => {
    await using configuration = await configured();
    await configuration.write(things("hello", 13));
    const { text } = await configuration.plan();
    expect(text)
      .to.match(/13 brings bad luck/)
      .and.match(/size += 13/)
      .and.match(/Take 12\./);
  });

  it("imports", async () => {
    await using configuration = await configured();
    await configuration.write(`${settings}import {\n  to = demo_thing.old\n  id = "old"\n}\n`);
    const { ok, text } = await configuration.run("plan", "-generate-config-out=old.tf");
    expect(ok, text).to.equal(true);
    expect(text).to.match(/1 to import/);
  });

  it("stops at a safe point on Ctrl-C, with the state saved", async () => {
    await using configuration = await configured();
    await configuration.write(`${settings}resource "demo_thing" "slow" {\n  text = "slow"\n  wait = true\n}\n`);
    const run = configuration.startGroup("apply", "-input=false", "-auto-approve");
    await said(run.all, "demo_thing.slow: Creating...");
    process.kill(-(run.pid ?? expect.fail("it has not started")), "SIGINT");
    await run;
    expect(await configuration.stored()).to.include("thing-slow");
    expect((await configuration.destroy()).text).to.match(/1 destroyed/);
  });

  it("serves whoever is told where, with --debug", async () => {
    const provider = spawn(plugin.path, ["--debug"], {
      env: { ...process.env, TMPDIR: sockets },
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      const [said] = (await once(provider.stdout, "data")) as [Buffer];
      const reattach = /TF_REATTACH_PROVIDERS='(.*)'/.exec(said.toString())?.[1] ?? "";
      await using configuration = await configured({
        TF_REATTACH_PROVIDERS: reattach,
        TF_CLI_CONFIG_FILE: "/dev/null",
      });
      await configuration.write(things("hello", 1));
      for (const work of ["init", "apply -auto-approve", "plan -detailed-exitcode", "destroy -auto-approve"]) {
        const { ok, text } = await configuration.run(...work.split(" "), "-input=false");
        expect(ok, text).to.equal(true);
      }
    } finally {
      provider.kill("SIGINT");
      await once(provider, "exit");
    }
    expect(provider.exitCode).to.equal(0);
  });
});

/** Waits until a run has said something. */
function said(output: Readable | undefined, words: string): Promise<void> {
  return new Promise((resolve) => {
    let text = "";
    output?.on("data", (piece) => {
      text += piece;
      if (text.includes(words)) resolve();
    });
    output?.on("end", () => resolve());
  });
}
