/** Waiting for something on the server that an event announces. */
import { ended, unless } from "./deadline.ts";
import type { Event } from "./event.ts";
import type { EventStream } from "./event-stream.ts";

/** Waits until `look` finds something: looks at once, when the stream opens anew, and after each event that `wakes` it. */
export async function until<T>(
  stream: EventStream,
  wakes: (event: Event) => boolean,
  look: () => Promise<T | undefined>,
  signal: AbortSignal | undefined,
  at: { tried: string; on: string },
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  let looking = Promise.resolve();
  let queued = false;
  let over = false;
  const lookAgain = () => {
    if (queued) return; // a look that has not begun yet sees this event's change, too
    queued = true;
    looking = looking.then(async () => {
      queued = false;
      if (over) return;
      const found = await look();
      over ||= found !== undefined;
      if (found !== undefined) resolve(found);
    });
    looking.catch(reject);
  };
  const stop = stream.listen({
    event: (heard) => wakes(heard) && lookAgain(),
    opened: lookAgain,
    failed: reject,
  });
  try {
    await stream.open(signal);
    lookAgain();
    return await unless(signal, promise);
  } catch (error) {
    throw signal?.aborted ? ended(signal, at) : error;
  } finally {
    over = true;
    stop();
  }
}
