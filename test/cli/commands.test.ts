/** What people need in trouble, against real nodes that a real engine has deployed. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { execa } from "execa";
import { z } from "zod";
import { connect } from "../../provider/incus/server.ts";
import { type Slots, slotsKey, writeSlots } from "../../provider/kinds/traffic/slots.ts";
import { report } from "../../provider/report/report.ts";
import { build } from "../../setup/build.ts";
import { type Machine, machineOrSkip } from "../../setup/environment.ts";
import { type Run, Stack } from "../stack.ts";
import { temporaryName } from "../temporary-name.ts";
import { bundle, CommandLine } from "./command-line.ts";

const SECRET = "s3cr3t-".repeat(10);

describe("the command line", function () {
  this.bail(true);

  /** Of the project and of the cluster: instance names are unique on their network, whatever project they are in. */
  const name = temporaryName();
  const [first, second] = [`${name}-1`, `${name}-2`];
  let machine: Machine;
  let stack: Stack;
  let cli: CommandLine;

  before(async function () {
    machine = await machineOrSkip(this);
    await build();
    cli = new CommandLine({ INCUS_SOCKET: machine.incus.socket, INCUS_PROJECT: name });
    stack = await Stack.of(machine, "test/programs/cluster");
    await stack.configure(
      { name, cluster: { size: 2 }, image: machine.image, secretKeyBase: SECRET, cookie: "monster" },
      ["secretKeyBase", "cookie"],
    );
    for (const version of ["1.0.0", "2.0.0"]) {
      await stack.configure({ release: await machine.release({ version }) });
      succeeded(await stack.up());
    }
  });

  after(() => stack?.[Symbol.asyncDispose]());

  const status = async () => {
    const { code, stdout } = await cli.run(["status", "--json"]);
    expect(code).to.equal(0);
    return seen.parse(JSON.parse(stdout)).nodes;
  };
  const versions = async () => (await status()).map(({ version }) => version);

  describe("status", () => {
    it("shows what runs, what is kept, and whether it is well", async () => {
      const { code, stdout } = await cli.run(["status", "chat"]);
      expect(code).to.equal(0);
      expect(stdout).to.match(/^chat: 2 nodes, all well\n/);
      expect(stdout)
        .to.match(new RegExp(`${first} +2\\.0\\.0 .* well +verified`))
        .and.match(/keeps 1\.0\.0/);
    });

    it("gives the same to other programs, of the nodes that are named", async () => {
      const { stdout } = await cli.run(["status", second, "--json", "--host", "local"]);
      const { nodes } = seen.parse(JSON.parse(stdout));
      expect(nodes).to.have.length(1);
      expect(nodes[0]).to.deep.include({
        app: "chat",
        instance: second,
        version: "2.0.0",
        healthy: true,
        verified: true,
      });
      expect(nodes[0]?.kept.map(({ version }) => version)).to.deep.equal(["1.0.0"]);
    });

    it("says what is there when nothing is called so", async () => {
      const { code, stderr } = await cli.run(["status", "chatt"]);
      expect(code).to.equal(1);
      expect(stderr)
        .to.match(/"chatt"/)
        .and.include(`nodes of chat on ${first}, ${second}`);
    });
  });

  describe("eval", () => {
    it("evaluates on the running node", async () => {
      const node = await cli.run(["eval", first, "chat", "IO.puts(Node.self())"]);
      expect(node.code, node.stderr).to.equal(0);
      expect(node.stdout).to.match(/^chat@[\d.]+\n$/);
    });

    it("ends with 1 for an expression that fails", async () => {
      const failed = await cli.run(["eval", first, 'raise "no"']);
      expect(failed.code).to.equal(1);
      expect(failed.stderr).to.match(/RuntimeError\) no/);
    });
  });

  describe("logs", () => {
    it("shows what a node wrote, and none of its secrets", async () => {
      const leak = ':logger.error(~c"it is " ++ String.to_charlist(System.get_env("SECRET_KEY_BASE")))';
      expect((await cli.run(["eval", first, leak])).code).to.equal(0);
      const { code, stdout } = await cli.run(["logs", first, "--lines", "20"]);
      expect(code).to.equal(0);
      expect(stdout)
        .to.match(/it is \*{8}$/m)
        .and.match(/chat 2\.0\.0 starts/);
      expect(stdout).not.to.include(SECRET);
      const { lines } = z
        .object({ lines: z.array(z.string()) })
        .parse(JSON.parse((await cli.run(["logs", first, "chat", "-n", "1", "--json"])).stdout));
      expect(lines).to.have.length(1);
    });

    it("goes on until Ctrl-C, and leaves nothing behind on the instance", async () => {
      using following = cli.start(["logs", first, "--follow", "-n", "5"]);
      await following.hears(/it is \*{8}/);
      await cli.run(["eval", first, ':logger.error(~c"and more")']);
      await following.hears(/and more/);
      following.interrupt();
      expect(await following.ended).to.equal(0);
      const left = 'IO.puts(elem(System.cmd("sh", ["-c", "grep -l follow /proc/[0-9]*/cmdline || true"]), 0))';
      const { stdout } = await cli.run(["eval", first, left.replace("follow", "[-]-follow")]);
      expect(stdout.trim()).to.equal("");
    });
  });

  describe("remote", () => {
    it("is a console in a terminal of the right size, which Ctrl-C reaches", async () => {
      using console = cli.sit(["remote", first], { columns: 101, rows: 33 });
      await console.hears(/iex\(chat@[\d.]+\)1>/);
      console.type("{:at, Node.self(), :io.columns(), :io.rows()}\n");
      await console.hears(/\{:at, :"chat@[\d.]+", \{:ok, 101\}, \{:ok, 33\}\}/);
      console.type("Process.sleep(:infinity)\n");
      console.type("\x03");
      await console.hears(/BREAK/);
      console.type("a\n");
      expect(await console.ended).to.equal(0);
    });

    it("needs a terminal", async () => {
      const { code, stderr } = await cli.run(["remote", first]);
      expect(code).to.equal(2);
      expect(stderr).to.match(/needs a terminal.*cul8er eval/);
    });
  });

  describe("rollback", () => {
    it("does nothing without a yes", async () => {
      const { code, stderr } = await cli.run(["rollback", "chat"]);
      expect(code).to.equal(1);
      expect(stderr)
        .to.include(`${first}: 2.0.0 -> 1.0.0`)
        .and.match(/say --yes/);
      using asking = cli.sit(["rollback", "chat"], { columns: 80, rows: 24 });
      await asking.hears(/Go on\? \[y\/N\]/);
      asking.type("n\n");
      await asking.hears(/nothing was changed/);
      expect(await asking.ended).to.equal(1);
      expect(await versions()).to.deep.equal(["2.0.0", "2.0.0"]);
    });

    it("goes back one node after the other, killed or not, and the next plan says so", async () => {
      const killed = cli.start(["rollback", "chat", "--yes"]);
      await killed.hears(/switching to 1\.0\.0/);
      killed[Symbol.dispose]();
      const { code, stdout, stderr } = await cli.run(["rollback", "chat", "--yes"]);
      expect(code, stderr).to.equal(0);
      expect(stdout)
        .to.match(/^chat went from 2\.0\.0 to 1\.0\.0 in /)
        .and.match(/-1 returns .*\n.*✓ .*-2 returns to 1\.0\.0/);
      expect(await versions()).to.deep.equal(["1.0.0", "1.0.0"]);
      expect((await status()).map(({ putBack }) => putBack?.version)).to.deep.equal(["2.0.0", "2.0.0"]);
      const plan = await stack.show();
      expect(plan.text).to.match(
        /runs 1\.0\.0 since .*, because 2\.0\.0 was put back \(rollback: by hand\); wanted is 2\.0\.0/,
      );
    });

    it("has nowhere to go from the oldest, and says what is kept", async () => {
      const { code, stderr } = await cli.run(["rollback", "chat", "--yes"]);
      expect(code).to.equal(1);
      expect(stderr).to.match(/no verified revision older than 1\.0\.0 .*kept are 2\.0\.0: name one with --to/);
    });

    it("goes to the version that is named, as the program wants it: nothing is left to do", async () => {
      expect((await cli.run(["rollback", "chat", "--to", "7", "-y"])).stderr).to.match(/"7" is not kept on/);
      const { code, stdout } = await cli.run(["rollback", "chat", "--to", "2.0.0", "--yes", "--json"]);
      expect(code).to.equal(0);
      const done = report.parse(JSON.parse(stdout));
      expect(done).to.deep.include({ app: "chat", outcome: "done", from: ["1.0.0"], to: "2.0.0" });
      expect(done.steps.map(({ result }) => result)).to.deep.equal(["passed", "passed"]);
      const steps = await stack.preview();
      expect(steps.filter(({ resource }) => resource.startsWith("BeamNode"))).to.deep.equal([]);
    });
  });

  describe("slots", () => {
    it("are seen in the status, and are no matter for a rollback", async () => {
      const incus = connect({ socket: machine.incus.socket }).project(name, { fresh: true });
      const members = { blue: [first], green: [second] };
      const slots: Slots = { format: 1, owner: "", target: "blue", active: "blue", wishes: {}, key: "", members };
      const instance = (await incus.get(`/1.0/instances/${first}`, z.object({ description: z.string() })))?.body;
      const set = (config: object) => incus.patch(`/1.0/instances/${first}`, { ...instance, config });
      await set(writeSlots("chat", slots));
      try {
        const { stdout } = await cli.run(["status"]);
        expect(stdout)
          .to.match(/blue slot, gets requests/)
          .and.match(/green slot, stands by/);
        const { code, stderr } = await cli.run(["rollback", "chat", "--yes"]);
        expect(code).to.equal(1);
        expect(stderr).to.match(/two slots, and blue gets the requests: deploy the version before/);
      } finally {
        await set({ [slotsKey("chat")]: "" });
      }
    });
  });

  describe("a rollout that is left open", () => {
    before(async () => {
      await stack.configure({
        release: await machine.release({ version: "3.0.0", fault: "health_500@-2" }),
        cluster: {
          size: 2,
          healthCheck: { http: { port: 4000, path: "/health" }, deadline: "10s" },
          rollback: { onFailure: "manual" },
        },
      });
      expect((await stack.up()).ok).to.equal(false);
    });

    it("is seen in the status", async () => {
      const { stdout } = await cli.run(["status"]);
      expect(stdout).to.match(/^chat: 2 nodes, 1 not well, a rollout is open on 2\n/);
      expect(stdout)
        .to.match(/NOT WELL +not verified/)
        .and.match(/answered 500/)
        .and.match(/it came from 2\.0\.0/);
    });

    it("admits no node that is not well", async () => {
      const { code, stdout } = await cli.run(["undrain", second, "--yes"]);
      expect(code).to.equal(1);
      expect(stdout).to.match(/chat 3\.0\.0 on .* stays as it is: .*answered 500/);
      expect((await cli.run(["undrain", first, "chat", "--yes", "--json"])).code).to.equal(0);
    });

    it("is aborted: the failing node first, and all run what ran before", async () => {
      const { code, stdout } = await cli.run(["abort", "chat", "--yes", "--json"]);
      expect(code).to.equal(0);
      const { steps } = report.parse(JSON.parse(stdout));
      expect(steps.map(({ what }) => what)).to.deep.equal([second, first].map((node) => `${node} returns to 2.0.0`));
      expect(await versions()).to.deep.equal(["2.0.0", "2.0.0"]);
      expect((await cli.run(["abort", "chat", "--yes"])).stdout).to.match(/No rollout of chat is open/);
    });

    it("was never there for who takes the program back", async () => {
      await stack.configure({ release: await machine.release({ version: "2.0.0" }) });
      const steps = await stack.preview();
      expect(steps.filter(({ resource }) => resource.startsWith("BeamNode"))).to.deep.equal([]);
    });
  });
});

