/** What every error of a server tells: what we tried, on what, what the server said, what to do now. */
export interface Failure {
  /** What we tried, as a phrase: `deleting /1.0/instances/web (project shop)`. */
  tried: string;
  /** The server, by its name. */
  on: string;
  /** What the server or the system said, in its own words. */
  said?: string | undefined;
  /** What to do now. */
  advice?: string | undefined;
  /** The error underneath, where there is one. */
  cause?: unknown;
}

/** Any failure of the Incus client. Match on the subclasses: each is one reason. */
export class IncusError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(sentence(failure), failure.cause === undefined ? undefined : { cause: failure.cause });
    this.failure = failure;
    this.name = new.target.name;
  }
}

/** The server cannot be reached: no socket, refused, unknown host name, or the connection broke. */
export class Unreachable extends IncusError {
  /** Whether there was a connection: the request was sent, and lost. */
  readonly connected: boolean;
  constructor(failure: Failure, connected = false) {
    super(failure);
    this.connected = connected;
  }
}
/** The socket or the project is not for this user or certificate. */
export class PermissionDenied extends IncusError {}
/** The server does not trust our client certificate. */
export class Untrusted extends IncusError {}
/** The server shows another certificate than the pinned one, or none that can be trusted. */
export class WrongCertificate extends IncusError {
  /** SHA-256 of the certificate that it shows, where it shows one. */
  readonly shown: string | undefined;
  constructor(failure: Failure, shown?: string) {
    super(failure);
    this.shown = shown;
  }
}
/** The name of a remote, or what its configuration says, cannot be used. */
export class WrongHost extends IncusError {}
/** What the request names does not exist. */
export class NotFound extends IncusError {}
/** Something of that name is there already. */
export class AlreadyExists extends IncusError {}
/** It was changed by another hand since we read it (ETag). */
export class Conflict extends IncusError {}
/** Another operation runs on it. */
export class Busy extends IncusError {}
/** Something else still uses it, so it cannot be removed or changed. */
export class InUse extends IncusError {}
/** The server refuses what we asked for; its words say why. */
export class InvalidRequest extends IncusError {}
/** The server accepted the work and failed at it. */
export class OperationFailed extends IncusError {}
/** A storage pool or disk is full. */
export class NoSpace extends IncusError {}
/** The request may have been carried out, but the connection or the server was lost before it said so. */
export class OutcomeUnknown extends IncusError {}
/** The deadline passed. */
export class TimedOut extends IncusError {}
/** The caller's signal was aborted. */
export class Aborted extends IncusError {}
/** The server answered something that this client does not understand. */
export class UnexpectedAnswer extends IncusError {}
/** The server is too old for what was asked: it lacks an API extension. */
export class Unsupported extends IncusError {
  /** The API extension that is missing. */
  readonly extension: string;
  constructor(failure: Omit<Failure, "said" | "advice">, extension: string) {
    const said = `it lacks the API extension "${extension}"`;
    super({ ...failure, said, advice: "A newer Incus has it: update the server, or leave this setting out." });
    this.extension = extension;
  }
}

/** The error for an answer with this HTTP status and these words of the server. */
export function refused(status: number, said: string, at: Pick<Failure, "tried" | "on">): IncusError {
  const failure = { ...at, said };
  const known = recognised(failure);
  if (known) return known;
  switch (status) {
    case 400:
      return new InvalidRequest(failure);
    case 401:
    case 403:
      return new PermissionDenied({
        ...failure,
        advice: "This user or certificate has no right to it: ask who runs it.",
      });
    case 404:
      return new NotFound(failure);
    case 409:
      return new AlreadyExists(failure);
    case 412:
      return new Conflict({ ...failure, advice: "Somebody changed it meanwhile: run it again." });
    case 502:
    case 503:
    case 504:
      return new Unreachable({
        ...failure,
        advice: "The server starts, stops or is overloaded: try again in a moment.",
      });
    default:
      return new OperationFailed(failure);
  }
}

/** The error for an operation that the server ended with these words. */
export function operationFailed(said: string, at: Pick<Failure, "tried" | "on">): IncusError {
  return recognised({ ...at, said }) ?? new OperationFailed({ ...at, said });
}

/** The only place that reads the server's words: reasons for which Incus has no status code of their own. */
function recognised(failure: Failure & { said: string }): IncusError | undefined {
  const { said } = failure;
  if (
    /no space left|wrote only \d+ of \d+ bytes|not enough (free )?space|disk quota exceeded|out of space|insufficient free space/i.test(
      said,
    )
  )
    return new NoSpace({ ...failure, advice: "The storage is full: remove what is not needed or enlarge the pool." });
  if (/is busy running|busy with another operation|operation in progress/i.test(said))
    return new Busy({ ...failure, advice: "Wait until it has ended, then try again." });
  if (/already exists|name .* already in use|UNIQUE constraint failed/i.test(said)) return new AlreadyExists(failure);
  if (/(currently|still) in use|is in use|being used by|only empty projects/i.test(said))
    return new InUse({ ...failure, advice: "Remove what uses it first." });
  return undefined;
}

function sentence({ tried, on, said, advice }: Failure): string {
  const what = `${tried} on ${on} failed`;
  return [said ? `${what}: ${stop(brief(said))}` : `${what}.`, advice].filter(Boolean).join(" ");
}

/** A full disk makes tar complain about each of thousands of files: the beginning and the end tell enough. */
const brief = (words: string) => (words.length <= 800 ? words : `${words.slice(0, 500)} [...] ${words.slice(-200)}`);

const stop = (words: string) => (/[.!?]$/.test(words) ? words : `${words}.`);
