/** A cluster of two nodes on every way on which one changes, from its first deploy to its end. */
import { rm } from "node:fs/promises";
import { digestOf } from "../../provider/file-pieces.ts";
import type { Machine } from "../../setup/environment.ts";
import { type Environment, type Run, Stack } from "../stack.ts";
import { temporaryName } from "../temporary-name.ts";
import { variantOf } from "../variant-image.ts";
import type { Traveller } from "./journey.ts";
import { Members } from "./members.ts";
import type { Contents, Stage } from "./survival.ts";

/** What a stage asks of the cluster. */
interface Wish {
  readonly version: string;
  readonly size?: number;
  readonly image?: "another";
  readonly config?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly type: "recreate" };
}

/** Opens the stack; nothing is on the server yet. */
export async function cluster(machine: Machine): Promise<Traveller> {
  const name = temporaryName();
  const stack = await Stack.of(machine, "test/programs/cluster");
  await stack.configure({ name, secretKeyBase: "k".repeat(64), cookie: "monster" }, ["secretKeyBase", "cookie"]);
  const members = new Members(machine.incus.socket, name, await digestOf(machine.image));
  let variant: string | undefined;

  const to =
    ({ version, image, size = 2, ...rest }: Wish, fault?: string) =>
    async (environment: Environment): Promise<Run> => {
      if (image) variant ??= await variantOf(machine.image);
      const healthCheck = { http: { port: 4000, path: "/health" }, deadline: "8s" };
      await stack.configure({
        release: await machine.release({ version, ...(fault && { fault }) }),
        image: image && variant ? variant : machine.image,
        cluster: { size, healthCheck, minUptime: "1s", ...rest },
      });
      return stack.up({ ...environment, CUL8ER_CRASH_SOCKET: machine.incus.socket });
    };

  /** `switch 1` stands for the first run of that script on the first instance, `PATCH 1#2` for the second change of it. */
  const request = (deed: string): string => {
    const [, what, node, rest = "", count = "#1"] = /^(.*) (\d)?(\/.*?)?(#\d)?$/.exec(deed) ?? [];
    return `${what} ${node ? `/1.0/instances/${name}-${node}` : "/1.0"}${rest.replace("NAME", name)}${count}`;
  };
  const stage = (stage: string, from: string, wish: Wish, ...deeds: string[]): Stage => ({
    name: stage,
    from,
    run: to(wish),
    expected: contentsOf(wish),
    deeds: deeds.map(request),
  });

  const contentsOf = ({ size = 2, version, config = {}, image }: Wish): Contents => {
    const members = Array.from({ length: size }, (_, index) => index + 1);
    const instance = { status: "Running", pending: "", config, image: image ?? "usual" };
    return Object.assign(
      { [`/1.0/projects/${name}`]: {}, [`/1.0/images/aliases/${name}`]: {} },
      ...members.map((member) => ({
        [`/1.0/storage-pools/default/volumes/custom/${name}-${member}`]: {},
        [`/1.0/instances/${name}-${member}`]: instance,
        [`journal ${member}`]: { ...instance, version, verified: true, open: false },
        [`node ${member}`]: { ...instance, version },
      })),
    );
  };

  /** A release that is put back. To run it again is to try it again, and a preview tells that it is not what runs. */
  const refused = (wish: Wish): Pick<Stage, "run" | "open" | "retries"> => ({
    retries: true,
    open: true,
    async run(environment) {
      const { ok, text, ...run } = await to(wish, "health_500")(environment);
      return { ...run, text, ok: !ok && /answered 500/.test(text) && /runs 2\.0\.0 again/.test(text) };
    },
  });

  return {
    stack,
    stages: [
      stage(
        "first",
        "last",
        { version: "1.0.0" },
        ...[
          "POST /projects",
          "POST /images/aliases",
          "POST /storage-pools/default/volumes/custom#2",
          "POST /instances",
        ],
        ...["PATCH 1", "prepare 1", "POST 2/files", "stage 2", "switch 1", "switch 2", "verify 2", "PATCH 1#4"],
      ),
      stage(
        "second",
        "first",
        { version: "2.0.0" },
        ...["prepare 1", "POST 1/files", "stage 1", "PATCH 1", "switch 1", "verify 1"],
        ...["PATCH 1#2", "PATCH 1#3", "PATCH 1#4"],
        ...["stage 2", "switch 2", "verify 2", "PATCH 2#2", "PATCH 2#3", "PATCH 2#4"],
      ),
      {
        onlyInMatrix: true,
        ...stage("refused", "second", { version: "2.0.0" }, "verify 1", "PATCH 1#3", "switch 1#2", "verify 1#2"),
        ...refused({ version: "3.0.0" }),
      },
      {
        name: "refused image",
        from: "second",
        onlyInMatrix: true,
        ...refused({ version: "3.0.0", image: "another" }),
      },
      stage(
        "grown",
        "second",
        { version: "2.0.0", size: 3 },
        ...["POST /instances", "PATCH 3", "prepare 3", "POST 3/files", "stage 3", "switch 3", "verify 3", "PATCH 1#2"],
      ),
      {
        stops: true,
        ...stage("shrunk", "grown", { version: "2.0.0" }, "stop 3", "remove 3", "PATCH 3", "PUT 3/state", "DELETE 3"),
      },
      stage(
        "restarted",
        "second",
        { version: "2.0.0", config: { "security.guestapi": "false" } },
        ...["PATCH 1", "switch 1", "PUT 1/state", "PATCH 1#3", "PUT 1/state#2", "prepare 1", "switch 1#2"],
      ),
      {
        onlyInMatrix: true,
        ...stage(
          "rebuilt",
          "second",
          { version: "2.0.0", image: "another" },
          ...["PATCH 1", "switch 1", "PUT 1/state", "POST 1/rebuild", "PUT 1/state#2", "prepare 1", "switch 1#2"],
        ),
      },
      stage(
        "recreated",
        "second",
        { version: "1.0.0", strategy: { type: "recreate" } },
        ...["switch 1", "switch 2", "verify 1", "verify 2"],
      ),
      {
        ...stage("refreshed", "second", { version: "2.0.0" }, "GET /instances", "GET /projects"),
        run: (environment) => stack.refresh(environment),
      },
      {
        name: "last",
        from: "first",
        open: true,
        stops: true,
        run: (environment) => stack.destroy(environment),
        expected: {},
        deeds: ["stop 1", "remove 2", "PATCH 1", "PUT 2/state", "DELETE 1", "DELETE /projects/NAME"].map(request),
      },
    ],

    look: () => members.look(),
    whole: () => members.whole(),
    clean: () => members.clean(),
    async end() {
      if (variant) await rm(variant);
    },
  };
}
