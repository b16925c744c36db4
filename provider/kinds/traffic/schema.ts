/** What the traffic to an application is declared with, and what it tells. */
import { z } from "zod";
import { appName } from "../../beam/folders.ts";
import * as routing from "../../router/routing.ts";
import { secret, steers } from "../../schema.ts";
import { incarnationInput } from "../instance/restart-policy.ts";
import { instanceName, projectName } from "../instance/schema.ts";
import { whereInput } from "../node/where.ts";

const server = z.strictObject({
  name: routing.serverName().describe("Name of the server: that of its instance."),
  address: routing.serverAddress().describe("Its IP address."),
  port: routing.port().describe("Its port."),
  weight: routing.weight().default(100).describe("Its share of the requests, 0 to 256. Default: 100."),
});

/** Inputs of the traffic to an application. */
export const inputs = z.strictObject({
  project: projectName(),
  router: instanceName().describe("Instance of the router."),
  incarnation: incarnationInput(),
  app: appName().describe("Name of the application."),
  listen: routing.port().describe("Port on the router."),
  protocol: z.enum(["http", "tcp"]).default("http").describe("What is spoken there. Default: http."),
  hostname: routing
    .hostname()
    .optional()
    .describe("Only requests for this host. Several applications can share a port then."),
  certificate: secret(
    z
      .string()
      .regex(/-----BEGIN CERTIFICATE-----[\s\S]*-----BEGIN [A-Z ]*PRIVATE KEY-----/, {
        error: "is no PEM text with a certificate and, after it, its private key",
      })
      .optional(),
  ).describe("Certificate with its chain, then its private key, as PEM: the port speaks TLS then."),
  servers: z.array(server).describe("Where requests go."),
  where: whereInput(),
  check: routing
    .check()
    .optional()
    .describe("How the router finds out which servers are up. Default: whether their port can be connected to."),
  sticky: z.boolean().default(false).describe("Whether a browser stays with its server, by a cookie. Default: false."),
  canary: routing.canary().optional().describe("A header that leads to the canary servers, whatever their weight."),
  maintenance: z
    .string()
    .min(1)
    .max(16_000)
    .optional()
    .describe("A page, text or HTML, that everyone gets with status 503 instead of the application."),
  assets: routing
    .assets()
    .optional()
    .describe(
      "Path of static files: one that a server does not have is asked of the others, while versions are mixed.",
    ),
  hold: routing
    .hold()
    .optional()
    .describe("How long requests wait while no server is ready. Default: they are refused with 503 at once."),
  maxConnections: z
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .describe("Requests that one server gets at the same time; the rest waits at the router. Default: no limit."),
  admit: steers(z.enum(["node", "check"]).default("node")).describe(
    "Who lets a new server in: its BeamNode, once it is verified, or the router's check alone, for servers without one. Default: node.",
  ),
  drainTimeout: steers(routing.hold().default("30s")).describe(
    "Longest time that requests of a server may take to finish before it is removed. Default: 30s.",
  ),
});

/** Outputs of the traffic to an application. */
export const outputs = z.strictObject({
  address: z.string().optional().describe("IPv4 address of the router."),
  url: z.string().describe("Where the application is reached: `http://10.0.0.5:8080`, or with its host name."),
});

/** The traffic as it is wanted. */
export type TrafficInputs = z.output<typeof inputs>;
