/** What is told of a rollout, good or bad: one id in the nodes, in the router's log, in the report and to the hooks. */
import { expect } from "chai";
import { z } from "zod";
import { report } from "../../provider/report/report.ts";
import { build } from "../../setup/build.ts";
import { machineOrSkip } from "../../setup/environment.ts";
import { CommandLine } from "../cli/command-line.ts";
import type { Deployed } from "./deployed.ts";
import { type Heard, HookServer } from "./hook-server.ts";
import { exposed } from "./site.ts";

const outputs = z.object({ report: z.string() });
const values = z.record(z.string(), z.unknown()).optional();
const exported = z.object({
  deployment: z.object({ resources: z.array(z.object({ urn: z.string(), inputs: values, outputs: values })) }),
});

describe("what is told of a rollout", function () {
  this.bail(true);

  let cluster: Deployed;
  let server: HookServer;
  let cli: CommandLine;
  let first: string;
  let second: string;

  before(async function () {
    const machine = await machineOrSkip(this);
    await build();
    server = await HookServer.start();
    cluster = await exposed(machine, {
      healthCheck: { http: { port: 4000, path: "/health" }, deadline: "10s" },
      hooks: [{ url: server.url("/token-of-ours") }, { url: server.url("/ends"), events: ["end"] }],
    });
    cli = new CommandLine({ INCUS_SOCKET: machine.incus.socket, INCUS_PROJECT: cluster.name });
  });

  after(async () => {
    await cluster?.[Symbol.asyncDispose]();
    await server?.[Symbol.asyncDispose]();
  });

  it("is the same id in the nodes, in the report and to the hooks of a first deploy", async () => {
    await cluster.become({ version: "1.0.0", size: 2 });
    const told = await reported();
    expect(told).to.deep.include({ app: "chat", from: [], to: "1.0.0", outcome: "done", putBack: [] });
    expect(told.steps.map(({ what }) => what)).to.have.members([
      ...cluster.names(2).map((name) => `${name} starts 1.0.0`),
      gate("batch-1"),
      gate("all"),
    ]);
    first = told.id;
    expect(await idsInNodes()).to.deep.equal([first, first]);
    const heard = take();
    expect(heard.map(({ event }) => event)).to.deep.equal(["start", "step", "step", "end", "end"]);
    expect(new Set(heard.map(({ rollout }) => rollout))).to.deep.equal(new Set([first]));
    expect(outputs.parse(await cluster.stack.outputs()).report).to.equal(await page());
    expect(await leaks()).to.deep.equal([]);
    expect(await page()).to.match(/^## ✅ chat went to 1\.0\.0 for the first time in /);
  });

  it("is another id in a rolling change, step by step, and in the router's log", async () => {
    await cluster.become({ version: "2.0.0", size: 2 });
    const told = await reported();
    second = told.id;
    expect(second).not.to.equal(first);
    expect(told).to.deep.include({ from: ["1.0.0"], to: "2.0.0", outcome: "done" });
    const [one = "", two = ""] = cluster.names(2);
    const steps = [`${one} goes to 2.0.0`, gate("batch-1"), `${two} goes to 2.0.0`, gate("all")];
    expect(told.steps.map(({ what }) => what)).to.deep.equal(steps);
    expect(told.steps.flatMap(({ checks }) => checks.map(({ check }) => check))).to.include("http GET :4000/health");
    expect(await idsInNodes()).to.deep.equal([second, second]);
    expect(await idInLog()).to.equal(second);
    const heard = take();
    expect(heard.map(({ event, step }) => step?.what ?? event)).to.deep.equal(["start", ...steps, "end", "end"]);
    expect(heard.at(-1)).to.deep.nested.include({ "report.outcome": "done", from: ["1.0.0"], to: "2.0.0" });
  });

  it("is nothing where nothing changes", async () => {
    expect(await cluster.stack.preview()).to.deep.equal([]);
    const { ok, text } = await cluster.stack.up();
    expect(ok, text).to.equal(true);
    expect((await reported()).id).to.equal(second);
    expect(take()).to.deep.equal([]);
  });

  it("tells of a bad release what was put back, and why, in the error and to the hooks", async () => {
    const { ok, text } = await cluster.change({ version: "3.0.0", fault: "health_500", size: 2 });
    expect(ok, text).to.equal(false);
    const told = await reported();
    const [one = "", two = ""] = cluster.names(2);
    expect(told).to.deep.include({ from: ["2.0.0"], to: "3.0.0", outcome: "failed" });
    expect(told.steps.map(({ what, result }) => `${what}: ${result}`)).to.deep.equal([
      `${one} goes to 3.0.0: failed`,
      `${gate("batch-1")}: failed`,
      `${one} returns to 2.0.0: passed`,
    ]);
    expect(told.putBack).to.have.length(1);
    expect(told.putBack[0]).to.deep.include({ instance: one, version: "2.0.0", ok: true });
    expect(text).to.include(`rollout ${told.id}`).and.include(`↩ ${one} runs 2.0.0 again (http GET :4000/health`);
    expect(text).not.to.include("token-of-ours");
    expect(await idsInNodes()).to.deep.equal([told.id, second]);
    expect(two).not.to.equal("");
    const heard = take();
    expect(heard.map(({ event }) => event)).to.deep.equal(["start", "step", "failure", "end", "end"]);
    expect(heard.at(-1)).to.have.nested.property("report.outcome", "failed");
    expect(await page()).to.match(/^## ❌ chat did not go from 2\.0\.0 to 3\.0\.0; 1 node was put back in /);
  });

  it("says no more when the release is taken out of the code again", async () => {
    await cluster.wish({ version: "2.0.0", size: 2 });
    const { ok, text } = await cluster.stack.up();
    expect(ok, text).to.equal(true);
    expect(await cluster.stack.preview()).to.deep.equal([]);
    expect(take()).to.deep.equal([]);
    expect(await leaks()).to.deep.equal([]);
  });

  /** Where the state has the address of a hook in clear, besides the settings of the program, to which it was given so. */
  async function leaks(): Promise<string[]> {
    const { deployment } = exported.parse(JSON.parse(await cluster.stack.state()));
    const ours = deployment.resources.filter(({ urn }) => !urn.includes("pulumi:providers:"));
    return ours.flatMap(({ urn, inputs = {}, outputs = {} }) =>
      Object.entries({ inputs, outputs }).flatMap(([side, values]) =>
        Object.keys(values)
          .filter((key) => JSON.stringify(values[key]).includes("token-of-ours"))
          .map((key) => `${urn} ${side}.${key}`),
      ),
    );
  }

  const gate = (name: string): string => `gate ${cluster.name}-${name}`;

  /** What the hooks were told since they were asked last. */
  const take = (): Heard[] => server.heard.splice(0);

  /** The report, as a person or a job gets it. */
  async function reported() {
    const { stdout } = await cli.run(["report", "chat", "--json"]);
    return report.parse(JSON.parse(stdout));
  }

  /** The report as a page for a job. */
  const page = async (): Promise<string> => (await cli.run(["report", "chat", "--markdown"])).stdout;

  /** The rollout in the environment of each node's process. */
  const idsInNodes = (): Promise<string[]> =>
    Promise.all(
      cluster.names(2).map(async (name) => {
        const environ = "tr '\\0' '\\n' < /proc/$(systemctl show chat -p MainPID --value)/environ";
        const said = await cluster.inside(name, "sh", "-c", `${environ} | sed -n 's/^CUL8ER_ROLLOUT=//p'`);
        return said.trim();
      }),
    );

  /** The rollout with which the router's log names the last request. */
  async function idInLog(): Promise<string> {
    await cluster.routed(2);
    const show = "printf 'show events requests\\n' | socat -t 30 - UNIX-CONNECT:/run/cul8er-router/admin.sock";
    const lines = (await cluster.inside(`${cluster.name}-router`, "sh", "-c", show)).trim().split("\n");
    return lines.findLast((line) => line.startsWith("chat "))?.split(" ")[5] ?? "";
  }
});
