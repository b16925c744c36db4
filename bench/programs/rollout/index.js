// The example's cluster behind a router, under a name and in an Incus project that clash with nobody's.
const pulumi = require("@pulumi/pulumi");
const { BeamCluster } = require("cul8er/pulumi");

const config = new pulumi.Config();

const chat = new BeamCluster(config.require("name"), {
  project: config.require("project"),
  size: 3,
  image: config.require("image"),
  app: "chat",
  limits: { cpu: 1, memory: "256MiB" },
  storage: { pool: config.require("pool") },
  release: config.require("release"),
  environment: { PORT: "4000", DATA_DIR: "/opt/chat/data" },
  secrets: { SECRET_KEY_BASE: config.requireSecret("secretKeyBase") },
  cluster: { cookie: config.requireSecret("cookie") },
  expose: { port: 4000, as: config.requireNumber("port"), address: "127.0.0.1" },
  healthCheck: { http: { port: 4000, path: "/health" }, deadline: config.require("deadline") },
  minUptime: config.require("minUptime"),
  ...config.requireObject("changes"),
});

exports.url = chat.url;
exports.nodes = chat.nodes;
