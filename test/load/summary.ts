/** What a load came to. */
import type { Answer, Ending } from "./record.ts";

/** Some time under load. */
export interface Summary {
  readonly requests: number;
  /** Those without a good answer: none at all, one that was cut off, or a status that is not 2xx. */
  readonly failed: readonly Answer[];
  readonly connections: Readonly<Record<Answer["connection"], { readonly requests: number; readonly failed: number }>>;
  /** Good answers by the version that gave them. */
  readonly versions: Readonly<Record<string, number>>;
  /** Milliseconds of good answers of pages that are not slow on purpose. */
  readonly latency: { readonly p50: number; readonly p95: number; readonly p99: number; readonly max: number };
  readonly sockets: {
    /** Sent elsewhere by a close frame. */
    readonly closed: number;
    /** Ended in another way, or could not be opened. */
    readonly dropped: readonly Ending[];
  };
}

/** Sums up what began (requests) or ended (sockets) from a time on, and before another. */
export function summarise(
  recorded: { readonly answers: readonly Answer[]; readonly endings: readonly Ending[] },
  from = 0,
  before = Number.POSITIVE_INFINITY,
): Summary {
  const answers = recorded.answers.filter(({ began }) => began >= from && began < before);
  const endings = recorded.endings.filter(({ at }) => at >= from && at < before);
  const good = answers.filter(isGood);
  const of = (connection: Answer["connection"]) => {
    const own = answers.filter((answer) => answer.connection === connection);
    return { requests: own.length, failed: own.filter((answer) => !isGood(answer)).length };
  };
  const took = good.filter(({ what }) => !what.startsWith("GET /slow")).map(({ took }) => took);
  return {
    requests: answers.length,
    failed: answers.filter((answer) => !isGood(answer)),
    connections: { new: of("new"), kept: of("kept") },
    versions: countBy(good, ({ version }) => version),
    latency: quantiles(took),
    sockets: {
      closed: endings.filter(({ how }) => how === "closed").length,
      dropped: endings.filter(({ how }) => how !== "closed"),
    },
  };
}

/** The summary in words, for a failed test and for a person; the first ten failures each with its time. */
export function describe({ requests, failed, connections, versions, latency, sockets }: Summary, since = 0): string {
  const time = (at: number) => `${((at - since) / 1000).toFixed(3)} s`;
  const lines = [
    `${requests} requests, ${failed.length} failed (new connections ${connections.new.failed} of ${connections.new.requests}, kept ones ${connections.kept.failed} of ${connections.kept.requests})`,
    `answers by version: ${JSON.stringify(versions)}; ms: ${JSON.stringify(latency)}`,
    `WebSockets: ${sockets.closed} sent elsewhere, ${sockets.dropped.length} dropped`,
    ...failed
      .slice(0, 10)
      .map(
        ({ began, took, connection, what, status, version, error }) =>
          `  ${time(began)} + ${took.toFixed(0)} ms: ${what} (${connection}) ${status} ${version} ${error ?? ""}`,
      ),
    ...sockets.dropped
      .slice(0, 10)
      .map(({ at, version, how, reason }) => `  ${time(at)}: socket of ${version || "nobody"} ${how}: ${reason}`),
  ];
  return lines.join("\n");
}

/** Whether a request was served. */
export const isGood = ({ status, error }: Answer): boolean => error === undefined && status >= 200 && status < 300;

function quantiles(numbers: readonly number[]): Summary["latency"] {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}
