// Written by `npm run generate` from provider/kinds/rollout-report.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";
import type { WriteOnly } from "./write-only.ts";

/**
 * The end of a rollout, behind its last step: its report as Markdown, with what was done, how long each step took,
 * what was checked and what was put back.
 *
 * It is imported by its id, `[host:][project/]<app>/<name>`.
 *
 * @example
 * ```ts
 * new RolloutReport(this, "chat", {
 *   app: "chat",
 *   instances: [web.name],
 *   rollout: rollout.rollout,
 * }, { dependsOn: [gate] })
 * ```
 */
export class RolloutReport extends Resource<RolloutReportConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_rollout_report";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there; also the name of the rollout report where `config.name` says no other.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: RolloutReportConfig) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a rollout report, for Terraform to write its configuration from.
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

  set project(value: RolloutReportConfig["project"]) {
    this.given.project = value;
  }

  get projectInput(): RolloutReportConfig["project"] {
    return this.given.project;
  }

  /** Name of the application. */
  get app(): string {
    return this.getStringAttribute("app");
  }

  set app(value: RolloutReportConfig["app"]) {
    this.given.app = value;
  }

  get appInput(): RolloutReportConfig["app"] {
    return this.given.app;
  }

  /** Name of the step, unique for the application and the kind. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  set name(value: RolloutReportConfig["name"]) {
    this.given.name = value;
  }

  get nameInput(): RolloutReportConfig["name"] {
    return this.given.name;
  }

  /** Instances that have steps of the rollout. */
  get instances(): string[] {
    return this.getListAttribute("instances");
  }

  set instances(value: RolloutReportConfig["instances"]) {
    this.given.instances = value;
  }

  get instancesInput(): RolloutReportConfig["instances"] {
    return this.given.instances;
  }

  /** What it is about: the output `rollout` of the rollout. */
  get rollout(): string {
    return this.getStringAttribute("rollout");
  }

  set rollout(value: RolloutReportConfig["rollout"]) {
    this.given.rollout = value;
  }

  get rolloutInput(): RolloutReportConfig["rollout"] {
    return this.given.rollout;
  }

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  get where(): IResolvable {
    return this.interpolationForAttribute("where");
  }

  set where(value: RolloutReportConfig["where"]) {
    this.given.where = value;
  }

  get whereInput(): RolloutReportConfig["where"] {
    return this.given.where;
  }

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   */
  get hooks(): IResolvable {
    return this.interpolationForAttribute("hooks");
  }

  set hooks(value: RolloutReportConfig["hooks"]) {
    this.given.hooks = value;
  }

  get hooksInput(): RolloutReportConfig["hooks"] {
    return this.given.hooks;
  }

  /**
   * The report of the last rollout as Markdown: steps, times, checks, what was put back and why. Empty before the
   * first.
   */
  get report(): string {
    return this.getStringAttribute("report");
  }

  /** Version that the node of each instance runs. */
  get running(): { [key: string]: string } {
    return this.getStringMapAttribute("running");
  }
}

/** Configuration of `RolloutReport`. */
export interface RolloutReportConfig extends ControlConfig {
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

  /** Instances that have steps of the rollout. */
  instances: string[] | IResolvable;

  /** What it is about: the output `rollout` of the rollout. */
  rollout: string;

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  where?: { [key: string]: string | RolloutReportWhereInput | IResolvable } | IResolvable | undefined;

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   * A secret: never shown, and not even in the state as `writeOnly(...)`.
   */
  hooks?:
    | (RolloutReportHooksInput | IResolvable)[]
    | IResolvable
    | WriteOnly<(RolloutReportHooksInput | IResolvable)[]>
    | undefined;
}

export interface RolloutReportWhereInput {
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
  ssh?: RolloutReportWhereSshInput | IResolvable | undefined;
}

export interface RolloutReportWhereSshInput {
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

export interface RolloutReportHooksInput {
  /** Where the JSON is posted to. It is a secret, since such addresses carry tokens. */
  url: string;
  /**
   * What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report.
   * Default: all of it.
   */
  events?: ("start" | "step" | "failure" | "end" | IResolvable)[] | IResolvable | undefined;
}

const outline: Outline = {
  type: "rollout_report",
  named: true,
  fields: {
    project: "string",
    app: "string",
    name: "string",
    instances: ["list", "string"],
    rollout: "string",
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
