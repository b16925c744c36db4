/** A cluster's cookie and secret environment are nowhere but where they must be, during a deploy and after it. */
import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { execa } from "execa";
import { type Machine, machineOrSkip } from "../setup/environment.ts";
import { inventory } from "./inventory.ts";
import { raw } from "./out-of-band.ts";
import { type Run, Stack } from "./stack.ts";
import { temporaryName } from "./temporary-name.ts";
import { betrayals, tracesOf } from "./traces.ts";

const name = temporaryName();
const cookie = `cookie${randomBytes(16).toString("hex")}`;
// Quotes and dollars are written in a form of their own in each kind of file; what is between them is not.
const key = randomBytes(32).toString("hex");
const secrets = [cookie, key];

describe("secrets of a cluster", () => {
  let machine: Machine;
  let stack: Stack;
  let up: Run;
  let commands: ReadonlyMap<string, string>;

  before(async function () {
    machine = await machineOrSkip(this);
    stack = await Stack.of(machine, "test/programs/cluster");
    const release = await machine.release({ version: "1.0.0" });
    await stack.configure(
      { name, image: machine.image, release, cluster: { size: 2 }, cookie, secretKeyBase: `"$${key}\\'` },
      ["cookie", "secretKeyBase"],
    );
    const deployed = stack.up({ CUL8ER_LOG: "debug" });
    commands = await commandsDuring(deployed);
    up = await deployed;
    expect(up.ok, up.text).to.equal(true);
  });

  after(async () => {
    await stack?.[Symbol.asyncDispose]();
  });

  const expectNone = (places: ReadonlyMap<string, string>) =>
    expect(betrayals(secrets, places), "places that show a secret").to.deep.equal([]);

  it("are looked for in a way that finds them", async () => {
    for (const form of [JSON.stringify({ cookie }), Buffer.from(`x${cookie}y`).toString("base64"), `a${key}b`])
      expect(betrayals(secrets, new Map([["here", form]]))).to.deep.equal(["here"]);
    const files = await inInstance(`grep -rlFf - /opt /etc /run 2>/dev/null || true`);
    expect(files, "files that root finds").not.to.equal("");
    for (const file of files.trim().split("\n"))
      expect(await inInstance(`stat -c %A ${file}`), file).to.match(/^-r[w-]-{7}\n?$/);
  });

  it("are not in what the engine shows and logs", async () => {
    const preview = await stack.show();
    await stack.configure({ cluster: { size: 2, environment: { PORT: "4001" } } });
    const changed = await stack.show();
    expectNone(
      new Map([
        ["up", up.text],
        ["preview", preview.text],
        ["preview of a change", changed.text],
      ]),
    );
    expect(up.text, "the log of requests").to.include("POST /1.0/instances");
  });

  it("are not in the state, its history and backups", async () => {
    const state = await stack.state();
    expect(state).to.include("BeamNode");
    expectNone(new Map([["export", state], ...(await filesBelow(stack.folder))]));
  });

  it("are not in what the server shows to its users", async () => {
    const things = await inventory(raw(machine.incus.socket), name);
    expect([...things.keys()]).to.include(`/1.0/instances/${name}-1`);
    expectNone(new Map([...things].map(([path, thing]) => [path, JSON.stringify(thing)])));
  });

  it("are not in the arguments of any process, here or in the instances, at any time of the deploy", () => {
    expect([...commands.keys()].join("\n"))
      .to.include("beam.smp")
      .and.to.include("dynamic-provider");
    expectNone(commands);
  });

  it("are in no file on the instance that others can read, nor in what systemd tells", async () => {
    const asNobody = "setpriv --reuid=nobody --regid=nogroup --clear-groups";
    const readable = await inInstance(
      `${asNobody} grep -rlFf - --devices=skip /etc /home /opt /root /run /srv /tmp /usr/local /var /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null || true`,
    );
    expect(readable).to.equal("");
    expectNone(new Map([["systemctl show", await inInstance(`${asNobody} systemctl show chat`)]]));
    expectNone(new Map([["journal", await inInstance("journalctl --no-pager")]]));
  });

  /** Runs a script in an instance; its input are all traces of the secrets, a line each. */
  async function inInstance(script: string): Promise<string> {
    const command = ["exec", "--project", name, `${name}-1`, "--", "sh", "-c", `{ ${script}\n}; echo "$0"`, END];
    // On a busy machine the command sometimes loses what was said: then it is asked again.
    for (;;) {
      const { stdout } = await execa("incus", command, { input: secrets.flatMap(tracesOf).join("\n") });
      if (stdout.endsWith(END)) return stdout.slice(0, -END.length).trimEnd();
    }
  }
});

/** What is said last. */
const END = "that was all";

/** Every command line that is seen while something runs; those of the instances are seen from here as well. */
async function commandsDuring(work: Promise<unknown>): Promise<ReadonlyMap<string, string>> {
  const seen = new Map<string, string>();
  let over = false;
  void work.finally(() => {
    over = true;
  });
  for (; !over; await pause(5))
    for (const pid of await readdir("/proc")) {
      if (!/^\d+$/.test(pid)) continue;
      const command = (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).replaceAll("\0", " ");
      if (command) seen.set(command, command);
    }
  return seen;
}

async function filesBelow(folder: string): Promise<[string, string][]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  return Promise.all(paths.map(async (path): Promise<[string, string]> => [path, await readFile(path, "latin1")]));
}
