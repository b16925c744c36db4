// Instances that do not run, as many as asked for.
const pulumi = require("@pulumi/pulumi");
const { Instance } = require("cul8er/pulumi");

const config = new pulumi.Config();
const [project, image] = [config.require("project"), config.require("image")];

for (let index = 0; index < config.requireNumber("count"); index++)
  new Instance(`i${index}`, { project, image, running: false });
