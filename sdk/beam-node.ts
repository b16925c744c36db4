// Written by `npm run generate` from provider/kinds/beam-node.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * A node of an Elixir, Erlang or Gleam application: which of the staged revisions runs in an instance.
 *
 * @example
 * ```ts
 * new BeamNode("chat", {
 *   instance: web.name,
 *   app: "chat",
 *   revision: release.revision,
 *   secretRevision: release.secretRevision,
 *   nodeName: release.nodeName,
 *   pending: web.pending,
 * })
 * ```
 */
export class BeamNode extends Resource {
  /** Project of the instance. */
  declare readonly project: pulumi.Output<string>;

  /** Instance that the node runs in. */
  declare readonly instance: pulumi.Output<string>;

  /** Name of the application. */
  declare readonly app: pulumi.Output<string>;

  /** Incarnation of the instance: with a new one the node is started again. */
  declare readonly incarnation: pulumi.Output<string | undefined>;

  /** Revision that shall run, from the release. */
  declare readonly revision: pulumi.Output<string>;

  /** Digest of its secrets, from the release. */
  declare readonly secretRevision: pulumi.Output<string>;

  /** Version of the release, for messages. */
  declare readonly version: pulumi.Output<string | undefined>;

  /** Full name of the node, from the release. */
  declare readonly nodeName: pulumi.Output<string>;

  /** What the instance waits for, from its output `pending`: it is carried out when the node stands still. */
  declare readonly pending: pulumi.Output<string | undefined>;

  /** When the node is healthy. Default: the check of its release. */
  declare readonly healthCheck: pulumi.Output<BeamNodeHealthCheckValue | undefined>;

  /** Time that the node must stay up before it is verified. Default: none. */
  declare readonly minUptime: pulumi.Output<string>;

  /**
   * Instance of the router that sends it requests: it leaves the rotation before it is stopped, and returns when it
   * is verified.
   */
  declare readonly router: pulumi.Output<string | undefined>;

  /**
   * The share of the requests that the first nodes with something new get when they return. Default: as many as each
   * other node.
   */
  declare readonly canary: pulumi.Output<BeamNodeCanaryValue | undefined>;

  /**
   * Whether the node stays as it is, whatever the other inputs say: for a slot that is not the target. Default:
   * false.
   */
  declare readonly keep: pulumi.Output<boolean>;

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  declare readonly where: pulumi.Output<{ [key: string]: string | BeamNodeWhereValue } | undefined>;

  /** Names of all instances of the cluster. Default: only this one. */
  declare readonly cluster: pulumi.Output<string[] | undefined>;

  /** Nodes of the cluster that may be out of service at the same time. Default: 1. */
  declare readonly maxUnavailable: pulumi.Output<number>;

  /**
   * What becomes of a node whose revision fails: a gate behind it judges, it is put back to what ran before, or it
   * is left as it is. Default: putBack.
   */
  declare readonly onFailure: pulumi.Output<"gate" | "putBack" | "manual">;

  /**
   * Whether a revision that was put back is tried again by the next run, or only when another one is wanted.
   * Default: always.
   */
  declare readonly retry: pulumi.Output<"always" | "on-change">;

  /**
   * Whether a snapshot of the instance and of the application's volume is taken before each switch, for restoring by
   * hand. Default: false.
   */
  declare readonly snapshot: pulumi.Output<boolean>;

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   */
  declare readonly hooks: pulumi.Output<BeamNodeHooksValue[]>;

  /** Id of the last switch. */
  declare readonly generation: pulumi.Output<string>;

  /** Whether what runs has passed its checks. */
  declare readonly verified: pulumi.Output<boolean>;

  /** Address of the node. */
  declare readonly address: pulumi.Output<string>;

  /** Version that the node is meant to run now: after it was put back, the one before. */
  declare readonly runningVersion: pulumi.Output<string>;

  /** Revision that the node is meant to run now. */
  declare readonly runningRevision: pulumi.Output<string>;

  /**
   * @param name Name in the program.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args: BeamNodeArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a beam node that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:][project/]<instance>/<app>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): BeamNode {
    return new BeamNode(name, existing, { ...opts, id });
  }
}

/** Arguments of `BeamNode`. */
export interface BeamNodeArgs extends ControlArgs {
  /**
   * Project of the instance.
   * Default: "default".
   * A change replaces the resource.
   */
  project?: pulumi.Input<string | undefined>;

  /**
   * Instance that the node runs in.
   * A change replaces the resource.
   */
  instance: pulumi.Input<string>;

  /**
   * Name of the application.
   * A change replaces the resource.
   */
  app: pulumi.Input<string>;

  /** Incarnation of the instance: with a new one the node is started again. */
  incarnation?: pulumi.Input<string | undefined>;

  /** Revision that shall run, from the release. */
  revision: pulumi.Input<string>;

  /** Digest of its secrets, from the release. */
  secretRevision: pulumi.Input<string>;

  /** Version of the release, for messages. */
  version?: pulumi.Input<string | undefined>;

  /** Full name of the node, from the release. */
  nodeName: pulumi.Input<string>;

  /** What the instance waits for, from its output `pending`: it is carried out when the node stands still. */
  pending?: pulumi.Input<string | undefined>;

  /** When the node is healthy. Default: the check of its release. */
  healthCheck?: pulumi.Input<BeamNodeHealthCheckInput | undefined>;

  /**
   * Time that the node must stay up before it is verified. Default: none.
   * A number and a unit, like `60s`.
   */
  minUptime?: pulumi.Input<string | undefined>;

