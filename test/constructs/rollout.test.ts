/** A rollout over instances of one's own, as a construct. */
import type * as cdk from "cdktn";
import { expect } from "chai";
import type { BeamRolloutConfig } from "../../constructs/index.ts";
import { flavours, stackOf, synth } from "./flavours.ts";

const rollout: Omit<BeamRolloutConfig, "instances"> = {
  release: "chat-1.0.0.tar.gz",
  cluster: { cookie: "a-cookie" },
  healthCheck: { http: { port: 4000, path: "/health" } },
};

for (const flavour of flavours)
  describe(`a rollout over own instances in ${flavour.name}`, () => {
    const { ours } = flavour;
    let stack: cdk.TerraformStack;

    beforeEach(() => {
      stack = stackOf(flavour);
    });

    const instance = (name: string) => new ours.Instance(stack, name, { name, image: "debian", restart: "defer" });
    const made = (over: Partial<BeamRolloutConfig> = {}) =>
      new ours.BeamRollout(stack, "chat", {
        ...rollout,
        instances: { "web-1": instance("web-1"), "web-2": instance("web-2") },
        ...over,
      });
    const resources = () => synth(flavour, stack).resource;

    it("stages on each instance, and has its node follow what becomes of that", () => {
      made();
      const { cul8er_release: releases = {}, cul8er_beam_node: nodes = {}, ...others } = resources();
      expect(Object.keys(others.cul8er_instance ?? {})).to.deep.equal(["web-1", "web-2"]);
      expect(
        Object.values(releases).map(({ instance, incarnation, address }) => [instance, incarnation, address]),
      ).to.deep.equal(
        ["web-1", "web-2"].map((name) => [
          name,
          `\${cul8er_instance.${name}.incarnation}`,
          `\${cul8er_instance.${name}.ipv4_address}`,
        ]),
      );
      expect(Object.values(nodes).map(({ instance, pending }) => [instance, pending])).to.deep.equal(
        ["web-1", "web-2"].map((name) => [name, `\${cul8er_instance.${name}.pending}`]),
      );
      expect(others).not.to.have.any.keys("cul8er_storage_volume", "cul8er_router");
    });

    it("makes a router where it is told of what, or uses one that is there", () => {
      made({ expose: { port: 4000, as: 80, image: "debian" }, strategy: ours.canary({ steps: [{ share: 10 }] }) });
      expect(Object.values(resources().cul8er_router ?? {})).to.have.length(1);
      stack = stackOf(flavour);
      made({ expose: { port: 4000, as: 80, router: "edge" } });
      const { cul8er_router: routers, cul8er_traffic: traffic = {} } = resources();
      expect(routers).to.equal(undefined);
      expect(Object.values(traffic)[0]).to.deep.include({ router: "edge" });
    });

    it("has two slots of the instances that it is given, and a home for its tasks", () => {
      made({
        expose: { port: 4000, as: 80, router: "edge" },
        strategy: ours.blueGreen({}),
        green: { "green-1": instance("green-1"), "green-2": instance("green-2") },
        tasks: { before: [{ command: ["eval", "Chat.Release.migrate()"] }] },
        taskInstance: { jobs: instance("jobs") },
      });
      const { cul8er_slots: slots = {}, cul8er_task: tasks = {} } = resources();
      expect(Object.values(slots)[0]).to.deep.include({
        members: { blue: ["web-1", "web-2"], green: ["green-1", "green-2"] },
      });
      expect(Object.values(tasks)[0]).to.deep.include({ instance: "jobs" });
    });

    const wrong: readonly (readonly [string, Partial<BeamRolloutConfig>, RegExp])[] = [
      ["no instance", { instances: {} }, /instances has none/],
      ["an entrance without a router", { expose: { port: 4000, as: 80 } }, /expose needs the instance of a router/],
      ["another group without slots", { green: {} }, /green is for the strategy blueGreen alone/],
      [
        "slots of different sizes",
        { strategy: { type: "blueGreen" }, expose: { port: 4000, as: 80, router: "edge" }, green: { green: {} } },
        /needs as many instances in green as in instances: 2/,
      ],
      ["tasks without a home", { tasks: { after: [{ command: ["eval", "1"] }] } }, /taskInstance/],
    ];
    for (const [what, over, says] of wrong)
      it(`refuses ${what}`, () => {
        expect(() => made(over)).to.throw(says);
      });
  });
