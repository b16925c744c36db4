import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import { BeamCluster, Cul8erProvider, Image, rolling, writeOnly } from "cul8er/cdktf";

const app = new App();
const stack = new TerraformStack(app, "chat");
new Cul8erProvider(stack, "incus");

const variable = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
const secret = (name: string) => {
  const value = new TerraformVariable(stack, name, { type: "string", sensitive: true });
  value.addOverride("ephemeral", true); // in no plan file either
  return value.stringValue;
};

const image = new Image(stack, "debian", { file: variable("image") });

const chat = new BeamCluster(stack, "chat", {
  size: Number(process.env.SIZE ?? 3), // infrastructure: what exists
  image: image.fingerprint,
  limits: { cpu: 1, memory: "256MiB" }, // configuration: how it is set up
  release: variable("release"),
  environment: { PORT: "4000", DATA_DIR: "/opt/chat/data" },
  secrets: writeOnly({ SECRET_KEY_BASE: secret("secret_key_base") }, 1),
  cluster: { cookie: writeOnly(secret("cookie"), 1) }, // cluster: how the nodes talk
  strategy: rolling({ maxUnavailable: 1 }), // strategy: when and how it changes
  healthCheck: { http: { port: 4000, path: "/health" }, successes: 2, deadline: "60s" },
  rollback: { onFailure: "automatic", keepVersions: 3 },
});

new TerraformOutput(stack, "nodes", { value: chat.nodes });
new TerraformOutput(stack, "url", { value: `http://${chat.nodes[0]?.address}:4000` });

app.synth();
