// The example on instances that the program makes itself, every argument of the rollout open to the tests.
const pulumi = require("@pulumi/pulumi");
const { BeamRollout, Image, Instance, Project, StorageVolume } = require("cul8er/pulumi");

const config = new pulumi.Config();
const name = config.require("name");

const { name: project } = new Project(name, { config: { "features.profiles": "false", "features.images": "false" } });
const { fingerprint: image } = new Image(name, { file: config.require("image") });

const { size, limits, tasks, expose, ...rollout } = config.requireObject("cluster");

/** An instance with the application's folder on a volume, which changes when its node does. */
function home(home) {
  const { name: source } = new StorageVolume(home, { project, pool: "default" });
  const devices = { chat: { type: "disk", pool: "default", source, path: "/opt/chat" } };
  return new Instance(home, { project, image, limits, devices, pinAddress: true, restart: "defer" });
}

const homes = (kind) =>
  Object.fromEntries(
    Array.from({ length: size }, (_, index) => `${name}-${kind}${index + 1}`).map((each) => [each, home(each)]),
  );

const slots = rollout.strategy?.type === "blueGreen";

const chat = new BeamRollout(name, {
  app: "chat",
  project,
  instances: homes(slots ? "blue-" : ""),
  ...(slots && { green: homes("green-") }),
  ...(tasks && { tasks, taskInstance: { [`${name}-tasks`]: home(`${name}-tasks`) } }),
  release: config.require("release"),
  environment: { PORT: "4000", DATA_DIR: "/opt/chat/data" },
  secrets: { SECRET_KEY_BASE: config.requireSecret("secretKeyBase") },
  cluster: { cookie: config.requireSecret("cookie") },
  ...(expose && { expose: { ...expose, image } }),
  ...rollout,
});

exports.nodes = chat.nodes;
exports.url = chat.url;
exports.report = chat.report;
