/** WebSockets that are kept open: each says something twice a second, and comes back when it was closed. */
import { WebSocket } from "ws";
import { z } from "zod";
import { type Ending, now, type Settings } from "./record.ts";

/** Codes of a close frame by which a service sends a client elsewhere. */
const PROPER: readonly number[] = [1000, 1001, 1012];
/** Milliseconds between two messages, and until a refused client tries again. */
const PAUSE = 500;

/** Some WebSockets. */
export class Sockets {
  readonly #settings: Settings;
  readonly #tell: (ending: Ending) => void;
  readonly #open = new Set<WebSocket>();
  readonly #all = new Set<Promise<void>>();
  #stopped = false;
  #messages = 0;

  /** Opens them. */
  constructor(settings: Settings, tell: (ending: Ending) => void) {
    this.#settings = settings;
    this.#tell = tell;
    for (let index = 0; index < settings.sockets; index++) this.#all.add(this.#keepOpen());
  }

  /** How many are open. */
  get open(): number {
    return this.#open.size;
  }

  /** Messages that came back since this was asked before. */
  takeMessages(): number {
    const messages = this.#messages;
    this.#messages = 0;
    return messages;
  }

  /** Closes them. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const socket of this.#open) socket.close(1000);
    await Promise.all(this.#all);
  }

  async #keepOpen(): Promise<void> {
    while (!this.#stopped) {
      const ending = await this.#live();
      if (this.#stopped) return;
      this.#tell(ending);
      if (ending.how === "refused") await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }

  /** One socket, from its handshake to its end. */
  #live(): Promise<Ending> {
    const { url, headers, patience } = this.#settings;
    const address = new URL("/socket", url.replace(/^http/, "ws"));
    const socket = new WebSocket(address, { headers, handshakeTimeout: patience, perMessageDeflate: false });
    let [opened, version, reason, unanswered] = [false, "", "", 0];
    const speak = () => {
      if (now() - (unanswered || now()) > patience) {
        reason = `no answer in ${patience} ms`;
        return socket.terminate();
      }
      unanswered ||= now();
      if (socket.readyState === WebSocket.OPEN) socket.send(HELLO);
    };
    const speaking = setInterval(speak, PAUSE);
    socket.on("open", () => {
      opened = true;
      this.#open.add(socket);
      if (this.#stopped) socket.close(1000);
    });
    socket.on("message", (data) => {
      const said = data.toString();
      if (said !== HELLO) version = greeting.parse(JSON.parse(said)).version;
      else this.#messages++;
      unanswered = 0;
    });
    socket.on("error", (error) => {
      reason ||= error.message;
    });
    return new Promise((resolve) =>
      socket.on("close", (code) => {
        clearInterval(speaking);
        this.#open.delete(socket);
        const how = !opened ? "refused" : PROPER.includes(code) ? "closed" : "dropped";
        resolve({ at: now(), version, how, reason: [`${code}`, reason].filter(Boolean).join(": ") });
      }),
    );
  }
}

const HELLO = "hello";
const greeting = z.object({ version: z.string() });
