/** What an application asks of a router: where it listens, for whom, and how it treats their requests. */
import { z } from "zod";
import { duration, durationText, milliseconds } from "../units.ts";

const IPV4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;
const IPV6 = /^(?=.*:)[0-9a-fA-F:]{2,39}$/;
const HOSTNAME =
  /^(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/;
/** A path that no line of a configuration can be broken with. */
const PATH = /^\/[A-Za-z0-9/_.~&+=:@?-]*$/;

const said = (input: unknown, what: string) => `${JSON.stringify(input)} ${what}`;

const path = (what: string) =>
  z.string().refine((text) => PATH.test(text), { error: ({ input }) => said(input, what) });

/** Schema of a duration that takes time. */
const someTime = () =>
  durationText().refine((text) => (milliseconds(text) ?? 1) > 0, { error: "must be longer than 0" });

/** Schema of a TCP port. */
export const port = () => z.int().min(1).max(65_535);

/** Schema of a server's weight: 0 gets no new requests but those that stick to it. */
export const weight = () => z.int().min(0).max(256);

/** Schema of a server's name: that of its instance. */
export const serverName = () =>
  z.string().refine((name) => /^[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$/.test(name), {
    error: ({ input }) => said(input, "is no name of an instance"),
  });

/** Schema of a server's address. */
export const serverAddress = () =>
  z.string().refine((address) => IPV4.test(address) || IPV6.test(address), {
    error: ({ input }) => said(input, "is no IP address"),
  });

/** Schema of a host name that requests are for. */
export const hostname = () =>
  z.string().refine((name) => HOSTNAME.test(name), { error: ({ input }) => said(input, "is no host name") });

/** Schema of the name of a request header. */
const headerName = () =>
  z.string().refine((name) => /^[A-Za-z0-9-]{1,64}$/.test(name), {
    error: ({ input }) => said(input, "is no name of a header"),
  });

/** How the router finds out whether a server is up. */
export const check = () =>
  z.strictObject({
    path: path("is no path: write one like /health").describe("Path that a server must answer with 200 to 299."),
    interval: someTime().default("1s").describe("Time between two checks. Default: 1s."),
    timeout: someTime().default("2s").describe("Longest time of one check. Default: 2s."),
    failures: z.int().min(1).max(100).default(3).describe("Failures in a row that take a server out. Default: 3."),
  });

/** Which requests go to canary servers whatever their weight. */
export const canary = () =>
  z.strictObject({
    header: headerName().describe("Requests that have this header, whatever its value, go to the canary servers."),
    servers: z.array(serverName()).min(1).describe("Names of the canary servers."),
  });

/** Schema of the folder of an application's static files. */
export const assets = () =>
  z.string().refine((text) => PATH.test(text) && !text.includes("?") && text.length > 1, {
    error: ({ input }) => said(input, "is no path: write one like /assets"),
  });

/** Longest that requests are held for. */
const LONGEST_HOLD = 600_000; // milliseconds

/** Schema of how long requests wait while no server is ready. */
export const hold = () => someTime().refine((text) => duration(text) <= LONGEST_HOLD, { error: "is longer than 10m" });

/** An application behind a router, complete. */
export interface Routing {
  readonly app: string;
  /** Port on the router. */
  readonly listen: number;
  readonly protocol: "http" | "tcp";
  /** Only requests for this host. */
  readonly hostname?: string | undefined;
  /** Name of the file on the router with its certificate. */
  readonly certificate?: string | undefined;
  readonly check?: z.output<ReturnType<typeof check>> | undefined;
  readonly sticky: boolean;
  readonly canary?: z.output<ReturnType<typeof canary>> | undefined;
  /** The page that everyone gets. */
  readonly maintenance?: Page | undefined;
  readonly assets?: string | undefined;
  /** Milliseconds that requests wait while no server is ready. */
  readonly hold?: number | undefined;
  /** Connections of one server at the same time; what is more waits. */
  readonly maxConnections?: number | undefined;
}

/** A page that the router answers by itself. */
export interface Page {
  /** Name of its file on the router. */
  readonly file: string;
  readonly type: "text/html" | "text/plain";
}

/** A server as `Traffic` declares it. */
export interface Server {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly weight: number;
}

/** A server as the router has it. */
export interface Member {
  /** Name of the node's instance. */
  readonly name: string;
  readonly address: string;
  readonly port: number;
  /** Its weight now. */
  readonly weight: number;
  /** The weight that `Traffic` declares. */
  readonly base: number;
  readonly state: State;
  /** Whether the router's own check has seen it up. */
  readonly up: boolean;
  /** Requests under way. */
  readonly requests: number;
  /** WebSockets that are open. */
  readonly sockets: number;
}

/** Whether a server gets requests: `drain` gets no new ones, `maint` none at all. */
export type State = "ready" | "drain" | "maint";
