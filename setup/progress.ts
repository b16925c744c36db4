// What the person at the terminal sees while set-up works: one line a phase, alive while it lasts.
import { styleText } from "node:util";

interface Phase {
  name: string;
  began: number;
  note: string;
}

/** Whether a person looks on, and lines can be drawn again. */
export const terminal = process.stderr.isTTY === true && process.env.CI === undefined;
const running = new Set<Phase>();
const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
let frame = 0;
let ticker: NodeJS.Timeout | undefined;

/**
 * Runs one phase of the work under a name. On a terminal a spinner shows what runs and for how long; elsewhere a line
 * tells its beginning and its end, and one every half minute that it still goes on.
 *
 * @param work gets a function that says what it is at just now
 */
export async function phase<T>(name: string, work: (note: (text: string) => void) => Promise<T>): Promise<T> {
  const self: Phase = { name, began: performance.now(), note: "" };
  begin(self);
  try {
    const result = await work((text) => {
      self.note = text;
    });
    end(self, styleText("green", "✓"));
    return result;
  } catch (error) {
    end(self, styleText("red", "✗"));
    throw error;
  }
}

/** Prints a line above the running phases. */
export function say(line: string): void {
  clear();
  process.stderr.write(`${line}\n`);
  draw();
}

/** Seconds, as people read them: `0.4 s`, `75 s`. */
export function seconds(milliseconds: number): string {
  const value = milliseconds / 1000;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} s`;
}

function begin(self: Phase): void {
  running.add(self);
  if (!terminal) say(`  ${self.name} ...`);
  ticker ??= setInterval(terminal ? redraw : remind, terminal ? 100 : 30_000);
}

function end(self: Phase, mark: string): void {
  running.delete(self);
  say(`${mark} ${self.name} ${styleText("dim", seconds(performance.now() - self.began))}`);
  if (running.size > 0) return;
  clearInterval(ticker);
  ticker = undefined;
}

function remind(): void {
  for (const each of running) say(`  ${describe(each)}`);
}

function redraw(): void {
  frame = (frame + 1) % frames.length;
  clear();
  draw();
}

function draw(): void {
  if (!terminal || running.size === 0) return;
  const line = `${frames[frame]} ${[...running].map(describe).join(" · ")}`;
  process.stderr.write(line.slice(0, (process.stderr.columns ?? 80) - 1));
}

function clear(): void {
  if (terminal) process.stderr.write("\r\x1b[K");
}

function describe({ name, began, note }: Phase): string {
  return `${name} ${Math.round((performance.now() - began) / 1000)} s${note ? ` (${note})` : ""}`;
}
