// Instances that do not run, as many as asked for on each of several servers.
const pulumi = require("@pulumi/pulumi");
const { Instance } = require("cul8er/pulumi");

const config = new pulumi.Config();
for (const host of config.requireObject("servers"))
  for (let index = 0; index < config.requireNumber("count"); index++)
    new Instance(`${host.name}-${index}`, { name: `i${index}`, host, image: config.require("image"), running: false });
