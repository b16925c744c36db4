// Written by `npm run generate` from provider/kinds/health-check.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * A gate: the nodes must be healthy before what depends on it goes on; when they are not, they are put back.
 *
 * @example
 * ```ts
 * new HealthCheck("web", {
 *   app: "chat",
 *   instances: [web.name],
 *   check: { http: { port: 4000, path: "/health" }, successes: 2, deadline: "60s" },
 * })
 * ```
 */
export class HealthCheck extends Resource {
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
  declare readonly where: pulumi.Output<{ [key: string]: string | HealthCheckWhereValue } | undefined>;

  /** What it is about: the output `generation` of each node. A change is a reason to ask again. */
  declare readonly generations: pulumi.Output<string[]>;

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   */
  declare readonly hooks: pulumi.Output<HealthCheckHooksValue[]>;

  /** When a node is healthy. Default: the check of its release. */
  declare readonly check: pulumi.Output<HealthCheckCheckValue | undefined>;

  /** Whether every node must also see every other. Default: false. */
  declare readonly cluster: pulumi.Output<boolean>;

  /**
   * How long nodes that changed are watched. Default: 10s at the end of a rollout, otherwise not at all; a first
   * deploy is not watched.
   */
  declare readonly minUptime: pulumi.Output<string | undefined>;

  /** Whether it ends a rollout: then there is nothing to return to, and old revisions go. Default: false. */
  declare readonly final: pulumi.Output<boolean>;

  /** Nodes that may be out of service at the same time while nodes are put back. Default: 1. */
  declare readonly maxUnavailable: pulumi.Output<number>;

  /** Whether nodes whose rollout is open are put back to what ran before. Default: automatic. */
  declare readonly onFailure: pulumi.Output<"automatic" | "manual">;

  /** Revisions that are kept on each instance. Default: 3. */
  declare readonly keepVersions: pulumi.Output<number>;

  /** Generations that passed. */
  declare readonly passed: pulumi.Output<string[]>;

  /** Digest of what was asked when they passed. */
  declare readonly checkedWith: pulumi.Output<string>;

  /**
   * @param name Name in the program; also the health check's own where `args.name` says no other.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args: HealthCheckArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a health check that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:][project/]<app>/<name>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): HealthCheck {
    return new HealthCheck(name, existing, { ...opts, id });
  }
}

/** Arguments of `HealthCheck`. */
export interface HealthCheckArgs extends ControlArgs {
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
  where?: pulumi.Input<{ [key: string]: pulumi.Input<string | HealthCheckWhereInput> } | undefined>;

  /** What it is about: the output `generation` of each node. A change is a reason to ask again. */
  generations?: pulumi.Input<pulumi.Input<string>[] | undefined>;

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   * A secret: encrypted in the state, never shown.
   */
  hooks?: pulumi.Input<pulumi.Input<HealthCheckHooksInput>[] | undefined>;

  /** When a node is healthy. Default: the check of its release. */
  check?: pulumi.Input<HealthCheckCheckInput | undefined>;

  /** Whether every node must also see every other. Default: false. */
  cluster?: pulumi.Input<boolean | undefined>;

  /**
   * How long nodes that changed are watched. Default: 10s at the end of a rollout, otherwise not at all; a first
   * deploy is not watched.
   * A number and a unit, like `60s`.
   */
  minUptime?: pulumi.Input<string | undefined>;

  /** Whether it ends a rollout: then there is nothing to return to, and old revisions go. Default: false. */
  final?: pulumi.Input<boolean | undefined>;

  /** Nodes that may be out of service at the same time while nodes are put back. Default: 1. */
  maxUnavailable?: pulumi.Input<number | undefined>;

  /** Whether nodes whose rollout is open are put back to what ran before. Default: automatic. */
  onFailure?: pulumi.Input<"automatic" | "manual" | undefined>;

