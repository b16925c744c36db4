// Written by `npm run generate` from provider/kinds/task.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * A command of a staged release that runs once for each revision, such as a migration of a database. What it does
 * is not undone.
 *
 * @example
 * ```ts
 * new Task("migrate", {
 *   instance: tasks.name,
 *   app: "chat",
 *   revision: release.revision,
 *   secretRevision: release.secretRevision,
 *   command: ["eval", "Chat.Release.migrate()"],
 * })
 * ```
 */
export class Task extends Resource {
  /** Project of the instance. */
  declare readonly project: pulumi.Output<string>;

  /** Instance that the release is staged on. Best one of its own: nodes need theirs. */
  declare readonly instance: pulumi.Output<string>;

  /** Name of the application. */
  declare readonly app: pulumi.Output<string>;

  /** Name of the task, unique on the instance. */
  declare readonly name: pulumi.Output<string>;

  /** Revision whose command it is, from the release. With another one it is run again. */
  declare readonly revision: pulumi.Output<string>;

  /** Digest of its secrets, from the release. */
  declare readonly secretRevision: pulumi.Output<string>;

  /** Version of the release, for messages. */
  declare readonly version: pulumi.Output<string | undefined>;

  /** Arguments of the release's own command: `["eval", "Chat.Release.migrate()"]`. */
  declare readonly command: pulumi.Output<string[]>;

  /**
   * Instances whose nodes run the revision by then, for a task behind a rollout: where they put it back, and `retry`
   * is on-change, it is not run. Default: none.
   */
  declare readonly nodes: pulumi.Output<string[]>;

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  declare readonly where: pulumi.Output<{ [key: string]: string | TaskWhereValue } | undefined>;

  /**
   * Whether a revision that was put back is tried again by the next run, or only when another one is wanted.
   * Default: always.
   */
  declare readonly retry: pulumi.Output<"always" | "on-change">;

  /** Longest time that it may take; then it is ended. Default: 4m. */
  declare readonly limit: pulumi.Output<string>;

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   */
  declare readonly hooks: pulumi.Output<TaskHooksValue[]>;

  /** The last lines of what it said, without secrets of the release. */
  declare readonly said: pulumi.Output<string>;

  /**
   * @param name Name in the program; also the task's own where `args.name` says no other.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args: TaskArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a task that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:][project/]<instance>/<app>/<name>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Task {
    return new Task(name, existing, { ...opts, id });
  }
}

/** Arguments of `Task`. */
export interface TaskArgs extends ControlArgs {
  /**
   * Project of the instance.
   * Default: "default".
   * A change replaces the resource.
   */
  project?: pulumi.Input<string | undefined>;

  /**
   * Instance that the release is staged on. Best one of its own: nodes need theirs.
   * A change replaces the resource.
   */
  instance: pulumi.Input<string>;

  /**
   * Name of the application.
   * A change replaces the resource.
   */
  app: pulumi.Input<string>;

  /**
   * Name of the task, unique on the instance.
   * A change replaces the resource.
   */
  name?: pulumi.Input<string | undefined>;

  /** Revision whose command it is, from the release. With another one it is run again. */
  revision: pulumi.Input<string>;

  /** Digest of its secrets, from the release. */
  secretRevision: pulumi.Input<string>;

  /** Version of the release, for messages. */
  version?: pulumi.Input<string | undefined>;

  /** Arguments of the release's own command: `["eval", "Chat.Release.migrate()"]`. */
  command: pulumi.Input<pulumi.Input<string>[]>;

  /**
   * Instances whose nodes run the revision by then, for a task behind a rollout: where they put it back, and `retry`
   * is on-change, it is not run. Default: none.
   */
  nodes?: pulumi.Input<pulumi.Input<string>[] | undefined>;

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  where?: pulumi.Input<{ [key: string]: pulumi.Input<string | TaskWhereInput> } | undefined>;

  /**
   * Whether a revision that was put back is tried again by the next run, or only when another one is wanted.
   * Default: always.
   */
  retry?: pulumi.Input<"always" | "on-change" | undefined>;

  /**
   * Longest time that it may take; then it is ended. Default: 4m.
   * A number and a unit, like `60s`.
   */
  limit?: pulumi.Input<string | undefined>;

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   * A secret: encrypted in the state, never shown.
   */
  hooks?: pulumi.Input<pulumi.Input<TaskHooksInput>[] | undefined>;
}

export interface TaskWhereInput {
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
  ssh?: pulumi.Input<TaskWhereSshInput | undefined>;
}

export interface TaskWhereSshInput {
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

export interface TaskHooksInput {
  /** Where the JSON is posted to. It is a secret, since such addresses carry tokens. */
  url: pulumi.Input<string>;
  /**
   * What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report.
   * Default: all of it.
   */
  events?: pulumi.Input<pulumi.Input<"start" | "step" | "failure" | "end">[] | undefined>;
}

export interface TaskWhereValue {
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
  readonly ssh?: TaskWhereSshValue | undefined;
}

export interface TaskWhereSshValue {
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

export interface TaskHooksValue {
  /** Where the JSON is posted to. It is a secret, since such addresses carry tokens. */
  readonly url: string;
  /**
   * What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report.
   * Default: all of it.
   */
  readonly events?: ("start" | "step" | "failure" | "end")[] | undefined;
}

const outline: Outline = {
  type: "task",
  class: "Task",
  named: true,
  inputs: [
    "project",
    "instance",
    "app",
    "name",
    "revision",
    "secretRevision",
    "version",
    "command",
    "nodes",
    "where",
    "retry",
    "limit",
    "hooks",
  ],
  outputs: ["said"],
  secrets: ["hooks"],
};
