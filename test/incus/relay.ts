/** A unix socket in front of the server's own, which can hold answers back, cut connections, and turn callers away. */
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createConnection, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface Line {
  client: Socket;
  server: Socket;
  /** The latest request on this connection, as `POST /1.0/...`. */
  request: string;
}

/** A relay that runs. */
export interface Relay {
  socket: string;
  /** From now on, answers to such requests wait until the returned function is called. */
  hold(request: RegExp): () => void;
  /** Resolves when such a request has been seen. */
  seen(request: RegExp): Promise<void>;
  /** Cuts all connections whose latest request is such a one; gives their number. */
  cut(request: RegExp): number;
  /** From now on, connections with such a request are cut, until the returned function is called. */
  refuse(request: RegExp): () => void;
  /** From now on, such requests are answered with 403, until the returned function is called. */
  forbid(request: RegExp): () => void;
  close(): Promise<void>;
}

const no = 'HTTP/1.1 403 Forbidden\r\nContent-Length: 46\r\n\r\n{"type":"error","error":"no","error_code":403}';

/** Starts a relay in front of `target`. */
export async function relay(target: string): Promise<Relay> {
  const folder = await mkdtemp(join(tmpdir(), "cul8er-relay-"));
  const socket = join(folder, "unix.socket");
  const lines = new Set<Line>();
  const held = new Set<RegExp>();
  const refused = new Set<RegExp>();
  const forbidden = new Set<RegExp>();
  const awaited = new Set<{ request: RegExp; resolve: () => void }>();

  const server = createServer((client) => {
    const line: Line = { client, server: createConnection(target), request: "" };
    lines.add(line);
    const end = () => {
      lines.delete(line);
      line.client.destroy();
      line.server.destroy();
    };
    for (const side of [line.client, line.server]) side.on("error", end).on("close", end);
    client.on("data", (chunk: Buffer) => {
      line.request = /^([A-Z]+ \S+) HTTP/.exec(chunk.toString("latin1", 0, 400))?.[1] ?? line.request;
      if ([...refused].some((each) => each.test(line.request))) return end();
      if ([...forbidden].some((each) => each.test(line.request))) return void client.end(no);
      for (const each of awaited) if (each.request.test(line.request)) each.resolve();
      if ([...held].some((each) => each.test(line.request))) line.server.pause();
      line.server.write(chunk);
    });
    line.server.on("data", (chunk) => client.write(chunk));
  });
  server.listen(socket);
  await once(server, "listening");

  return {
    socket,
    hold(request) {
      held.add(request);
      return () => {
        held.delete(request);
        for (const line of lines) line.server.resume();
      };
    },
    async seen(request) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const waiting = { request, resolve };
      awaited.add(waiting);
      await promise;
      awaited.delete(waiting);
    },
    cut(request) {
      const matching = [...lines].filter((line) => request.test(line.request));
      for (const { client } of matching) client.destroy();
      return matching.length;
    },
    refuse(request) {
      refused.add(request);
      return () => void refused.delete(request);
    },
    forbid(request) {
      forbidden.add(request);
      return () => void forbidden.delete(request);
    },
    async close() {
      for (const { client } of lines) client.destroy();
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}
