/** One open SSH connection, its host key judged before anything of ours is sent. */
import { connect as connectSocket, type Socket } from "node:net";
import type { Client, ClientChannel, ServerHostKeyAlgorithm } from "ssh2";
import {
  ChannelRefused,
  ConnectionLost,
  HostKeyRefused,
  HostUnreachable,
  LoginRefused,
  type SshError,
} from "./errors.ts";
import { fingerprintOf, type HostKey, judge } from "./host-key.ts";
import { type Identity, identitiesOf, knownHostsOf, offered } from "./identities.ts";
import type { KnownHosts } from "./known-hosts.ts";
import { nameOf, type SshPlace, userOf } from "./place.ts";

const patience = 10_000; // milliseconds until a machine answers
const login = 20_000; // milliseconds until it has let us in: sshd may ask a directory or a name server first
const beat = 10_000; // milliseconds of silence before we ask whether it is still there
const beats = 3; // unanswered ones until it is given up

/** What ssh2 is asked to accept, for each type of key in a known_hosts file. */
const ALGORITHMS: Readonly<Record<string, readonly ServerHostKeyAlgorithm[]>> = {
  "ssh-ed25519": ["ssh-ed25519"],
  "ecdsa-sha2-nistp256": ["ecdsa-sha2-nistp256"],
  "ecdsa-sha2-nistp384": ["ecdsa-sha2-nistp384"],
  "ecdsa-sha2-nistp521": ["ecdsa-sha2-nistp521"],
  "ssh-rsa": ["rsa-sha2-512", "rsa-sha2-256"],
};

/** An open connection. It keeps the process alive exactly while somebody holds it. */
export class Link {
  readonly #client: Client;
  readonly #socket: Socket;
  readonly #place: SshPlace;
  #holders = 0;
  #lost: Error | undefined;

  constructor(place: SshPlace, client: Client, socket: Socket) {
    this.#place = place;
    this.#client = client;
    this.#socket = socket;
    client.setMaxListeners(0); // one for each that waits
    client.on("error", (error) => {
      this.#lost ??= error;
    });
    client.once("close", () => {
      this.#lost ??= new Error("the connection was closed");
    });
    this.#watchPulse();
    socket.unref();
  }

  /** Whether it can be used. */
  get open(): boolean {
    return this.#lost === undefined && !this.#socket.destroyed;
  }

  /** Keeps it, and the process, until the returned function is called. */
  hold(): () => void {
    this.#holders += 1;
    this.#socket.ref();
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#holders -= 1;
      if (this.#holders === 0) this.#socket.unref();
    };
  }

  /**
   * Starts a command.
   * @param meet is given the channel at once: a short command has ended before anybody who waits hears of its start
   * @throws ChannelRefused, ConnectionLost
   */
  exec<T>(command: string, tried: string, meet: (channel: ClientChannel) => Promise<T>): Promise<T> {
    return this.#opened(tried, (done) => this.#client.exec(command, done), meet);
  }

  /** Opens a unix socket of the machine. @throws ChannelRefused, ConnectionLost */
  forward<T>(path: string, tried: string, meet: (channel: ClientChannel) => T): Promise<T> {
    return this.#opened(tried, (done) => this.#client.openssh_forwardOutStreamLocal(path, done), meet);
  }

  close(): void {
    this.#client.end();
    this.#socket.destroy();
  }

