import * as pulumi from "@pulumi/pulumi";
import { BeamCluster, Image, rolling } from "cul8er/pulumi";

const config = new pulumi.Config();

const image = new Image("debian", { file: config.require("image") });

const chat = new BeamCluster("chat", {
  size: config.getNumber("size") ?? 3, // infrastructure: what exists
  image: image.fingerprint,
  limits: { cpu: 1, memory: "256MiB" }, // configuration: how it is set up
  release: config.require("release"),
  environment: { PORT: "4000", DATA_DIR: "/opt/chat/data" },
  secrets: { SECRET_KEY_BASE: config.requireSecret("secretKeyBase") },
  cluster: { cookie: config.requireSecret("cookie") }, // cluster: how the nodes talk
  // users: a router in front, here for this machine only; without an address for everybody who can reach the server
  expose: { port: 4000, as: config.getNumber("port") ?? 4000, address: "127.0.0.1", check: { path: "/health" } },
  strategy: rolling({ maxUnavailable: 1 }), // strategy: when and how it changes
  healthCheck: { http: { port: 4000, path: "/health" }, successes: 2, deadline: "60s" },
  minUptime: "5s", // how long what is new is watched
  rollback: { onFailure: "automatic", keepVersions: 3 },
});

export const nodes = chat.nodes;
export const url = chat.url;
