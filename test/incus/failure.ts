import { expect } from "chai";

/** The error that `work` fails with, which must be of this class. */
export async function failure<T extends Error>(
  work: Promise<unknown>,
  reason: new (...args: never[]) => T,
): Promise<T> {
  const error = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(error, `expected ${reason.name}`).to.be.instanceOf(reason);
  if (error instanceof reason) return error;
  throw error;
}
