/** The cluster as a construct: what it is made of, and what it refuses. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type * as cdk from "cdktn";
import { expect } from "chai";
import type { BeamClusterConfig } from "../../constructs/index.ts";
import { root } from "../../setup/build.ts";
import { flavours, stackOf, synth } from "./flavours.ts";

/** What both CDKs must make of the same cluster. Written anew with `CUL8ER_SNAPSHOT=write`, and formatted. */
const SNAPSHOT = join(root, "test/constructs/cluster.json");

const cluster: BeamClusterConfig = {
  size: 3,
  image: "debian",
  limits: { cpu: 1, memory: "256MiB" },
  release: "chat-1.0.0.tar.gz",
  environment: { PORT: "4000" },
  cluster: { cookie: "a-cookie" },
  healthCheck: { http: { port: 4000, path: "/health" }, successes: 2, deadline: "60s" },
  rollback: { onFailure: "automatic", keepVersions: 3 },
};

for (const flavour of flavours)
  describe(`a cluster in ${flavour.name}`, () => {
    const { ours, cdk } = flavour;
    let stack: cdk.TerraformStack;

    beforeEach(() => {
      stack = stackOf(flavour, { targetVersions: { terraform: ">=1.11.0" } });
    });

    const made = (over: Partial<BeamClusterConfig> = {}) =>
      new ours.BeamCluster(stack, "chat", { ...cluster, ...over });
    const resources = () => synth(flavour, stack).resource;

    it("is the same in every synth, down to its ids", async () => {
      made();
      const now = withoutNotes(resources());
      if (process.env.CUL8ER_SNAPSHOT === "write") await writeFile(SNAPSHOT, JSON.stringify(now));
      expect(now).to.deep.equal(JSON.parse(await readFile(SNAPSHOT, "utf8")));
    });

    it("keeps the ids of its nodes when others come and go", () => {
      made();
      const small = idsOf(resources());
      stack = stackOf(flavour);
      made({ size: 5 });
      expect(idsOf(resources())).to.include.members(small);
    });

    it("is called after its construct, or as it is told", () => {
      made();
      new ours.BeamCluster(stack, "other", { ...cluster, name: "talk" });
      const names = Object.values(resources().cul8er_instance ?? {}).map(({ name }) => name);
      expect(names).to.deep.equal(["chat-1", "chat-2", "chat-3", "talk-1", "talk-2", "talk-3"]);
    });

    it("has each node on the server that its placement gives it, and makes what moves before it leaves", () => {
      made({ hosts: ["berlin", { socket: "/run/other.socket" }], spread: "domains" });
      const { cul8er_placement: placements, ...rest } = resources();
      const [id, placement] = Object.entries(placements ?? {})[0] ?? expect.fail("no placement");
      expect(placement).to.deep.include({
        hosts: [{ name: "berlin" }, { socket: "/run/other.socket" }],
        spread: "domains",
      });
      for (const type of ["instance", "storage_volume", "release", "beam_node"])
        expect(Object.values(rest[`cul8er_${type}`] ?? {}).map(({ host }) => host)).to.deep.equal(
          [1, 2, 3].map((number) => `\${cul8er_placement.${id}.where["chat-${number}"]}`),
        );
      for (const check of Object.values(rest.cul8er_health_check ?? {})) {
        expect(check.where).to.equal(`\${cul8er_placement.${id}.where}`);
        expect(check).not.to.have.property("host");
      }
      for (const each of Object.values(rest).flatMap((all) => Object.values(all)))
        expect(each.lifecycle).to.deep.equal({ create_before_destroy: true });
    });

    it("takes tokens in all that shapes no graph, and hands them to every node", () => {
      const text = new cdk.TerraformVariable(stack, "text", { type: "string" });
      const number = new cdk.TerraformVariable(stack, "number", { type: "number" });
      made({
        image: text.stringValue,
        limits: { cpu: number.numberValue, memory: text.stringValue },
        environment: cdk.Token.asStringMap(cdk.Fn.tomap({ PORT: text.stringValue })),
        cluster: { cookie: text.stringValue },
        healthCheck: { http: { port: number.numberValue } },
        minUptime: text.stringValue,
      });
      const { cul8er_instance: instances = {}, cul8er_release: releases = {} } = resources();
      for (const instance of Object.values(instances))
        expect(instance).to.deep.include({
          image: reference("var.text"),
          limits: { cpu: reference("var.number"), memory: reference("var.text") },
        });
      for (const release of Object.values(releases))
        expect(release).to.deep.include({
          cookie: reference("var.text"),
          environment: reference('tomap({"PORT" = var.text})'),
          health_check: { http: { port: reference("var.number") } },
        });
    });

    it("keeps its secrets out of the state where it is told to", () => {
      made({ cluster: { cookie: ours.writeOnly("a", 1) }, secrets: ours.writeOnly({ KEY: "b" }, "2026-11") });
      for (const release of Object.values(resources().cul8er_release ?? {}))
        expect(release)
          .to.deep.include({ cookie_wo: "a", cookie_wo_version: 1 })
          .and.to.deep.include({ secrets_wo: { KEY: "b" }, secrets_wo_version: "2026-11" })
          .and.not.have.any.keys("cookie", "secrets");
    });

    it("tells its nodes", () => {
      const { nodes } = made();
      const output = new cdk.TerraformOutput(stack, "nodes", { value: nodes });
      expect(output).to.be.instanceOf(cdk.TerraformOutput);
      expect(nodes).to.have.length(3);
      const told: unknown = JSON.parse(cdk.Testing.synth(stack));
      expect(told).to.have.nested.property(
        "output.nodes.value[0].address",
        reference("cul8er_beam_node.chat_beam-node-1_82EBC341.address"),
      );
    });

    const refusal = (over: object) => () => made(over);

    it("refuses wrong arguments in its own words, before anything is made", () => {
      expect(refusal({ size: 0 })).to.throw(/^beam_cluster "shop\/chat": size .*1/);
      stack = stackOf(flavour);
      expect(refusal({ limits: { memory: "256 apples" } })).to.throw(/limits\.memory "256 apples" is not a size/);
      stack = stackOf(flavour);
      expect(refusal({ lmits: {} })).to.throw(/lmits .*did you mean "limits"/);
      stack = stackOf(flavour);
      expect(refusal({ image: undefined })).to.throw(/image is required/);
      expect(resources()).to.deep.equal({});
    });

    it("refuses what is wrong beside a token", () => {
      const cookie = new cdk.TerraformVariable(stack, "cookie", { type: "string" }).stringValue;
      expect(refusal({ cluster: { cookie, nmae: "a" } })).to.throw(/cluster\.nmae is no input.*did you mean "name"/);
      stack = stackOf(flavour);
      expect(refusal({ cluster: { cookie, distribution: { port: 0.5 } } })).to.throw(/cluster\.distribution\.port /);
    });

    it("refuses a token where the graph depends on the value", () => {
      const number = new cdk.TerraformVariable(stack, "number", { type: "number" });
      expect(refusal({ size: number.numberValue })).to.throw(/size must be a plain value/);
    });
  });

/** An expression that is nothing but a reference. */
const reference = (to: string): string => `\${${to}}`;

type Resources = Record<string, Record<string, Record<string, unknown>>>;

const idsOf = (resources: Resources): string[] =>
  Object.entries(resources).flatMap(([type, ones]) => Object.keys(ones).map((id) => `${type}.${id}`));

/** Without what a CDK notes down for itself. */
const withoutNotes = (resources: Resources): Resources =>
  Object.fromEntries(
    Object.entries(resources).map(([type, ones]) => [
      type,
      Object.fromEntries(Object.entries(ones).map(([id, { "//": _, ...rest }]) => [id, rest])),
    ]),
  );