  /**
   * Instance of the router that sends it requests: it leaves the rotation before it is stopped, and returns when it
   * is verified.
   */
  router?: pulumi.Input<string | undefined>;

  /**
   * The share of the requests that the first nodes with something new get when they return. Default: as many as each
   * other node.
   */
  canary?: pulumi.Input<BeamNodeCanaryInput | undefined>;

  /**
   * Whether the node stays as it is, whatever the other inputs say: for a slot that is not the target. Default:
   * false.
   */
  keep?: pulumi.Input<boolean | undefined>;

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  where?: pulumi.Input<{ [key: string]: pulumi.Input<string | BeamNodeWhereInput> } | undefined>;

  /** Names of all instances of the cluster. Default: only this one. */
  cluster?: pulumi.Input<pulumi.Input<string>[] | undefined>;

  /** Nodes of the cluster that may be out of service at the same time. Default: 1. */
  maxUnavailable?: pulumi.Input<number | undefined>;

  /**
   * What becomes of a node whose revision fails: a gate behind it judges, it is put back to what ran before, or it
   * is left as it is. Default: putBack.
   */
  onFailure?: pulumi.Input<"gate" | "putBack" | "manual" | undefined>;

  /**
   * Whether a revision that was put back is tried again by the next run, or only when another one is wanted.
   * Default: always.
   */
  retry?: pulumi.Input<"always" | "on-change" | undefined>;

  /**
   * Whether a snapshot of the instance and of the application's volume is taken before each switch, for restoring by
   * hand. Default: false.
   */
  snapshot?: pulumi.Input<boolean | undefined>;

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   * A secret: encrypted in the state, never shown.
   */
  hooks?: pulumi.Input<pulumi.Input<BeamNodeHooksInput>[] | undefined>;
}

export interface BeamNodeHealthCheckInput {
  /** An HTTP request that must be answered well. */
  http?: pulumi.Input<BeamNodeHealthCheckHttpInput | undefined>;
  /** A port that must accept connections. */
  tcp?: pulumi.Input<BeamNodeHealthCheckTcpInput | undefined>;
  /** A command that must end with 0. It runs on the instance, as the application's user, in its environment. */
  exec?: pulumi.Input<BeamNodeHealthCheckExecInput | undefined>;
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

export interface BeamNodeHealthCheckHttpInput {
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

export interface BeamNodeHealthCheckTcpInput {
  /** Port, on the instance's own address. */
  port: pulumi.Input<number>;
}

export interface BeamNodeHealthCheckExecInput {
  /** The program and its arguments; no shell. */
  command: pulumi.Input<pulumi.Input<string>[]>;
}

export interface BeamNodeCanaryInput {
  /** Percent of the requests that they get together. */
  share: pulumi.Input<number>;
  /** Instances whose nodes go first. */
  instances: pulumi.Input<pulumi.Input<string>[]>;
}

export interface BeamNodeWhereInput {
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
  ssh?: pulumi.Input<BeamNodeWhereSshInput | undefined>;
}

export interface BeamNodeWhereSshInput {
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

export interface BeamNodeHooksInput {
  /** Where the JSON is posted to. It is a secret, since such addresses carry tokens. */
  url: pulumi.Input<string>;
  /**
   * What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report.
   * Default: all of it.
   */
  events?: pulumi.Input<pulumi.Input<"start" | "step" | "failure" | "end">[] | undefined>;
}

export interface BeamNodeHealthCheckValue {
  /** An HTTP request that must be answered well. */
  readonly http?: BeamNodeHealthCheckHttpValue | undefined;
  /** A port that must accept connections. */
  readonly tcp?: BeamNodeHealthCheckTcpValue | undefined;
  /** A command that must end with 0. It runs on the instance, as the application's user, in its environment. */
  readonly exec?: BeamNodeHealthCheckExecValue | undefined;
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

export interface BeamNodeHealthCheckHttpValue {
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

export interface BeamNodeHealthCheckTcpValue {
  /** Port, on the instance's own address. */
  readonly port: number;
}

export interface BeamNodeHealthCheckExecValue {
  /** The program and its arguments; no shell. */
  readonly command: string[];
}

export interface BeamNodeCanaryValue {
  /** Percent of the requests that they get together. */
  readonly share: number;
  /** Instances whose nodes go first. */
  readonly instances: string[];
}

export interface BeamNodeWhereValue {
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
  readonly ssh?: BeamNodeWhereSshValue | undefined;
}

export interface BeamNodeWhereSshValue {
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

export interface BeamNodeHooksValue {
  /** Where the JSON is posted to. It is a secret, since such addresses carry tokens. */
  readonly url: string;
  /**
   * What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report.
   * Default: all of it.
   */
  readonly events?: ("start" | "step" | "failure" | "end")[] | undefined;
}

const outline: Outline = {
  type: "beam_node",
  class: "BeamNode",
  named: false,
  inputs: [
    "project",
    "instance",
    "app",
    "incarnation",
    "revision",
    "secretRevision",
    "version",
    "nodeName",
    "pending",
    "healthCheck",
    "minUptime",
    "router",
    "canary",
    "keep",
    "where",
    "cluster",
    "maxUnavailable",
    "onFailure",
    "retry",
    "snapshot",
    "hooks",
  ],
  outputs: ["generation", "verified", "address", "runningVersion", "runningRevision"],
  secrets: ["hooks"],
};
