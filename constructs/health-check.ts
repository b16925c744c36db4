// Written by `npm run generate` from provider/kinds/health-check.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";
import type { WriteOnly } from "./write-only.ts";

/**
 * A gate: the nodes must be healthy before what depends on it goes on; when they are not, they are put back.
 *
 * It is imported by its id, `[host:][project/]<app>/<name>`.
 *
 * @example
 * ```ts
 * new HealthCheck(this, "web", {
 *   app: "chat",
 *   instances: [web.name],
 *   check: { http: { port: 4000, path: "/health" }, successes: 2, deadline: "60s" },
 * })
 * ```
 */
export class HealthCheck extends Resource<HealthCheckConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_health_check";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there; also the name of the health check where `config.name` says no other.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: HealthCheckConfig) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a health check, for Terraform to write its configuration from.
   *
   * @param scope The stack.
   * @param importToId Id that its construct will have.
   * @param importFromId `[host:][project/]<app>/<name>`.
   */
  static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: TerraformProvider,
  ): ImportableResource {
    return importBlock(scope, outline, importToId, importFromId, provider);
  }

  /** Project of the instances. */
  get project(): string {
    return this.getStringAttribute("project");
  }

  set project(value: HealthCheckConfig["project"]) {
    this.given.project = value;
  }

  get projectInput(): HealthCheckConfig["project"] {
    return this.given.project;
  }

  /** Name of the application. */
  get app(): string {
    return this.getStringAttribute("app");
  }

  set app(value: HealthCheckConfig["app"]) {
    this.given.app = value;
  }

  get appInput(): HealthCheckConfig["app"] {
    return this.given.app;
  }

  /** Name of the step, unique for the application and the kind. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  set name(value: HealthCheckConfig["name"]) {
    this.given.name = value;
  }

  get nameInput(): HealthCheckConfig["name"] {
    return this.given.name;
  }

  /** Instances whose nodes it is about. */
  get instances(): string[] {
    return this.getListAttribute("instances");
  }

  set instances(value: HealthCheckConfig["instances"]) {
    this.given.instances = value;
  }

  get instancesInput(): HealthCheckConfig["instances"] {
    return this.given.instances;
  }

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  get where(): IResolvable {
    return this.interpolationForAttribute("where");
  }

  set where(value: HealthCheckConfig["where"]) {
    this.given.where = value;
  }

  get whereInput(): HealthCheckConfig["where"] {
    return this.given.where;
  }

  /** What it is about: the output `generation` of each node. A change is a reason to ask again. */
  get generations(): string[] {
    return this.getListAttribute("generations");
  }

  set generations(value: HealthCheckConfig["generations"]) {
    this.given.generations = value;
  }

  get generationsInput(): HealthCheckConfig["generations"] {
    return this.given.generations;
  }

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   */
  get hooks(): IResolvable {
    return this.interpolationForAttribute("hooks");
  }

  set hooks(value: HealthCheckConfig["hooks"]) {
    this.given.hooks = value;
  }

  get hooksInput(): HealthCheckConfig["hooks"] {
    return this.given.hooks;
  }

  /** When a node is healthy. Default: the check of its release. */
  get check(): IResolvable {
    return this.interpolationForAttribute("check");
  }

  set check(value: HealthCheckConfig["check"]) {
    this.given.check = value;
  }

  get checkInput(): HealthCheckConfig["check"] {
    return this.given.check;
  }

  /** Whether every node must also see every other. Default: false. */
  get cluster(): IResolvable {
    return this.getBooleanAttribute("cluster");
  }

  set cluster(value: HealthCheckConfig["cluster"]) {
    this.given.cluster = value;
  }

  get clusterInput(): HealthCheckConfig["cluster"] {
    return this.given.cluster;
  }

  /**
   * How long nodes that changed are watched. Default: 10s at the end of a rollout, otherwise not at all; a first
   * deploy is not watched.
   */
  get minUptime(): string {
    return this.getStringAttribute("min_uptime");
  }

  set minUptime(value: HealthCheckConfig["minUptime"]) {
    this.given.minUptime = value;
  }

  get minUptimeInput(): HealthCheckConfig["minUptime"] {
    return this.given.minUptime;
  }

  /** Whether it ends a rollout: then there is nothing to return to, and old revisions go. Default: false. */
  get final(): IResolvable {
    return this.getBooleanAttribute("final");
  }

  set final(value: HealthCheckConfig["final"]) {
    this.given.final = value;
  }

  get finalInput(): HealthCheckConfig["final"] {
    return this.given.final;
  }

  /** Nodes that may be out of service at the same time while nodes are put back. Default: 1. */
  get maxUnavailable(): number {
    return this.getNumberAttribute("max_unavailable");
  }

  set maxUnavailable(value: HealthCheckConfig["maxUnavailable"]) {
    this.given.maxUnavailable = value;
  }

  get maxUnavailableInput(): HealthCheckConfig["maxUnavailable"] {
    return this.given.maxUnavailable;
  }

  /** Whether nodes whose rollout is open are put back to what ran before. Default: automatic. */
  get onFailure(): "automatic" | "manual" {
    return this.word("on_failure");
  }

  set onFailure(value: HealthCheckConfig["onFailure"]) {
    this.given.onFailure = value;
  }

  get onFailureInput(): HealthCheckConfig["onFailure"] {
    return this.given.onFailure;
  }

  /** Revisions that are kept on each instance. Default: 3. */
  get keepVersions(): number {
    return this.getNumberAttribute("keep_versions");
  }

  set keepVersions(value: HealthCheckConfig["keepVersions"]) {
    this.given.keepVersions = value;
  }

  get keepVersionsInput(): HealthCheckConfig["keepVersions"] {
    return this.given.keepVersions;
  }

  /** Generations that passed. */
  get passed(): string[] {
    return this.getListAttribute("passed");
  }

  /** Digest of what was asked when they passed. */
  get checkedWith(): string {
    return this.getStringAttribute("checked_with");
  }
}

