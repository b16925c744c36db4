/** What a router must be able to do. HAProxy is the one driver so far: its weights change without a reload. */
import type { Script } from "../shell.ts";
import { admit, admitted, offer, offered } from "./haproxy/admit.ts";
import type { NewServer } from "./haproxy/app-file.ts";
import { apply, forget, letGo } from "./haproxy/apply.ts";
import { EXIT } from "./haproxy/assemble.ts";
import { drain, drained, type Left } from "./haproxy/drain.ts";
import { install, type Probe, probe, probed, uninstall } from "./haproxy/install.ts";
import { label } from "./haproxy/label.ts";
import { type Look, look, looked } from "./haproxy/look.ts";
import { type Sample, sample, sampled, type Window } from "./haproxy/sample.ts";
import { type Turn, turn, turned } from "./haproxy/turn.ts";
import { weigh } from "./haproxy/weigh.ts";
import type { Routing } from "./routing.ts";

/** Scripts for the router's instance, and what their answers mean. All of them may be repeated. */
export interface Driver {
  /** Folders on the router into which the files that a `Routing` names are written, only root may read them. */
  readonly folders: { readonly certificates: string; readonly pages: string };
  install(): Script;
  uninstall(): Script;
  probe(): Script;
  probed(stdout: string): Probe;
  apply(routing: Routing, declared: unknown, servers: readonly NewServer[], patience: number): Script;
  letGo(app: string, server: string): Script;
  forget(app: string): Script;
  look(app: string): Script;
  looked(app: string, stdout: string): Look;
  drain(app: string, server: string, patience: number): Script;
  drained(stdout: string): Left;
  offer(app: string, server: string): Script;
  offered(stdout: string): boolean;
  admit(app: string, server: string, patience: number, offered: boolean): Script;
  admitted(stdout: string): boolean;
  turn(app: string, turn: Turn, patience: number): Script;
  turned(stdout: string): string[];
  weigh(app: string, weights: Readonly<Record<string, number>> | undefined): Script;
  /** The id of a rollout, for the log of the application's requests. */
  label(app: string, rollout: string): Script;
  sample(app: string, window: Window): Script;
  sampled(window: Window, stdout: string): Record<string, Sample>;
  /** The error of a script that failed. `tried` says what was being done, where. */
  failure(tried: string, code: number, stderr: string): Error;
}

/** HAProxy, 2.6 or newer. */
export const haproxy: Driver = {
  folders: { certificates: "/etc/haproxy/cul8er/certificates", pages: "/etc/haproxy/cul8er/pages" },
  install,
  uninstall,
  probe,
  probed,
  apply,
  letGo,
  forget,
  look,
  looked,
  drain,
  drained,
  offer,
  offered,
  admit,
  admitted,
  turn,
  turned,
  weigh,
  label,
  sample,
  sampled,
  failure(tried, code, stderr) {
    const said = stderr.trim().split("\n").at(-1) || `the script ended with ${code} and said nothing`;
    if (code === EXIT.noRouter) return new RouterDown(`${tried}: ${said}`);
    const gone = code === EXIT.noApp || code === EXIT.noServer;
    return new (gone ? RouterGone : RouterFailed)(`${tried}: ${said}`);
  },
};

/** There is no such router, it does not run, or it knows no such application or server. */
export class RouterGone extends Error {
  override readonly name: string = "RouterGone";
}

/** A router that is there and does not run. It may come back, and sends requests then as its files say. */
export class RouterDown extends RouterGone {
  override readonly name = "RouterDown";
}

/** A router did not do what it was asked for. */
export class RouterFailed extends Error {
  override readonly name = "RouterFailed";
}
