/** Constructs in an app that has more in it: providers, hosts, order, aspects, overrides, files, imports. */
import { join } from "node:path";
import type * as cdk from "cdktn";
import { expect } from "chai";
import settings from "../../package.json" with { type: "json" };
import { appOf, type Flavour, flavours, only, out, type Synthesized, stackOf, synth } from "./flavours.ts";

for (const flavour of flavours)
  describe(`an app of ${flavour.name}`, () => {
    const { ours, cdk } = flavour;
    const { Cul8erProvider, Image, Project, StorageVolume, BeamCluster, Host, IncusCluster } = ours;
    let stack: cdk.TerraformStack;
    const all = (): Synthesized => synth(flavour, stack);

    beforeEach(() => {
      stack = stackOf(flavour);
    });

    describe("with servers", () => {
      it("is told when a stack has no provider, as by any other provider", () => {
        const bare = new cdk.TerraformStack(appOf(flavour), "bare");
        new Project(bare, "room");
        expect(() => synth(flavour, bare)).to.throw(/without a matching provider construct.*cul8er/s);
      });

      it("asks for the provider of its own version", () => {
        const { terraform } = all();
        const { version } = settings;
        expect(terraform).to.deep.equal({ required_providers: { cul8er: { source: "cul8er/cul8er", version } } });
      });

      it("has several, by aliases of the provider", () => {
        const far = new Cul8erProvider(stack, "far", {
          alias: "far",
          host: { address: "https://far:8443" },
          project: "p",
        });
        const near = new Cul8erProvider(stack, "near", { alias: "near", host: "near" });
        new Project(stack, "a", { provider: far });
        new Project(stack, "b", { provider: near });
        const { provider, resource } = all();
        expect(provider.cul8er).to.deep.equal([
          {},
          { alias: "far", host: { address: "https://far:8443" }, project: "p" },
          { alias: "near", host: { name: "near" } },
        ]);
        expect(resource.cul8er_project?.a).to.include({ provider: "cul8er.far" });
        expect(resource.cul8er_project?.b).to.include({ provider: "cul8er.near" });
      });

      it("has several, by the input host", () => {
        const name = new cdk.TerraformVariable(stack, "server", { type: "string" });
        new Project(stack, "a", { host: "far" });
        new Project(stack, "b", { host: { address: name.stringValue, clientCertificate: "c", clientKey: "k" } });
        new Project(stack, "c", { host: name.stringValue });
        const hosts = Object.values(all().resource.cul8er_project ?? {}).map(({ host }) => host);
        const server = reference("var.server");
        expect(hosts).to.deep.equal([
          { name: "far" },
          { address: server, client_certificate: "c", client_key: "k" },
          { name: server },
        ]);
      });

      it("gives a component hosts that are made in the same run, for what they tell as their endpoints", () => {
        const berlin = new Host(stack, "berlin", { address: "berlin.example.com" });
        new BeamCluster(stack, "chat", { ...cluster, hosts: [berlin, "paris"] });
        new IncusCluster(stack, "prod", { members: { a: berlin } });
        const endpoint = reference("cul8er_host.berlin.endpoint");
        expect(only(all(), "cul8er_placement").hosts).to.deep.equal([endpoint, { name: "paris" }]);
        expect(only(all(), "cul8er_cluster_member").host).to.equal(endpoint);
      });

      it("gives a component's provider to all that it is made of", () => {
        const far = new Cul8erProvider(stack, "far", { alias: "far", host: "far" });
        new BeamCluster(stack, "chat", { ...cluster, provider: far });
        const below = Object.values(all().resource).flatMap(Object.values);
        expect(below).to.have.length(12);
        for (const resource of below) expect(resource).to.include({ provider: "cul8er.far" });
      });
    });

    describe("with order", () => {
      it("takes a component apart, which Terraform does not know", () => {
        const chat = new BeamCluster(stack, "chat", cluster);
        new Project(stack, "after", { dependsOn: [chat] });
        const { depends_on: names } = only(all(), "cul8er_project");
        expect(names).to.have.members(chat.resources.map(({ fqn }) => plainly(flavour, stack, fqn)));
      });

      it("lets a component come after resources and constructs", () => {
        const first = new BeamCluster(stack, "first", cluster);
        const project = new Project(stack, "room");
        const chat = new BeamCluster(stack, "chat", { ...cluster, dependsOn: [first, project] });
        const names = [...first.resources, project].map(({ fqn }) => plainly(flavour, stack, fqn));
        const ours = chat.resources.map(({ fqn }) => plainly(flavour, stack, fqn));
        const { resource } = all();
        for (const [type, id = ""] of ours.map((name) => name.split(".")))
          expect(resource[type ?? ""]?.[id]?.depends_on).to.include.members(names);
      });

      it("keeps what addDependency says, which the CDK drops in silence", () => {
        const project = new Project(stack, "room");
        const chat = new BeamCluster(stack, "chat", cluster);
        chat.node.addDependency(project);
        const below = Object.entries(all().resource).filter(([type]) => type !== "cul8er_project");
        for (const [, resources] of below)
          for (const resource of Object.values(resources))
            expect(resource.depends_on).to.include("cul8er_project.room");
      });
    });

    describe("with other hands", () => {
      it("takes overrides at any depth", () => {
        const project = new Project(stack, "room", { config: { a: "b" } });
        project.addOverride("config.c", "d");
        project.addOverride("timeouts.create", "1h");
        const { config, timeouts } = only(all(), "cul8er_project");
        expect([config, timeouts]).to.deep.equal([{ a: "b", c: "d" }, { create: "1h" }]);
      });

      it("takes what aspects set on everything", () => {
        new BeamCluster(stack, "chat", cluster);
        cdk.Aspects.of(stack).add({
          visit: (node) => {
            if (node instanceof StorageVolume) node.config = { ...node.configInput, "user.team": "chat" };
            if (cdk.TerraformResource.isTerraformResource(node)) node.lifecycle = { preventDestroy: true };
          },
        });
        const { resource } = all();
        for (const volume of Object.values(resource.cul8er_storage_volume ?? {}))
          expect(volume.config).to.deep.equal({ "user.team": "chat" });
        for (const one of Object.values(resource).flatMap(Object.values))
          expect(one.lifecycle).to.deep.equal({ prevent_destroy: true });
      });

      it("is repeated by the CDK's iterators", () => {
        const rooms = cdk.TerraformIterator.fromList(["a", "b"]);
        new Project(stack, "room", { forEach: rooms, name: rooms.value });
        const { name, for_each: each } = only(all(), "cul8er_project");
        expect([name, each]).to.deep.equal([reference("each.value"), reference('toset(["a", "b"])')]);
      });

      it("imports what there is", () => {
        Project.generateConfigForImport(stack, "room", "far:room");
        new Project(stack, "other").importFrom("other");
        expect(all().import).to.deep.include.members([
          { to: "cul8er_project.room", id: "far:room" },
          { to: "cul8er_project.other", id: "other" },
        ]);
      });
    });

    describe("with files", () => {
      const elsewhere = (outdir: string) => {
        stack = new cdk.TerraformStack(new cdk.App({ outdir }), "shop");
        new Cul8erProvider(stack, "incus");
      };
      const path = (file: string): unknown => {
        new Image(stack, "debian", { file });
        return only(all(), "cul8er_image").file;
      };

      it("finds a relative path from where Terraform runs", () => {
        elsewhere(join(process.cwd(), "cdktf.out"));
        expect(path("images/debian.tar.gz")).to.equal("../../../images/debian.tar.gz");
      });

      it("says it in full where Terraform runs elsewhere", () => {
        elsewhere(out);
        expect(path("debian.tar.gz")).to.equal(join(process.cwd(), "debian.tar.gz"));
      });

      it("leaves assets, addresses and full paths alone", () => {
        elsewhere(join(process.cwd(), "cdktf.out"));
        const asset = new cdk.TerraformAsset(stack, "asset", { path: join(process.cwd(), "package.json") });
        const others = [asset.path, "https://host/debian.tar.gz", "/srv/debian.tar.gz"];
        for (const [index, file] of others.entries()) new Image(stack, `image-${index}`, { file });
        expect(Object.values(all().resource.cul8er_image ?? {}).map(({ file }) => file)).to.deep.equal(others);
      });
    });
  });

const cluster = {
  size: 2,
  image: "debian",
  release: "chat-1.0.0.tar.gz",
  cluster: { cookie: "c" },
};

/** An expression that is nothing but a reference. */
const reference = (to: string): string => `\${${to}}`;

/** A name that may be a token, as Terraform reads it in a list of names. */
const plainly = ({ cdk }: Flavour, scope: cdk.TerraformStack, name: string): string =>
  String(
    cdk.Tokenization.resolve(name, { scope, resolver: new cdk.DefaultTokenResolver(new cdk.StringConcat()) }),
  ).replace(/^\$\{(.*)\}$/, "$1");
