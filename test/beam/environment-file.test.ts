import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { environmentFile, variableName, variableValue } from "../../provider/beam/environment-file.ts";
import { quote } from "../../provider/shell.ts";
import { temporaryName } from "../temporary-name.ts";
import { type Instances, instancesOf } from "./instances.ts";

const PEM = "-----BEGIN KEY-----\nMIIB+/=\n-----END KEY-----\n";
const HARD = [
  "",
  " ",
  PEM,
  "it's",
  `"a" 'b'`,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what a shell must not expand
  "$HOME ${x} $(id)",
  "back\\slash \\n \\",
  "a\n\nb",
  "# no comment",
  "ünïcödé 🦊",
  "`id`",
  "'",
  "''",
  '"',
  "a=b;c",
  "\ttab",
  "trailing ",
  "!",
];
const value = fc.oneof(
  fc.constantFrom(...HARD),
  fc.string({ unit: fc.constantFrom(..."ab'\"\\$`\n\t #;=%!€ü".split("")), maxLength: 30 }),
);

describe("an environment file", () => {
  const folder = mkdtempSync(join(tmpdir(), "cul8er-environment-"));
  after(() => rmSync(folder, { recursive: true }));

  it("is read back unchanged by a POSIX shell", () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 8 }), (values) => {
        const environment = Object.fromEntries(values.map((each, index) => [`V${index}`, each]));
        const file = join(folder, "environment");
        writeFileSync(file, environmentFile(environment));
        const script = `set -a; . ${quote(file)}; exec env -0`;
        const out = execFileSync("/bin/sh", ["-c", script], { env: { PATH: process.env.PATH } }).toString();
        const read = Object.fromEntries(
          out.split("\0").map((line) => [line.split("=")[0], line.slice(line.indexOf("=") + 1)]),
        );
        for (const [name, each] of Object.entries(environment)) expect(read[name]).to.equal(each);
      }),
      { numRuns: 60 },
    );
  });

  it("refuses names and values that no process can be given", () => {
    for (const name of ["", "1A", "A-B", "A B", "A=B", "RELEASE_NODE", "RELEASE_COOKIE", "CUL8ER_REVISION"])
      expect(variableName().safeParse(name).success, name).to.equal(false);
    for (const bad of ["a\0b", "a\rb", "\u0007", "\ud800"])
      expect(variableValue().safeParse(bad).success).to.equal(false);
    for (const good of HARD) expect(variableValue().safeParse(good).success).to.equal(true);
  });

  describe("in systemd", () => {
    const on = temporaryName();
    let place: Instances;
    before(async function () {
      place = await instancesOf(this, [on]);
    });
    after(() => place?.remove());

    it("is read back unchanged", async () => {
      const samples = fc.sample(value, { numRuns: 150, seed: 7 });
      const environment = Object.fromEntries([...HARD, ...samples].map((each, index) => [`V${index}`, each]));
      await place.scope.writeFile(on, "/root/environment", environmentFile(environment), { mode: 0o600 });
      await place.shell(on, "systemctl start dbus"); // --wait needs it, and it comes later than systemd
      const out = await place.shell(
        on,
        "systemd-run --quiet --wait --pipe --collect --property=EnvironmentFile=/root/environment env -0",
      );
      const read = new Map(
        out.split("\0").map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
      );
      for (const [name, each] of Object.entries(environment))
        expect(read.get(name), JSON.stringify(each)).to.equal(each);
    });
  });
});
