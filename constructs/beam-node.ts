// Written by `npm run generate` from provider/kinds/beam-node.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";
import type { WriteOnly } from "./write-only.ts";

/**
 * A node of an Elixir, Erlang or Gleam application: which of the staged revisions runs in an instance.
 *
 * It is imported by its id, `[host:][project/]<instance>/<app>`.
 *
 * @example
 * ```ts
 * new BeamNode(this, "chat", {
 *   instance: web.name,
 *   app: "chat",
 *   revision: release.revision,
 *   secretRevision: release.secretRevision,
 *   nodeName: release.nodeName,
 *   pending: web.pending,
 * })
 * ```
 */
export class BeamNode extends Resource<BeamNodeConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_beam_node";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: BeamNodeConfig) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a beam node, for Terraform to write its configuration from.
   *
   * @param scope The stack.
   * @param importToId Id that its construct will have.
   * @param importFromId `[host:][project/]<instance>/<app>`.
   */
  static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: TerraformProvider,
  ): ImportableResource {
    return importBlock(scope, outline, importToId, importFromId, provider);
  }

  /** Project of the instance. */
  get project(): string {
    return this.getStringAttribute("project");
  }

  set project(value: BeamNodeConfig["project"]) {
    this.given.project = value;
  }

  get projectInput(): BeamNodeConfig["project"] {
    return this.given.project;
  }

  /** Instance that the node runs in. */
  get instance(): string {
    return this.getStringAttribute("instance");
  }

  set instance(value: BeamNodeConfig["instance"]) {
    this.given.instance = value;
  }

  get instanceInput(): BeamNodeConfig["instance"] {
    return this.given.instance;
  }

  /** Name of the application. */
  get app(): string {
    return this.getStringAttribute("app");
  }

  set app(value: BeamNodeConfig["app"]) {
    this.given.app = value;
  }

  get appInput(): BeamNodeConfig["app"] {
    return this.given.app;
  }

  /** Incarnation of the instance: with a new one the node is started again. */
  get incarnation(): string {
    return this.getStringAttribute("incarnation");
  }

  set incarnation(value: BeamNodeConfig["incarnation"]) {
    this.given.incarnation = value;
  }

  get incarnationInput(): BeamNodeConfig["incarnation"] {
    return this.given.incarnation;
  }

  /** Revision that shall run, from the release. */
  get revision(): string {
    return this.getStringAttribute("revision");
  }

  set revision(value: BeamNodeConfig["revision"]) {
    this.given.revision = value;
  }

  get revisionInput(): BeamNodeConfig["revision"] {
    return this.given.revision;
  }

  /** Digest of its secrets, from the release. */
  get secretRevision(): string {
    return this.getStringAttribute("secret_revision");
  }

  set secretRevision(value: BeamNodeConfig["secretRevision"]) {
    this.given.secretRevision = value;
  }

  get secretRevisionInput(): BeamNodeConfig["secretRevision"] {
    return this.given.secretRevision;
  }

  /** Version of the release, for messages. */
  get version(): string {
    return this.getStringAttribute("version");
  }

  set version(value: BeamNodeConfig["version"]) {
    this.given.version = value;
  }

  get versionInput(): BeamNodeConfig["version"] {
    return this.given.version;
  }

  /** Full name of the node, from the release. */
  get nodeName(): string {
    return this.getStringAttribute("node_name");
  }

  set nodeName(value: BeamNodeConfig["nodeName"]) {
    this.given.nodeName = value;
  }

  get nodeNameInput(): BeamNodeConfig["nodeName"] {
    return this.given.nodeName;
  }

  /** What the instance waits for, from its output `pending`: it is carried out when the node stands still. */
  get pending(): string {
    return this.getStringAttribute("pending");
  }

  set pending(value: BeamNodeConfig["pending"]) {
    this.given.pending = value;
  }

  get pendingInput(): BeamNodeConfig["pending"] {
    return this.given.pending;
  }

  /** When the node is healthy. Default: the check of its release. */
  get healthCheck(): IResolvable {
    return this.interpolationForAttribute("health_check");
  }

  set healthCheck(value: BeamNodeConfig["healthCheck"]) {
    this.given.healthCheck = value;
  }

  get healthCheckInput(): BeamNodeConfig["healthCheck"] {
    return this.given.healthCheck;
  }

  /** Time that the node must stay up before it is verified. Default: none. */
  get minUptime(): string {
    return this.getStringAttribute("min_uptime");
  }

  set minUptime(value: BeamNodeConfig["minUptime"]) {
    this.given.minUptime = value;
  }

  get minUptimeInput(): BeamNodeConfig["minUptime"] {
    return this.given.minUptime;
  }

  /**
   * Instance of the router that sends it requests: it leaves the rotation before it is stopped, and returns when it
   * is verified.
   */
  get router(): string {
    return this.getStringAttribute("router");
  }

  set router(value: BeamNodeConfig["router"]) {
    this.given.router = value;
  }

  get routerInput(): BeamNodeConfig["router"] {
    return this.given.router;
  }

  /**
   * The share of the requests that the first nodes with something new get when they return. Default: as many as each
   * other node.
   */
  get canary(): IResolvable {
    return this.interpolationForAttribute("canary");
  }

  set canary(value: BeamNodeConfig["canary"]) {
    this.given.canary = value;
  }

  get canaryInput(): BeamNodeConfig["canary"] {
    return this.given.canary;
  }

  /**
   * Whether the node stays as it is, whatever the other inputs say: for a slot that is not the target. Default:
   * false.
   */
  get keep(): IResolvable {
    return this.getBooleanAttribute("keep");
  }

  set keep(value: BeamNodeConfig["keep"]) {
    this.given.keep = value;
  }

  get keepInput(): BeamNodeConfig["keep"] {
    return this.given.keep;
  }

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  get where(): IResolvable {
    return this.interpolationForAttribute("where");
  }

  set where(value: BeamNodeConfig["where"]) {
    this.given.where = value;
  }

  get whereInput(): BeamNodeConfig["where"] {
    return this.given.where;
  }

  /** Names of all instances of the cluster. Default: only this one. */
  get cluster(): string[] {
    return this.getListAttribute("cluster");
  }

  set cluster(value: BeamNodeConfig["cluster"]) {
    this.given.cluster = value;
  }

  get clusterInput(): BeamNodeConfig["cluster"] {
    return this.given.cluster;
  }

  /** Nodes of the cluster that may be out of service at the same time. Default: 1. */
  get maxUnavailable(): number {
    return this.getNumberAttribute("max_unavailable");
  }

  set maxUnavailable(value: BeamNodeConfig["maxUnavailable"]) {
    this.given.maxUnavailable = value;
  }

  get maxUnavailableInput(): BeamNodeConfig["maxUnavailable"] {
    return this.given.maxUnavailable;
  }

  /**
   * What becomes of a node whose revision fails: a gate behind it judges, it is put back to what ran before, or it
   * is left as it is. Default: putBack.
   */
  get onFailure(): "gate" | "putBack" | "manual" {
    return this.word("on_failure");
  }

  set onFailure(value: BeamNodeConfig["onFailure"]) {
    this.given.onFailure = value;
  }

  get onFailureInput(): BeamNodeConfig["onFailure"] {
    return this.given.onFailure;
  }

  /**
   * Whether a revision that was put back is tried again by the next run, or only when another one is wanted.
   * Default: always.
   */
  get retry(): "always" | "on-change" {
    return this.word("retry");
  }

  set retry(value: BeamNodeConfig["retry"]) {
    this.given.retry = value;
  }

  get retryInput(): BeamNodeConfig["retry"] {
    return this.given.retry;
  }

  /**
   * Whether a snapshot of the instance and of the application's volume is taken before each switch, for restoring by
   * hand. Default: false.
   */
  get snapshot(): IResolvable {
    return this.getBooleanAttribute("snapshot");
  }

  set snapshot(value: BeamNodeConfig["snapshot"]) {
    this.given.snapshot = value;
  }

  get snapshotInput(): BeamNodeConfig["snapshot"] {
    return this.given.snapshot;
  }

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   */
  get hooks(): IResolvable {
    return this.interpolationForAttribute("hooks");
  }

  set hooks(value: BeamNodeConfig["hooks"]) {
    this.given.hooks = value;
  }

  get hooksInput(): BeamNodeConfig["hooks"] {
    return this.given.hooks;
  }

  /** Id of the last switch. */
  get generation(): string {
    return this.getStringAttribute("generation");
  }

  /** Whether what runs has passed its checks. */
  get verified(): IResolvable {
    return this.getBooleanAttribute("verified");
  }

  /** Address of the node. */
  get address(): string {
    return this.getStringAttribute("address");
  }

  /** Version that the node is meant to run now: after it was put back, the one before. */
  get runningVersion(): string {
    return this.getStringAttribute("running_version");
  }

  /** Revision that the node is meant to run now. */
  get runningRevision(): string {
    return this.getStringAttribute("running_revision");
  }
}

