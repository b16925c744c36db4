// Written by `npm run generate` from provider/kinds/analysis.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * A gate: the requests of users to the nodes with the new revision must not fail, nor take longer, than is
 * allowed; when they do, nodes are put back.
 *
 * @example
 * ```ts
 * new Analysis("tenth", {
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
export class Analysis extends Resource {
  /** Project of the instances. */
  declare readonly project: pulumi.Output<string>;

  /** Name of the application. */
  declare readonly app: pulumi.Output<string>;

  /** Name of the step, unique for the application and the kind. */
  declare readonly name: pulumi.Output<string>;

  /** Instances whose nodes it is about. */
  declare readonly instances: pulumi.Output<string[]>;

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  declare readonly where: pulumi.Output<{ [key: string]: string | AnalysisWhereValue } | undefined>;

  /** What it is about: the output `generation` of each node. A change is a reason to ask again. */
  declare readonly generations: pulumi.Output<string[]>;

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   */
  declare readonly hooks: pulumi.Output<AnalysisHooksValue[]>;

  /** Instance of the router whose requests are counted. */
  declare readonly router: pulumi.Output<string>;

  /** Instances with the old revision, to be compared with. */
  declare readonly stable: pulumi.Output<string[]>;

  /** How long requests are watched. Default: 30s. */
  declare readonly window: pulumi.Output<string>;

  /** Requests that a window must have, or it says nothing. Default: 20. */
  declare readonly minRequests: pulumi.Output<number>;

  /** Requests that may fail: answered with 5xx, or not at all. */
  declare readonly errorRate: pulumi.Output<AnalysisErrorRateValue | undefined>;

  /** How long answers may take, as the router sees it. */
  declare readonly latency: pulumi.Output<AnalysisLatencyValue | undefined>;

  /** A query of Prometheus whose answer must be between limits. */
  declare readonly prometheus: pulumi.Output<AnalysisPrometheusValue | undefined>;

  /**
   * What too few requests, or an empty answer of Prometheus, mean: it has passed, it has failed, or it ends pending
   * and the next run asks again. Default: wait.
   */
  declare readonly noData: pulumi.Output<"pass" | "fail" | "wait">;

  /** Nodes that may be out of service at the same time while nodes are put back. Default: 1. */
  declare readonly maxUnavailable: pulumi.Output<number>;

  /** Whether nodes whose rollout is open are put back to what ran before. Default: automatic. */
  declare readonly onFailure: pulumi.Output<"automatic" | "manual">;

  /** Generations that passed. */
  declare readonly passed: pulumi.Output<string[]>;

  /** Digest of what was asked when they passed. */
  declare readonly checkedWith: pulumi.Output<string>;

  /**
   * @param name Name in the program; also the analysis's own where `args.name` says no other.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args: AnalysisArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a analysis that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:][project/]<app>/<name>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Analysis {
    return new Analysis(name, existing, { ...opts, id });
  }
}

/** Arguments of `Analysis`. */
export interface AnalysisArgs extends ControlArgs {
  /**
   * Project of the instances.
   * Default: "default".
   * A change replaces the resource.
   */
  project?: pulumi.Input<string | undefined>;

  /**
   * Name of the application.
   * A change replaces the resource.
   */
  app: pulumi.Input<string>;

  /**
   * Name of the step, unique for the application and the kind.
   * A change replaces the resource.
   */
  name?: pulumi.Input<string | undefined>;

  /** Instances whose nodes it is about. */
  instances: pulumi.Input<pulumi.Input<string>[]>;

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  where?: pulumi.Input<{ [key: string]: pulumi.Input<string | AnalysisWhereInput> } | undefined>;

  /** What it is about: the output `generation` of each node. A change is a reason to ask again. */
  generations?: pulumi.Input<pulumi.Input<string>[] | undefined>;

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   * A secret: encrypted in the state, never shown.
   */
  hooks?: pulumi.Input<pulumi.Input<AnalysisHooksInput>[] | undefined>;

  /** Instance of the router whose requests are counted. */
  router: pulumi.Input<string>;

  /** Instances with the old revision, to be compared with. */
  stable?: pulumi.Input<pulumi.Input<string>[] | undefined>;

  /**
   * How long requests are watched. Default: 30s.
   * A number and a unit, like `60s`.
   */
  window?: pulumi.Input<string | undefined>;

  /** Requests that a window must have, or it says nothing. Default: 20. */
  minRequests?: pulumi.Input<number | undefined>;

  /** Requests that may fail: answered with 5xx, or not at all. */
  errorRate?: pulumi.Input<AnalysisErrorRateInput | undefined>;

  /** How long answers may take, as the router sees it. */
  latency?: pulumi.Input<AnalysisLatencyInput | undefined>;

  /** A query of Prometheus whose answer must be between limits. */
  prometheus?: pulumi.Input<AnalysisPrometheusInput | undefined>;

  /**
   * What too few requests, or an empty answer of Prometheus, mean: it has passed, it has failed, or it ends pending
   * and the next run asks again. Default: wait.
   */
  noData?: pulumi.Input<"pass" | "fail" | "wait" | undefined>;

  /** Nodes that may be out of service at the same time while nodes are put back. Default: 1. */
  maxUnavailable?: pulumi.Input<number | undefined>;

  /** Whether nodes whose rollout is open are put back to what ran before. Default: automatic. */
  onFailure?: pulumi.Input<"automatic" | "manual" | undefined>;
}

export interface AnalysisWhereInput {
  /** Stable name of the server in resource ids. Default: its address or socket. Alone: the remote of this name. */
  name?: pulumi.Input<string | undefined>;
  /** Address of the server's API, as `https://host:8443`. */
  address?: pulumi.Input<string | undefined>;
  /** SHA-256 fingerprint of the server's certificate. Without it the certificate must be publicly valid. */
  fingerprint?: pulumi.Input<string | undefined>;
  /** Path of the client certificate. Default: the one of the user's own Incus client. */
  clientCertificate?: pulumi.Input<string | undefined>;
  /** Path of its key. Default: the one of the user's own Incus client. */
  clientKey?: pulumi.Input<string | undefined>;
  /** Path of the server's unix socket, instead of an address; with `ssh` its path on that machine. */
  socket?: pulumi.Input<string | undefined>;
  /**
   * The machine over SSH. Without an address the server's unix socket is reached through it, by root or a member of
   * the group incus-admin.
   */
  ssh?: pulumi.Input<AnalysisWhereSshInput | undefined>;
}

