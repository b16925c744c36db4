// Written by `npm run generate` from provider/resource.ts. Do not edit.
import type { IResolvable } from "./cdk.ts";
import type { MetaArguments } from "./resource.ts";

/** Configuration that every resource takes: how it is reached and treated, never what it is. */
export interface ControlConfig extends MetaArguments {
  /**
   * Incus server: the name of a remote of your own Incus client configuration, or its address and certificate
   * fingerprint. Default: the local unix socket.
   */
  host?: string | ServerInput | IResolvable | undefined;

  /** Take over what already exists under this name, instead of refusing to touch it. Default: false. */
  adopt?: boolean | IResolvable | undefined;

  /** On delete, forget the resource when its server cannot be reached, instead of failing. Default: false. */
  abandonUnreachable?: boolean | IResolvable | undefined;

  /**
   * Longest time that one change may take. Default: 5m.
   * A number and a unit, like `60s`.
   */
  timeout?: string | undefined;
}

export interface ServerInput {
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
  ssh?: ServerSshInput | IResolvable | undefined;
}

export interface ServerSshInput {
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
