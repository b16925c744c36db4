// The example cluster on several servers, each with an Incus project of its own under one name.
const pulumi = require("@pulumi/pulumi");
const { BeamCluster, Image, Project } = require("cul8er/pulumi");

const config = new pulumi.Config();
const name = config.require("name");
const servers = config.requireObject("servers");

const images = servers.map((host) => {
  const project = new Project(`${name}-${host.name}`, {
    host,
    name,
    config: { "features.profiles": "false", "features.images": "false" },
  });
  return new Image(`${name}-${host.name}`, { host, file: config.require("image") }, { dependsOn: project });
});

const chat = new BeamCluster(name, {
  app: "chat",
  hosts: config.requireObject("hosts"),
  project: name,
  image: pulumi.all(images.map((image) => image.fingerprint)).apply(([fingerprint]) => fingerprint),
  release: config.require("release"),
  environment: { PORT: "4000", DATA_DIR: "/opt/chat/data" },
  secrets: { SECRET_KEY_BASE: config.requireSecret("secretKeyBase") },
  cluster: { cookie: config.requireSecret("cookie") },
  healthCheck: { http: { port: 4000, path: "/health" }, successes: 2, deadline: "20s" },
  expose: { port: 4000, as: 80, address: "127.0.0.1" },
  minUptime: "1s",
  ...config.getObject("cluster"),
});

exports.nodes = chat.nodes;
exports.url = chat.url;
exports.where = chat.where;
