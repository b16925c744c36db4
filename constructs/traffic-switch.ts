// Written by `npm run generate` from provider/kinds/traffic-switch.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";
import type { WriteOnly } from "./write-only.ts";

/**
 * Which of two slots gets the requests. It turns when every node of the other slot is well, and turns back in the
 * same way.
 *
 * It is imported by its id, `[host:][project/]<router>/<app>`.
 *
 * @example
 * ```ts
 * new TrafficSwitch(this, "chat", { router: router.instance, app: "chat", slot: slots.target })
 * ```
 */
export class TrafficSwitch extends Resource<TrafficSwitchConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_traffic_switch";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: TrafficSwitchConfig) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a traffic switch, for Terraform to write its configuration from.
   *
   * @param scope The stack.
   * @param importToId Id that its construct will have.
   * @param importFromId `[host:][project/]<router>/<app>`.
   */
  static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: TerraformProvider,
  ): ImportableResource {
    return importBlock(scope, outline, importToId, importFromId, provider);
  }

  /** Project of the instance. Default: default. */
  get project(): string {
    return this.getStringAttribute("project");
  }

  set project(value: TrafficSwitchConfig["project"]) {
    this.given.project = value;
  }

  get projectInput(): TrafficSwitchConfig["project"] {
    return this.given.project;
  }

  /** Instance of the router. */
  get router(): string {
    return this.getStringAttribute("router");
  }

  set router(value: TrafficSwitchConfig["router"]) {
    this.given.router = value;
  }

  get routerInput(): TrafficSwitchConfig["router"] {
    return this.given.router;
  }

  /** The instance's `incarnation`, so that this is applied again on a new one. */
  get incarnation(): string {
    return this.getStringAttribute("incarnation");
  }

  set incarnation(value: TrafficSwitchConfig["incarnation"]) {
    this.given.incarnation = value;
  }

  get incarnationInput(): TrafficSwitchConfig["incarnation"] {
    return this.given.incarnation;
  }

  /** Name of the application. */
  get app(): string {
    return this.getStringAttribute("app");
  }

  set app(value: TrafficSwitchConfig["app"]) {
    this.given.app = value;
  }

  get appInput(): TrafficSwitchConfig["app"] {
    return this.given.app;
  }

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  get where(): IResolvable {
    return this.interpolationForAttribute("where");
  }

  set where(value: TrafficSwitchConfig["where"]) {
    this.given.where = value;
  }

  get whereInput(): TrafficSwitchConfig["where"] {
    return this.given.where;
  }

  /** Slot that gets the requests, from the slots' output `target`: blue or green. */
  get slot(): "blue" | "green" {
    return this.word("slot");
  }

  set slot(value: TrafficSwitchConfig["slot"]) {
    this.given.slot = value;
  }

  get slotInput(): TrafficSwitchConfig["slot"] {
    return this.given.slot;
  }

  /** Longest time that requests to the other slot may take to finish. Default: 30s. */
  get drainTimeout(): string {
    return this.getStringAttribute("drain_timeout");
  }

  set drainTimeout(value: TrafficSwitchConfig["drainTimeout"]) {
    this.given.drainTimeout = value;
  }

  get drainTimeoutInput(): TrafficSwitchConfig["drainTimeout"] {
    return this.given.drainTimeout;
  }

  /**
   * How long the slot without requests stays up, for a way back without a start. It is stopped by the first run
   * after that time; `0s`: by the run that moves the requests. Default: always.
   */
  get keepWarm(): string {
    return this.getStringAttribute("keep_warm");
  }

  set keepWarm(value: TrafficSwitchConfig["keepWarm"]) {
    this.given.keepWarm = value;
  }

  get keepWarmInput(): TrafficSwitchConfig["keepWarm"] {
    return this.given.keepWarm;
  }

  /**
   * Call into the release on each node of the slot, before it gets the requests: for schedulers and singletons.
   * Where it fails the requests stay where they are.
   */
  get onActivate(): IResolvable {
    return this.interpolationForAttribute("on_activate");
  }

  set onActivate(value: TrafficSwitchConfig["onActivate"]) {
    this.given.onActivate = value;
  }

  get onActivateInput(): TrafficSwitchConfig["onActivate"] {
    return this.given.onActivate;
  }

  /**
   * Call into the release on each node of the slot that loses the requests, before the other one gets its call. It
   * is the one of the program that gave that slot its requests.
   */
  get onDeactivate(): IResolvable {
    return this.interpolationForAttribute("on_deactivate");
  }

  set onDeactivate(value: TrafficSwitchConfig["onDeactivate"]) {
    this.given.onDeactivate = value;
  }

  get onDeactivateInput(): TrafficSwitchConfig["onDeactivate"] {
    return this.given.onDeactivate;
  }

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   */
  get hooks(): IResolvable {
    return this.interpolationForAttribute("hooks");
  }

  set hooks(value: TrafficSwitchConfig["hooks"]) {
    this.given.hooks = value;
  }

  get hooksInput(): TrafficSwitchConfig["hooks"] {
    return this.given.hooks;
  }

  /** When the slot got the requests, as an ISO 8601 time. */
  get since(): string {
    return this.getStringAttribute("since");
  }

  /** Whether the nodes of the other slot stand still. */
  get resting(): IResolvable {
    return this.getBooleanAttribute("resting");
  }
}

