/** Hooks: who is told what, how often it is tried, and that an address is never shown. */
import { expect } from "chai";
import { contextOf } from "../../provider/context.ts";
import { connect } from "../../provider/incus/server.ts";
import { callOut, type Hook, hooksInput, type Told } from "../../provider/kinds/rollout/hooks.ts";
import { marks } from "../../provider/schema.ts";
import { HookServer } from "./hook-server.ts";

const told: Told = {
  event: "start",
  rollout: "0123456789ab",
  app: "chat",
  project: "default",
  from: ["1.0.0"],
  to: "2.0.0",
};

/** Tells the hooks, and gives what was warned of. */
async function tell(hooks: readonly Hook[], what: Told = told, signal = new AbortController().signal) {
  const warnings: string[] = [];
  const request = {
    server: connect(undefined),
    owner: "test",
    signal,
    progress: () => {},
    warn: warnings.push.bind(warnings),
  };
  await callOut(contextOf(request, "update"), hooks, what);
  return warnings;
}

describe("hooks", () => {
  it("are told as JSON, those of them that want to know", async () => {
    await using server = await HookServer.start();
    const hooks: Hook[] = [{ url: server.url("/all") }, { url: server.url("/ends"), events: ["end"] }];
    expect(await tell(hooks)).to.deep.equal([]);
    expect(server.heard).to.deep.equal([told]);
    await tell(hooks, { ...told, event: "end" });
    expect(server.paths.toSorted()).to.deep.equal(["/all", "/all", "/ends"]);
  });

  it("are tried three times where they are broken or busy, and once where they refuse", async () => {
    await using server = await HookServer.start((path, tries) => (path === "/busy" && tries === 3 ? 200 : codes[path]));
    const codes: Record<string, number> = { "/busy": 503, "/broken": 500, "/wrong": 404, "/moved": 302 };
    const hooks = Object.keys(codes).map((path) => ({ url: server.url(path) }));
    const warnings = await tell(hooks);
    const tries = Map.groupBy(server.paths, (path) => path);
    expect(Object.fromEntries([...tries].map(([path, all]) => [path, all.length]))).to.deep.equal({
      "/busy": 3,
      "/broken": 3,
      "/wrong": 1,
      "/moved": 1,
    });
    expect(warnings.toSorted()).to.deep.equal([
      "hook 2 of chat was not told of `start`: it answered 500",
      "hook 3 of chat was not told of `start`: it answered 404",
      "hook 4 of chat was not told of `start`: it answered 302",
    ]);
  });

  it("that cannot be reached are a warning without their address", async () => {
    const server = await HookServer.start();
    const url = server.url("/token-of-ours");
    await server[Symbol.asyncDispose]();
    const [warning, ...others] = await tell([{ url }]);
    expect(warning).to.equal("hook 1 of chat was not told of `start`: it cannot be reached (ECONNREFUSED)");
    expect(others).to.deep.equal([]);
    const nowhere = await tell([{ url: "http://no-such-host.invalid/token-of-ours" }]);
    expect(nowhere.join())
      .to.match(/cannot be reached/)
      .and.not.include("token-of-ours")
      .and.not.include("no-such-host");
  });

  it("that do not answer end with the run", async () => {
    await using server = await HookServer.start(() => undefined);
    const stop = new AbortController();
    const telling = tell([{ url: server.url("/slow") }], told, stop.signal);
    while (server.paths.length === 0) await new Promise(setImmediate);
    stop.abort();
    expect(await telling).to.deep.equal(["hook 1 of chat was not told of `start`: the run was ended"]);
  });

  it("are a secret, and steer only", () => {
    expect(marks(hooksInput())).to.deep.include({ secret: true, steers: true });
    const wrong = hooksInput().safeParse([{ url: "gopher://token-of-ours" }]);
    expect(wrong.error?.message).to.include("is no http or https URL").and.not.include("token-of-ours");
  });
});
