/** What every failure of an SSH connection tells: what we tried, on what, what was said, what to do now. */
export interface SshFailure {
  /** What we tried, as a phrase: `connecting`, `running "inspect"`. */
  readonly tried: string;
  /** The machine: `deploy@prod.example.com`. */
  readonly on: string;
  /** What it or the system said. */
  readonly said: string;
  /** What to do now. */
  readonly advice?: string;
  /** The error underneath, where there is one. */
  readonly cause?: unknown;
}

/** Any failure to reach or use a machine over SSH. Match on the subclasses: each is one reason. */
export class SshError extends Error {
  readonly failure: SshFailure;
  constructor(failure: SshFailure) {
    const { tried, on, said, advice, cause } = failure;
    const words = `${tried} on ${on} over SSH failed: ${said}${/[.!?]$/.test(said) ? "" : "."}`;
    super(advice ? `${words} ${advice}` : words, cause === undefined ? undefined : { cause });
    this.failure = failure;
    this.name = new.target.name;
  }
}

/** The machine shows a host key that is not the expected one, or that nobody vouches for. */
export class HostKeyRefused extends SshError {
  /** The fingerprint that it showed, as `SHA256:...`. */
  readonly shown: string;
  constructor(failure: SshFailure, shown: string) {
    super(failure);
    this.shown = shown;
  }
}
/** The machine takes none of our keys for this user. */
export class LoginRefused extends SshError {}
/** A key file or a file of known hosts is not there, cannot be read, or needs a passphrase. */
export class KeyUnusable extends SshError {}
/** Nothing answers there, or what answers is no SSH server. */
export class HostUnreachable extends SshError {}
/** The connection broke in the middle: what was begun may go on over there. */
export class ConnectionLost extends SshError {}
/** The machine does not let us open a socket or run a command. */
export class ChannelRefused extends SshError {}
/** The user is not root and may not become it without a password. */
export class SudoRefused extends SshError {}
/** The deadline passed. */
export class SshTimedOut extends SshError {}
/** The caller's signal was aborted. */
export class SshAborted extends SshError {}
