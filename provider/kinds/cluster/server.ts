/** A server, as the members of a cluster are given. */
import { host } from "../../incus/host.ts";

/** Schema of a server: what every resource takes as its `host`. */
export const server = host;
