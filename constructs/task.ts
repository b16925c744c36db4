// Written by `npm run generate` from provider/kinds/task.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";
import type { WriteOnly } from "./write-only.ts";

/**
 * A command of a staged release that runs once for each revision, such as a migration of a database. What it does
 * is not undone.
 *
 * It is imported by its id, `[host:][project/]<instance>/<app>/<name>`.
 *
 * @example
 * ```ts
 * new Task(this, "migrate", {
 *   instance: tasks.name,
 *   app: "chat",
 *   revision: release.revision,
 *   secretRevision: release.secretRevision,
 *   command: ["eval", "Chat.Release.migrate()"],
 * })
 * ```
 */
export class Task extends Resource<TaskConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_task";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there; also the name of the task where `config.name` says no other.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: TaskConfig) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a task, for Terraform to write its configuration from.
   *
   * @param scope The stack.
   * @param importToId Id that its construct will have.
   * @param importFromId `[host:][project/]<instance>/<app>/<name>`.
   */
  static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: TerraformProvider,
  ): ImportableResource {
    return importBlock(scope, outline, importToId, importFromId, provider);
  }

  /** Project of the instance. */
  get project(): string {
    return this.getStringAttribute("project");
  }

  set project(value: TaskConfig["project"]) {
    this.given.project = value;
  }

  get projectInput(): TaskConfig["project"] {
    return this.given.project;
  }

  /** Instance that the release is staged on. Best one of its own: nodes need theirs. */
  get instance(): string {
    return this.getStringAttribute("instance");
  }

  set instance(value: TaskConfig["instance"]) {
    this.given.instance = value;
  }

  get instanceInput(): TaskConfig["instance"] {
    return this.given.instance;
  }

  /** Name of the application. */
  get app(): string {
    return this.getStringAttribute("app");
  }

  set app(value: TaskConfig["app"]) {
    this.given.app = value;
  }

  get appInput(): TaskConfig["app"] {
    return this.given.app;
  }

  /** Name of the task, unique on the instance. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  set name(value: TaskConfig["name"]) {
    this.given.name = value;
  }

  get nameInput(): TaskConfig["name"] {
    return this.given.name;
  }

  /** Revision whose command it is, from the release. With another one it is run again. */
  get revision(): string {
    return this.getStringAttribute("revision");
  }

  set revision(value: TaskConfig["revision"]) {
    this.given.revision = value;
  }

  get revisionInput(): TaskConfig["revision"] {
    return this.given.revision;
  }

  /** Digest of its secrets, from the release. */
  get secretRevision(): string {
    return this.getStringAttribute("secret_revision");
  }

  set secretRevision(value: TaskConfig["secretRevision"]) {
    this.given.secretRevision = value;
  }

  get secretRevisionInput(): TaskConfig["secretRevision"] {
    return this.given.secretRevision;
  }

  /** Version of the release, for messages. */
  get version(): string {
    return this.getStringAttribute("version");
  }

  set version(value: TaskConfig["version"]) {
    this.given.version = value;
  }

  get versionInput(): TaskConfig["version"] {
    return this.given.version;
  }

  /** Arguments of the release's own command: `["eval", "Chat.Release.migrate()"]`. */
  get command(): string[] {
    return this.getListAttribute("command");
  }

  set command(value: TaskConfig["command"]) {
    this.given.command = value;
  }

  get commandInput(): TaskConfig["command"] {
    return this.given.command;
  }

  /**
   * Instances whose nodes run the revision by then, for a task behind a rollout: where they put it back, and `retry`
   * is on-change, it is not run. Default: none.
   */
  get nodes(): string[] {
    return this.getListAttribute("nodes");
  }

  set nodes(value: TaskConfig["nodes"]) {
    this.given.nodes = value;
  }

  get nodesInput(): TaskConfig["nodes"] {
    return this.given.nodes;
  }

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  get where(): IResolvable {
    return this.interpolationForAttribute("where");
  }

  set where(value: TaskConfig["where"]) {
    this.given.where = value;
  }

  get whereInput(): TaskConfig["where"] {
    return this.given.where;
  }

  /**
   * Whether a revision that was put back is tried again by the next run, or only when another one is wanted.
   * Default: always.
   */
  get retry(): "always" | "on-change" {
    return this.word("retry");
  }

  set retry(value: TaskConfig["retry"]) {
    this.given.retry = value;
  }

  get retryInput(): TaskConfig["retry"] {
    return this.given.retry;
  }

  /** Longest time that it may take; then it is ended. Default: 4m. */
  get limit(): string {
    return this.getStringAttribute("limit");
  }

  set limit(value: TaskConfig["limit"]) {
    this.given.limit = value;
  }

  get limitInput(): TaskConfig["limit"] {
    return this.given.limit;
  }

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   */
  get hooks(): IResolvable {
    return this.interpolationForAttribute("hooks");
  }

  set hooks(value: TaskConfig["hooks"]) {
    this.given.hooks = value;
  }

  get hooksInput(): TaskConfig["hooks"] {
    return this.given.hooks;
  }

  /** The last lines of what it said, without secrets of the release. */
  get said(): string {
    return this.getStringAttribute("said");
  }
}

