// The example cluster in an Incus project of its own, every argument of it open to the tests.
const pulumi = require("@pulumi/pulumi");
const { BeamCluster, Image, Project } = require("cul8er/pulumi");

const config = new pulumi.Config();
const name = config.require("name");

// Whether what is there already is taken over, from another state.
const adopt = config.getBoolean("adopt") ?? false;

const project = new Project(name, { config: { "features.profiles": "false", "features.images": "false" }, adopt });
const image = new Image(name, { file: config.require("image"), adopt });

const chat = new BeamCluster(name, {
  app: "chat",
  project: project.name,
  size: 3,
  image: image.fingerprint,
  release: config.require("release"),
  environment: { PORT: "4000", DATA_DIR: "/opt/chat/data" },
  secrets: { SECRET_KEY_BASE: config.requireSecret("secretKeyBase") },
  cluster: { cookie: config.requireSecret("cookie") },
  healthCheck: { http: { port: 4000, path: "/health" }, successes: 2, deadline: "20s" },
  minUptime: "1s",
  ...(adopt && { adopt }),
  ...config.getObject("cluster"),
});

exports.nodes = chat.nodes;
exports.url = chat.url;
exports.report = chat.report;
