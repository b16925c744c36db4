/** The API of a server whose unix socket is on another machine, through an SSH connection to it. */
import type { Socket } from "node:net";
import {
  ChannelRefused,
  HostKeyRefused,
  KeyUnusable,
  LoginRefused,
  SshAborted,
  SshError,
  SshTimedOut,
} from "../ssh/errors.ts";
import { type Forwarded, reach } from "../ssh/host.ts";
import { userOf } from "../ssh/place.ts";
import { Aborted, IncusError, PermissionDenied, TimedOut, Unreachable, Untrusted, WrongCertificate } from "./errors.ts";
import type { SshEndpoint } from "./remotes.ts";

/** Opens the server's socket on its machine. @throws Unreachable, PermissionDenied, WrongCertificate, Untrusted */
export async function toMachine({ name, ssh, sockets }: SshEndpoint): Promise<Socket> {
  const host = reach(ssh);
  let refused: unknown;
  for (const path of sockets) {
    try {
      return asSocket(await host.forward(path));
    } catch (error) {
      if (!(error instanceof ChannelRefused)) throw overSsh(name, error);
      refused ??= error;
    }
  }
  throw overSsh(name, refused, { sockets, user: userOf(ssh) });
}

/** What failed over SSH, as what it means for the server behind it. */
export function overSsh(
  on: string,
  error: unknown,
  { sockets = [], user = "" }: { sockets?: readonly string[]; user?: string } = {},
): unknown {
  if (!(error instanceof SshError) || error instanceof IncusError) return error;
  const { tried, said, advice } = error.failure;
  const failure = { tried: `${tried} over SSH`, on, said, advice, cause: error };
  if (error instanceof HostKeyRefused) return new WrongCertificate(failure);
  if (error instanceof LoginRefused || error instanceof KeyUnusable) return new Untrusted(failure);
  if (error instanceof SshTimedOut) return new TimedOut(failure);
  if (error instanceof SshAborted) return new Aborted(failure);
  if (!(error instanceof ChannelRefused) || sockets.length === 0) return new Unreachable(failure);
  const where = sockets.join(" or ");
  // sshd tells nobody why it could not open a socket.
  if (/prohibited/i.test(said)) {
    const allow = "Let its sshd forward sockets: AllowStreamLocalForwarding yes in sshd_config.";
    return new PermissionDenied({ ...failure, said: `its SSH server forwards no sockets (${said})`, advice: allow });
  }
  return new Unreachable({
    ...failure,
    said: `there is no socket ${where} that ${user} may use (${said})`,
    advice: `Is Incus installed and started there? Only root and members of the group incus-admin may use its socket: usermod -aG incus-admin ${user}`,
  });
}

/**
 * Requests and websockets ask for a socket and use of it what every stream has, and these few besides, which mean
 * nothing for a channel: its connection has them already.
 *
 * A channel keeps two megabytes that wait for the machine before it says that it is full. Pieces of files share their
 * memory and are good until the next is asked for, so that each must have left before.
 */
function asSocket(channel: Forwarded): Socket {
  const write = channel.write.bind(channel);
  const socket = Object.assign(channel, {
    setNoDelay: () => channel,
    setKeepAlive: () => channel,
    setTimeout: () => channel,
    write(piece: unknown, ...rest: readonly unknown[]): boolean {
      const [encoding] = rest.filter((each): each is BufferEncoding => typeof each === "string");
      const told = rest.find((each): each is (error?: Error | null) => void => typeof each === "function");
      write(piece, encoding ?? "utf8", (error) => {
        told?.(error);
        if (!error) channel.emit("drain");
      });
      return false;
    },
  });
  return socket as unknown as Socket;
}
