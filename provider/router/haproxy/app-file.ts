/**
 * One application in HAProxy's words: a file of its own on the router, from which the configuration is put together.
 *
 * Its lines are: `listen PORT MODE [CERTIFICATE]`, `host NAME`, `declared JSON`, `server NAME ADDRESS PORT WEIGHT BASE
 * STATE`, with the time behind it until which it may keep its connections where it is not wanted any more, `moves NAME
 * ADDRESS PORT` for a server that goes there when it is admitted the next time, `rollout ID` for the log, `rule ...` (of the
 * port's frontend), `backend NAME`, `| ...` (in the backend), and `servers WHICH PARAMETERS` where the backend's servers
 * stand. The `server` and `moves` lines are the truth about members, weights and states, and change without a reload, as
 * does the rollout; all else is structure.
 */
import { duration } from "../../units.ts";
import type { Routing, Server, State } from "../routing.ts";

/** Where the router's files are on its instance. */
export const ROOT = "/etc/haproxy/cul8er";

/** Name of the server behind which requests wait; no instance can be called so. */
const HOLD = "cul8er.hold";
/** How often a waiting request looks for a server, in milliseconds. */
const HOLD_STEP = 500;
/** How many other servers are asked for a file: with three nodes of which one has it, 99 of 100 requests find it. */
const ASSET_TRIES = 10;

/** The variable of HAProxy that holds an application's rollout. Its name may have no dash, and an application's no dot. */
export const rolloutVariable = (app: string): string => `proc.rollout.${app.replaceAll("-", ".")}`;

/** A server that is written into the file for the first time. */
export interface NewServer extends Server {
  readonly state: State;
}

/** The file of an application. `declared` is kept for whoever reads it back. */
export function appFile(routing: Routing, declared: unknown, servers: readonly NewServer[]): string {
  const { listen, protocol, hostname, certificate } = routing;
  const lines = [
    `listen ${listen} ${protocol}${certificate ? ` certificates/${certificate}` : ""}`,
    ...(hostname ? [`host ${hostname.toLowerCase()}`] : []),
    `declared ${JSON.stringify(declared)}`,
    ...servers.map(serverLine),
    ...rules(routing).map((rule) => `rule ${rule}`),
    ...backends(routing),
  ];
  return `${lines.join("\n")}\n`;
}

const serverLine = ({ name, address, port, weight, state }: NewServer) =>
  `server ${name} ${address} ${port} ${weight} ${weight} ${state}`;

/** Who gets a request, in this order; the port's frontend may have rules of other applications, too. */
function rules({ app, protocol, hostname, canary, assets, maintenance }: Routing): string[] {
  const host = hostname ? `{ req.hdr(host),host_only -m str -i ${hostname.toLowerCase()} }` : "";
  const to = (backend: string, condition = "") => {
    const conditions = [host, condition].filter(Boolean).join(" ");
    return conditions ? `use_backend ${backend} if ${conditions}` : `default_backend ${backend}`;
  };
  if (protocol === "tcp") return [to(app)];
  if (maintenance) return [to(`${app}.maintenance`)];
  const forced = canary ? `{ req.hdr(${canary.header}) -m found } { nbsrv(${app}.canary) gt 0 }` : "";
  return [
    to(`${app}.ws`, "{ req.hdr(upgrade) -m str -i websocket }"),
    ...(canary ? [to(`${app}.canary`, forced)] : []),
    ...(assets ? [to(`${app}.assets`, `{ path_beg ${assets.replace(/\/?$/, "/")} }`)] : []),
    to(app),
  ];
}

function backends(routing: Routing): string[] {
  const { app, protocol, canary, assets, maintenance } = routing;
  if (protocol === "tcp") return backend(app, [...waiting(routing)], "*", routing);
  return [
    ...backend(app, [...web(routing), ...sticking(routing), ...waiting(routing)], "*", routing),
    ...backend(`${app}.ws`, [...web(routing), ...sticking(routing), ...waiting(routing)], "*", routing),
    ...(canary ? backend(`${app}.canary`, [...web(routing), "retries 3"], canary.servers.join(","), routing) : []),
    ...(assets
      ? backend(
          `${app}.assets`,
          [...web(routing, " 404"), ...waiting(routing), `retries ${Math.max(ASSET_TRIES, holdTries(routing))}`],
          "*",
          routing,
        )
      : []),
    ...(maintenance
      ? [
          `backend ${app}.maintenance`,
          "| mode http",
          `| http-request return status 503 content-type "${maintenance.type}; charset=utf-8" hdr Retry-After 60 hdr Cache-Control no-store file ${ROOT}/pages/${maintenance.file}`,
        ]
      : []),
  ];
}

const backend = (name: string, lines: readonly string[], which: string, routing: Routing): string[] => [
  `backend ${name}`,
  `| mode ${routing.protocol}`,
  "| balance roundrobin",
  `| ${routing.protocol === "tcp" ? "tcp-request content" : "http-request"} set-var(txn.rollout) var(${rolloutVariable(routing.app)})`,
  ...checking(routing).map((line) => `| ${line}`),
  ...lines.map((line) => `| ${line}`),
  `servers ${which} ${parameters(routing)}`,
];

/** Lines of all HTTP backends. A request that may be repeated is, where a server closes without an answer. */
const web = ({ hold, certificate }: Routing, retried = ""): string[] => [
  "option forwardfor",
  ...(certificate ? ["http-request set-header X-Forwarded-Proto https"] : []),
  // While requests are held they have many tries, which one that makes its server crash must not have.
  `retry-on conn-failure${hold ? "" : " empty-response"}${retried}`,
  "http-request disable-l7-retry unless { method GET HEAD OPTIONS }",
];

const sticking = ({ app, sticky }: Routing): string[] =>
  sticky ? [`cookie cul8er_${app} insert indirect nocache httponly dynamic`, `dynamic-cookie-key ${app}`] : [];

/**
 * A closed port stands in while no server is ready: who is refused there tries again, and each time another server is
 * looked for. Requests that a server has already are not touched.
 */
const waiting = (routing: Routing): string[] =>
  routing.hold === undefined
    ? ["retries 3"]
    : [`timeout connect ${HOLD_STEP}`, `retries ${holdTries(routing)}`, `server ${HOLD} 127.0.0.1:1 backup`];

const holdTries = ({ hold }: Routing): number => (hold === undefined ? 3 : Math.ceil(hold / HOLD_STEP));

const checking = ({ app, protocol, check, hostname }: Routing): string[] =>
  protocol === "http" && check
    ? [
        "option httpchk",
        `http-check send meth GET uri ${check.path} ver HTTP/1.1 hdr Host ${hostname ?? app}`,
        "http-check expect status 200-299",
        `timeout check ${duration(check.timeout)}`,
      ]
    : [];

/** What each server is declared with. One that is down is asked often: it is back soon after it is well. */
function parameters({ check, maxConnections }: Routing): string {
  const interval = check ? duration(check.interval) : 1_000;
  const often = Math.min(250, interval);
  const limit = maxConnections === undefined ? "" : ` maxconn ${maxConnections}`;
  return `check inter ${interval} fastinter ${often} downinter ${often} rise 1 fall ${check?.failures ?? 3}${limit}`;
}
