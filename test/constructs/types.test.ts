/** The types of the constructs: as the schemas say, for both CDKs, and nothing else can be written. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { outputsOf } from "../../generate/constructs.ts";
import { kebab, pascal } from "../../generate/names.ts";
import { components } from "../../provider/components/index.ts";
import { kinds } from "../../provider/kinds/index.ts";
import type { Kind } from "../../provider/resource.ts";
import { root } from "../../setup/build.ts";
import { errorsIn } from "../program-errors.ts";

describe("the constructs' types", () => {
  it("take and tell what the schemas say", () => {
    const checks = [
      ...kinds.map(kindCheck),
      ...components.map(({ type }) => componentCheck(pascal(type), kebab(type))),
    ];
    expect(errorsIn([DEFINITIONS, ...checks].join("\n"))).to.deep.equal([]);
  });

  const ours = readdirSync(join(root, "constructs")).map((file) => `constructs/${file}`);
  const flavours = { cdktn: [{}, []], cdktf: [{ cdktn: [join(root, "node_modules/cdktf")] }, ours] } as const;
  for (const [name, [paths, files]] of Object.entries(flavours))
    it(`let a program of ${name} write what it means, and nothing else`, () => {
      const errors = errorsIn([PROGRAM, ...RIGHT, ...WRONG].join("\n"), paths, files);
      const isOf = (line: string) => (error: string) => error.startsWith(`${line}: `);
      expect(errors.filter((error) => !WRONG.some((line) => isOf(line)(error)))).to.deep.equal([]);
      expect(WRONG.filter((line) => !errors.some(isOf(line)))).to.deep.equal([]);
    });
});

/** Tokens and secrets apart, a configuration is what the schema takes. Types are compared as for Pulumi's classes. */
const DEFINITIONS = `
import type { z } from "zod";
import type * as kinds from "../provider/kinds/index.ts";
import type { IResolvable } from "cdktn";
import type * as ours from "../constructs/index.ts";
import type { MetaArguments } from "../constructs/resource.ts";
import type { ComponentConfig } from "../constructs/component.ts";

type Keys<T> = T extends string | number | boolean | undefined
  ? never
  : T extends readonly (infer U)[]
    ? Keys<U>
    : { [K in keyof T & string]: K | \`\${K}.\${Keys<T[K]>}\` }[keyof T & string];
type Same<A, B> = [A, Keys<A>] extends [B, Keys<B>] ? ([B, Keys<B>] extends [A, Keys<A>] ? true : false) : false;
type Loose<T> = T extends { name: infer N } ? Omit<T, "name"> & { name?: N | undefined } : T;
type Plain<T> = T extends string | number | boolean | undefined
  ? T
  : T extends IResolvable | ours.WriteOnly<unknown> | ours.Host
    ? never
    : T extends (infer U)[]
      ? Plain<U>[]
      : { [K in keyof T]: Plain<T[K]> };
type Told<C, T> = [keyof T] extends [never] ? true : string extends keyof T ? true : { [K in keyof T]-?: K extends keyof C ? true : false }[keyof T];
declare function check<A, B>(same: Same<A, B>): void;
`;

const kindCheck = (kind: Kind): string => {
  const name = pascal(kind.type);
  const stored = outputsOf(kind).map((output) => JSON.stringify(output.name));
  return `
check<Plain<Loose<Omit<ours.${name}Config, keyof MetaArguments>>>, Plain<Loose<z.input<(typeof kinds.${name})["accepts"]>>>>(true);
check<Told<ours.${name}, z.output<(typeof kinds.${name})["inputs"]>>, true>(true);
check<Told<ours.${name}, Pick<z.output<(typeof kinds.${name})["outputs"]>, ${stored.join(" | ") || "never"}>>, true>(true);
`;
};

const componentCheck = (name: string, file: string): string => `
import type { ${name} } from "../provider/components/${file}.ts";
check<Plain<Omit<ours.${name}Config, keyof ComponentConfig>>, Plain<z.input<(typeof ${name})["arguments"]>>>(true);
check<Plain<Pick<ours.${name}, keyof z.output<(typeof ${name})["outputs"]>>>, Plain<Required<z.output<(typeof ${name})["outputs"]>>>>(true);
`;

