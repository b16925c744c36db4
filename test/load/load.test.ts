/** The load generator against a service that fails in known ways: it counts every failure, and none that was none. */
import { expect } from "chai";
import { FailingService, type Fate } from "./failing-service.ts";
import { Load } from "./load.ts";
import { type Summary, summarise } from "./summary.ts";

describe("the load generator", function () {
  this.timeout("30s");

  it("asks at a constant rate, half on new connections, and sees no failure in a good service", async () => {
    const began = performance.now();
    const { summary, load, service } = await under(500, async () => {});
    const seconds = (performance.now() - began) / 1000;
    expect(summary.requests)
      .to.equal(service.seen.well)
      .and.to.be.at.most(200 * seconds);
    expect(summary.connections.new.requests).to.be.closeTo(summary.requests / 2, 1);
    expect(summary.connections.kept.requests).to.equal(service.seen.kept);
    expect(summary.failed).to.deep.equal([]);
    expect(summary.sockets).to.deep.equal({ closed: 0, dropped: [] });
    expect(load.messages).to.be.above(4);
  });

  it("counts exactly what failed, and why", async () => {
    const fates: Record<number, Fate> = { 10: "500", 15: "reset", 20: "cut", 25: "500", 26: "reset", 31: "silence" };
    const { summary, service } = await under(400, async (service) => {
      service.fate = (request) => fates[request % 50] ?? "well";
    });
    const reasons = summary.failed.map(({ status, error = "" }) => `${status} ${error}`);
    const count = (reason: RegExp) => reasons.filter((each) => reason.test(each)).length;
    expect(summary.requests - summary.failed.length).to.equal(service.seen.well);
    expect(count(/^500 $/))
      .to.equal(service.seen["500"])
      .and.to.be.above(10);
    expect(count(/^0 ECONNRESET$/))
      .to.equal(service.seen.reset)
      .and.to.be.above(10);
    expect(count(/^200 cut off/))
      .to.equal(service.seen.cut)
      .and.to.be.above(5);
    expect(count(/^0 no answer in 1500 ms$/))
      .to.equal(service.seen.silence)
      .and.to.be.above(5);
    expect(reasons).to.have.length(sum(failures.map((fate) => service.seen[fate])));
    const { new: fresh, kept } = summary.connections;
    expect(fresh.failed + kept.failed).to.equal(summary.failed.length);
    expect(Math.min(fresh.failed, kept.failed)).to.be.above(0);
  });

  it("tells the versions apart", async () => {
    const { summary } = await under(200, async (service) => {
      service.fate = (request) => {
        service.version = request % 4 === 0 ? "2.0.0" : "1.0.0";
        return "well";
      };
    });
    expect(summary.versions["2.0.0"]).to.equal(Math.ceil(summary.requests / 4));
    expect(summary.versions["1.0.0"]).to.equal(summary.requests - Math.ceil(summary.requests / 4));
  });

  it("does not call a socket dropped that was sent elsewhere, but one that broke or was ended for an error", async () => {
    const { summary } = await under(1, async (service) => {
      for (const [turn, code] of [1001, 1012, 1000, 1011, undefined].entries()) {
        await service.visited(4 * (turn + 1));
        service.end(code);
      }
      await service.visited(24);
    });
    expect(summary.sockets.closed).to.equal(12);
    const dropped = summary.sockets.dropped.map(({ reason, how }) => `${how} ${reason}`);
    expect(dropped).to.have.members([...Array(4).fill("dropped 1011"), ...Array(4).fill("dropped 1006")]);
  });

  it("counts what a service that is gone does not answer", async () => {
    const service = await FailingService.open();
    const { url } = service;
    await service[Symbol.asyncDispose]();
    await using load = await Load.on({ url, sockets: 1 });
    const { requests, failed, sockets } = await load.since(0);
    expect(requests).to.be.above(0);
    expect(failed.map(({ error }) => error)).to.deep.equal(Array(requests).fill("ECONNREFUSED"));
    expect(sockets.dropped.map(({ how }) => how)).to.include("refused");
  });
});

/** A load on a service of its own, until that was asked so often and what is done to it meanwhile is done. */
async function under(
  requests: number,
  work: (service: FailingService) => Promise<void>,
): Promise<{ summary: Summary; load: Load; service: FailingService }> {
  await using service = await FailingService.open();
  const working = work(service);
  const load = await Load.on({ url: service.url, sockets: 4, slow: 0, patience: 1500 });
  try {
    await Promise.all([working, service.asked(requests)]);
  } finally {
    await load[Symbol.asyncDispose]();
  }
  return { summary: summarise(load.recorded), load, service };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
const failures = ["500", "reset", "cut", "silence"] as const;
