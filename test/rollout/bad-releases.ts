/** Releases that fail, each in another way, and what is said of it. */

/** A release that must not reach users. */
export interface BadRelease {
  /** What it does. */
  readonly what: string;
  /** `examples/chat/lib/chat/fault.ex`. */
  readonly fault: string;
  /** The node on which it shows. Default: the first. */
  readonly node?: number;
  /** What the error says of that node: the check that failed, and what it saw. */
  readonly says: RegExp;
}

/** Those that the checks of a node find before it gets requests. */
export const badReleases: readonly BadRelease[] = [
  { what: "does not start", fault: "crash_on_boot", says: /process: it ended by itself/ },
  { what: "crashes after a second", fault: "crash_after_ms=1000", says: /process: it ended by itself/ },
  { what: "crashes four seconds after each start", fault: "crash_after_ms=4000", says: /process: it ended by itself/ },
  { what: "says that it is not well", fault: "health_500", says: /\/health: answered 500/ },
  {
    what: "runs while another process has its port",
    fault: "port_taken",
    says: /port 4000 belongs to another process/,
  },
  { what: "moves its health check", fault: "health_moved", says: /\/health: answered 404/ },
  { what: "does not listen", fault: "not_listening", says: /\/health: connection refused/ },
  { what: "is well on the first node only", fault: "health_500@-2", node: 2, says: /\/health: answered 500/ },
];

/** One that only the others notice: it serves, and is judged when it does. */
export const loner: BadRelease = {
  what: "never joins the cluster",
  fault: "never_joins",
  says: /cluster \(every node sees every other\): .* does not see/,
};

/** Those that only users notice. */
export const badForUsers: readonly BadRelease[] = [
  {
    what: "fails one request in ten while its health check is fine",
    fault: "fail_rate=0.1",
    says: /analysis: \S+ % of \d+ requests failed/,
  },
  { what: "is slow", fault: "slow_ms=1000", says: /analysis: p95 of the answers took \d+ ms/ },
];