/** Configuration of `TrafficSwitch`. */
export interface TrafficSwitchConfig extends ControlConfig {
  /**
   * Project of the instance. Default: default.
   * A change replaces the resource.
   */
  project?: string | undefined;

  /**
   * Instance of the router.
   * A change replaces the resource.
   */
  router: string;

  /** The instance's `incarnation`, so that this is applied again on a new one. */
  incarnation?: string | undefined;

  /**
   * Name of the application.
   * A change replaces the resource.
   */
  app: string;

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  where?: { [key: string]: string | TrafficSwitchWhereInput | IResolvable } | IResolvable | undefined;

  /** Slot that gets the requests, from the slots' output `target`: blue or green. */
  slot: "blue" | "green" | IResolvable;

  /**
   * Longest time that requests to the other slot may take to finish. Default: 30s.
   * A number and a unit, like `60s`.
   */
  drainTimeout?: string | undefined;

  /**
   * How long the slot without requests stays up, for a way back without a start. It is stopped by the first run
   * after that time; `0s`: by the run that moves the requests. Default: always.
   */
  keepWarm?: string | undefined;

  /**
   * Call into the release on each node of the slot, before it gets the requests: for schedulers and singletons.
   * Where it fails the requests stay where they are.
   */
  onActivate?: TrafficSwitchOnActivateInput | IResolvable | undefined;

  /**
   * Call into the release on each node of the slot that loses the requests, before the other one gets its call. It
   * is the one of the program that gave that slot its requests.
   */
  onDeactivate?: TrafficSwitchOnDeactivateInput | IResolvable | undefined;

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   * A secret: never shown, and not even in the state as `writeOnly(...)`.
   */
  hooks?:
    | (TrafficSwitchHooksInput | IResolvable)[]
    | IResolvable
    | WriteOnly<(TrafficSwitchHooksInput | IResolvable)[]>
    | undefined;
}

export interface TrafficSwitchWhereInput {
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
  ssh?: TrafficSwitchWhereSshInput | IResolvable | undefined;
}

export interface TrafficSwitchWhereSshInput {
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

export interface TrafficSwitchOnActivateInput {
  /** Arguments of the release's own command: `["rpc", "Chat.Scheduler.start()"]`. It may run twice. */
  command: string[] | IResolvable;
  /**
   * Longest time that it may take; then it is ended. Default: 30s.
   * A number and a unit, like `60s`.
   */
  limit?: string | undefined;
}

export interface TrafficSwitchOnDeactivateInput {
  /** Arguments of the release's own command: `["rpc", "Chat.Scheduler.start()"]`. It may run twice. */
  command: string[] | IResolvable;
  /**
   * Longest time that it may take; then it is ended. Default: 30s.
   * A number and a unit, like `60s`.
   */
  limit?: string | undefined;
}

export interface TrafficSwitchHooksInput {
  /** Where the JSON is posted to. It is a secret, since such addresses carry tokens. */
  url: string;
  /**
   * What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report.
   * Default: all of it.
   */
  events?: ("start" | "step" | "failure" | "end" | IResolvable)[] | IResolvable | undefined;
}

const outline: Outline = {
  type: "traffic_switch",
  named: false,
  fields: {
    project: "string",
    router: "string",
    incarnation: "string",
    app: "string",
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
    slot: "string",
    drainTimeout: "string",
    keepWarm: "string",
    onActivate: { command: ["list", "string"], limit: "string" },
    onDeactivate: { command: ["list", "string"], limit: "string" },
    hooks: ["list", { url: "string", events: ["list", "string"] }],
  },
};
