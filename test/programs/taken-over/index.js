// The cluster of the example in HCL, which is there already: of two nodes, in an Incus project that is there already.
const pulumi = require("@pulumi/pulumi");
const { BeamCluster, Image } = require("cul8er/pulumi");

const config = new pulumi.Config();
const [name, project] = [config.require("name"), config.require("name")];

const image = new Image(`${name}-debian`, { project, file: config.require("image"), adopt: true });

const chat = new BeamCluster(name, {
  adopt: true,
  app: "chat",
  project,
  size: 2,
  image: image.fingerprint,
  limits: { cpu: 1, memory: "256MiB" },
  release: config.require("release"),
  environment: { PORT: "4000" },
  secrets: { SECRET_KEY_BASE: config.requireSecret("secretKeyBase") },
  cluster: { cookie: config.requireSecret("cookie") },
  healthCheck: { http: { port: 4000, path: "/health" }, successes: 2, deadline: "15s" },
  minUptime: "1s",
});

exports.nodes = chat.nodes;
