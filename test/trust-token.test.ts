/** A one-time token through its life: used by a client, expired, forgotten; and where its text may be found. */
import { readdir, readFile } from "node:fs/promises";
import { Agent, request } from "node:https";
import { join } from "node:path";
import { expect } from "chai";
import { z } from "zod";
import { connect } from "../provider/incus/server.ts";
import { TrustToken } from "../provider/kinds/index.ts";
import { create, plan, read, remove, type State, update } from "../provider/lifecycle.ts";
import { handlers } from "../provider/terraform/handlers.ts";
import { resourceNamed } from "../provider/terraform/schema.ts";
import { type Machine, machineOrSkip } from "../setup/environment.ts";
import { type Identity, type PrivateServer, privateServer } from "./incus/private-server.ts";
import { raw } from "./out-of-band.ts";
import { Stack } from "./stack.ts";
import { betrayals } from "./traces.ts";

describe("a trust token", () => {
  let server: PrivateServer;

  before(async function () {
    await machineOrSkip(this);
    server = await privateServer();
  });

  after(async () => {
    await server?.stop();
  });

  const said: string[] = [];
  const asked = (owner: string) => ({
    server: connect({ socket: server.socket }),
    owner,
    signal: new AbortController().signal,
    progress: () => {},
    warn: (line: string) => void said.push(line),
  });
  const wantedOf = (name: string, more: object = {}) => ({
    host: { socket: server.socket },
    name,
    restricted: true,
    projects: ["default"],
    ...more,
  });
  const planned = async (prior: State, wanted: Record<string, unknown>) =>
    (await plan(TrustToken, asked("a"), prior, { values: wanted, unknown: new Set() })).plan;
  const made = (wanted: Record<string, unknown>) => create(TrustToken, asked("a"), wanted);

  it("lets one client in, and then stays as what it was", async () => {
    const wanted = wantedOf("laptop");
    const state = await made(wanted);
    expect(state.status).to.equal("waiting");
    const first = await server.identity("laptop");
    expect(await bring(server, first, String(state.token))).to.equal(201);
    const used = await read(TrustToken, asked("a"), state);
    expect(used).to.include({ status: "used" });
    expect(used?.token).to.equal(undefined);
    expect((await planned(used ?? {}, wanted)).action).to.equal("none");
    const [client] = (await raw(server.socket).list("/1.0/certificates")).filter(({ name }) => name === "laptop");
    expect(client).to.include({ restricted: true });
    // Good for one client only.
    expect(await bring(server, await server.identity("another"), String(state.token))).to.equal(403);
  });

  it("is made anew when the program asks for it, and only then", async () => {
    const wanted = wantedOf("desk");
    const state = await made(wanted);
    const renewed = { ...wanted, renew: "lost the first one" };
    const answer = await planned(state, renewed);
    expect(answer)
      .to.include({ action: "update" })
      .and.deep.include({ changed: ["renew"] });
    const again = await update(TrustToken, asked("a"), state, renewed);
    expect(again.token).to.be.a("string").and.not.equal(state.token);
    expect(await bring(server, await server.identity("desk"), String(state.token))).to.equal(403);
    expect((await planned(again, renewed)).action).to.equal("none");
    await remove(TrustToken, asked("a"), again, ["a"]);
    expect(await bring(server, await server.identity("desk"), String(again.token))).to.equal(403);
    expect(await read(TrustToken, asked("a"), again)).to.equal(undefined);
  });

  it("is revoked by the next run when nobody used it in time, once", async () => {
    const wanted = wantedOf("late", { expiresAfter: "1ms" });
    const state = await made(wanted);
    const answer = await planned(state, wanted);
    expect(answer)
      .to.include({ action: "update" })
      .and.have.property("reason")
      .that.matches(/nobody used it/);
    const revoked = await update(TrustToken, asked("a"), state, wanted);
    expect(revoked).to.include({ status: "expired" });
    expect((await planned(revoked, wanted)).action).to.equal("none");
    expect(await bring(server, await server.identity("late"), String(state.token))).to.equal(403);
  });

  it("expires where the server says so, which is no change", async () => {
    await raw(server.socket).send("PATCH", "/1.0", { config: { "core.remote_token_expiry": "1H" } });
    const wanted = wantedOf("hour");
    const state = await made(wanted);
    expect(Date.parse(String(state.expiresAt)) - Date.now()).to.be.within(3_000_000, 3_700_000);
    expect((await planned(state, wanted)).action).to.equal("none");
    await raw(server.socket).send("PATCH", "/1.0", { config: { "core.remote_token_expiry": "" } });
  });

  it("goes on after a run that was killed before it heard the answer", async () => {
    const wanted = wantedOf("killed");
    const state = await made(wanted);
    const now = await read(TrustToken, asked("a"), state);
    expect(now?.token).to.equal(state.token);
    // The engine's state knows nothing of it: the mark says that it is ours.
    const again = await made(wanted);
    expect(again.status).to.equal("waiting");
    expect(again.token).not.to.equal(state.token);
    const found = create(TrustToken, asked("somebody else"), wanted);
    expect(await found.catch((error: Error) => error.message)).to.match(/already exists/);
  });

  it("is refused before anything is asked for where nobody could bring it", async () => {
    const wrong = { ...wantedOf("nobody"), restricted: false };
    expect(await made(wrong).catch((error: Error) => error.message)).to.match(/mean nothing/);
  });
});

