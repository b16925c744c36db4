// Written by `npm run generate` from provider/kinds/traffic.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * The traffic to one application: where the router listens, and to which servers requests go with which weights.
 * Members and weights change without a reload; a server is drained before it is removed.
 *
 * @example
 * ```ts
 * new Traffic("chat", {
 *   router: router.instance,
 *   app: "chat",
 *   listen: 80,
 *   servers: [{ name: web.name, address: web.ipv4Address, port: 4000 }],
 *   check: { path: "/health" },
 * })
 * ```
 */
export class Traffic extends Resource {
  /** Project of the instance. Default: default. */
  declare readonly project: pulumi.Output<string>;

  /** Instance of the router. */
  declare readonly router: pulumi.Output<string>;

  /** The instance's `incarnation`, so that this is applied again on a new one. */
  declare readonly incarnation: pulumi.Output<string | undefined>;

  /** Name of the application. */
  declare readonly app: pulumi.Output<string>;

  /** Port on the router. */
  declare readonly listen: pulumi.Output<number>;

  /** What is spoken there. Default: http. */
  declare readonly protocol: pulumi.Output<"http" | "tcp">;

  /** Only requests for this host. Several applications can share a port then. */
  declare readonly hostname: pulumi.Output<string | undefined>;

  /** Certificate with its chain, then its private key, as PEM: the port speaks TLS then. */
  declare readonly certificate: pulumi.Output<string | undefined>;

  /** Where requests go. */
  declare readonly servers: pulumi.Output<TrafficServersValue[]>;

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  declare readonly where: pulumi.Output<{ [key: string]: string | TrafficWhereValue } | undefined>;

  /** How the router finds out which servers are up. Default: whether their port can be connected to. */
  declare readonly check: pulumi.Output<TrafficCheckValue | undefined>;

  /** Whether a browser stays with its server, by a cookie. Default: false. */
  declare readonly sticky: pulumi.Output<boolean>;

  /** A header that leads to the canary servers, whatever their weight. */
  declare readonly canary: pulumi.Output<TrafficCanaryValue | undefined>;

  /** A page, text or HTML, that everyone gets with status 503 instead of the application. */
  declare readonly maintenance: pulumi.Output<string | undefined>;

  /** Path of static files: one that a server does not have is asked of the others, while versions are mixed. */
  declare readonly assets: pulumi.Output<string | undefined>;

  /** How long requests wait while no server is ready. Default: they are refused with 503 at once. */
  declare readonly hold: pulumi.Output<string | undefined>;

  /** Requests that one server gets at the same time; the rest waits at the router. Default: no limit. */
  declare readonly maxConnections: pulumi.Output<number | undefined>;

  /**
   * Who lets a new server in: its BeamNode, once it is verified, or the router's check alone, for servers without
   * one. Default: node.
   */
  declare readonly admit: pulumi.Output<"node" | "check">;

  /** Longest time that requests of a server may take to finish before it is removed. Default: 30s. */
  declare readonly drainTimeout: pulumi.Output<string>;

  /** IPv4 address of the router. */
  declare readonly address: pulumi.Output<string | undefined>;

  /** Where the application is reached: `http://10.0.0.5:8080`, or with its host name. */
  declare readonly url: pulumi.Output<string>;

  /**
   * @param name Name in the program.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args: TrafficArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a traffic that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:][project/]<router>/<app>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Traffic {
    return new Traffic(name, existing, { ...opts, id });
  }
}

/** Arguments of `Traffic`. */
export interface TrafficArgs extends ControlArgs {
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

  /** Port on the router. */
  listen: pulumi.Input<number>;

  /** What is spoken there. Default: http. */
  protocol?: pulumi.Input<"http" | "tcp" | undefined>;

  /** Only requests for this host. Several applications can share a port then. */
  hostname?: pulumi.Input<string | undefined>;

  /**
   * Certificate with its chain, then its private key, as PEM: the port speaks TLS then.
   * A secret: encrypted in the state, never shown.
   */
  certificate?: pulumi.Input<string | undefined>;

  /** Where requests go. */
  servers: pulumi.Input<pulumi.Input<TrafficServersInput>[]>;

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  where?: pulumi.Input<{ [key: string]: pulumi.Input<string | TrafficWhereInput> } | undefined>;