  /** The error for work that the loss of the connection has ended. */
  lost(tried: string): ConnectionLost {
    const said = this.#lost?.message ?? "the connection broke";
    const advice = "What was begun there may go on: run it again, which looks first what is there.";
    return new ConnectionLost({ tried, on: nameOf(this.#place), said, advice, cause: this.#lost });
  }

  #opened<T>(
    tried: string,
    ask: (done: (error: Error | undefined, channel: ClientChannel) => void) => void,
    meet: (channel: ClientChannel) => T | Promise<T>,
  ): Promise<T> {
    const release = this.hold();
    return new Promise<T>((resolve, reject) => {
      const gone = () => reject(this.lost(tried));
      this.#client.once("close", gone);
      const done = (error: Error | undefined, channel: ClientChannel) => {
        this.#client.off("close", gone);
        if (!error) return resolve(meet(channel));
        reject(new ChannelRefused({ tried, on: nameOf(this.#place), said: error.message, cause: error }));
      };
      try {
        ask(done);
      } catch {
        gone(); // ssh2 throws where the connection is gone already
      }
    }).finally(release);
  }

  /** Asks the machine now and then for an answer while somebody waits for it, since a lost one says nothing. */
  #watchPulse(): void {
    let silent = 0;
    this.#socket.on("data", () => {
      silent = 0;
    });
    const pulse = setInterval(() => {
      if (this.#holders === 0) return;
      silent += 1;
      if (silent > beats) return void this.#socket.destroy(new Error("the machine does not answer any more"));
      // Any request that wants an answer will do; this one stops a forwarding that was never asked for.
      if (this.open) this.#client.unforwardIn("127.0.0.1", 1, () => {});
    }, beat).unref();
    this.#client.once("close", () => clearInterval(pulse));
  }
}

/**
 * Connects and logs in.
 * @throws HostKeyRefused, LoginRefused, KeyUnusable, HostUnreachable
 */
export async function connect(place: SshPlace): Promise<Link> {
  const known = await knownHostsOf(place);
  const identities = await identitiesOf(place);
  const types = place.hostKey === undefined ? known.types(place.address, place.port ?? 22) : [];
  if (place.hostKey === undefined) return enter(place, known, identities, types);
  // A fingerprint does not tell its type, and a machine has a key of each: they are asked for one after the other.
  let refused: HostKeyRefused | undefined;
  for (const type of Object.keys(ALGORITHMS)) {
    try {
      return await enter(place, known, identities, [type]);
    } catch (error) {
      if (error instanceof HostKeyRefused) refused ??= error;
      else if (!(error instanceof NoSuchKey)) throw error;
    }
  }
  throw refused ?? unreachable(place, new Error("it has no host key of a type that is understood here"));
}

/** The machine has no key of the types that were asked for. */
class NoSuchKey extends HostUnreachable {}

async function enter(
  place: SshPlace,
  known: KnownHosts,
  identities: readonly Identity[],
  types: readonly string[],
): Promise<Link> {
  const { Client } = (await import("ssh2")).default; // only for those who connect: it would slow every start
  const socket = await dial(place);
  const client = new Client();
  let shown: HostKey | undefined;
  const algorithms = types.flatMap((type) => ALGORITHMS[type] ?? []);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  client.once("ready", resolve).on("error", reject);
  client.once("close", () => reject(new Error("the connection was closed")));
  try {
    client.connect({
      sock: socket,
      username: userOf(place),
      authHandler: offered(place, identities),
      readyTimeout: login,
      strictVendor: false, // Dropbear forwards unix sockets, too
      ...(algorithms.length > 0 && { algorithms: { serverHostKey: algorithms } }),
      hostVerifier: (key: Buffer) => {
        shown = key;
        return judge(place, known, key).trusted;
      },
    });
    await promise;
  } catch (cause) {
    client.end();
    socket.destroy();
    throw explain(place, known, identities, shown, cause);
  }
  client.off("error", reject);
  return new Link(place, client, socket);
}

async function dial(place: SshPlace): Promise<Socket> {
  const socket = connectSocket({ host: place.address, port: place.port ?? 22 });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const late = setTimeout(() => reject(new Error(`no answer after ${patience / 1000} s`)), patience);
  socket.once("connect", resolve).once("error", reject);
  try {
    await promise;
    socket.setNoDelay(true);
    socket.setKeepAlive(true, 15_000);
    return socket;
  } catch (cause) {
    socket.destroy();
    throw unreachable(place, cause);
  } finally {
    clearTimeout(late);
    socket.off("error", reject).on("error", () => {}); // from here on it is told by the client
  }
}

function explain(
  place: SshPlace,
  known: KnownHosts,
  identities: readonly Identity[],
  shown: HostKey | undefined,
  cause: unknown,
): SshError {
  const at = { tried: "connecting", on: nameOf(place) };
  const said = cause instanceof Error ? cause.message : String(cause);
  const verdict = shown && judge(place, known, shown);
  if (shown && verdict && !verdict.trusted) return new HostKeyRefused({ ...at, ...verdict }, fingerprintOf(shown));
  if (/no matching host key format/.test(said)) return new NoSuchKey({ ...at, said, cause });
  if (/authentication methods failed|client-authentication/.test(said) || levelOf(cause) === "client-authentication") {
    const tried =
      identities.length > 0 ? identities.map(({ words }) => words).join(", ") : "nothing, for there is none";
    return new LoginRefused({
      ...at,
      said: `it lets ${userOf(place)} not in with ${tried}`,
      advice: `Put the public key into ~/.ssh/authorized_keys of ${userOf(place)} there, or name another \`key\` or \`user\`.`,
      cause,
    });
  }
  return unreachable(place, cause);
}

/** ssh2's own word for the part that failed. */
const levelOf = (error: unknown): unknown =>
  typeof error === "object" && error !== null && "level" in error ? error.level : undefined;

function unreachable(place: SshPlace, cause: unknown): HostUnreachable {
  const said = cause instanceof AggregateError ? cause.errors.map(String).join(", ") : String((cause as Error).message);
  const advice = `Is the machine up, does its SSH server listen on port ${place.port ?? 22}, and does a firewall let us through?`;
  return new HostUnreachable({ tried: "connecting", on: nameOf(place), said, advice, cause });
}