  /** Revisions that are kept on each instance. Default: 3. */
  keepVersions?: pulumi.Input<number | undefined>;
}

export interface HealthCheckWhereInput {
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
  ssh?: pulumi.Input<HealthCheckWhereSshInput | undefined>;
}

export interface HealthCheckWhereSshInput {
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

export interface HealthCheckHooksInput {
  /** Where the JSON is posted to. It is a secret, since such addresses carry tokens. */
  url: pulumi.Input<string>;
  /**
   * What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report.
   * Default: all of it.
   */
  events?: pulumi.Input<pulumi.Input<"start" | "step" | "failure" | "end">[] | undefined>;
}

export interface HealthCheckCheckInput {
  /** An HTTP request that must be answered well. */
  http?: pulumi.Input<HealthCheckCheckHttpInput | undefined>;
  /** A port that must accept connections. */
  tcp?: pulumi.Input<HealthCheckCheckTcpInput | undefined>;
  /** A command that must end with 0. It runs on the instance, as the application's user, in its environment. */
  exec?: pulumi.Input<HealthCheckCheckExecInput | undefined>;
  /** The node must answer over distribution, under its own name and port. */
  node?: pulumi.Input<{ [key: string]: never } | undefined>;
  /** Every node that is checked must see every other; a node alone must answer. */
  cluster?: pulumi.Input<{ [key: string]: never } | undefined>;
  /**
   * Time between two attempts. Default: 500ms.
   * A number and a unit, like `60s`.
   */
  interval?: pulumi.Input<string | undefined>;
  /**
   * Longest time of one attempt. Default: 5s.
   * A number and a unit, like `60s`.
   */
  timeout?: pulumi.Input<string | undefined>;
  /** Good answers in a row that are needed. Default: 1. */
  successes?: pulumi.Input<number | undefined>;
  /**
   * Bad answers in a row after which it is asked again; with one more it has failed. None counts while nobody
   * listens yet. Default: as many as the deadline has room for.
   */
  retries?: pulumi.Input<number | undefined>;
  /** How many times longer it waits after each further bad answer in a row. Default: 1, always the interval. */
  backoff?: pulumi.Input<number | undefined>;
  /**
   * Time after which it has failed. Default: 60s.
   * A number and a unit, like `60s`.
   */
  deadline?: pulumi.Input<string | undefined>;
}

export interface HealthCheckCheckHttpInput {
  /** Port, on the instance's own address. */
  port: pulumi.Input<number>;
  /** Path of the request. Default: `/`. */
  path?: pulumi.Input<string | undefined>;
  /** Status that is right. Default: any from 200 to 299. */
  status?: pulumi.Input<number | undefined>;
  /** Text that the answer must hold. */
  body?: pulumi.Input<string | undefined>;
  /** Fields of a JSON answer and the values they must have: `{ "status": "ok", "checks.database": "true" }`. */
  json?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** Field of a JSON answer that must hold the version of the release: `version`. */
  version?: pulumi.Input<string | undefined>;
  /** Headers of the request. */
  headers?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

export interface HealthCheckCheckTcpInput {
  /** Port, on the instance's own address. */
  port: pulumi.Input<number>;
}

export interface HealthCheckCheckExecInput {
  /** The program and its arguments; no shell. */
  command: pulumi.Input<pulumi.Input<string>[]>;
}

export interface HealthCheckWhereValue {
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
  readonly ssh?: HealthCheckWhereSshValue | undefined;
}

export interface HealthCheckWhereSshValue {
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

export interface HealthCheckHooksValue {
  /** Where the JSON is posted to. It is a secret, since such addresses carry tokens. */
  readonly url: string;
  /**
   * What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report.
   * Default: all of it.
   */
  readonly events?: ("start" | "step" | "failure" | "end")[] | undefined;
}

export interface HealthCheckCheckValue {
  /** An HTTP request that must be answered well. */
  readonly http?: HealthCheckCheckHttpValue | undefined;
  /** A port that must accept connections. */
  readonly tcp?: HealthCheckCheckTcpValue | undefined;
  /** A command that must end with 0. It runs on the instance, as the application's user, in its environment. */
  readonly exec?: HealthCheckCheckExecValue | undefined;
  /** The node must answer over distribution, under its own name and port. */
  readonly node?: { [key: string]: never } | undefined;
  /** Every node that is checked must see every other; a node alone must answer. */
  readonly cluster?: { [key: string]: never } | undefined;
  /** Time between two attempts. Default: 500ms. */
  readonly interval: string;
  /** Longest time of one attempt. Default: 5s. */
  readonly timeout: string;
  /** Good answers in a row that are needed. Default: 1. */
  readonly successes: number;
  /**
   * Bad answers in a row after which it is asked again; with one more it has failed. None counts while nobody
   * listens yet. Default: as many as the deadline has room for.
   */
  readonly retries?: number | undefined;
  /** How many times longer it waits after each further bad answer in a row. Default: 1, always the interval. */
  readonly backoff?: number | undefined;
  /** Time after which it has failed. Default: 60s. */
  readonly deadline: string;
}

export interface HealthCheckCheckHttpValue {
  /** Port, on the instance's own address. */
  readonly port: number;
  /** Path of the request. Default: `/`. */
  readonly path: string;
  /** Status that is right. Default: any from 200 to 299. */
  readonly status?: number | undefined;
  /** Text that the answer must hold. */
  readonly body?: string | undefined;
  /** Fields of a JSON answer and the values they must have: `{ "status": "ok", "checks.database": "true" }`. */
  readonly json?: { [key: string]: string } | undefined;
  /** Field of a JSON answer that must hold the version of the release: `version`. */
  readonly version?: string | undefined;
  /** Headers of the request. */
  readonly headers?: { [key: string]: string } | undefined;
}

export interface HealthCheckCheckTcpValue {
  /** Port, on the instance's own address. */
  readonly port: number;
}

export interface HealthCheckCheckExecValue {
  /** The program and its arguments; no shell. */
  readonly command: string[];
}

const outline: Outline = {
  type: "health_check",
  class: "HealthCheck",
  named: true,
  inputs: [
    "project",
    "app",
    "name",
    "instances",
    "where",
    "generations",
    "hooks",
    "check",
    "cluster",
    "minUptime",
    "final",
    "maxUnavailable",
    "onFailure",
    "keepVersions",
  ],
  outputs: ["passed", "checkedWith"],
  secrets: ["hooks"],
};