describe("the command line, asked for wrongly", () => {
  let folder: string;
  before(async () => {
    await build();
    folder = await mkdtemp(join(tmpdir(), "cul8er-remotes-"));
    const remotes = { remotes: { gone: { addr: "https://127.0.0.1:9", protocol: "incus" } } };
    await writeFile(join(folder, "config.yml"), JSON.stringify(remotes));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("ends with 2, and says how it is used", async () => {
    const cli = new CommandLine({});
    for (const [args, said] of [
      [[], /Usage: cul8er/],
      [["deploy"], /there is no command "deploy"; there is summary, status/],
      [["logs"], /<instance> is missing/],
      [["logs", "a", "b", "c"], /"c" is one word too many/],
      [["logs", "a", "--lines", "many"], /give a whole number/],
      [["logs", "a", "--follow", "--json"], /leave one of them out/],
      [["status", "--colour"], /Unknown option '--colour'/],
      [["rollback", "chat", "--to"], /--to/],
    ] as const) {
      const { code, stdout, stderr } = await cli.run(args);
      expect(code, args.join(" ")).to.equal(2);
      expect(stdout + stderr).to.match(said);
    }
  });

  it("says which Node it needs where another one runs it", async () => {
    const old = "Object.defineProperty(process.versions, 'node', { value: '20.1.0' })";
    const { exitCode, stderr } = await execa(process.execPath, ["-e", `${old}; require(${JSON.stringify(bundle)})`], {
      reject: false,
    });
    expect(exitCode).to.equal(1);
    expect(stderr).to.match(/^cul8er needs Node\.js 22\.\d+ or newer on the PATH, and found 20\.1\.0\.$/);
  });

  it("has help for each command", async () => {
    const cli = new CommandLine({});
    const { code, stdout } = await cli.run(["--help"]);
    expect(code).to.equal(0);
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, command = ""]) => command);
    expect(commands).to.have.length(9);
    for (const command of commands) {
      const help = await cli.run([command, "--help"]);
      expect(help.code).to.equal(0);
      expect(help.stdout)
        .to.match(new RegExp(`^Usage: cul8er ${command} `))
        .and.match(/--json/);
    }
  });

  it("says what is wrong with a server that cannot be reached", async () => {
    const none = await new CommandLine({ INCUS_SOCKET: join(folder, "none") }).run(["status", "--json"]);
    expect(none.code).to.equal(1);
    expect(JSON.parse(none.stdout)).to.have.nested.property("error.name", "Unreachable");
    expect(none.stderr).to.match(/there is no socket/);
    const cli = new CommandLine({ INCUS_CONF: folder });
    const gone = await cli.run(["status", "--host", "gone"]);
    expect(gone.code).to.equal(1);
    expect(gone.stderr).to.match(/gone.*Is the server up/s);
    expect((await cli.run(["status", "--host", "nowhere"])).stderr).to.match(/nowhere/);
  });
});

const seen = z.object({
  nodes: z.array(
    z.looseObject({
      instance: z.string(),
      version: z.string().optional(),
      putBack: z.object({ version: z.string() }).optional(),
      kept: z.array(z.object({ version: z.string() })),
    }),
  ),
});

function succeeded({ ok, text }: Run): void {
  expect(ok, text).to.equal(true);
}
