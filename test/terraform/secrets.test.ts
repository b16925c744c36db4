/** Write-only secrets in plans, as the provider answers for them. */
import { expect } from "chai";
import { handlers } from "../../provider/terraform/handlers.ts";
import { type ObjectValue, UNKNOWN, type Value } from "../../provider/terraform/protocol/value.ts";
import { resourceNamed } from "../../provider/terraform/schema.ts";
import { nothing } from "../../provider/terraform/state.ts";
import { machineOrSkip } from "../../setup/environment.ts";

const release = resourceNamed("cul8er_release");
const clientCapabilities = { deferralAllowed: false, writeOnlyAttributesAllowed: true };
const signal = new AbortController().signal;

describe("secrets that are given write-only", () => {
  before(async function () {
    await machineOrSkip(this);
  });

  const config = (given: Record<string, Value>) => ({
    ...nothing(release),
    instance: `nowhere-${process.pid}`,
    app: "chat",
    address: "10.0.0.2",
    digest: "ab".repeat(32),
    ...given,
  });

  async function planned(wanted: Record<string, Value>, prior: ObjectValue = null) {
    const answer = await handlers().planResourceChange(
      {
        typeName: release.type,
        priorState: prior,
        proposedNewState: config(wanted),
        config: config(wanted),
        priorPrivate: new Uint8Array(),
        clientCapabilities,
        priorIdentity: null,
      },
      signal,
    );
    expect(answer.diagnostics?.map(({ detail }) => detail) ?? []).to.deep.equal([]);
    const state = answer.plannedState ?? expect.fail("no plan");
    expect(JSON.stringify([state, Buffer.from(answer.plannedPrivate ?? []).toString()])).not.to.include("monster");
    return state;
  }

  /** The state after a plan was carried out. */
  const applied = (state: Readonly<Record<string, Value>>) =>
    Object.fromEntries<Value>(
      Object.entries(state).map(([name, value]) => [name, value === UNKNOWN ? (outputs[name] ?? null) : value]),
    );
  const outputs: Record<string, Value> = {
    revision: "r",
    secret_revision: "s",
    version: "1.0.0",
    versions: ["1.0.0"],
    node_name: "chat@10.0.0.2",
  };
  const first = {
    cookie_wo: "monster",
    cookie_wo_version: "1",
    secrets_wo: { KEY: "monster" },
    secrets_wo_version: "1",
  };

  it("are in neither plan nor memory", async () => {
    const state = await planned(first);
    expect(state).to.include({ cookie: null, cookie_wo: null, secrets_wo: null, cookie_wo_version: "1" });
    expect(state.secret_revision).to.equal(UNKNOWN);
  });

  it("change nothing while their version is the same, whatever they are now", async () => {
    const state = applied(await planned(first));
    const again = await planned({ ...first, cookie_wo: "monster-2", secrets_wo: UNKNOWN }, state);
    expect(again).to.deep.equal(state);
  });

  it("change with their version", async () => {
    const state = applied(await planned(first));
    for (const change of [{ cookie_wo_version: "2" }, { secrets_wo_version: "2" }]) {
      const again = await planned({ ...first, ...change }, state);
      expect(again).to.include({ ...change, secret_revision: UNKNOWN, revision: UNKNOWN });
    }
  });

  it("change after an import, which cannot tell them", async () => {
    const { cookie_wo_version: _, secrets_wo_version: __, ...rest } = applied(await planned(first));
    const imported = { ...rest, cookie_wo_version: null, secrets_wo_version: null, node_base: "chat" };
    const cluster = { changes: "rolling", cluster: ["nowhere", "elsewhere"] };
    expect(await planned({ ...first, ...cluster }, imported)).to.include({ secret_revision: UNKNOWN });
  });

  it("change when they are kept in the state from now on", async () => {
    const state = applied(await planned(first));
    const { cookie_wo: _, cookie_wo_version: __, ...rest } = first;
    expect(await planned({ ...rest, cookie: "another" }, state)).to.include({
      cookie: "another",
      secret_revision: UNKNOWN,
    });
  });
});
