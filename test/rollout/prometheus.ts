/** A real Prometheus in an instance of its own, which scrapes one number that a test sets. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { type InstancePlace, instancePlace } from "../instance/place.ts";
import { temporaryName } from "../temporary-name.ts";

/** Longest time until what is set is what is answered, in milliseconds. */
const PATIENCE = 30_000;

/** It, installed from the distribution's own package. */
export class Prometheus {
  /** Where it answers. */
  readonly url: string;
  readonly #place: InstancePlace;
  readonly #metrics: Server;
  #value: number | undefined;

  private constructor(place: InstancePlace, metrics: Server, address: string) {
    this.#place = place;
    this.#metrics = metrics;
    this.url = `http://${address}:9090`;
    metrics.on("request", (_, response) => {
      response.setHeader("Content-Type", "text/plain; version=0.0.4");
      response.end(this.#value === undefined ? "\n" : `test_share ${this.#value}\n`);
    });
  }

  /** Installs and starts it, in an Incus project of its own; skips the suite where this run does without Incus. */
  static async for(suite: Mocha.Context): Promise<Prometheus> {
    const place = await instancePlace(suite);
    const metrics = createServer();
    try {
      const { scope, machine } = place;
      const network = await scope.get(`/1.0/networks/${machine.incus.network}`, withAddress);
      const host = network?.body.config["ipv4.address"].replace(/\/.*/, "") ?? "";
      await once(metrics.listen(0, host), "listening");
      const { port } = z.object({ port: z.number() }).parse(metrics.address());
      const source = { type: "image", fingerprint: await place.image() };
      await scope.post("/1.0/instances", { name: INSTANCE, type: "container", start: true, source });
      const script = ["/bin/sh", "-c", INSTALL, `${host}:${port}`];
      const { code, stdout, stderr } = await scope.exec(INSTANCE, script, { timeout: 300_000 });
      if (code !== 0) throw new Error(`Prometheus was not installed: ${stderr.slice(-500)}`);
      return new Prometheus(place, metrics, stdout.trim().split("\n").at(-1) ?? "");
    } catch (error) {
      metrics.close();
      await place.remove();
      throw error;
    }
  }

  /** Sets the number, none where it is undefined, and waits until Prometheus says so. */
  async set(value: number | undefined): Promise<void> {
    this.#value = value;
    const wanted = value === undefined ? [] : [`${value}`];
    for (const end = Date.now() + PATIENCE; ; await pause(200)) {
      const said = await fetch(`${this.url}/api/v1/query?query=test_share`)
        .then(async (answer) => values.parse(await answer.json()).data.result.map(({ value }) => value[1]))
        .catch(() => undefined);
      if (said && JSON.stringify(said) === JSON.stringify(wanted)) return;
      if (Date.now() > end) throw new Error(`Prometheus says ${said} instead of ${wanted}`);
    }
  }

  /** Ends the service, or starts it again. */
  async service(verb: "stop" | "start"): Promise<void> {
    await this.#place.scope.exec(INSTANCE, ["systemctl", verb, "prometheus"]);
  }

  /** Removes it. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#metrics.close();
    this.#metrics.closeAllConnections();
    await this.#place.remove();
  }
}

/** Nobody else on the network is called so. */
const INSTANCE = temporaryName();

const INSTALL = `set -eu
until awk '$2 == "00000000" { there = 1 } END { exit !there }' /proc/net/route; do sleep 0.2; done
export DEBIAN_FRONTEND=noninteractive
get() { apt-get -o DPkg::Options::=--force-unsafe-io "$@" >&2 </dev/null; }
get update --quiet
get install --quiet --yes --no-install-recommends prometheus
cat > /etc/prometheus/prometheus.yml <<END
global: { scrape_interval: 1s }
scrape_configs: [{ job_name: test, static_configs: [{ targets: ["$0"] }] }]
END
systemctl restart prometheus
ip -4 -o address show dev eth0 | sed -n 's|.* inet \\([0-9.]*\\)/.*|\\1|p' | head -n 1
`;

const withAddress = z.object({ config: z.object({ "ipv4.address": z.string() }) });
const values = z.object({
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }),
});