const PROGRAM = `
import * as cdk from "cdktn";
import { BeamCluster, BeamRollout, blueGreen, canary, Cul8erProvider, type Host, IncusCluster, Instance, Project, Release, StorageVolume, recreate, rolling, writeOnly } from "../constructs/index.ts";
declare const stack: cdk.TerraformStack;
declare const text: cdk.TerraformVariable;
declare const volume: StorageVolume;
declare const prod: Host;
const needed = { size: 3, image: text.stringValue, cluster: { cookie: text.stringValue } };
`;

const RIGHT = [
  'const far = new Cul8erProvider(stack, "far", { alias: "far", host: { address: text.stringValue } });',
  'const room = new Project(stack, "a", { provider: far, config: { a: text.stringValue }, host: "far" });',
  'new StorageVolume(stack, "a", { pool: text.stringValue, contentType: "block", dependsOn: [room, volume] });',
  'new StorageVolume(stack, "b", { contentType: cdk.Token.asAny(text.stringValue), size: undefined });',
  'new StorageVolume(stack, "c", { contentType: volume.contentType, lifecycle: { preventDestroy: true } });',
  'new Instance(stack, "a", { image: "i", ephemeral: text.booleanValue, limits: { cpu: text.numberValue } });',
  'new Instance(stack, "b", { image: "i", profiles: text.listValue, devices: { a: { type: "tpm" } } });',
  'new Instance(stack, "c", { image: "i", limits: cdk.Token.asAny(text.stringValue), cloudInit: writeOnly({ userData: "" }) });',
  'new Release(stack, "a", { instance: "i", app: "a", address: "a", cookie: writeOnly(text.stringValue, 1) });',
  'const chat = new BeamCluster(stack, "a", { ...needed, strategy: rolling({ maxUnavailable: 2 }), dependsOn: [room] });',
  'new BeamCluster(stack, "b", { ...needed, strategy: recreate(), provider: far, secrets: writeOnly({ A: "b" }) });',
  'new BeamCluster(stack, "c", { ...needed, hosts: [prod, prod.endpoint, "far", { address: text.stringValue }] });',
  'new BeamCluster(stack, "d", { ...needed, strategy: canary({ steps: [{ share: 10, for: "1m" }], maxUnavailable: 2 }) });',
  'new BeamCluster(stack, "e", { ...needed, strategy: blueGreen({ onActivate: { command: ["rpc", "on()"] } }) });',
  'new BeamRollout(stack, "a", { cluster: needed.cluster, instances: { web: new Instance(stack, "web", { image: "i" }) } });',
  'new IncusCluster(stack, "a", { members: { a: prod, b: "far" } });',
  "const told: string | undefined = chat.nodes[0]?.address;",
  "volume.size = undefined;",
  'volume.contentType = "block";',
  'const kind: "filesystem" | "block" = volume.contentType;',
  "cdk.Aspects.of(stack).add({ visit: (node) => { if (node instanceof StorageVolume) node.config = { ...node.configInput }; } });",
  'Project.generateConfigForImport(stack, "a", "b", far);',
  "export const used = [told, kind, room.id, chat.resources];",
];

const WRONG = [
  'new Project("a");',
  'new Project(stack, "a", { description: 1 });',
  'new Project(stack, "a", { description: text.numberValue });',
  'new Project(stack, "a", { descriptions: "" });',
  'new Project(stack, "a", { config: { a: 1 } });',
  'new Project(stack, "a", { host: { adress: "" } });',
  'new Project(stack, "a", { dependsOn: ["cul8er_project.b"] });',
  'new StorageVolume(stack, "a", { contentType: "file" });',
  'new StorageVolume(stack, "a", { contentType: text.stringValue });',
  'new Instance(stack, "a", {});',
  'new Instance(stack, "a", { image: "i", ephemeral: "yes" });',
  'new Instance(stack, "a", { image: "i", limits: { cpus: 1 } });',
  'new Instance(stack, "a", { image: writeOnly("i") });',
  'new Release(stack, "a", { instance: "i", app: "a", address: "a", cookie: writeOnly(1) });',
  'new BeamCluster(stack, "a", { ...needed, size: text.stringValue });',
  'new BeamCluster(stack, "a", { ...needed, strategy: { type: "sideways" } });',
  'new BeamCluster(stack, "a", { ...needed, cluster: {} });',
  'new BeamCluster(stack, "a", { ...needed, hosts: [{ adress: "" }] });',
  'new BeamRollout(stack, "a", { cluster: needed.cluster });',
  'volume.contentType = "file";',
  'volume.location = "here";',
  "volume.pool = 1;",
];
