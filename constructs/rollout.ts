// Written by `npm run generate` from provider/kinds/rollout.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";
import type { WriteOnly } from "./write-only.ts";

/**
 * What the steps of a change of nodes have in common: an id that is in the environment of each node that is
 * started (`CUL8ER_ROLLOUT`), in the router's log and in the report. It changes only when a node will.
 *
 * It is imported by its id, `[host:][project/]<app>/<name>`.
 *
 * @example
 * ```ts
 * new Rollout(this, "chat", {
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
export class Rollout extends Resource<RolloutConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_rollout";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there; also the name of the rollout where `config.name` says no other.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: RolloutConfig) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a rollout, for Terraform to write its configuration from.
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

  set project(value: RolloutConfig["project"]) {
    this.given.project = value;
  }

  get projectInput(): RolloutConfig["project"] {
    return this.given.project;
  }

  /** Name of the application. */
  get app(): string {
    return this.getStringAttribute("app");
  }

  set app(value: RolloutConfig["app"]) {
    this.given.app = value;
  }

  get appInput(): RolloutConfig["app"] {
    return this.given.app;
  }

  /** Name of the step, unique for the application and the kind. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  set name(value: RolloutConfig["name"]) {
    this.given.name = value;
  }

  get nameInput(): RolloutConfig["name"] {
    return this.given.name;
  }

  /** The nodes, and what shall run on each. */
  get nodes(): IResolvable {
    return this.interpolationForAttribute("nodes");
  }

  set nodes(value: RolloutConfig["nodes"]) {
    this.given.nodes = value;
  }

  get nodesInput(): RolloutConfig["nodes"] {
    return this.given.nodes;
  }

  /** Other instances that have steps of the rollout: that of the tasks. */
  get besides(): string[] {
    return this.getListAttribute("besides");
  }

  set besides(value: RolloutConfig["besides"]) {
    this.given.besides = value;
  }

  get besidesInput(): RolloutConfig["besides"] {
    return this.given.besides;
  }

  /** Instance of the router whose log shall name the rollout with every request. */
  get router(): string {
    return this.getStringAttribute("router");
  }

  set router(value: RolloutConfig["router"]) {
    this.given.router = value;
  }

  get routerInput(): RolloutConfig["router"] {
    return this.given.router;
  }

  /**
   * Whether a revision that was put back is tried again by the next run, or only when another one is wanted.
   * Default: always.
   */
  get retry(): "always" | "on-change" {
    return this.word("retry");
  }

  set retry(value: RolloutConfig["retry"]) {
    this.given.retry = value;
  }

  get retryInput(): RolloutConfig["retry"] {
    return this.given.retry;
  }

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  get where(): IResolvable {
    return this.interpolationForAttribute("where");
  }

  set where(value: RolloutConfig["where"]) {
    this.given.where = value;
  }

  get whereInput(): RolloutConfig["where"] {
    return this.given.where;
  }

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   */
  get hooks(): IResolvable {
    return this.interpolationForAttribute("hooks");
  }

  set hooks(value: RolloutConfig["hooks"]) {
    this.given.hooks = value;
  }

  get hooksInput(): RolloutConfig["hooks"] {
    return this.given.hooks;
  }

  /** Id of the last rollout; empty before the first. */
  get rollout(): string {
    return this.getStringAttribute("rollout");
  }
}

/** Configuration of `Rollout`. */
export interface RolloutConfig extends ControlConfig {
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

  /** The nodes, and what shall run on each. */
  nodes: (RolloutNodesInput | IResolvable)[] | IResolvable;

  /** Other instances that have steps of the rollout: that of the tasks. */
  besides?: string[] | IResolvable | undefined;

  /** Instance of the router whose log shall name the rollout with every request. */
  router?: string | undefined;

  /**
   * Whether a revision that was put back is tried again by the next run, or only when another one is wanted.
   * Default: always.
   */
  retry?: "always" | "on-change" | IResolvable | undefined;

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  where?: { [key: string]: string | RolloutWhereInput | IResolvable } | IResolvable | undefined;

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   * A secret: never shown, and not even in the state as `writeOnly(...)`.
   */
  hooks?:
    | (RolloutHooksInput | IResolvable)[]
    | IResolvable
    | WriteOnly<(RolloutHooksInput | IResolvable)[]>
    | undefined;
}

export interface RolloutNodesInput {
  /** Instance that the node runs in. */
  instance: string;
  /** Revision that shall run, from the release. */
  revision: string;
  /** Digest of its secrets, from the release. */
  secretRevision: string;
  /** Full name of the node, from the release. */
  nodeName: string;
  /** Incarnation of the instance. */
  incarnation?: string | undefined;
  /** What the instance waits for, from its output `pending`. */
  pending?: string | undefined;
  /** Version of the release, for the report. */
  version?: string | undefined;
  /** Whether the node stays as it is. Default: false. */
  keep?: boolean | IResolvable | undefined;
}

export interface RolloutWhereInput {
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
  ssh?: RolloutWhereSshInput | IResolvable | undefined;
}

export interface RolloutWhereSshInput {
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

export interface RolloutHooksInput {
  /** Where the JSON is posted to. It is a secret, since such addresses carry tokens. */
  url: string;
  /**
   * What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report.
   * Default: all of it.
   */
  events?: ("start" | "step" | "failure" | "end" | IResolvable)[] | IResolvable | undefined;
}

const outline: Outline = {
  type: "rollout",
  named: true,
  fields: {
    project: "string",
    app: "string",
    name: "string",
    nodes: [
      "list",
      {
        instance: "string",
        revision: "string",
        secretRevision: "string",
        nodeName: "string",
        incarnation: "string",
        pending: "string",
        version: "string",
        keep: "boolean",
      },
    ],
    besides: ["list", "string"],
    router: "string",
    retry: "string",
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
    hooks: ["list", { url: "string", events: ["list", "string"] }],
  },
};
