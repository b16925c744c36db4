// Written by `npm run generate` from provider/kinds/traffic-switch.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * Which of two slots gets the requests. It turns when every node of the other slot is well, and turns back in the
 * same way.
 *
 * @example
 * ```ts
 * new TrafficSwitch("chat", { router: router.instance, app: "chat", slot: slots.target })
 * ```
 */
export class TrafficSwitch extends Resource {
  /** Project of the instance. Default: default. */
  declare readonly project: pulumi.Output<string>;

  /** Instance of the router. */
  declare readonly router: pulumi.Output<string>;

  /** The instance's `incarnation`, so that this is applied again on a new one. */
  declare readonly incarnation: pulumi.Output<string | undefined>;

  /** Name of the application. */
  declare readonly app: pulumi.Output<string>;

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  declare readonly where: pulumi.Output<{ [key: string]: string | TrafficSwitchWhereValue } | undefined>;

  /** Slot that gets the requests, from the slots' output `target`: blue or green. */
  declare readonly slot: pulumi.Output<"blue" | "green">;

  /** Longest time that requests to the other slot may take to finish. Default: 30s. */
  declare readonly drainTimeout: pulumi.Output<string>;

  /**
   * How long the slot without requests stays up, for a way back without a start. It is stopped by the first run
   * after that time; `0s`: by the run that moves the requests. Default: always.
   */
  declare readonly keepWarm: pulumi.Output<string>;

  /**
   * Call into the release on each node of the slot, before it gets the requests: for schedulers and singletons.
   * Where it fails the requests stay where they are.
   */
  declare readonly onActivate: pulumi.Output<TrafficSwitchOnActivateValue | undefined>;

  /**
   * Call into the release on each node of the slot that loses the requests, before the other one gets its call. It
   * is the one of the program that gave that slot its requests.
   */
  declare readonly onDeactivate: pulumi.Output<TrafficSwitchOnDeactivateValue | undefined>;

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   */
  declare readonly hooks: pulumi.Output<TrafficSwitchHooksValue[]>;

  /** When the slot got the requests, as an ISO 8601 time. */
  declare readonly since: pulumi.Output<string>;

  /** Whether the nodes of the other slot stand still. */
  declare readonly resting: pulumi.Output<boolean>;

  /**
   * @param name Name in the program.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args: TrafficSwitchArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a traffic switch that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:][project/]<router>/<app>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): TrafficSwitch {
    return new TrafficSwitch(name, existing, { ...opts, id });
  }
}

/** Arguments of `TrafficSwitch`. */
export interface TrafficSwitchArgs extends ControlArgs {
  /**
   * Project of the instance. Default: default.
   * A change replaces the resource.
   */
  project?: pulumi.Input<string | undefined>;

  /**
   * Instance of the router.
   * A change replaces the resource.
   */
  router: pulumi.Input<string>;

  /** The instance's `incarnation`, so that this is applied again on a new one. */
  incarnation?: pulumi.Input<string | undefined>;

  /**
   * Name of the application.
   * A change replaces the resource.
   */
  app: pulumi.Input<string>;

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  where?: pulumi.Input<{ [key: string]: pulumi.Input<string | TrafficSwitchWhereInput> } | undefined>;

  /** Slot that gets the requests, from the slots' output `target`: blue or green. */
  slot: pulumi.Input<"blue" | "green">;

  /**
   * Longest time that requests to the other slot may take to finish. Default: 30s.
   * A number and a unit, like `60s`.
   */
  drainTimeout?: pulumi.Input<string | undefined>;

  /**
   * How long the slot without requests stays up, for a way back without a start. It is stopped by the first run
   * after that time; `0s`: by the run that moves the requests. Default: always.
   */
  keepWarm?: pulumi.Input<string | undefined>;

  /**
   * Call into the release on each node of the slot, before it gets the requests: for schedulers and singletons.
   * Where it fails the requests stay where they are.
   */
  onActivate?: pulumi.Input<TrafficSwitchOnActivateInput | undefined>;

  /**
   * Call into the release on each node of the slot that loses the requests, before the other one gets its call. It
   * is the one of the program that gave that slot its requests.
   */
  onDeactivate?: pulumi.Input<TrafficSwitchOnDeactivateInput | undefined>;

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   * A secret: encrypted in the state, never shown.
   */
  hooks?: pulumi.Input<pulumi.Input<TrafficSwitchHooksInput>[] | undefined>;
}

export interface TrafficSwitchWhereInput {
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
  ssh?: pulumi.Input<TrafficSwitchWhereSshInput | undefined>;
}

export interface TrafficSwitchWhereSshInput {
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

export interface TrafficSwitchOnActivateInput {
  /** Arguments of the release's own command: `["rpc", "Chat.Scheduler.start()"]`. It may run twice. */
  command: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Longest time that it may take; then it is ended. Default: 30s.
   * A number and a unit, like `60s`.
   */
  limit?: pulumi.Input<string | undefined>;
}

export interface TrafficSwitchOnDeactivateInput {
  /** Arguments of the release's own command: `["rpc", "Chat.Scheduler.start()"]`. It may run twice. */
  command: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Longest time that it may take; then it is ended. Default: 30s.
   * A number and a unit, like `60s`.
   */
  limit?: pulumi.Input<string | undefined>;
}

export interface TrafficSwitchHooksInput {
  /** Where the JSON is posted to. It is a secret, since such addresses carry tokens. */
  url: pulumi.Input<string>;
  /**
   * What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report.
   * Default: all of it.
   */
  events?: pulumi.Input<pulumi.Input<"start" | "step" | "failure" | "end">[] | undefined>;
}

export interface TrafficSwitchWhereValue {
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
  readonly ssh?: TrafficSwitchWhereSshValue | undefined;
}

export interface TrafficSwitchWhereSshValue {
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

export interface TrafficSwitchOnActivateValue {
  /** Arguments of the release's own command: `["rpc", "Chat.Scheduler.start()"]`. It may run twice. */
  readonly command: string[];
  /** Longest time that it may take; then it is ended. Default: 30s. */
  readonly limit?: string | undefined;
}

export interface TrafficSwitchOnDeactivateValue {
  /** Arguments of the release's own command: `["rpc", "Chat.Scheduler.start()"]`. It may run twice. */
  readonly command: string[];
  /** Longest time that it may take; then it is ended. Default: 30s. */
  readonly limit?: string | undefined;
}

export interface TrafficSwitchHooksValue {
  /** Where the JSON is posted to. It is a secret, since such addresses carry tokens. */
  readonly url: string;
  /**
   * What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report.
   * Default: all of it.
   */
  readonly events?: ("start" | "step" | "failure" | "end")[] | undefined;
}

const outline: Outline = {
  type: "traffic_switch",
  class: "TrafficSwitch",
  named: false,
  inputs: [
    "project",
    "router",
    "incarnation",
    "app",
    "where",
    "slot",
    "drainTimeout",
    "keepWarm",
    "onActivate",
    "onDeactivate",
    "hooks",
  ],
  outputs: ["since", "resting"],
  secrets: ["hooks"],
};
