import { expect } from "chai";
import { Aborted, TimedOut } from "../../provider/incus/errors.ts";
import { connect } from "../../provider/incus/server.ts";
import { failure } from "./failure.ts";
import { relay } from "./relay.ts";
import { instance, type Workplace, workplace } from "./workplace.ts";

describe("incus waiting for events", () => {
  let place: Workplace;

  before(async function () {
    place = await workplace(this);
  });
  after(() => place?.remove());

  const empty = (name: string) => ({ name, type: "container", source: { type: "none" } });

  it("finds what is there already without an event", async () => {
    expect(
      await place.scope.until(
        "nothing",
        () => false,
        async () => "here",
      ),
    ).to.equal("here");
  });

  it("looks again only when an event wakes it", async () => {
    let looks = 0;
    const waiting = place.scope.until(
      "the instance",
      ({ metadata }) => metadata.action === "instance-created" && metadata.source.includes("/awaited"),
      async () => {
        looks += 1;
        return (await place.scope.get("/1.0/instances/awaited", instance))?.body.name;
      },
    );
    await place.scope.post("/1.0/instances", empty("other"));
    await place.scope.post("/1.0/instances", empty("awaited"));
    expect(await waiting).to.equal("awaited");
    expect(looks).to.be.within(1, 3); // at once, at its event, and once more where that came before the look
  });

  it("looks again after the stream was lost, since the event may have been missed", async () => {
    const between = await relay(place.machine.incus.socket);
    const server = connect({ socket: between.socket });
    try {
      const opened = between.seen(/events/);
      const looked = Promise.withResolvers<void>();
      const waiting = server.project(place.name).until(
        "the instance",
        () => false,
        async () => {
          looked.resolve();
          return place.scope.get("/1.0/instances/missed", instance);
        },
      );
      await opened;
      await looked.promise;
      await place.scope.post("/1.0/instances", empty("missed"));
      between.cut(/events/);
      expect((await waiting).body.name).to.equal("missed");
    } finally {
      await server.disconnect();
      await between.close();
    }
  });

  it("gives up at the deadline and when aborted", async () => {
    const never = async () => undefined;
    const late = connect(place.host).project(place.name, { deadline: Date.now() + 200 });
    expect(
      (
        await failure(
          late.until("doomsday", () => true, never),
          TimedOut,
        )
      ).message,
    ).to.include("waiting for doomsday");
    const abort = new AbortController();
    const waiting = connect(place.host)
      .project(place.name, { signal: abort.signal })
      .until("doomsday", () => true, never);
    abort.abort();
    await failure(waiting, Aborted);
  });

  it("passes on what goes wrong in looking", async () => {
    const error = await failure(
      place.scope.until(
        "trouble",
        () => true,
        async () => {
          throw new RangeError("oops");
        },
      ),
      RangeError,
    );
    expect(error.message).to.equal("oops");
  });
});
