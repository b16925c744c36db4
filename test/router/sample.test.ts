/** What is made of a router's answers. */
import { expect } from "chai";
import fc from "fast-check";
import { looked } from "../../provider/router/haproxy/look.ts";
import { percentile, sample, sampled } from "../../provider/router/haproxy/sample.ts";

describe("times of requests", () => {
  it("have percentiles as all times sorted have them", () => {
    const times = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1 });
    fc.assert(
      fc.property(times, fc.constantFrom(0.5, 0.95, 0.99, 1), (times, share) => {
        const sorted = times.toSorted((a, b) => a - b);
        const counts = [...new Set(times)].map((time): [number, number] => [
          time,
          times.filter((each) => each === time).length,
        ]);
        expect(percentile(counts, share)).to.equal(sorted[Math.ceil(share * times.length) - 1]);
      }),
    );
    expect(percentile([], 0.5)).to.equal(0);
  });

  it("are told for every group, also for one without requests", () => {
    const groups = { stable: ["a", "b"], canary: ["c"] };
    expect(sampled({ groups }, "group 0 4 1\ntime 0 3 3\ntime 0 120 1\n")).to.deep.equal({
      stable: { requests: 4, failed: 1, p50: 3, p95: 120, p99: 120 },
      canary: { requests: 0, failed: 0, p50: 0, p95: 0, p99: 0 },
    });
    expect(sample("chat", { milliseconds: 1500, groups }).args).to.deep.equal([
      "chat",
      "1.5",
      "a=0,b=0,c=1",
      "-1",
      "1",
      "0",
    ]);
  });
});

describe("what a router knows of an application", () => {
  const states = (flags: number, operation: number, result: number) =>
    `3 chat 1 web 10.0.0.1 ${operation} ${flags} 7 100 0 6 ${result} 3 6 0 0 0 - 4000 - 0 0 - - 0`;
  const answer = (state: string) =>
    [
      'declared {"listen":80}\nserver web 10.0.0.1 4000 7 100 ready',
      `${state}\n3 chat 9 cul8er.hold 127.0.0.1 2 0 1 1 1 1 0 2 0 0 0 0 - 1 - 0 0 - - 0`,
      "chat,web,1,0,2\nchat.canary,web,0,0,3\nchat.ws,web,0,0,4\nchat,BACKEND,0,0,9",
    ].join("\n---\n");

  it("are its servers with what is under way, and not those that only hold requests", () => {
    expect(looked("chat", answer(states(0, 2, 3)))).to.deep.equal({
      declared: { listen: 80 },
      members: [
        {
          name: "web",
          address: "10.0.0.1",
          port: 4000,
          weight: 7,
          written: 7,
          base: 100,
          state: "ready",
          up: true,
          requests: 6,
          sockets: 4,
        },
      ],
    });
  });

  for (const [about, line, wanted] of [
    ["drains", states(8, 2, 3), { state: "drain", up: true }],
    ["is in maintenance", states(1, 0, 0), { state: "maint", up: false }],
    ["is declared to be out", states(5, 0, 0), { state: "maint", up: false }],
    ["is down", states(0, 0, 2), { state: "ready", up: false }],
    ["was not checked yet", states(0, 2, 0), { state: "ready", up: false }],
  ] as const)
    it(`are true when one ${about}`, () => {
      expect(looked("chat", answer(line)).members[0]).to.include(wanted);
    });
});