/** Configuration of `BeamNode`. */
export interface BeamNodeConfig extends ControlConfig {
  /**
   * Project of the instance.
   * Default: "default".
   * A change replaces the resource.
   */
  project?: string | undefined;

  /**
   * Instance that the node runs in.
   * A change replaces the resource.
   */
  instance: string;

  /**
   * Name of the application.
   * A change replaces the resource.
   */
  app: string;

  /** Incarnation of the instance: with a new one the node is started again. */
  incarnation?: string | undefined;

  /** Revision that shall run, from the release. */
  revision: string;

  /** Digest of its secrets, from the release. */
  secretRevision: string;

  /** Version of the release, for messages. */
  version?: string | undefined;

  /** Full name of the node, from the release. */
  nodeName: string;

  /** What the instance waits for, from its output `pending`: it is carried out when the node stands still. */
  pending?: string | undefined;

  /** When the node is healthy. Default: the check of its release. */
  healthCheck?: BeamNodeHealthCheckInput | IResolvable | undefined;

  /**
   * Time that the node must stay up before it is verified. Default: none.
   * A number and a unit, like `60s`.
   */
  minUptime?: string | undefined;

  /**
   * Instance of the router that sends it requests: it leaves the rotation before it is stopped, and returns when it
   * is verified.
   */
  router?: string | undefined;

