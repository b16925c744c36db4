// Written by `npm run generate` from provider/kinds/traffic-weight.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * A step of a canary: the share of the requests that goes to the nodes with the new revision.
 *
 * @example
 * ```ts
 * new TrafficWeight("tenth", {
 *   router: router.instance,
 *   app: "chat",
 *   instances: [canary.instance],
 *   generations: [canary.generation],
 *   others: [web1.instance, web2.instance],
 *   share: 10,
 * })
 * ```
 */
export class TrafficWeight extends Resource {
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
  declare readonly where: pulumi.Output<{ [key: string]: string | TrafficWeightWhereValue } | undefined>;

  /** What it is about: the output `generation` of each node. A change is a reason to ask again. */
  declare readonly generations: pulumi.Output<string[]>;

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   */
  declare readonly hooks: pulumi.Output<TrafficWeightHooksValue[]>;

  /** Instance of the router. */
  declare readonly router: pulumi.Output<string>;

  /** Instances whose nodes share the rest of the requests. */
  declare readonly others: pulumi.Output<string[]>;

  /** Percent of the requests that `instances` get together. Default: every node has its own weight again. */
  declare readonly share: pulumi.Output<number | undefined>;

  /** Generations that passed. */
  declare readonly passed: pulumi.Output<string[]>;

  /** Digest of what was asked when they passed. */
  declare readonly checkedWith: pulumi.Output<string>;

  /**
   * @param name Name in the program; also the traffic weight's own where `args.name` says no other.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args: TrafficWeightArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a traffic weight that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:][project/]<app>/<name>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): TrafficWeight {
    return new TrafficWeight(name, existing, { ...opts, id });
  }
}

/** Arguments of `TrafficWeight`. */
export interface TrafficWeightArgs extends ControlArgs {
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
  where?: pulumi.Input<{ [key: string]: pulumi.Input<string | TrafficWeightWhereInput> } | undefined>;

  /** What it is about: the output `generation` of each node. A change is a reason to ask again. */
  generations?: pulumi.Input<pulumi.Input<string>[] | undefined>;

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   * A secret: encrypted in the state, never shown.
   */
  hooks?: pulumi.Input<pulumi.Input<TrafficWeightHooksInput>[] | undefined>;

  /** Instance of the router. */
  router: pulumi.Input<string>;

  /** Instances whose nodes share the rest of the requests. */
  others?: pulumi.Input<pulumi.Input<string>[] | undefined>;

  /** Percent of the requests that `instances` get together. Default: every node has its own weight again. */
  share?: pulumi.Input<number | undefined>;
}

export interface TrafficWeightWhereInput {
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
  ssh?: pulumi.Input<TrafficWeightWhereSshInput | undefined>;
}

export interface TrafficWeightWhereSshInput {
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

export interface TrafficWeightHooksInput {
  /** Where the JSON is posted to. It is a secret, since such addresses carry tokens. */
  url: pulumi.Input<string>;
  /**
   * What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report.
   * Default: all of it.
   */
  events?: pulumi.Input<pulumi.Input<"start" | "step" | "failure" | "end">[] | undefined>;
}

export interface TrafficWeightWhereValue {
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
  readonly ssh?: TrafficWeightWhereSshValue | undefined;
}

export interface TrafficWeightWhereSshValue {
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

export interface TrafficWeightHooksValue {
  /** Where the JSON is posted to. It is a secret, since such addresses carry tokens. */
  readonly url: string;
  /**
   * What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report.
   * Default: all of it.
   */
  readonly events?: ("start" | "step" | "failure" | "end")[] | undefined;
}

const outline: Outline = {
  type: "traffic_weight",
  class: "TrafficWeight",
  named: true,
  inputs: ["project", "app", "name", "instances", "where", "generations", "hooks", "router", "others", "share"],
  outputs: ["passed", "checkedWith"],
  secrets: ["hooks"],
};
