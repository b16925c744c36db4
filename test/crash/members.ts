/** The members of a cluster as they are on the server and inside their instances, seen past our own code. */
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { z } from "zod";
import { connect } from "../../provider/incus/server.ts";
import { inventory } from "../inventory.ts";
import { raw } from "../out-of-band.ts";
import type { Seen } from "./survival.ts";

/** Members of the cluster of that name, in the Incus project of the same name. */
export class Members {
  readonly #socket: string;
  readonly #name: string;
  readonly #image: string;

  /** @param image fingerprint of the usual image */
  constructor(socket: string, name: string, image: string) {
    this.#socket = socket;
    this.#name = name;
    this.#image = image;
  }

  /** What is there: things on the server; of each node its journal, and what it tells of itself. */
  async look(): Promise<Seen> {
    const server = raw(this.#socket);
    const seen = new Map<string, { content: unknown; birth: string }>();
    // Images are in the project that all share.
    const alias = (await server.list("/1.0/images/aliases")).some((each) => each.name === this.#name);
    if (alias) seen.set(`/1.0/images/aliases/${this.#name}`, { content: {}, birth: "" });
    for (const [path, { name = "", status, config, created_at }] of await inventory(server, this.#name)) {
      const birth = String(created_at ?? "");
      if (/\/projects\/|\/custom\//.test(path)) seen.set(path, { content: {}, birth });
      if (!/^\/1\.0\/instances\/[^/]+$/.test(path)) continue;
      const { "user.cul8er.pending": pending = "", "user.cul8er.node.chat": text, ...more } = config ?? {};
      const security = Object.fromEntries(Object.entries(more).filter(([key]) => key.startsWith("security.")));
      const image = more["volatile.base_image"] === this.#image ? "usual" : "another";
      const instance = { status, pending, config: security, image };
      seen.set(path, { content: instance, birth });
      if (!text) continue;
      const number = name.slice(this.#name.length + 1);
      const { current, generation, verified, base } = journal.parse(JSON.parse(text));
      const content = { version: current.version, verified: verified === generation, open: base !== undefined };
      seen.set(`journal ${number}`, { content: { ...instance, ...content }, birth: generation });
      if (status === "Running") seen.set(`node ${number}`, await this.#node(name, instance));
    }
    return seen;
  }

  /** A node on which a client died goes on by itself, and ends as one revision that answers. */
  async whole(): Promise<void> {
    for (const name of await this.#running()) {
      const { phase, folder, link, runs } = await this.#settled(name);
      // One that was turned stands still, for its instance is about to be restarted.
      if (phase === undefined || phase === "turned") continue;
      const one = { phase: "started", link: `revisions/${folder}`, runs: folder };
      expect({ phase, link, runs }, `${name}, after its client died`).to.deep.equal(one);
      for (const end = Date.now() + 20_000; !(await this.health(name)); await pause(100))
        if (Date.now() > end) throw new Error(`${name} does not answer after its client died`);
    }
  }

  /** Nothing is half-written. */
  async clean(): Promise<void> {
    const drafts =
      "cd /opt/chat && ls -d incoming/*.tar.gz releases/.draft-* revisions/.draft-* *.new bin/.new || true";
    for (const name of await this.#running())
      expect(await this.#inside(name, drafts), `half-written on ${name}`).to.equal("");
  }

  async #running(): Promise<string[]> {
    const found = await inventory(raw(this.#socket), this.#name);
    return [...found.values()].flatMap(({ name, status }) => (name && status === "Running" ? [name] : []));
  }

  /**
   * What a script says; nothing on an instance that is on its way down. By our own client: the command of Incus loses the
   * output of short commands now and then.
   */
  async #inside(name: string, script: string): Promise<string> {
    const incus = connect({ socket: this.#socket }).project(this.#name);
    for (const end = Date.now() + 20_000; ; await pause(200))
      try {
        return (await incus.exec(name, ["sh", "-c", script])).stdout.trim();
      } catch (error) {
        if (!(await this.#running()).includes(name)) return "";
        if (Date.now() > end) throw error;
      }
  }

  /** The same as `#switch`, when its process can be read: while one turns into another it tells no environment. */
  async #settled(name: string): Promise<Record<string, string>> {
    for (const end = Date.now() + 10_000; ; await pause(100)) {
      const found = await this.#switch(name);
      if (found.phase !== "started" || found.runs !== undefined || Date.now() > end) return found;
    }
  }

  /** How far the last switch came by its end, and what runs. */
  async #switch(name: string): Promise<Record<string, string>> {
    const script = `cd /opt/chat && test -e switch && flock lock cat switch && echo "link=$(readlink current)" &&
      pid=$(systemctl show chat --value -p MainPID) && tr '\\0' '\\n' < /proc/$pid/environ | sed -n 's/^CUL8ER_REVISION=/runs=/p'`;
    return Object.fromEntries((await this.#inside(name, script)).split("\n").map((line) => line.split("=")));
  }

  /** The version that a node tells, and since when it runs. */
  async #node(name: string, instance: object) {
    const birth = await this.#inside(name, "systemctl show chat --value -p ExecMainStartTimestampMonotonic");
    return { content: { ...instance, version: (await this.health(name))?.version }, birth };
  }

  /** What a node answers; undefined where it does not. */
  async health(name: string) {
    const { config } = withConfig.parse(await raw(this.#socket).get(`/1.0/instances/${name}?project=${this.#name}`));
    const { current } = journal.parse(JSON.parse(config["user.cul8er.node.chat"] ?? ""));
    const told = await fetch(`http://${current.nodeName.split("@")[1]}:4000/health`).catch(() => undefined);
    return told && health.parse(await told.json());
  }
}

const withConfig = z.object({ config: z.record(z.string(), z.string()) });
const health = z.object({ version: z.string().optional() });
const journal = z.object({
  current: z.object({ version: z.string(), nodeName: z.string() }),
  generation: z.string(),
  verified: z.string().optional(),
  base: z.unknown().optional(),
});