describe("the text of a trust token", () => {
  let machine: Machine;
  let server: PrivateServer;

  before(async function () {
    machine = await machineOrSkip(this);
    server = await privateServer();
  });

  after(async () => {
    await server?.stop();
  });

  const waiting = async () => {
    const found = await read(
      TrustToken,
      {
        server: connect({ socket: server.socket }),
        owner: "",
        signal: new AbortController().signal,
        progress: () => {},
        warn: () => {},
      },
      { name: "laptop" },
    );
    return String(found?.token);
  };
  /** The token as a client gets it, and the secret in it. */
  const shapes = (token: string): string[] => [
    token,
    z.object({ secret: z.string() }).parse(JSON.parse(Buffer.from(token, "base64").toString("utf8"))).secret,
  ];

  it("is nowhere in the clear in Pulumi's state, log and output", async () => {
    await using stack = await Stack.of(machine, "test/programs/declared");
    const args = { name: "laptop", host: { socket: server.socket } };
    await stack.configure({ resources: [{ kind: "TrustToken", name: "laptop", args }] });
    const runs = [await stack.up({ CUL8ER_LOG: "debug" }), await stack.refresh(), await stack.show()];
    expect(runs.map(({ ok }) => ok)).to.deep.equal([true, true, true]);
    await stack.configure({
      resources: [{ kind: "TrustToken", name: "laptop", args: { ...args, expiresAfter: "1h" } }],
    });
    runs.push(await stack.up({ CUL8ER_LOG: "debug" }));
    const places = new Map(runs.map(({ text }, index) => [`run ${index}`, text]));
    for (const file of await readdir(stack.folder, { recursive: true, withFileTypes: true }))
      if (file.isFile()) places.set(file.name, await readFile(join(file.parentPath, file.name), "utf8"));
    expect(betrayals(shapes(await waiting()), places)).to.deep.equal([]);
  });

  it("is in no Terraform state: an ephemeral resource asks the server for it", async () => {
    const provider = handlers();
    const signal = new AbortController().signal;
    const clientCapabilities = { deferralAllowed: false, writeOnlyAttributesAllowed: true };
    expect(resourceNamed("cul8er_trust_token").schema.block.attributes.map(({ name }) => name)).not.to.include("token");
    await create(
      TrustToken,
      {
        server: connect({ socket: server.socket }),
        owner: "",
        signal,
        progress: () => {},
        warn: () => {},
      },
      { name: "laptop", host: { socket: server.socket }, restricted: false, projects: [] },
    );
    const place = { name: null, address: null, fingerprint: null, client_certificate: null, client_key: null };
    const config = { name: "laptop", host: { ...place, socket: server.socket }, token: null };
    const opened = await provider.openEphemeralResource?.(
      { typeName: "cul8er_trust_token", config, clientCapabilities },
      signal,
    );
    expect(opened?.diagnostics ?? []).to.deep.equal([]);
    expect(opened?.result).to.deep.include({ name: "laptop", token: await waiting() });
    const none = await provider.openEphemeralResource?.(
      { typeName: "cul8er_trust_token", config: { ...config, name: "nobody" }, clientCapabilities },
      signal,
    );
    expect(none?.diagnostics?.[0]).to.include({ severity: "error" });
  });
});

/** Brings a token with a client's certificate, and gives the HTTP status. */
async function bring(server: PrivateServer, client: Identity, token: string): Promise<number> {
  const agent = new Agent({ cert: client.pem, key: await readFile(client.key), rejectUnauthorized: false });
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const sent = request(`${server.address}/1.0/certificates`, { method: "POST", agent }, (answer) => {
    answer.resume();
    resolve(answer.statusCode ?? 0);
  });
  sent.on("error", reject);
  sent.end(JSON.stringify({ type: "client", trust_token: token }));
  const status = await promise;
  agent.destroy();
  return status;
}
