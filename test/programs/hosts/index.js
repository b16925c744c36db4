// Bare machines become hosts with a private network between them, and some of them carry a cluster.
const pulumi = require("@pulumi/pulumi");
const { BeamCluster, Host, Image, Mesh, Network } = require("cul8er/pulumi");

const config = new pulumi.Config();
const machines = config.requireObject("machines");

const hosts = Object.fromEntries(machines.map(({ name, ...args }) => [name, new Host(name, args)]));
const mesh = new Mesh("fleet0", { hosts: machines.map(({ name }) => hosts[name].endpoint) });

const images = [];
const networks = [];
for (const [name, { endpoint: host }] of Object.entries(hosts)) {
  images.push(new Image(name, { host, file: config.require("image") }));
  networks.push(
    new Network(name, {
      host,
      name: "fleetbr0",
      config: {
        "ipv4.address": mesh.bridgeAddresses.apply((all) => all[name]),
        "ipv4.nat": "false",
        "ipv6.address": "none",
      },
    }),
  );
}
/** What is the same on all of them, when it is there on all of them. */
const same = (values) => pulumi.all(values).apply(([first]) => first);

const chat = new BeamCluster("chat", {
  ...config.requireObject("cluster"),
  hosts: config.requireObject("carrying").map((name) => hosts[name]),
  image: same(images.map(({ fingerprint }) => fingerprint)),
  devices: { eth0: { type: "nic", name: "eth0", network: same(networks.map(({ name }) => name)) } },
  release: config.require("release"),
  secrets: { SECRET_KEY_BASE: config.requireSecret("secretKeyBase") },
  cluster: { cookie: config.requireSecret("cookie") },
});

exports.nodes = chat.nodes;
exports.where = chat.where;
exports.made = Object.fromEntries(Object.entries(hosts).map(([name, { made }]) => [name, made]));
exports.addresses = mesh.hostAddresses;
