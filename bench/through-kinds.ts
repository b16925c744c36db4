/** Our side of the comparisons: kinds without an engine. */
import type { Request } from "../provider/context.ts";
import { connect } from "../provider/incus/server.ts";

/** The request of an engine that wants nothing but the work done. */
export const requestTo = (socket: string, owner: string, signal = new AbortController().signal): Request => ({
  server: connect({ socket }),
  owner,
  signal,
  progress: () => {},
  warn: () => {},
});
