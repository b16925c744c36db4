// Written by `npm run generate` from provider/resource.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";

/** Arguments that every resource takes. They say how it is reached and treated, never what it is. */
export interface ControlArgs {
  /**
   * Incus server: the name of a remote of your own Incus client configuration, or its address and certificate
   * fingerprint. Default: the local unix socket.
   */
  host?: pulumi.Input<string | ServerInput | undefined>;

  /** Take over what already exists under this name, instead of refusing to touch it. Default: false. */
  adopt?: pulumi.Input<boolean | undefined>;

  /** On delete, forget the resource when its server cannot be reached, instead of failing. Default: false. */
  abandonUnreachable?: pulumi.Input<boolean | undefined>;

  /**
   * Longest time that one change may take. Default: 5m.
   * A number and a unit, like `60s`.
   */
  timeout?: pulumi.Input<string | undefined>;
}

export interface ServerInput {
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
  ssh?: pulumi.Input<ServerSshInput | undefined>;
}

export interface ServerSshInput {
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
