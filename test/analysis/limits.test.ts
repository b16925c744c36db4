import { expect } from "chai";
import { exceeded, type Limits } from "../../provider/kinds/analysis/limits.ts";
import type { Sample } from "../../provider/kinds/traffic/member.ts";

const of = (over: Partial<Sample>): Sample => ({ requests: 1000, failed: 0, p50: 5, p95: 20, p99: 40, ...over });

describe("the limits of an analysis", () => {
  const judged = (limits: Limits, canary: Partial<Sample>, stable?: Partial<Sample>) =>
    exceeded(limits, of(canary), stable && of(stable));

  it("are kept by requests that are within them", () => {
    expect(judged({ errorRate: { max: 0.01 } }, { failed: 10 })).to.equal(undefined);
    expect(judged({ errorRate: { aboveStable: 0.01 } }, { failed: 30 }, { failed: 20 })).to.equal(undefined);
    expect(judged({ latency: { percentile: "p95", max: "20ms" } }, {})).to.equal(undefined);
    expect(judged({ latency: { percentile: "p95", timesStable: 2 } }, { p95: 39 }, {})).to.equal(undefined);
    expect(judged({}, { failed: 1000, p95: 9_999 })).to.equal(undefined);
  });

  it("tell what was beyond them, in numbers", () => {
    expect(judged({ errorRate: { max: 0.01 } }, { failed: 100 })).to.equal(
      "10.0 % of 1000 requests failed, at most 1.0 % may",
    );
    expect(judged({ errorRate: { aboveStable: 0.01 } }, { failed: 100 }, { failed: 20 })).to.match(
      /2\.0 % with the old/,
    );
    expect(judged({ latency: { percentile: "p99", max: "30ms" } }, {})).to.equal(
      "p99 of the answers took 40 ms, at most 30ms may",
    );
    expect(judged({ latency: { percentile: "p95", timesStable: 2 } }, { p95: 41 }, {})).to.match(/20 ms with the old/);
  });

  it("compare no noise, and nothing with nothing", () => {
    expect(judged({ latency: { percentile: "p50", timesStable: 1.5 } }, { p50: 9 }, { p50: 1 })).to.equal(undefined);
    expect(judged({ errorRate: { aboveStable: 0 } }, { failed: 500 })).to.equal(undefined);
    expect(judged({ errorRate: { max: 0 } }, { requests: 0 })).to.equal(undefined);
  });
});
