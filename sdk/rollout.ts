// Written by `npm run generate` from provider/kinds/rollout.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * What the steps of a change of nodes have in common: an id that is in the environment of each node that is
 * started (`CUL8ER_ROLLOUT`), in the router's log and in the report. It changes only when a node will.
 *
 * @example
 * ```ts
 * new Rollout("chat", {
 *   app: "chat",
 *   nodes: [
 *     {
 *       instance: web.name,
 *       version: release.version,
 *       revision: release.revision,
 *       secretRevision: release.secretRevision,
 *       nodeName: release.nodeName,
 *       pending: web.pending,
 *     },
 *   ],
 * })
 * ```
 */
export class Rollout extends Resource {
  /** Project of the instances. */
  declare readonly project: pulumi.Output<string>;

  /** Name of the application. */
  declare readonly app: pulumi.Output<string>;

  /** Name of the step, unique for the application and the kind. */
  declare readonly name: pulumi.Output<string>;

  /** The nodes, and what shall run on each. */
  declare readonly nodes: pulumi.Output<RolloutNodesValue[]>;

  /** Other instances that have steps of the rollout: that of the tasks. */
  declare readonly besides: pulumi.Output<string[]>;

  /** Instance of the router whose log shall name the rollout with every request. */
  declare readonly router: pulumi.Output<string | undefined>;

  /**
   * Whether a revision that was put back is tried again by the next run, or only when another one is wanted.
   * Default: always.
   */
  declare readonly retry: pulumi.Output<"always" | "on-change">;

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  declare readonly where: pulumi.Output<{ [key: string]: string | RolloutWhereValue } | undefined>;

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   */
  declare readonly hooks: pulumi.Output<RolloutHooksValue[]>;

  /** Id of the last rollout; empty before the first. */
  declare readonly rollout: pulumi.Output<string>;

  /**
   * @param name Name in the program; also the rollout's own where `args.name` says no other.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args: RolloutArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a rollout that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:][project/]<app>/<name>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Rollout {
    return new Rollout(name, existing, { ...opts, id });
  }
}

/** Arguments of `Rollout`. */
export interface RolloutArgs extends ControlArgs {
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

  /** The nodes, and what shall run on each. */
  nodes: pulumi.Input<pulumi.Input<RolloutNodesInput>[]>;

  /** Other instances that have steps of the rollout: that of the tasks. */
  besides?: pulumi.Input<pulumi.Input<string>[] | undefined>;

  /** Instance of the router whose log shall name the rollout with every request. */
  router?: pulumi.Input<string | undefined>;

  /**
   * Whether a revision that was put back is tried again by the next run, or only when another one is wanted.
   * Default: always.
   */
  retry?: pulumi.Input<"always" | "on-change" | undefined>;

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  where?: pulumi.Input<{ [key: string]: pulumi.Input<string | RolloutWhereInput> } | undefined>;

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   * A secret: encrypted in the state, never shown.
   */
  hooks?: pulumi.Input<pulumi.Input<RolloutHooksInput>[] | undefined>;
}

export interface RolloutNodesInput {
  /** Instance that the node runs in. */
  instance: pulumi.Input<string>;
  /** Revision that shall run, from the release. */
  revision: pulumi.Input<string>;
  /** Digest of its secrets, from the release. */
  secretRevision: pulumi.Input<string>;
  /** Full name of the node, from the release. */
  nodeName: pulumi.Input<string>;
  /** Incarnation of the instance. */
  incarnation?: pulumi.Input<string | undefined>;
  /** What the instance waits for, from its output `pending`. */
  pending?: pulumi.Input<string | undefined>;
  /** Version of the release, for the report. */
  version?: pulumi.Input<string | undefined>;
  /** Whether the node stays as it is. Default: false. */
  keep?: pulumi.Input<boolean | undefined>;
}

export interface RolloutWhereInput {
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
  ssh?: pulumi.Input<RolloutWhereSshInput | undefined>;
}

export interface RolloutWhereSshInput {
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

export interface RolloutHooksInput {
  /** Where the JSON is posted to. It is a secret, since such addresses carry tokens. */
  url: pulumi.Input<string>;
  /**
   * What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report.
   * Default: all of it.
   */
  events?: pulumi.Input<pulumi.Input<"start" | "step" | "failure" | "end">[] | undefined>;
}

export interface RolloutNodesValue {
  /** Instance that the node runs in. */
  readonly instance: string;
  /** Revision that shall run, from the release. */
  readonly revision: string;
  /** Digest of its secrets, from the release. */
  readonly secretRevision: string;
  /** Full name of the node, from the release. */
  readonly nodeName: string;
  /** Incarnation of the instance. */
  readonly incarnation?: string | undefined;
  /** What the instance waits for, from its output `pending`. */
  readonly pending?: string | undefined;
  /** Version of the release, for the report. */
  readonly version?: string | undefined;
  /** Whether the node stays as it is. Default: false. */
  readonly keep: boolean;
}

export interface RolloutWhereValue {
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
  readonly ssh?: RolloutWhereSshValue | undefined;
}

export interface RolloutWhereSshValue {
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

export interface RolloutHooksValue {
  /** Where the JSON is posted to. It is a secret, since such addresses carry tokens. */
  readonly url: string;
  /**
   * What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report.
   * Default: all of it.
   */
  readonly events?: ("start" | "step" | "failure" | "end")[] | undefined;
}

const outline: Outline = {
  type: "rollout",
  class: "Rollout",
  named: true,
  inputs: ["project", "app", "name", "nodes", "besides", "router", "retry", "where", "hooks"],
  outputs: ["rollout"],
  secrets: ["hooks"],
};
