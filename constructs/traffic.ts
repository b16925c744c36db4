// Written by `npm run generate` from provider/kinds/traffic.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";
import type { WriteOnly } from "./write-only.ts";

/**
 * The traffic to one application: where the router listens, and to which servers requests go with which weights.
 * Members and weights change without a reload; a server is drained before it is removed.
 *
 * It is imported by its id, `[host:][project/]<router>/<app>`.
 *
 * @example
 * ```ts
 * new Traffic(this, "chat", {
 *   router: router.instance,
 *   app: "chat",
 *   listen: 80,
 *   servers: [{ name: web.name, address: web.ipv4Address, port: 4000 }],
 *   check: { path: "/health" },
 * })
 * ```
 */
export class Traffic extends Resource<TrafficConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_traffic";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: TrafficConfig) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a traffic, for Terraform to write its configuration from.
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

  set project(value: TrafficConfig["project"]) {
    this.given.project = value;
  }

  get projectInput(): TrafficConfig["project"] {
    return this.given.project;
  }

  /** Instance of the router. */
  get router(): string {
    return this.getStringAttribute("router");
  }

  set router(value: TrafficConfig["router"]) {
    this.given.router = value;
  }

  get routerInput(): TrafficConfig["router"] {
    return this.given.router;
  }

  /** The instance's `incarnation`, so that this is applied again on a new one. */
  get incarnation(): string {
    return this.getStringAttribute("incarnation");
  }

  set incarnation(value: TrafficConfig["incarnation"]) {
    this.given.incarnation = value;
  }

  get incarnationInput(): TrafficConfig["incarnation"] {
    return this.given.incarnation;
  }

  /** Name of the application. */
  get app(): string {
    return this.getStringAttribute("app");
  }

  set app(value: TrafficConfig["app"]) {
    this.given.app = value;
  }

  get appInput(): TrafficConfig["app"] {
    return this.given.app;
  }

  /** Port on the router. */
  get listen(): number {
    return this.getNumberAttribute("listen");
  }

  set listen(value: TrafficConfig["listen"]) {
    this.given.listen = value;
  }

  get listenInput(): TrafficConfig["listen"] {
    return this.given.listen;
  }

  /** What is spoken there. Default: http. */
  get protocol(): "http" | "tcp" {
    return this.word("protocol");
  }

  set protocol(value: TrafficConfig["protocol"]) {
    this.given.protocol = value;
  }

  get protocolInput(): TrafficConfig["protocol"] {
    return this.given.protocol;
  }

  /** Only requests for this host. Several applications can share a port then. */
  get hostname(): string {
    return this.getStringAttribute("hostname");
  }

  set hostname(value: TrafficConfig["hostname"]) {
    this.given.hostname = value;
  }

  get hostnameInput(): TrafficConfig["hostname"] {
    return this.given.hostname;
  }

  /** Certificate with its chain, then its private key, as PEM: the port speaks TLS then. */
  get certificate(): string {
    return this.getStringAttribute("certificate");
  }

  set certificate(value: TrafficConfig["certificate"]) {
    this.given.certificate = value;
  }

  get certificateInput(): TrafficConfig["certificate"] {
    return this.given.certificate;
  }

  /** Where requests go. */
  get servers(): IResolvable {
    return this.interpolationForAttribute("servers");
  }

  set servers(value: TrafficConfig["servers"]) {
    this.given.servers = value;
  }

  get serversInput(): TrafficConfig["servers"] {
    return this.given.servers;
  }

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  get where(): IResolvable {
    return this.interpolationForAttribute("where");
  }

  set where(value: TrafficConfig["where"]) {
    this.given.where = value;
  }

  get whereInput(): TrafficConfig["where"] {
    return this.given.where;
  }

  /** How the router finds out which servers are up. Default: whether their port can be connected to. */
  get check(): IResolvable {
    return this.interpolationForAttribute("check");
  }

  set check(value: TrafficConfig["check"]) {
    this.given.check = value;
  }

  get checkInput(): TrafficConfig["check"] {
    return this.given.check;
  }

  /** Whether a browser stays with its server, by a cookie. Default: false. */
  get sticky(): IResolvable {
    return this.getBooleanAttribute("sticky");
  }

  set sticky(value: TrafficConfig["sticky"]) {
    this.given.sticky = value;
  }

  get stickyInput(): TrafficConfig["sticky"] {
    return this.given.sticky;
  }

  /** A header that leads to the canary servers, whatever their weight. */
  get canary(): IResolvable {
    return this.interpolationForAttribute("canary");
  }

  set canary(value: TrafficConfig["canary"]) {
    this.given.canary = value;
  }

  get canaryInput(): TrafficConfig["canary"] {
    return this.given.canary;
  }

  /** A page, text or HTML, that everyone gets with status 503 instead of the application. */
  get maintenance(): string {
    return this.getStringAttribute("maintenance");
  }

  set maintenance(value: TrafficConfig["maintenance"]) {
    this.given.maintenance = value;
  }

  get maintenanceInput(): TrafficConfig["maintenance"] {
    return this.given.maintenance;
  }

  /** Path of static files: one that a server does not have is asked of the others, while versions are mixed. */
  get assets(): string {
    return this.getStringAttribute("assets");
  }

  set assets(value: TrafficConfig["assets"]) {
    this.given.assets = value;
  }

  get assetsInput(): TrafficConfig["assets"] {
    return this.given.assets;
  }

  /** How long requests wait while no server is ready. Default: they are refused with 503 at once. */
  get hold(): string {
    return this.getStringAttribute("hold");
  }

  set hold(value: TrafficConfig["hold"]) {
    this.given.hold = value;
  }

  get holdInput(): TrafficConfig["hold"] {
    return this.given.hold;
  }

  /** Requests that one server gets at the same time; the rest waits at the router. Default: no limit. */
  get maxConnections(): number {
    return this.getNumberAttribute("max_connections");
  }

  set maxConnections(value: TrafficConfig["maxConnections"]) {
    this.given.maxConnections = value;
  }

  get maxConnectionsInput(): TrafficConfig["maxConnections"] {
    return this.given.maxConnections;
  }

  /**
   * Who lets a new server in: its BeamNode, once it is verified, or the router's check alone, for servers without
   * one. Default: node.
   */
  get admit(): "node" | "check" {
    return this.word("admit");
  }

  set admit(value: TrafficConfig["admit"]) {
    this.given.admit = value;
  }

  get admitInput(): TrafficConfig["admit"] {
    return this.given.admit;
  }

  /** Longest time that requests of a server may take to finish before it is removed. Default: 30s. */
  get drainTimeout(): string {
    return this.getStringAttribute("drain_timeout");
  }

  set drainTimeout(value: TrafficConfig["drainTimeout"]) {
    this.given.drainTimeout = value;
  }

  get drainTimeoutInput(): TrafficConfig["drainTimeout"] {
    return this.given.drainTimeout;
  }

  /** IPv4 address of the router. */
  get address(): string {
    return this.getStringAttribute("address");
  }

  /** Where the application is reached: `http://10.0.0.5:8080`, or with its host name. */
  get url(): string {
    return this.getStringAttribute("url");
  }
}

