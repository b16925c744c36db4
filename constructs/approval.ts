// Written by `npm run generate` from provider/kinds/approval.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";
import type { WriteOnly } from "./write-only.ts";

/**
 * A gate that a person opens: what depends on it goes on when the version has been approved.
 *
 * It is imported by its id, `[host:][project/]<app>/<name>`.
 *
 * @example
 * ```ts
 * new Approval(this, "people", {
 *   app: "chat",
 *   instances: [canary.instance],
 *   generations: [canary.generation],
 *   approved: config.get("approved"),
 * })
 * ```
 */
export class Approval extends Resource<ApprovalConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_approval";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there; also the name of the approval where `config.name` says no other.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: ApprovalConfig) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a approval, for Terraform to write its configuration from.
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

  set project(value: ApprovalConfig["project"]) {
    this.given.project = value;
  }

  get projectInput(): ApprovalConfig["project"] {
    return this.given.project;
  }

  /** Name of the application. */
  get app(): string {
    return this.getStringAttribute("app");
  }

  set app(value: ApprovalConfig["app"]) {
    this.given.app = value;
  }

  get appInput(): ApprovalConfig["app"] {
    return this.given.app;
  }

  /** Name of the step, unique for the application and the kind. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  set name(value: ApprovalConfig["name"]) {
    this.given.name = value;
  }

  get nameInput(): ApprovalConfig["name"] {
    return this.given.name;
  }

  /** Instances whose nodes it is about. */
  get instances(): string[] {
    return this.getListAttribute("instances");
  }

  set instances(value: ApprovalConfig["instances"]) {
    this.given.instances = value;
  }

  get instancesInput(): ApprovalConfig["instances"] {
    return this.given.instances;
  }

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  get where(): IResolvable {
    return this.interpolationForAttribute("where");
  }

  set where(value: ApprovalConfig["where"]) {
    this.given.where = value;
  }

  get whereInput(): ApprovalConfig["where"] {
    return this.given.where;
  }

  /** What it is about: the output `generation` of each node. A change is a reason to ask again. */
  get generations(): string[] {
    return this.getListAttribute("generations");
  }

  set generations(value: ApprovalConfig["generations"]) {
    this.given.generations = value;
  }

  get generationsInput(): ApprovalConfig["generations"] {
    return this.given.generations;
  }

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   */
  get hooks(): IResolvable {
    return this.interpolationForAttribute("hooks");
  }

  set hooks(value: ApprovalConfig["hooks"]) {
    this.given.hooks = value;
  }

  get hooksInput(): ApprovalConfig["hooks"] {
    return this.given.hooks;
  }

  /** Version that may go on, or `any`. Set it in the code, or by a setting that your pipeline gives. Default: none. */
  get approved(): string {
    return this.getStringAttribute("approved");
  }

  set approved(value: ApprovalConfig["approved"]) {
    this.given.approved = value;
  }

  get approvedInput(): ApprovalConfig["approved"] {
    return this.given.approved;
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

/** Configuration of `Approval`. */
export interface ApprovalConfig extends ControlConfig {
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
  where?: { [key: string]: string | ApprovalWhereInput | IResolvable } | IResolvable | undefined;

  /** What it is about: the output `generation` of each node. A change is a reason to ask again. */
  generations?: string[] | IResolvable | undefined;

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   * A secret: never shown, and not even in the state as `writeOnly(...)`.
   */
  hooks?:
    | (ApprovalHooksInput | IResolvable)[]
    | IResolvable
    | WriteOnly<(ApprovalHooksInput | IResolvable)[]>
    | undefined;

  /** Version that may go on, or `any`. Set it in the code, or by a setting that your pipeline gives. Default: none. */
  approved?: string | undefined;
}

export interface ApprovalWhereInput {
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
  ssh?: ApprovalWhereSshInput | IResolvable | undefined;
}

export interface ApprovalWhereSshInput {
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

export interface ApprovalHooksInput {
  /** Where the JSON is posted to. It is a secret, since such addresses carry tokens. */
  url: string;
  /**
   * What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report.
   * Default: all of it.
   */
  events?: ("start" | "step" | "failure" | "end" | IResolvable)[] | IResolvable | undefined;
}

const outline: Outline = {
  type: "approval",
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
    approved: "string",
  },
};