export interface AnalysisWhereSshInput {
  /** Name or IP address of the machine. */
  address: pulumi.Input<string>;
  /** Port of its SSH server. Default: 22. */
  port?: pulumi.Input<number | undefined>;
  /** User to log in as: root, or one who may use sudo. Default: your own name. */
  user?: pulumi.Input<string | undefined>;
  /** Path of the private key. Default: those of your agent, then the usual ones in ~/.ssh. */
  key?: pulumi.Input<string | undefined>;
  /** Fingerprint of its host key, as `SHA256:...`. Default: it must be in your known_hosts. */
  hostKey?: pulumi.Input<string | undefined>;
  /** Path of another file than ~/.ssh/known_hosts. */
  knownHosts?: pulumi.Input<string | undefined>;
}

export interface AnalysisHooksInput {
  /** Where the JSON is posted to. It is a secret, since such addresses carry tokens. */
  url: pulumi.Input<string>;
  /**
   * What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report.
   * Default: all of it.
   */
  events?: pulumi.Input<pulumi.Input<"start" | "step" | "failure" | "end">[] | undefined>;
}

export interface AnalysisErrorRateInput {
  /** Largest share of requests that may fail: 0.01 is one percent. */
  max?: pulumi.Input<number | undefined>;
  /** How much larger the share may be than that of the nodes with the old revision. */
  aboveStable?: pulumi.Input<number | undefined>;
}

export interface AnalysisLatencyInput {
  /** Which of the answers, by the time they took: p50, p95 or p99. Default: p95. */
  percentile?: pulumi.Input<"p50" | "p95" | "p99" | undefined>;
  /**
   * Longest time that it may be.
   * A number and a unit, like `60s`.
   */
  max?: pulumi.Input<string | undefined>;
  /** How many times that of the nodes with the old revision it may be. */
  timesStable?: pulumi.Input<number | undefined>;
}

