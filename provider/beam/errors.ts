/** What can be wrong with a release or an instance that is to run it: one class for each reason. */

/** Any failure of this layer that has a reason of its own. */
export class BeamError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The file is no tarball: not compressed, cut off, or something else altogether. */
export class NotATarball extends BeamError {}
/** A tarball, but there is no release in it. */
export class NoRelease extends BeamError {}
/** The release could not be fetched from its URL. */
export class NotFetched extends BeamError {
  /** Whether another attempt may do better. */
  readonly mayPass: boolean;
  constructor(message: string, { mayPass = false, ...options }: ErrorOptions & { mayPass?: boolean } = {}) {
    super(message, options);
    this.mayPass = mayPass;
  }
}
/** The release is not what its digest says. */
export class WrongDigest extends BeamError {}
/** The release does not run on this instance: another architecture, libc, or OpenSSL. */
export class DoesNotRunHere extends BeamError {}
/** There is not enough space for the release on the instance. */
export class NotEnoughSpace extends BeamError {}
/** The instance has neither systemd nor OpenRC. */
export class UnsupportedInit extends BeamError {}
/** The user that the application is to run as is somebody else's. */
export class UserTaken extends BeamError {}
/** The revision is not staged on the instance. */
export class NotStaged extends BeamError {}
/** A script failed on the instance in a way that it does not expect itself. */
export class ScriptFailed extends BeamError {}
/** What is written in the instance's config is from a newer version, or was changed by hand. */
export class UnreadableJournal extends BeamError {}
