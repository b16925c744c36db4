/** A router on an instance of its own, with servers on this machine behind it. */
import { execFile } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { z } from "zod";
import type { Context } from "../../provider/context.ts";
import { contextOf } from "../../provider/context.ts";
import { connect } from "../../provider/incus/server.ts";
import { Router, Traffic } from "../../provider/kinds/index.ts";
import type { Entrance } from "../../provider/kinds/traffic/member.ts";
import type { Values } from "../../provider/resource.ts";
import { type Life, lifeOf, name } from "../instance/life.ts";
import { type InstancePlace, instancePlace } from "../instance/place.ts";
import { Backend } from "./backend.ts";

/** A router and its servers. */
export interface Edge {
  readonly place: InstancePlace;
  /** Name of the router's instance. */
  readonly instance: string;
  readonly address: string;
  /** Address of this machine, as the instance sees it. */
  readonly host: string;
  readonly router: Life;
  readonly entrance: Entrance;
  /** Opens a server. */
  backend(name: string, port?: number): Promise<Backend>;
  /** The traffic to an application, `chat` unless its inputs name another. */
  traffic(fixed?: Values): Life;
  /** Runs a script on the router. */
  shell(script: string): Promise<string>;
  url(path?: string, port?: number): string;
  /** Waits until HAProxy answers again, after a restart of it or of its instance. */
  served(): Promise<void>;
  remove(): Promise<void>;
}

/** Inputs of a server. */
export const serverOf = ({ name, port }: Backend, edge: Pick<Edge, "host">, weight = 100) => ({
  name,
  address: edge.host,
  port,
  weight,
});

const network = z.object({ config: z.object({ "ipv4.address": z.string() }) });

/** Makes one. */
export async function edgeOf(suite: Mocha.Context, init: "systemd" | "openrc" = "systemd"): Promise<Edge> {
  const place = await instancePlace(suite);
  const instance = name("edge");
  const backends: Backend[] = [];
  const remove = async () => {
    await Promise.all(backends.map((backend) => backend.close()));
    await place.remove();
  };
  try {
    const { incus } = place.machine;
    const found = await place.scope.get(`/1.0/networks/${incus.network}`, network);
    const host = found?.body.config["ipv4.address"].replace(/\/.*/, "") ?? "";
    const source = init === "systemd" ? await place.image() : await place.scope.uploadImage(place.machine.openrcImage);
    await place.scope.post("/1.0/instances", {
      name: instance,
      type: "container",
      start: true,
      source: { type: "image", fingerprint: source },
    });
    const fixed = { project: place.name };
    const router = lifeOf(Router, place.host, { ...fixed, instance });
    await router.up({});
    const address = z.string().parse((await router.refresh())?.address);
    return {
      place,
      instance,
      host,
      address,
      router,
      entrance: { context: contextFor(place), project: place.name, router: instance, app: "chat" },
      async backend(name, port) {
        const backend = await Backend.open(name, host, port);
        backends.push(backend);
        return backend;
      },
      traffic: (more = {}) =>
        lifeOf(Traffic, place.host, { ...fixed, router: instance, app: "chat", listen: 80, admit: "check", ...more }),
      async shell(script) {
        const { code, stdout, stderr } = await place.scope.exec(instance, ["/bin/sh", "-c", script]);
        if (code !== 0) throw new Error(`${script} ended with ${code}: ${stderr}`);
        return stdout.trim();
      },
      async served() {
        const deadline = AbortSignal.timeout(60_000);
        // Nobody tells when the address is there again and HAProxy has seen its servers.
        for (;;) {
          const answer = await fetch(`http://${address}:80/`, { signal: deadline }).catch((error: unknown) => {
            if (deadline.aborted) throw error;
          });
          if (answer?.status === 200) return;
          await pause(50, undefined, { signal: deadline });
        }
      },
      url: (path = "/", port = 80) => `http://${address}:${port}${path}`,
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The context of a change, as a gate has it. */
export function contextFor({ host }: InstancePlace, signal = new AbortController().signal): Context {
  const server = connect(host);
  return contextOf(
    { server, owner: "urn:pulumi:test::router::t::r", signal, progress: () => {}, warn: () => {} },
    "update",
  );
}

const run = promisify(execFile);

/** Asks a page in a way that Node cannot: with TLS and a name, or another protocol. Gives status and body. */
export async function curl(...args: string[]): Promise<{ status: number; body: string }> {
  const { stdout } = await run("curl", ["-s", "-m", "20", "-w", "\n%{http_code}", ...args]);
  const lines = stdout.split("\n");
  return { status: Number(lines.pop()), body: lines.join("\n") };
}
