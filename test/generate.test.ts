/** The written files: as the schemas say, and typed as the schemas are. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { generate } from "../generate/main.ts";
import { kebab, pascal } from "../generate/names.ts";
import { components } from "../provider/components/index.ts";
import { kinds } from "../provider/kinds/index.ts";
import { root } from "../setup/build.ts";
import { errorsIn } from "./program-errors.ts";

describe("npm run generate", () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cul8er-generate-"));
  });

  after(() => rm(folder, { recursive: true }));

  it("writes what is in the repository", async () => {
    const changed: string[] = [];
    for (const path of await generate(folder)) {
      const [now, before] = [join(folder, path), join(root, path)].map((file) =>
        readFile(file, "utf8").catch(() => ""),
      );
      if ((await now) !== (await before)) changed.push(path);
    }
    expect(changed, "run `npm run generate`, and commit what it writes").to.deep.equal([]);
  });
});

describe("the classes", () => {
  it("take and tell what the schemas say", () => {
    const checks = [
      ...kinds.map(({ type }) => kindCheck(pascal(type))),
      ...components.map(({ type }) => componentCheck(pascal(type), kebab(type))),
    ];
    expect(errorsIn([DEFINITIONS, ...checks].join("\n"))).to.deep.equal([]);
  });

  it("would be told from others by that check", () => {
    const wrong = [
      "check<{ a?: string }, { a?: string; b?: string }>(true);",
      "check<{ a: { b?: string } }, { a: { b?: string; c?: string } }>(true);",
      'check<{ a: "b" | "c" }, { a: "b" }>(true);',
      "check<{ a: string }, { a: number }>(true);",
      "check<{ a: { b: string }[] }, { a: { c: string }[] }>(true);",
    ];
    expect(errorsIn(`${DEFINITIONS}\n${wrong.join("\n")}`)).to.have.length(wrong.length);
  });

  it("let a program write what it means, and nothing else", () => {
    expect(errorsIn(`${PROGRAM}\n${RIGHT}`)).to.deep.equal([]);
    for (const wrong of WRONG) expect(errorsIn(`${PROGRAM}\n${wrong}`), wrong).to.have.length(1);
  });
});

/** Two types are the same when each can stand for the other, and no key at any depth is in only one of them. */
const DEFINITIONS = `
import type * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import type * as kinds from "../provider/kinds/index.ts";
import type * as sdk from "../sdk/index.ts";

type Keys<T> = T extends string | number | boolean | undefined
  ? never
  : T extends readonly (infer U)[]
    ? Keys<U>
    : { [K in keyof T & string]: K | \`\${K}.\${Keys<T[K]>}\` }[keyof T & string];
type Same<A, B> = [A, Keys<A>] extends [B, Keys<B>] ? ([B, Keys<B>] extends [A, Keys<A>] ? true : false) : false;
type Loose<T> = T extends { name: infer N } ? Omit<T, "name"> & { name?: N | undefined } : T;
type Plain<T> = T extends (infer U)[] ? Plain<U>[] : T extends { urn: unknown } ? never : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;
type Told<C, T> = { [K in keyof T]: K extends keyof C ? pulumi.Unwrap<C[K]> : never };
type Live<K extends { inputs: z.ZodObject; outputs: z.ZodObject }> = z.output<K["inputs"]> & z.output<K["outputs"]>;
declare function check<A, B>(same: Same<A, B>): void;
`;

const kindCheck = (name: string): string => `
check<Plain<Loose<pulumi.Unwrap<sdk.${name}Args>>>, Plain<Loose<z.input<(typeof kinds.${name})["accepts"]>>>>(true);
check<Plain<Told<sdk.${name}, Live<typeof kinds.${name}>>>, Plain<Live<typeof kinds.${name}>>>(true);
`;

const componentCheck = (name: string, file: string): string => `
import type { ${name} } from "../provider/components/${file}.ts";
check<Plain<pulumi.Unwrap<sdk.${name}Args>>, Plain<z.input<(typeof ${name})["arguments"]>>>(true);
check<Plain<Told<sdk.${name}, z.output<(typeof ${name})["outputs"]>>>, Plain<z.output<(typeof ${name})["outputs"]>>>(true);
`;

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { BeamCluster, BeamRollout, blueGreen, canary, type Host, Image, IncusCluster, type Instance, Project, StorageVolume, recreate, rolling } from "../sdk/index.ts";
declare const text: pulumi.Output<string>;
declare const perhaps: pulumi.Output<string | undefined>;
declare const number: pulumi.Output<number>;
declare const yes: pulumi.Output<boolean>;
declare const prod: Host;
declare const web: Instance;
declare const needed: { size: number; image: string; cluster: { cookie: string } };
declare const moved: { release: string; cluster: { cookie: string } };
declare const either: pulumi.Output<"filesystem" | "block">;
`;

const RIGHT = `
new Project("a");
new Project("a", { name: text, description: perhaps, config: { a: text, b: "c" }, adopt: yes });
new Project("a", { config: pulumi.output({ a: "b" }), host: { address: text } });
new Project("a", { host: text }, { protect: true });
new BeamCluster("a", { ...needed, hosts: [prod, prod.endpoint, "far", { address: text }] });
new BeamCluster("a", { ...needed, host: prod });
new BeamCluster("a", { ...needed, strategy: canary({ steps: [{ share: 10, for: "1m" }], maxUnavailable: 2 }) });
new BeamCluster("a", { ...needed, strategy: blueGreen({ onActivate: { command: ["rpc", "on()"] } }) });
new BeamRollout("a", { ...moved, instances: { web: web }, strategy: rolling() });
new BeamRollout("a", { ...moved, instances: { web: { ipv4Address: text } }, strategy: recreate() });
new IncusCluster("a", { members: { a: prod, b: "far" } });
const volume = new StorageVolume("a", { pool: text, contentType: either });
const told: pulumi.Output<string> = volume.pool;
const kind: pulumi.Output<"filesystem" | "block"> = volume.contentType;
export const used = [told, kind, Project.get("b", "b").name];
`;

const WRONG = [
  'new Project("a", { description: 1 });',
  'new Project("a", { description: number });',
  'new Project("a", { descriptions: "" });',
  'new Project("a", { config: { a: 1 } });',
  'new Project("a", { host: { adress: "" } });',
  'new Image("a", { remote: { server: text } });',
  'new StorageVolume("a", { pool: "", contentType: "file" });',
  'new StorageVolume("a", { pool: "", contentType: text });',
  'new BeamCluster("a", { ...needed, hosts: [{ adress: "" }] });',
  'new BeamRollout("a", { ...moved });',
  'new BeamRollout("a", { ...moved, instances: [web] });',
  'new Project("a").name = text;',
];
