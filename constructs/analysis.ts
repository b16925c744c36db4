// Written by `npm run generate` from provider/kinds/analysis.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";
import type { WriteOnly } from "./write-only.ts";

/**
 * A gate: the requests of users to the nodes with the new revision must not fail, nor take longer, than is
 * allowed; when they do, nodes are put back.
 *
 * It is imported by its id, `[host:][project/]<app>/<name>`.
 *
 * @example
 * ```ts
 * new Analysis(this, "tenth", {
 *   router: router.instance,
 *   app: "chat",
 *   instances: [canary.instance],
 *   generations: [canary.generation],
 *   stable: [web1.instance, web2.instance],
 *   window: "60s",
 *   errorRate: { max: 0.01 },
 *   latency: { percentile: "p95", timesStable: 1.5 },
 * })
 * ```
 */
export class Analysis extends Resource<AnalysisConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_analysis";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there; also the name of the analysis where `config.name` says no other.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: AnalysisConfig) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a analysis, for Terraform to write its configuration from.
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

  set project(value: AnalysisConfig["project"]) {
    this.given.project = value;
  }

  get projectInput(): AnalysisConfig["project"] {
    return this.given.project;
  }

  /** Name of the application. */
  get app(): string {
    return this.getStringAttribute("app");
  }

  set app(value: AnalysisConfig["app"]) {
    this.given.app = value;
  }

  get appInput(): AnalysisConfig["app"] {
    return this.given.app;
  }

  /** Name of the step, unique for the application and the kind. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  set name(value: AnalysisConfig["name"]) {
    this.given.name = value;
  }

  get nameInput(): AnalysisConfig["name"] {
    return this.given.name;
  }

  /** Instances whose nodes it is about. */
  get instances(): string[] {
    return this.getListAttribute("instances");
  }

  set instances(value: AnalysisConfig["instances"]) {
    this.given.instances = value;
  }

  get instancesInput(): AnalysisConfig["instances"] {
    return this.given.instances;
  }

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  get where(): IResolvable {
    return this.interpolationForAttribute("where");
  }

  set where(value: AnalysisConfig["where"]) {
    this.given.where = value;
  }

  get whereInput(): AnalysisConfig["where"] {
    return this.given.where;
  }

  /** What it is about: the output `generation` of each node. A change is a reason to ask again. */
  get generations(): string[] {
    return this.getListAttribute("generations");
  }

  set generations(value: AnalysisConfig["generations"]) {
    this.given.generations = value;
  }

  get generationsInput(): AnalysisConfig["generations"] {
    return this.given.generations;
  }

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   */
  get hooks(): IResolvable {
    return this.interpolationForAttribute("hooks");
  }

  set hooks(value: AnalysisConfig["hooks"]) {
    this.given.hooks = value;
  }

  get hooksInput(): AnalysisConfig["hooks"] {
    return this.given.hooks;
  }

  /** Instance of the router whose requests are counted. */
  get router(): string {
    return this.getStringAttribute("router");
  }

  set router(value: AnalysisConfig["router"]) {
    this.given.router = value;
  }

  get routerInput(): AnalysisConfig["router"] {
    return this.given.router;
  }

  /** Instances with the old revision, to be compared with. */
  get stable(): string[] {
    return this.getListAttribute("stable");
  }

  set stable(value: AnalysisConfig["stable"]) {
    this.given.stable = value;
  }

  get stableInput(): AnalysisConfig["stable"] {
    return this.given.stable;
  }

  /** How long requests are watched. Default: 30s. */
  get window(): string {
    return this.getStringAttribute("window");
  }

  set window(value: AnalysisConfig["window"]) {
    this.given.window = value;
  }

  get windowInput(): AnalysisConfig["window"] {
    return this.given.window;
  }

  /** Requests that a window must have, or it says nothing. Default: 20. */
  get minRequests(): number {
    return this.getNumberAttribute("min_requests");
  }

  set minRequests(value: AnalysisConfig["minRequests"]) {
    this.given.minRequests = value;
  }

  get minRequestsInput(): AnalysisConfig["minRequests"] {
    return this.given.minRequests;
  }

  /** Requests that may fail: answered with 5xx, or not at all. */
  get errorRate(): IResolvable {
    return this.interpolationForAttribute("error_rate");
  }

  set errorRate(value: AnalysisConfig["errorRate"]) {
    this.given.errorRate = value;
  }

  get errorRateInput(): AnalysisConfig["errorRate"] {
    return this.given.errorRate;
  }

  /** How long answers may take, as the router sees it. */
  get latency(): IResolvable {
    return this.interpolationForAttribute("latency");
  }

  set latency(value: AnalysisConfig["latency"]) {
    this.given.latency = value;
  }

  get latencyInput(): AnalysisConfig["latency"] {
    return this.given.latency;
  }

  /** A query of Prometheus whose answer must be between limits. */
  get prometheus(): IResolvable {
    return this.interpolationForAttribute("prometheus");
  }

  set prometheus(value: AnalysisConfig["prometheus"]) {
    this.given.prometheus = value;
  }

  get prometheusInput(): AnalysisConfig["prometheus"] {
    return this.given.prometheus;
  }

  /**
   * What too few requests, or an empty answer of Prometheus, mean: it has passed, it has failed, or it ends pending
   * and the next run asks again. Default: wait.
   */
  get noData(): "pass" | "fail" | "wait" {
    return this.word("no_data");
  }

  set noData(value: AnalysisConfig["noData"]) {
    this.given.noData = value;
  }

  get noDataInput(): AnalysisConfig["noData"] {
    return this.given.noData;
  }

  /** Nodes that may be out of service at the same time while nodes are put back. Default: 1. */
  get maxUnavailable(): number {
    return this.getNumberAttribute("max_unavailable");
  }

  set maxUnavailable(value: AnalysisConfig["maxUnavailable"]) {
    this.given.maxUnavailable = value;
  }

  get maxUnavailableInput(): AnalysisConfig["maxUnavailable"] {
    return this.given.maxUnavailable;
  }

  /** Whether nodes whose rollout is open are put back to what ran before. Default: automatic. */
  get onFailure(): "automatic" | "manual" {
    return this.word("on_failure");
  }

  set onFailure(value: AnalysisConfig["onFailure"]) {
    this.given.onFailure = value;
  }

  get onFailureInput(): AnalysisConfig["onFailure"] {
    return this.given.onFailure;
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

/** Configuration of `Analysis`. */
export interface AnalysisConfig extends ControlConfig {
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
  where?: { [key: string]: string | AnalysisWhereInput | IResolvable } | IResolvable | undefined;

  /** What it is about: the output `generation` of each node. A change is a reason to ask again. */
  generations?: string[] | IResolvable | undefined;

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   * A secret: never shown, and not even in the state as `writeOnly(...)`.
   */
  hooks?:
    | (AnalysisHooksInput | IResolvable)[]
    | IResolvable
    | WriteOnly<(AnalysisHooksInput | IResolvable)[]>
    | undefined;

  /** Instance of the router whose requests are counted. */
  router: string;

  /** Instances with the old revision, to be compared with. */
  stable?: string[] | IResolvable | undefined;

  /**
   * How long requests are watched. Default: 30s.
   * A number and a unit, like `60s`.
   */
  window?: string | undefined;

  /** Requests that a window must have, or it says nothing. Default: 20. */
  minRequests?: number | undefined;

  /** Requests that may fail: answered with 5xx, or not at all. */
  errorRate?: AnalysisErrorRateInput | IResolvable | undefined;

  /** How long answers may take, as the router sees it. */
  latency?: AnalysisLatencyInput | IResolvable | undefined;

  /** A query of Prometheus whose answer must be between limits. */
  prometheus?: AnalysisPrometheusInput | IResolvable | undefined;

  /**
   * What too few requests, or an empty answer of Prometheus, mean: it has passed, it has failed, or it ends pending
   * and the next run asks again. Default: wait.
   */
  noData?: "pass" | "fail" | "wait" | IResolvable | undefined;

  /** Nodes that may be out of service at the same time while nodes are put back. Default: 1. */
  maxUnavailable?: number | undefined;

  /** Whether nodes whose rollout is open are put back to what ran before. Default: automatic. */
  onFailure?: "automatic" | "manual" | IResolvable | undefined;
}

export interface AnalysisWhereInput {
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
  ssh?: AnalysisWhereSshInput | IResolvable | undefined;
}

export interface AnalysisWhereSshInput {
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

export interface AnalysisHooksInput {
  /** Where the JSON is posted to. It is a secret, since such addresses carry tokens. */
  url: string;
  /**
   * What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report.
   * Default: all of it.
   */
  events?: ("start" | "step" | "failure" | "end" | IResolvable)[] | IResolvable | undefined;
}

export interface AnalysisErrorRateInput {
  /** Largest share of requests that may fail: 0.01 is one percent. */
  max?: number | undefined;
  /** How much larger the share may be than that of the nodes with the old revision. */
  aboveStable?: number | undefined;
}

export interface AnalysisLatencyInput {
  /** Which of the answers, by the time they took: p50, p95 or p99. Default: p95. */
  percentile?: "p50" | "p95" | "p99" | IResolvable | undefined;
  /**
   * Longest time that it may be.
   * A number and a unit, like `60s`.
   */
  max?: string | undefined;
  /** How many times that of the nodes with the old revision it may be. */
  timesStable?: number | undefined;
}

export interface AnalysisPrometheusInput {
  /** Address of the Prometheus server, as this program reaches it: `http://prometheus:9090`. */
  url: string;
  /** The query. It is asked at the end of the window. */
  query: string;
  /** Smallest value that is right. Every value of the answer is compared. */
  min?: number | undefined;
  /** Largest value that is right. */
  max?: number | undefined;
  /**
   * Longest time of the request. Default: 10s.
   * A number and a unit, like `60s`.
   */
  timeout?: string | undefined;
}

const outline: Outline = {
  type: "analysis",
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
    router: "string",
    stable: ["list", "string"],
    window: "string",
    minRequests: "number",
    errorRate: { max: "number", aboveStable: "number" },
    latency: { percentile: "string", max: "string", timesStable: "number" },
    prometheus: { url: "string", query: "string", min: "number", max: "number", timeout: "string" },
    noData: "string",
    maxUnavailable: "number",
    onFailure: "string",
  },
};
