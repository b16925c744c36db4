import { Traffic } from "../../provider/kinds/index.ts";
import { describeKind, NOT_SUPPORTED, type Place } from "../conformance/describe-kind.ts";
import { editInstance, inInstance, lookAtInstance, removeInstances, runningIn } from "../conformance/instances.ts";

const keyOf = (app: string) => `user.cul8er.traffic.${app}`;
const told = (command: string) => `echo '${command}' | socat -t 30 - UNIX-CONNECT:/run/cul8er-router/admin.sock`;
const server = (name: string, more: object = {}) => ({ name, address: "10.77.0.1", port: 9, ...more });

/** Weights of an application's servers in HAProxy itself. */
async function weightsOf(place: Place, app: string) {
  if (!(await lookAtInstance(place, "door"))?.config[keyOf(app)]) return undefined;
  const states = await inInstance(place, "door", told("show servers state"));
  const rows = states.split("\n").map((line) => line.split(" "));
  return Object.fromEntries(
    rows
      .filter(([, backend]) => backend === app)
      .map(([, , , name, , , , weight]) => [`${app}-${name}`, Number(weight)]),
  );
}

describeKind(Traffic, {
  prepare: async (place) => void (await runningIn(place, "door", 5)),
  clear: (place) => removeInstances(place, "door"),
  relies: (place) => [
    { type: "router", name: "router of the traffic", inputs: { project: place.project, instance: place.name("door") } },
  ],
  observe: async (place) => (await weightsOf(place, "shop")) ?? weightsOf(place, "till"),
  create: {
    inputs: (place) => ({
      project: place.project,
      router: place.name("door"),
      app: "shop",
      listen: 8080,
      hostname: "shop.example",
      servers: [server("shop-1"), server("shop-2")],
      check: { path: "/health" },
    }),
    there: () => ({ "shop-shop-1": 100, "shop-shop-2": 100 }),
  },
  update: {
    inputs: () => ({ servers: [server("shop-1", { weight: 50 }), server("shop-3")], sticky: true }),
    there: () => ({ "shop-shop-1": 50, "shop-shop-3": 100 }),
    changes: ["shop-shop-1", "shop-shop-2", "shop-shop-3"],
  },
  drift: {
    by: async (place) => void (await inInstance(place, "door", told("set server shop/shop-1 weight 7"))),
    of: "servers",
    says: /servers.*7/,
  },
  replace: { inputs: () => ({ app: "till", listen: 8081 }), there: () => ({ "till-shop-1": 50, "till-shop-3": 100 }) },
  refuse: {
    "a host name that could break out": {
      inputs: () => ({ hostname: "shop.example }\n  use_backend other" }),
      path: "hostname",
      says: /no host name/,
    },
    "a canary that is no server": {
      inputs: () => ({ canary: { header: "X-Canary", servers: ["shop-9"] } }),
      path: "canary.servers",
      says: /none of the servers/,
    },
    "cookies without HTTP": {
      inputs: () => ({ protocol: "tcp", hostname: undefined, check: undefined, sticky: true }),
      path: "sticky",
      says: /needs cookies/,
    },
  },
  gone: { by: (place) => editInstance(place, "door", { config: { [keyOf("till")]: undefined } }) },
  foreign: NOT_SUPPORTED("nothing but cul8er writes applications into its routers"),
});
