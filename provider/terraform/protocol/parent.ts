// Whether the engine that started this process still lives: one that was killed tells nobody.
import type { Http2Server } from "node:http2";

/** Milliseconds between two looks, while nobody is connected. */
const LOOK = 500;
/** Milliseconds until the first connection; engines wait as long for the handshake. */
const PATIENCE = 60_000;

/**
 * Calls `whenGone` once the parent process is gone, or has never connected. While a connection is open nobody looks:
 * it breaks when the engine dies. An engine may close one that it does not need, and come back.
 */
export function watchParent(server: Http2Server, whenGone: () => void): void {
  const parent = process.ppid;
  const began = performance.now();
  let open = 0;
  let everOpen = false;
  const look = () => {
    if (process.ppid === parent && (everOpen || performance.now() - began < PATIENCE)) return;
    clearInterval(timer);
    whenGone();
  };
  let timer = setInterval(look, LOOK);
  server.on("session", (session) => {
    open++;
    everOpen = true;
    clearInterval(timer);
    session.on("close", () => {
      if (--open === 0) timer = setInterval(look, LOOK);
    });
  });
  server.on("close", () => clearInterval(timer));
}
