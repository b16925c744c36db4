/** Secrets that never reach a state or a plan file: Terraform's write-only attributes. */

/** A secret that is handed to the provider and kept nowhere. */
export class WriteOnly<out T> {
  readonly value: T;
  readonly version: number | string | undefined;

  constructor(value: T, version: number | string | undefined) {
    this.value = value;
    this.version = version;
  }
}

/**
 * A secret that is in neither state nor plan. Needs Terraform or OpenTofu 1.11; without it a secret is a sensitive value,
 * which the state holds.
 *
 * @param value The secret, or a token of it.
 * @param version Any text or number. Write another one when the secret has changed: nobody can compare the secret itself.
 * @example
 * ```ts
 * cluster: { cookie: writeOnly(cookie.stringValue, 1) }
 * ```
 */
export const writeOnly = <T>(value: T, version?: number | string): WriteOnly<T> => new WriteOnly(value, version);