  /** How the router finds out which servers are up. Default: whether their port can be connected to. */
  check?: pulumi.Input<TrafficCheckInput | undefined>;

  /** Whether a browser stays with its server, by a cookie. Default: false. */
  sticky?: pulumi.Input<boolean | undefined>;

  /** A header that leads to the canary servers, whatever their weight. */
  canary?: pulumi.Input<TrafficCanaryInput | undefined>;

  /** A page, text or HTML, that everyone gets with status 503 instead of the application. */
  maintenance?: pulumi.Input<string | undefined>;

  /** Path of static files: one that a server does not have is asked of the others, while versions are mixed. */
  assets?: pulumi.Input<string | undefined>;

  /**
   * How long requests wait while no server is ready. Default: they are refused with 503 at once.
   * A number and a unit, like `60s`.
   */
  hold?: pulumi.Input<string | undefined>;

  /** Requests that one server gets at the same time; the rest waits at the router. Default: no limit. */
  maxConnections?: pulumi.Input<number | undefined>;

  /**
   * Who lets a new server in: its BeamNode, once it is verified, or the router's check alone, for servers without
   * one. Default: node.
   */
  admit?: pulumi.Input<"node" | "check" | undefined>;

  /**
   * Longest time that requests of a server may take to finish before it is removed. Default: 30s.
   * A number and a unit, like `60s`.
   */
  drainTimeout?: pulumi.Input<string | undefined>;
}

export interface TrafficServersInput {
  /** Name of the server: that of its instance. */
  name: pulumi.Input<string>;
  /** Its IP address. */
  address: pulumi.Input<string>;
  /** Its port. */
  port: pulumi.Input<number>;
  /** Its share of the requests, 0 to 256. Default: 100. */
  weight?: pulumi.Input<number | undefined>;
}

export interface TrafficWhereInput {
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
  ssh?: pulumi.Input<TrafficWhereSshInput | undefined>;
}

export interface TrafficWhereSshInput {
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

export interface TrafficCheckInput {
  /** Path that a server must answer with 200 to 299. */
  path: pulumi.Input<string>;
  /**
   * Time between two checks. Default: 1s.
   * A number and a unit, like `60s`.
   */
  interval?: pulumi.Input<string | undefined>;
  /**
   * Longest time of one check. Default: 2s.
   * A number and a unit, like `60s`.
   */
  timeout?: pulumi.Input<string | undefined>;
  /** Failures in a row that take a server out. Default: 3. */
  failures?: pulumi.Input<number | undefined>;
}

export interface TrafficCanaryInput {
  /** Requests that have this header, whatever its value, go to the canary servers. */
  header: pulumi.Input<string>;
  /** Names of the canary servers. */
  servers: pulumi.Input<pulumi.Input<string>[]>;
}

export interface TrafficServersValue {
  /** Name of the server: that of its instance. */
  readonly name: string;
  /** Its IP address. */
  readonly address: string;
  /** Its port. */
  readonly port: number;
  /** Its share of the requests, 0 to 256. Default: 100. */
  readonly weight: number;
}

export interface TrafficWhereValue {
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
  readonly ssh?: TrafficWhereSshValue | undefined;
}

export interface TrafficWhereSshValue {
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

export interface TrafficCheckValue {
  /** Path that a server must answer with 200 to 299. */
  readonly path: string;
  /** Time between two checks. Default: 1s. */
  readonly interval: string;
  /** Longest time of one check. Default: 2s. */
  readonly timeout: string;
  /** Failures in a row that take a server out. Default: 3. */
  readonly failures: number;
}

export interface TrafficCanaryValue {
  /** Requests that have this header, whatever its value, go to the canary servers. */
  readonly header: string;
  /** Names of the canary servers. */
  readonly servers: string[];
}

const outline: Outline = {
  type: "traffic",
  class: "Traffic",
  named: false,
  inputs: [
    "project",
    "router",
    "incarnation",
    "app",
    "listen",
    "protocol",
    "hostname",
    "certificate",
    "servers",
    "where",
    "check",
    "sticky",
    "canary",
    "maintenance",
    "assets",
    "hold",
    "maxConnections",
    "admit",
    "drainTimeout",
  ],
  outputs: ["address", "url"],
  secrets: ["certificate"],
};
