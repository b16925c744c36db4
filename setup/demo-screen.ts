// The live picture of a rollout: redrawn in place on a terminal, elsewhere a line now and then.
import { stripVTControlCharacters, styleText } from "node:util";
import type { Moment } from "./demo-live.ts";
import { say, terminal } from "./progress.ts";

/** Seconds between two lines while nothing happens to the nodes. */
const QUIET = 5;

/** Where the picture is drawn. */
export class Screen {
  #began = performance.now();
  #drawn = 0;
  #last = { nodes: "", at: Number.NEGATIVE_INFINITY };

  /** Begins a picture of its own. */
  begin(): void {
    this.#began = performance.now();
    this.#drawn = 0;
    this.#last = { nodes: "", at: Number.NEGATIVE_INFINITY };
  }

  /** Shows a moment, and what the engine is at. */
  show(moment: Moment, doing: string): void {
    const seconds = (performance.now() - this.#began) / 1000;
    if (terminal)
      this.#redraw([...picture(moment), styleText("dim", `  ${seconds.toFixed(0).padStart(3)} s  ${doing}`)]);
    else this.#tell(moment, seconds);
  }

  #redraw(lines: readonly string[]): void {
    const width = (process.stderr.columns ?? 80) - 1;
    const up = this.#drawn > 0 ? `\x1b[${this.#drawn}A` : "";
    process.stderr.write(`${up}\x1b[0J${lines.map((line) => `${cut(line, width)}\n`).join("")}`);
    this.#drawn = lines.length;
  }

  #tell(moment: Moment, seconds: number): void {
    const nodes = moment.nodes.map(({ instance, version, verified, share }) => {
      const requests = share > 0 ? `gets ${share} %` : "gets none";
      return `${instance} ${version} ${requests}${verified ? "" : ", not verified"}`;
    });
    const told = nodes.join("; ");
    if (told === this.#last.nodes && seconds - this.#last.at < QUIET) return;
    this.#last = { nodes: told, at: seconds };
    say(`${seconds.toFixed(0).padStart(5)} s  ${told} · ${moment.requests} requests, ${moment.failed} failed`);
  }
}

/** A moment, as lines. */
export function picture({ nodes, requests, failed, sockets, versions }: Moment): string[] {
  const width = Math.max(6, ...nodes.map(({ instance }) => instance.length));
  const head = ["NODE".padEnd(width), "VERSION", "STATE".padEnd(12), "WEIGHT", "REQUESTS".padEnd(16), "WEBSOCKETS"];
  const rows = nodes.map(({ instance, version, verified, share, weight, sockets }) => [
    instance.padEnd(width),
    coloured(version, version.padEnd(7)),
    verified ? styleText("green", "verified    ") : styleText("yellow", "not verified"),
    `${weight}`.padStart(6),
    share > 0 ? coloured(version, `${bar(share, 10)} ${share} %`.padEnd(16)) : "none".padEnd(16),
    `${sockets}`.padStart(10),
  ]);
  const answers = Object.entries(versions)
    .sort(([one], [other]) => one.localeCompare(other, "en", { numeric: true }))
    .map(([version, percent]) => `${coloured(version, `${version} ${bar(percent, 30)}`)} ${percent.toFixed(0)} %`);
  const failures = `${failed} failed`;
  return [
    "",
    styleText("dim", `  ${head.join("  ")}`),
    ...rows.map((cells) => `  ${cells.join("  ")}`),
    "",
    `  users get  ${answers.join("  ")}`,
    `  ${requests} requests, ${styleText(failed === 0 ? "green" : "red", failures)}; ${sockets.open} WebSockets open, ${sockets.moved} moved, ${sockets.dropped} dropped`,
    "",
  ];
}

/** Each version has its colour, by its first number. */
function coloured(version: string, text: string): string {
  return styleText(
    (["cyan", "magenta", "red", "blue"] as const)[(Number.parseInt(version, 10) + 3) % 4] ?? "cyan",
    text,
  );
}

const bar = (percent: number, full: number): string => "█".repeat(Math.round((percent / 100) * full));

/** A line that is too long for the terminal would be drawn on two: without its colours it can be cut. */
function cut(line: string, width: number): string {
  const plain = stripVTControlCharacters(line);
  return plain.length <= width ? line : plain.slice(0, width);
}
