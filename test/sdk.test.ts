/** The shells around classes and components: what they give to the engine, seen without one. */
import { EventEmitter, once } from "node:events";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { BeamCluster, Host, Project, Release, rolling } from "../sdk/index.ts";
import { providerLine } from "../sdk/resource.ts";

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly id: string | undefined;
  readonly inputs: Record<string, unknown>;
}

const SECRET = "4dabf18193072939515e22adb298388d";

describe("the shells", () => {
  const registrations = new EventEmitter();
  let registered: Registered[];

  before(() => {
    pulumi.runtime.setMocks(
      {
        newResource: ({ type, name, id, inputs }) => {
          registered.push({ type, name, id, inputs });
          registrations.emit(name);
          const endpoint = type.endsWith(":Host") && { endpoint: { name, socket: "/run/incus.socket" } };
          return { id: id || name, state: { ...inputs, ...endpoint } };
        },
        call: () => ({}),
      },
      "shop",
      "dev",
    );
  });

  beforeEach(() => {
    registered = [];
  });

  /** The one resource of that name, when it has been registered. */
  async function inputsOf(resource: pulumi.Resource, name: string): Promise<Record<string, unknown>> {
    await new Promise((resolve) => resource.urn.apply(resolve));
    return registered.find((one) => one.name === name)?.inputs ?? {};
  }

  it("name a resource as the program does, and say whose it is", async () => {
    const inputs = await inputsOf(new Project("room"), "room");
    expect(inputs).to.deep.equal({
      name: "room",
      __provider: providerLine("project"),
      __urn: "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/cul8er:Project::room",
    });
  });

  it("leave the limit of stack traces as it was, and tell where one was declared wrongly", () => {
    const { stackTraceLimit } = Error;
    new Project("traced");
    expect(Error.stackTraceLimit).to.equal(stackTraceLimit);
    const missing = { name: "" };
    expect(() => new Project(missing.name))
      .to.throw(Error)
      .with.property("stack")
      .that.includes("sdk.test.ts");
    expect(Error.stackTraceLimit).to.equal(stackTraceLimit);
  });

  it("know the URN of a resource below another", async () => {
    const parent = new pulumi.ComponentResource("a:b:Shop", "shop");
    const project = new Project("below", {}, { parent });
    const { __urn: urn } = await inputsOf(project, "below");
    expect(urn).to.equal("urn:pulumi:dev::shop::a:b:Shop$pulumi-nodejs:dynamic/cul8er:Project::below");
    expect(urn).to.equal(await new Promise((resolve) => project.urn.apply(resolve)));
  });

  it("keep a name that was given, and leave out what is undefined", async () => {
    const project = new Project("a", { name: pulumi.output("b"), description: undefined });
    expect(await inputsOf(project, "a"))
      .to.include({ name: "b" })
      .and.not.have.property("description");
  });

  it("hand on what is to be left alone", async () => {
    const some = new Project("some", {}, { ignoreChanges: ['config["limits.cpu"]', "description"] });
    expect((await inputsOf(some, "some")).__ignored).to.deep.equal(['config["limits.cpu"]', "description"]);
    const all = new Project("all", {}, { ignoreChanges: ["*"] });
    expect((await inputsOf(all, "all")).__ignored).to.deep.equal(["name", "description", "config"]);
  });

  it("look up by id alone", async () => {
    const found = Project.get("found", "far:room");
    const inputs = await inputsOf(found, "found");
    expect(inputs).to.have.all.keys("__provider", "__urn");
    expect(registered[0]?.id).to.equal("far:room");
  });

  it("make a secret of what is one, however it was written", async () => {
    const args = { instance: "i", app: "a", incarnation: "1", address: "10.0.0.1", cookie: "plain" };
    const release = new Release("r", args as ConstructorParameters<typeof Release>[1]);
    expect((await inputsOf(release, "r")).cookie)
      .to.have.property(SECRET)
      .that.is.a("string");
  });

  describe("of a component", () => {
    const args = {
      size: 3,
      image: "debian",
      release: "chat-1.0.0.tar.gz",
      cluster: { cookie: pulumi.secret("c") },
      strategy: rolling({ maxUnavailable: 2 }),
    };

    it("lay out its resources below it, under its name", async () => {
      const last = once(registrations, "chat-all");
      const chat = new BeamCluster("chat", args);
      const nodes = await new Promise<unknown>((resolve) => chat.nodes.apply(resolve));
      expect(nodes).to.have.length(3);
      await last;
      const count = (kind: string) => registered.filter(({ type }) => type.endsWith(`:${kind}`)).length;
      expect(["Instance", "StorageVolume", "Release", "BeamNode", "HealthCheck"].map(count)).to.deep.equal([
        3, 3, 3, 3, 2,
      ]);
      for (const { name, inputs } of registered.filter(({ type }) => type.includes("cul8er:Instance"))) {
        expect(name).to.match(/^chat-[123]$/);
        expect(inputs.__urn).to.match(
          /::cul8er:index:BeamCluster\$pulumi-nodejs:dynamic\/cul8er:Instance::chat-[123]$/,
        );
      }
    });

    it("watch the first batch and the end of a rollout, and a single batch once", async () => {
      const watched = async (name: string, size: number, over: object = {}) => {
        const last = once(registrations, `${name}-all`);
        new BeamCluster(name, { ...args, size, strategy: rolling(), ...over });
        await last;
        const gates = registered.filter((one) => one.type.endsWith(":HealthCheck") && one.name.startsWith(`${name}-`));
        return Object.fromEntries(gates.map((gate) => [gate.name, gate.inputs.minUptime]));
      };
      expect(await watched("four", 4)).to.deep.equal({
        "four-batch-1": "10s",
        "four-batch-2": undefined,
        "four-batch-3": undefined,
        "four-all": "10s",
      });
      expect(await watched("one", 1)).to.deep.equal({ "one-all": "10s" });
      expect(await watched("brief", 2, { minUptime: "1s" })).to.deep.equal({
        "brief-batch-1": "1s",
        "brief-all": "1s",
      });
    });

    it("take hosts as they are declared, for what they tell as their endpoints", async () => {
      const placed = once(registrations, "spread-placement");
      const berlin = new Host("berlin", { address: "berlin.example.com" });
      new BeamCluster("spread", { ...args, hosts: [berlin, berlin.endpoint, "paris"] });
      await placed;
      const at = { name: "berlin", socket: "/run/incus.socket" };
      const placement = registered.find(({ name }) => name === "spread-placement");
      expect(placement?.inputs.hosts).to.deep.equal([at, at, "paris"]);
    });

    const refusal = (over: object) => () => new BeamCluster("wrong", { ...args, ...over } as typeof args);

    it("refuse wrong arguments in the words of the component", () => {
      expect(refusal({ size: 0 })).to.throw(pulumi.RunError, /beam_cluster "wrong": size .*1/);
      expect(refusal({ limits: { memory: "256 apples" } })).to.throw(/limits\.memory "256 apples" is not a size/);
      expect(refusal({ lmits: {} })).to.throw(/lmits .*did you mean "limits"/);
      expect(refusal({ image: undefined })).to.throw(/image is required/);
      expect(registered).to.deep.equal([]);
    });

    it("refuse what is wrong beside an output", () => {
      const cookie = pulumi.secret("c");
      expect(refusal({ cluster: { cookie, nmae: "a" } })).to.throw(/cluster\.nmae is no input.*did you mean "name"/);
    });

    it("refuse an output where the graph depends on the value", () => {
      expect(refusal({ size: pulumi.output(3) })).to.throw(/size must be a plain value/);
    });
  });
});
