/** Ports of this machine's for what a test lets users reach. */
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer, type ListenOptions, type Server } from "node:net";

/** Below the ports that the kernel gives to connections, of which a load opens hundreds a second. */
const [LOWEST, HIGHEST] = [10_000, 30_000];

/** A port that nothing listens on, and that no other test is told before this process has ended. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = randomInt(LOWEST, HIGHEST);
    // Long before a proxy listens there: a name that the kernel gives back by itself when the process is gone.
    const mark = await listening({ path: `\0cul8er-test-port-${port}` });
    mark?.unref();
    const server = mark && (await listening({ port, host: "0.0.0.0" }));
    if (!server) continue;
    await once(server.close(), "close");
    return port;
  }
  throw new Error(`no port between ${LOWEST} and ${HIGHEST} is free`);
}

/** A server that listens; undefined where another one does. */
function listening(where: ListenOptions): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(undefined);
      else reject(error);
    });
    server.listen(where, () => resolve(server));
  });
}