  /**
   * The share of the requests that the first nodes with something new get when they return. Default: as many as each
   * other node.
   */
  canary?: BeamNodeCanaryInput | IResolvable | undefined;

  /**
   * Whether the node stays as it is, whatever the other inputs say: for a slot that is not the target. Default:
   * false.
   */
  keep?: boolean | IResolvable | undefined;

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  where?: { [key: string]: string | BeamNodeWhereInput | IResolvable } | IResolvable | undefined;

  /** Names of all instances of the cluster. Default: only this one. */
  cluster?: string[] | IResolvable | undefined;

  /** Nodes of the cluster that may be out of service at the same time. Default: 1. */
  maxUnavailable?: number | undefined;

  /**
   * What becomes of a node whose revision fails: a gate behind it judges, it is put back to what ran before, or it
   * is left as it is. Default: putBack.
   */
  onFailure?: "gate" | "putBack" | "manual" | IResolvable | undefined;

  /**
   * Whether a revision that was put back is tried again by the next run, or only when another one is wanted.
   * Default: always.
   */
  retry?: "always" | "on-change" | IResolvable | undefined;

  /**
   * Whether a snapshot of the instance and of the application's volume is taken before each switch, for restoring by
   * hand. Default: false.
   */
  snapshot?: boolean | IResolvable | undefined;

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   * A secret: never shown, and not even in the state as `writeOnly(...)`.
   */
  hooks?:
    | (BeamNodeHooksInput | IResolvable)[]
    | IResolvable
    | WriteOnly<(BeamNodeHooksInput | IResolvable)[]>
    | undefined;
}

export interface BeamNodeHealthCheckInput {
  /** An HTTP request that must be answered well. */
  http?: BeamNodeHealthCheckHttpInput | IResolvable | undefined;
  /** A port that must accept connections. */
  tcp?: BeamNodeHealthCheckTcpInput | IResolvable | undefined;
  /** A command that must end with 0. It runs on the instance, as the application's user, in its environment. */
  exec?: BeamNodeHealthCheckExecInput | IResolvable | undefined;
  /** The node must answer over distribution, under its own name and port. */
  node?: { [key: string]: never } | IResolvable | undefined;
  /** Every node that is checked must see every other; a node alone must answer. */
  cluster?: { [key: string]: never } | IResolvable | undefined;
  /**
   * Time between two attempts. Default: 500ms.
   * A number and a unit, like `60s`.
   */
  interval?: string | undefined;
  /**
   * Longest time of one attempt. Default: 5s.
   * A number and a unit, like `60s`.
   */
  timeout?: string | undefined;
  /** Good answers in a row that are needed. Default: 1. */
  successes?: number | undefined;
  /**
   * Bad answers in a row after which it is asked again; with one more it has failed. None counts while nobody
   * listens yet. Default: as many as the deadline has room for.
   */
  retries?: number | undefined;
  /** How many times longer it waits after each further bad answer in a row. Default: 1, always the interval. */
  backoff?: number | undefined;
  /**
   * Time after which it has failed. Default: 60s.
   * A number and a unit, like `60s`.
   */
  deadline?: string | undefined;
}

