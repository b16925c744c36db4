// Declares what its configuration lists. In arguments "@name.output" stands for that output of an earlier resource,
// "@name.output.member" for a member of it, and "@config.key" for a secret of the configuration.
const pulumi = require("@pulumi/pulumi");
const cul8er = require("cul8er/pulumi");

const config = new pulumi.Config();
const made = {};

for (const { kind, name, args, after = [], ignoreChanges = [] } of config.requireObject("resources"))
  made[name] = new cul8er[kind](name, resolved(args ?? {}), {
    dependsOn: after.map((other) => made[other]),
    ignoreChanges,
  });

function resolved(value) {
  if (Array.isArray(value)) return value.map(resolved);
  if (value && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolved(member)]));
  const [, name, output, member] = /^@([\w-]+)\.(\w+)(?:\.(\w+))?$/.exec(value) ?? [];
  if (!name) return value;
  if (name === "config") return config.requireSecret(output);
  return member === undefined ? made[name][output] : made[name][output].apply((all) => all[member]);
}
