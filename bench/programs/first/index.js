// A bare machine becomes a host, and has its first instance.
const pulumi = require("@pulumi/pulumi");
const { Host, Image, Instance } = require("cul8er/pulumi");

const config = new pulumi.Config();
const { endpoint: host } = new Host("prod", config.requireObject("machine"));
const image = new Image("debian", { host, file: config.require("image") });
new Instance("web", { host, image: image.fingerprint });
