/** What a router does with its servers, asked of HAProxy itself, past our own code. */
import { randomBytes } from "node:crypto";
import { connect, type Scope } from "../../provider/incus/server.ts";

/** A server as HAProxy has it. */
export interface Served {
  /** Nobody keeps requests from it. */
  readonly ready: boolean;
  /** HAProxy's own check sees it. */
  readonly up: boolean;
  readonly weight: number;
}

/** Which servers were ready, one after the other; what was there for at least a tenth of a second. */
export type Moments = readonly (readonly string[])[];

/** The servers of the example behind a router. */
export class RouterView {
  readonly #incus: Scope;
  readonly #router: string;

  /** @param project Incus project of the router, whose instance is called `router` */
  constructor(socket: string, project: string, router = `${project}-router`) {
    this.#incus = connect({ socket }).project(project);
    this.#router = router;
  }

  /** The servers by name. */
  async servers(): Promise<ReadonlyMap<string, Served>> {
    const said = await this.run(ask("show servers state chat"));
    return new Map(
      rows(said).map(([, , , name = "", , operation, admin = "", weight]) => [
        name,
        { ready: READY.test(admin), up: operation === "2", weight: Number(weight) },
      ]),
    );
  }

  /** Names of those that are ready, sorted. */
  async ready(): Promise<string[]> {
    return [...(await this.servers())].flatMap(([name, { ready }]) => (ready ? [name] : [])).sort();
  }

  /** Nobody new is sent to a server, as a person tells HAProxy. */
  async drain(server: string): Promise<void> {
    await this.run(ask(`set server chat/${server} state drain`));
  }

  /** Begins to note who is ready, ten times a second, on the router itself; what it gives ends that and tells. */
  async watch(): Promise<() => Promise<Moments>> {
    const unit = `watch-${randomBytes(4).toString("hex")}`;
    const file = `/run/${unit}`;
    // A router that does not answer for a moment says nothing of its servers.
    const note = `while :; do ${ask("show servers state chat")} | awk '/^# /{ known = 1 } $2 == "chat" && ($7 == 0 || $7 == 4) && $4 !~ /[.]/ { print " " $4 } END { if (known) print "." }' | sort | tr -d '\\n'; echo; sleep 0.1; done > ${file}`;
    await this.run(
      `printf %s "$0" > ${file}.sh && systemd-run --quiet --collect --unit=${unit} /bin/sh ${file}.sh`,
      note,
    );
    return async () => {
      await this.run(`systemctl stop ${unit}`);
      const said = await this.run(`grep -F . ${file} | uniq; rm ${file} ${file}.sh`);
      return said.split("\n").flatMap((line) => (line.includes(".") ? [line.match(/[^ .]+/g) ?? []] : []));
    };
  }

  /** Runs a script on the router. */
  async run(script: string, ...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.#incus.exec(this.#router, ["/bin/sh", "-c", script, ...args]);
    if (code !== 0) throw new Error(`${script} on the router ended with ${code}: ${stderr}`);
    return stdout.trim();
  }
}

/** Flags of HAProxy by which nothing is kept from a server; 4 is left of a server that began as a disabled one. */
const READY = /^[04]$/;

const ask = (command: string): string =>
  `printf '%s\\n' '${command}' | socat -t 30 - UNIX-CONNECT:/run/cul8er-router/admin.sock`;

/** Rows of `show servers state`, without those of our own that no node stands behind. */
const rows = (said: string): string[][] =>
  said
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([, backend, , name = ""]) => backend === "chat" && !name.includes("."));
