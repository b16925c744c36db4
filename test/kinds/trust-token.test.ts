import { z } from "zod";
import { TrustToken } from "../../provider/kinds/index.ts";
import { describeKind, NOT_SUPPORTED, type Place } from "../conformance/describe-kind.ts";
import { type PrivateServer, privateServer } from "../incus/private-server.ts";
import { type Raw, raw } from "../out-of-band.ts";

let server: PrivateServer | undefined;
let there: Raw;

const running = z.object({ running: z.array(z.unknown()).nullish() });
const token = z.object({
  id: z.string(),
  class: z.literal("token"),
  metadata: z.object({
    request: z.object({ name: z.string(), restricted: z.boolean(), projects: z.array(z.string()) }),
  }),
});

async function tokenOf(place: Place, name: string) {
  const { running: all } = running.parse((await there.get("/1.0/operations?recursion=1")) ?? {});
  const found = (all ?? []).flatMap((each) => token.safeParse(each).data ?? []);
  return found.find(({ metadata }) => metadata.request.name === place.name(name));
}

const config = (key: string, value: string) => there.send("PATCH", "/1.0", { config: { [key]: value } });

describeKind(TrustToken, {
  // A token is for those who connect by network, which the machine's own Incus may not have.
  async prepare() {
    server = await privateServer();
    there = raw(server.socket);
  },
  clear: async () => server?.stop(),
  observe: async (place) =>
    (await tokenOf(place, "laptop"))?.metadata.request ?? (await tokenOf(place, "desktop"))?.metadata.request,
  create: {
    inputs: (place) => ({ name: place.name("laptop"), host: { socket: server?.socket } }),
    there: (place) => ({ name: place.name("laptop"), restricted: false }),
  },
  update: {
    inputs: () => ({ restricted: true, projects: ["default"] }),
    there: () => ({ restricted: true, projects: ["default"] }),
    changes: ["projects.0", "restricted"],
  },
  drift: NOT_SUPPORTED("a token cannot be changed by anybody"),
  replace: {
    inputs: (place) => ({ name: place.name("desktop") }),
    there: (place) => ({ name: place.name("desktop"), restricted: true }),
  },
  refuse: {
    "projects of a client that may do everything": {
      inputs: () => ({ restricted: false }),
      path: "projects",
      says: /mean nothing while the client may do everything/,
    },
    "a time that is none": {
      inputs: () => ({ expiresAfter: "soon" }),
      path: "expiresAfter",
      says: /is not a duration/,
    },
  },
  // A token that is used, revoked or expired is not gone: see trust-token-life.test.ts.
  gone: {
    async by(place) {
      const found = await tokenOf(place, "desktop");
      if (found) await there.send("DELETE", `/1.0/operations/${found.id}`);
      await config(`user.cul8er.token.${place.name("desktop")}`, "");
    },
  },
  foreign: {
    by: (place) =>
      there.begin("/1.0/certificates", { name: place.name("desktop"), type: "client", token: true, restricted: true }),
  },
  import: NOT_SUPPORTED("its server is one of its own, which an id in HCL does not name"),
});