/** Configuration of `Traffic`. */
export interface TrafficConfig extends ControlConfig {
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

  /** Port on the router. */
  listen: number;

  /** What is spoken there. Default: http. */
  protocol?: "http" | "tcp" | IResolvable | undefined;

  /** Only requests for this host. Several applications can share a port then. */
  hostname?: string | undefined;

  /**
   * Certificate with its chain, then its private key, as PEM: the port speaks TLS then.
   * A secret: never shown, and not even in the state as `writeOnly(...)`.
   */
  certificate?: string | WriteOnly<string> | undefined;

  /** Where requests go. */
  servers: (TrafficServersInput | IResolvable)[] | IResolvable;

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  where?: { [key: string]: string | TrafficWhereInput | IResolvable } | IResolvable | undefined;

  /** How the router finds out which servers are up. Default: whether their port can be connected to. */
  check?: TrafficCheckInput | IResolvable | undefined;

  /** Whether a browser stays with its server, by a cookie. Default: false. */
  sticky?: boolean | IResolvable | undefined;

  /** A header that leads to the canary servers, whatever their weight. */
  canary?: TrafficCanaryInput | IResolvable | undefined;

  /** A page, text or HTML, that everyone gets with status 503 instead of the application. */
  maintenance?: string | undefined;

  /** Path of static files: one that a server does not have is asked of the others, while versions are mixed. */
  assets?: string | undefined;

  /**
   * How long requests wait while no server is ready. Default: they are refused with 503 at once.
   * A number and a unit, like `60s`.
   */
  hold?: string | undefined;

  /** Requests that one server gets at the same time; the rest waits at the router. Default: no limit. */
  maxConnections?: number | undefined;

  /**
   * Who lets a new server in: its BeamNode, once it is verified, or the router's check alone, for servers without
   * one. Default: node.
   */
  admit?: "node" | "check" | IResolvable | undefined;

  /**
   * Longest time that requests of a server may take to finish before it is removed. Default: 30s.
   * A number and a unit, like `60s`.
   */
  drainTimeout?: string | undefined;
}

export interface TrafficServersInput {
  /** Name of the server: that of its instance. */
  name: string;
  /** Its IP address. */
  address: string;
  /** Its port. */
  port: number;
  /** Its share of the requests, 0 to 256. Default: 100. */
  weight?: number | undefined;
}

export interface TrafficWhereInput {
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
  ssh?: TrafficWhereSshInput | IResolvable | undefined;
}

export interface TrafficWhereSshInput {
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

export interface TrafficCheckInput {
  /** Path that a server must answer with 200 to 299. */
  path: string;
  /**
   * Time between two checks. Default: 1s.
   * A number and a unit, like `60s`.
   */
  interval?: string | undefined;
  /**
   * Longest time of one check. Default: 2s.
   * A number and a unit, like `60s`.
   */
  timeout?: string | undefined;
  /** Failures in a row that take a server out. Default: 3. */
  failures?: number | undefined;
}

export interface TrafficCanaryInput {
  /** Requests that have this header, whatever its value, go to the canary servers. */
  header: string;
  /** Names of the canary servers. */
  servers: string[] | IResolvable;
}

const outline: Outline = {
  type: "traffic",
  named: false,
  fields: {
    project: "string",
    router: "string",
    incarnation: "string",
    app: "string",
    listen: "number",
    protocol: "string",
    hostname: "string",
    certificate: "string",
    servers: ["list", { name: "string", address: "string", port: "number", weight: "number" }],
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
    check: { path: "string", interval: "string", timeout: "string", failures: "number" },
    sticky: "boolean",
    canary: { header: "string", servers: ["list", "string"] },
    maintenance: "string",
    assets: "string",
    hold: "string",
    maxConnections: "number",
    admit: "string",
    drainTimeout: "string",
  },
};
