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

  /** Names of all instances of the cluster. Default: only this one. */
  declare readonly cluster: pulumi.Output<string[] | undefined>;

  /** Nodes of the cluster that may be out of service at the same time. Default: 1. */
  declare readonly maxUnavailable: pulumi.Output<number>;

  /**
   * What becomes of a node whose revision fails: a gate behind it judges, it is put back to what ran before, or it
   * is left as it is. Default: putBack.
   */
  declare readonly onFailure: pulumi.Output<"gate" | "putBack" | "manual">;

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

  /** Names of all instances of the cluster. Default: only this one. */
  cluster?: pulumi.Input<pulumi.Input<string>[] | undefined>;

  /** Nodes of the cluster that may be out of service at the same time. Default: 1. */
  maxUnavailable?: pulumi.Input<number | undefined>;

  /**
   * What becomes of a node whose revision fails: a gate behind it judges, it is put back to what ran before, or it
   * is left as it is. Default: putBack.
   */
  onFailure?: pulumi.Input<"gate" | "putBack" | "manual" | undefined>;
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
    "cluster",
    "maxUnavailable",
    "onFailure",
  ],
  outputs: ["generation", "verified", "address", "runningVersion", "runningRevision"],
  secrets: [],
};
