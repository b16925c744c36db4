/** The demo as a person runs it, but under names of its own: a good version rolls out under load, a bad one is put back. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { z } from "zod";
import { root } from "../../setup/build.ts";
import type { Home } from "../../setup/demo-stack.ts";
import { machineOrSkip, testEnvironment } from "../../setup/environment.ts";
import { removeAll } from "../inventory.ts";
import { type Raw, raw } from "../out-of-band.ts";
import { temporaryName } from "../temporary-name.ts";

const { everything } = await testEnvironment();

describe("the demo", function () {
  this.timeout("8m");

  const name = temporaryName();
  let incus: Raw;
  let home: Home;
  /** The demo of the last test, for one that was cut off. */
  let last: ChildProcess | undefined;

  before(async function () {
    const machine = await machineOrSkip(this);
    incus = raw(machine.incus.socket);
    await incus.send("POST", "/1.0/projects", { name, config: { "features.profiles": "false" } });
    const folder = await mkdtemp(join(tmpdir(), "cul8er-demo-"));
    home = { folder, program: folder, project: name };
    await copyProgram(folder, name);
  });

  after(async () => {
    if (last?.pid && last.exitCode === null && last.signalCode === null) {
      process.kill(-last.pid, "SIGKILL");
      await once(last, "close");
    }
    if (home) await rm(home.folder, { recursive: true, force: true });
    if (incus) await removeAll(incus, name);
  });

  if (everything)
    it("leaves no process behind when it is stopped in the middle", async () => {
      const child = tell(home);
      last = child;
      let said = "";
      child.stderr.on("data", (part) => {
        said += part;
        if (said.includes(`${name}-1 2.0.0 gets none`)) child.kill("SIGINT");
      });
      const [code] = await once(child, "close");
      expect(code, said).to.equal(1);
      expect(said).to.include("Stopped.");
      expect(await running(child)).to.deep.equal([]);
    });

  it("brings 1.0 up, rolls 2.0 out under load, and shows how a bad 3.0 is put back, with no failed request", async () => {
    const child = tell(home);
    last = child;
    const [told, pictures, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
    expect(code, `${pictures}\n${told}`).to.equal(0);
    expect(await running(child)).to.deep.equal([]);

    const { nodes, connected, seconds, story } = result.parse(JSON.parse(told.trimEnd().split("\n").at(-1) ?? ""));
    expect(connected).to.equal(true);
    expect(nodes.map(({ version }) => version)).to.deep.equal(["2.0.0", "2.0.0", "2.0.0"]);
    expect(story).to.include({ before: "1.0.0", after: "2.0.0", putBack: "3.0.0", failed: 0 });
    expect(story.requests).to.be.above(1000);
    expect(story.sockets.dropped).to.equal(0);
    expect(Object.values(seconds).every((each) => each >= 0)).to.equal(true);

    expect(pictures)
      .to.match(new RegExp(`${name}-1 1\\.0\\.0 gets 33 %`))
      .and.match(new RegExp(`${name}-1 2\\.0\\.0 gets none, not verified`))
      .and.match(new RegExp(`3\\.0\\.0 failed on ${name}-1`));
    expect(told).to.match(new RegExp(`${name}-1 +\\S+ +2\\.0\\.0 +sees ${name}-2, ${name}-3`));
    expect(told).to.include("npm run demo -- --destroy");
  });
});

/** The repository's own program, in another Incus project, and with other names for its instances. */
async function copyProgram(folder: string, name: string): Promise<void> {
  await cp(join(root, "Pulumi.yaml"), join(folder, "Pulumi.yaml"));
  await cp(join(root, "examples/beam-cluster"), join(folder, "examples/beam-cluster"), { recursive: true });
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  const program = join(folder, "examples/beam-cluster/index.ts");
  const renamed = (await readFile(program, "utf8"))
    .replace('Image("debian", {', `Image("debian", { project: "${name}",`)
    .replace('BeamCluster("chat", {', `BeamCluster("${name}", { project: "${name}", app: "chat",`);
  expect(renamed.split(`project: "${name}"`)).to.have.length(3);
  await writeFile(program, renamed);
}

/** The demo, in a process of its own, without a terminal, after set-up. */
function tell(home: Home) {
  const program = `
    import { deploy } from "./setup/demo.ts";
    import { openStack } from "./setup/demo-stack.ts";
    const { line, good } = await deploy(await openStack(${JSON.stringify(home)}), 0, true);
    console.log(line);
    process.exitCode = good ? 0 : 1;`;
  const args = ["--input-type=module", "-e", program];
  return spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], detached: true });
}

/** Commands of the processes that it has started and that still run: they are in its group. */
async function running({ pid }: ChildProcess): Promise<string[]> {
  const ids = (await readdir("/proc")).filter((each) => /^\d+$/.test(each));
  const found = ids.map(async (id) => {
    const stat = await readFile(`/proc/${id}/stat`, "utf8").catch(() => "");
    const [, command = "", state, , group] = /\((.*)\) (\S) (\d+) (\d+)/s.exec(stat) ?? [];
    return Number(group) === pid && state !== "Z" ? [command] : [];
  });
  return (await Promise.all(found)).flat();
}

const result = z.object({
  nodes: z.array(z.object({ name: z.string(), address: z.string(), version: z.string() })).length(3),
  connected: z.boolean(),
  seconds: z.object({ setup: z.number(), up: z.number(), noop: z.number(), rollout: z.number(), putBack: z.number() }),
  story: z.object({
    before: z.string(),
    after: z.string(),
    putBack: z.string(),
    requests: z.number(),
    failed: z.number(),
    sockets: z.object({ moved: z.number(), dropped: z.number() }),
  }),
});