export interface BeamNodeHealthCheckHttpInput {
  /** Port, on the instance's own address. */
  port: number;
  /** Path of the request. Default: `/`. */
  path?: string | undefined;
  /** Status that is right. Default: any from 200 to 299. */
  status?: number | undefined;
  /** Text that the answer must hold. */
  body?: string | undefined;
  /** Fields of a JSON answer and the values they must have: `{ "status": "ok", "checks.database": "true" }`. */
  json?: { [key: string]: string } | IResolvable | undefined;
  /** Field of a JSON answer that must hold the version of the release: `version`. */
  version?: string | undefined;
  /** Headers of the request. */
  headers?: { [key: string]: string } | IResolvable | undefined;
}

export interface BeamNodeHealthCheckTcpInput {
  /** Port, on the instance's own address. */
  port: number;
}

export interface BeamNodeHealthCheckExecInput {
  /** The program and its arguments; no shell. */
  command: string[] | IResolvable;
}

export interface BeamNodeCanaryInput {
  /** Percent of the requests that they get together. */
  share: number;
  /** Instances whose nodes go first. */
  instances: string[] | IResolvable;
}

export interface BeamNodeWhereInput {
  /** Stable name of the server in resource ids. Default: its address or socket. Alone: the remote of this name. */
  name?: string | undefined;
  /** Address of the server's API, as `https://host:8443`. */
  address?: string | undefined;
  /** SHA-256 fingerprint of the server's certificate. Without it the certificate must be publicly valid. */
  fingerprint?: string | undefined;
  /** Path of the client certificate. Default: the one of the user's own Incus client. */
  clientCertificate?: string | undefined;
  /** Path of its key. Default: the one of the user's own Incus client. */
  clientKey?: string | undefined;
  /** Path of the server's unix socket, instead of an address; with `ssh` its path on that machine. */
  socket?: string | undefined;
  /**
   * The machine over SSH. Without an address the server's unix socket is reached through it, by root or a member of
   * the group incus-admin.
   */
  ssh?: BeamNodeWhereSshInput | IResolvable | undefined;
}

export interface BeamNodeWhereSshInput {
  /** Name or IP address of the machine. */
  address: string;
  /** Port of its SSH server. Default: 22. */
  port?: number | undefined;
  /** User to log in as: root, or one who may use sudo. Default: your own name. */
  user?: string | undefined;
  /** Path of the private key. Default: those of your agent, then the usual ones in ~/.ssh. */
  key?: string | undefined;
  /** Fingerprint of its host key, as `SHA256:...`. Default: it must be in your known_hosts. */
  hostKey?: string | undefined;
  /** Path of another file than ~/.ssh/known_hosts. */
  knownHosts?: string | undefined;
}

export interface BeamNodeHooksInput {
  /** Where the JSON is posted to. It is a secret, since such addresses carry tokens. */
  url: string;
  /**
   * What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report.
   * Default: all of it.
   */
  events?: ("start" | "step" | "failure" | "end" | IResolvable)[] | IResolvable | undefined;
}

const outline: Outline = {
  type: "beam_node",
  named: false,
  fields: {
    project: "string",
    instance: "string",
    app: "string",
    incarnation: "string",
    revision: "string",
    secretRevision: "string",
    version: "string",
    nodeName: "string",
    pending: "string",
    healthCheck: {
      http: {
        port: "number",
        path: "string",
        status: "number",
        body: "string",
        json: ["map", "string"],
        version: "string",
        headers: ["map", "string"],
      },
      tcp: { port: "number" },
      exec: { command: ["list", "string"] },
      node: {},
      cluster: {},
      interval: "string",
      timeout: "string",
      successes: "number",
      retries: "number",
      backoff: "number",
      deadline: "string",
    },
    minUptime: "string",
    router: "string",
    canary: { share: "number", instances: ["list", "string"] },
    keep: "boolean",
    where: [
      "map",
      [
        "named",
        {
          name: "string",
          address: "string",
          fingerprint: "string",
          clientCertificate: "string",
          clientKey: "string",
          socket: "string",
          ssh: {
            address: "string",
            port: "number",
            user: "string",
            key: "string",
            hostKey: "string",
            knownHosts: "string",
          },
        },
      ],
    ],
    cluster: ["list", "string"],
    maxUnavailable: "number",
    onFailure: "string",
    retry: "string",
    snapshot: "boolean",
    hooks: ["list", { url: "string", events: ["list", "string"] }],
  },
};