/** Configuration of `HealthCheck`. */
export interface HealthCheckConfig extends ControlConfig {
  /**
   * Project of the instances.
   * Default: "default".
   * A change replaces the resource.
   */
  project?: string | undefined;

  /**
   * Name of the application.
   * A change replaces the resource.
   */
  app: string;

  /**
   * Name of the step, unique for the application and the kind.
   * A change replaces the resource.
   */
  name?: string | undefined;

  /** Instances whose nodes it is about. */
  instances: string[] | IResolvable;

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  where?: { [key: string]: string | HealthCheckWhereInput | IResolvable } | IResolvable | undefined;

  /** What it is about: the output `generation` of each node. A change is a reason to ask again. */
  generations?: string[] | IResolvable | undefined;

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   * A secret: never shown, and not even in the state as `writeOnly(...)`.
   */
  hooks?:
    | (HealthCheckHooksInput | IResolvable)[]
    | IResolvable
    | WriteOnly<(HealthCheckHooksInput | IResolvable)[]>
    | undefined;

  /** When a node is healthy. Default: the check of its release. */
  check?: HealthCheckCheckInput | IResolvable | undefined;

  /** Whether every node must also see every other. Default: false. */
  cluster?: boolean | IResolvable | undefined;

  /**
   * How long nodes that changed are watched. Default: 10s at the end of a rollout, otherwise not at all; a first
   * deploy is not watched.
   * A number and a unit, like `60s`.
   */
  minUptime?: string | undefined;

  /** Whether it ends a rollout: then there is nothing to return to, and old revisions go. Default: false. */
  final?: boolean | IResolvable | undefined;

  /** Nodes that may be out of service at the same time while nodes are put back. Default: 1. */
  maxUnavailable?: number | undefined;

  /** Whether nodes whose rollout is open are put back to what ran before. Default: automatic. */
  onFailure?: "automatic" | "manual" | IResolvable | undefined;

  /** Revisions that are kept on each instance. Default: 3. */
  keepVersions?: number | undefined;
}

export interface HealthCheckWhereInput {
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
  ssh?: HealthCheckWhereSshInput | IResolvable | undefined;
}

export interface HealthCheckWhereSshInput {
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

export interface HealthCheckHooksInput {
  /** Where the JSON is posted to. It is a secret, since such addresses carry tokens. */
  url: string;
  /**
   * What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report.
   * Default: all of it.
   */
  events?: ("start" | "step" | "failure" | "end" | IResolvable)[] | IResolvable | undefined;
}

export interface HealthCheckCheckInput {
  /** An HTTP request that must be answered well. */
  http?: HealthCheckCheckHttpInput | IResolvable | undefined;
  /** A port that must accept connections. */
  tcp?: HealthCheckCheckTcpInput | IResolvable | undefined;
  /** A command that must end with 0. It runs on the instance, as the application's user, in its environment. */
  exec?: HealthCheckCheckExecInput | IResolvable | undefined;
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

export interface HealthCheckCheckHttpInput {
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

export interface HealthCheckCheckTcpInput {
  /** Port, on the instance's own address. */
  port: number;
}

export interface HealthCheckCheckExecInput {
  /** The program and its arguments; no shell. */
  command: string[] | IResolvable;
}

const outline: Outline = {
  type: "health_check",
  named: true,
  fields: {
    project: "string",
    app: "string",
    name: "string",
    instances: ["list", "string"],
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
    generations: ["list", "string"],
    hooks: ["list", { url: "string", events: ["list", "string"] }],
    check: {
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
    cluster: "boolean",
    minUptime: "string",
    final: "boolean",
    maxUnavailable: "number",
    onFailure: "string",
    keepVersions: "number",
  },
};