/** Configuration of `Task`. */
export interface TaskConfig extends ControlConfig {
  /**
   * Project of the instance.
   * Default: "default".
   * A change replaces the resource.
   */
  project?: string | undefined;

  /**
   * Instance that the release is staged on. Best one of its own: nodes need theirs.
   * A change replaces the resource.
   */
  instance: string;

  /**
   * Name of the application.
   * A change replaces the resource.
   */
  app: string;

  /**
   * Name of the task, unique on the instance.
   * A change replaces the resource.
   */
  name?: string | undefined;

  /** Revision whose command it is, from the release. With another one it is run again. */
  revision: string;

  /** Digest of its secrets, from the release. */
  secretRevision: string;

  /** Version of the release, for messages. */
  version?: string | undefined;

  /** Arguments of the release's own command: `["eval", "Chat.Release.migrate()"]`. */
  command: string[] | IResolvable;

  /**
   * Instances whose nodes run the revision by then, for a task behind a rollout: where they put it back, and `retry`
   * is on-change, it is not run. Default: none.
   */
  nodes?: string[] | IResolvable | undefined;

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  where?: { [key: string]: string | TaskWhereInput | IResolvable } | IResolvable | undefined;

  /**
   * Whether a revision that was put back is tried again by the next run, or only when another one is wanted.
   * Default: always.
   */
  retry?: "always" | "on-change" | IResolvable | undefined;

  /**
   * Longest time that it may take; then it is ended. Default: 4m.
   * A number and a unit, like `60s`.
   */
  limit?: string | undefined;

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   * A secret: never shown, and not even in the state as `writeOnly(...)`.
   */
  hooks?: (TaskHooksInput | IResolvable)[] | IResolvable | WriteOnly<(TaskHooksInput | IResolvable)[]> | undefined;
}

export interface TaskWhereInput {
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
  ssh?: TaskWhereSshInput | IResolvable | undefined;
}

export interface TaskWhereSshInput {
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

export interface TaskHooksInput {
  /** Where the JSON is posted to. It is a secret, since such addresses carry tokens. */
  url: string;
  /**
   * What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report.
   * Default: all of it.
   */
  events?: ("start" | "step" | "failure" | "end" | IResolvable)[] | IResolvable | undefined;
}

const outline: Outline = {
  type: "task",
  named: true,
  fields: {
    project: "string",
    instance: "string",
    app: "string",
    name: "string",
    revision: "string",
    secretRevision: "string",
    version: "string",
    command: ["list", "string"],
    nodes: ["list", "string"],
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
    retry: "string",
    limit: "string",
    hooks: ["list", { url: "string", events: ["list", "string"] }],
  },
};