export interface AnalysisPrometheusInput {
  /** Address of the Prometheus server, as this program reaches it: `http://prometheus:9090`. */
  url: pulumi.Input<string>;
  /** The query. It is asked at the end of the window. */
  query: pulumi.Input<string>;
  /** Smallest value that is right. Every value of the answer is compared. */
  min?: pulumi.Input<number | undefined>;
  /** Largest value that is right. */
  max?: pulumi.Input<number | undefined>;
  /**
   * Longest time of the request. Default: 10s.
   * A number and a unit, like `60s`.
   */
  timeout?: pulumi.Input<string | undefined>;
}

export interface AnalysisWhereValue {
  /** Stable name of the server in resource ids. Default: its address or socket. Alone: the remote of this name. */
  readonly name?: string | undefined;
  /** Address of the server's API, as `https://host:8443`. */
  readonly address?: string | undefined;
  /** SHA-256 fingerprint of the server's certificate. Without it the certificate must be publicly valid. */
  readonly fingerprint?: string | undefined;
  /** Path of the client certificate. Default: the one of the user's own Incus client. */
  readonly clientCertificate?: string | undefined;
  /** Path of its key. Default: the one of the user's own Incus client. */
  readonly clientKey?: string | undefined;
  /** Path of the server's unix socket, instead of an address; with `ssh` its path on that machine. */
  readonly socket?: string | undefined;
  /**
   * The machine over SSH. Without an address the server's unix socket is reached through it, by root or a member of
   * the group incus-admin.
   */
  readonly ssh?: AnalysisWhereSshValue | undefined;
}

export interface AnalysisWhereSshValue {
  /** Name or IP address of the machine. */
  readonly address: string;
  /** Port of its SSH server. Default: 22. */
  readonly port?: number | undefined;
  /** User to log in as: root, or one who may use sudo. Default: your own name. */
  readonly user?: string | undefined;
  /** Path of the private key. Default: those of your agent, then the usual ones in ~/.ssh. */
  readonly key?: string | undefined;
  /** Fingerprint of its host key, as `SHA256:...`. Default: it must be in your known_hosts. */
  readonly hostKey?: string | undefined;
  /** Path of another file than ~/.ssh/known_hosts. */
  readonly knownHosts?: string | undefined;
}

export interface AnalysisHooksValue {
  /** Where the JSON is posted to. It is a secret, since such addresses carry tokens. */
  readonly url: string;
  /**
   * What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report.
   * Default: all of it.
   */
  readonly events?: ("start" | "step" | "failure" | "end")[] | undefined;
}

export interface AnalysisErrorRateValue {
  /** Largest share of requests that may fail: 0.01 is one percent. */
  readonly max?: number | undefined;
  /** How much larger the share may be than that of the nodes with the old revision. */
  readonly aboveStable?: number | undefined;
}

export interface AnalysisLatencyValue {
  /** Which of the answers, by the time they took: p50, p95 or p99. Default: p95. */
  readonly percentile: "p50" | "p95" | "p99";
  /** Longest time that it may be. */
  readonly max?: string | undefined;
  /** How many times that of the nodes with the old revision it may be. */
  readonly timesStable?: number | undefined;
}

export interface AnalysisPrometheusValue {
  /** Address of the Prometheus server, as this program reaches it: `http://prometheus:9090`. */
  readonly url: string;
  /** The query. It is asked at the end of the window. */
  readonly query: string;
  /** Smallest value that is right. Every value of the answer is compared. */
  readonly min?: number | undefined;
  /** Largest value that is right. */
  readonly max?: number | undefined;
  /** Longest time of the request. Default: 10s. */
  readonly timeout: string;
}

const outline: Outline = {
  type: "analysis",
  class: "Analysis",
  named: true,
  inputs: [
    "project",
    "app",
    "name",
    "instances",
    "where",
    "generations",
    "hooks",
    "router",
    "stable",
    "window",
    "minRequests",
    "errorRate",
    "latency",
    "prometheus",
    "noData",
    "maxUnavailable",
    "onFailure",
  ],
  outputs: ["passed", "checkedWith"],
  secrets: ["hooks"],
};
