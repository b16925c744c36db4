/** What was given: an absent member is not the same as an undefined one, to the compiler, to engines and to servers. */

/** The same members, those that are `undefined` left out. */
export type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without members that are `undefined`. */
export const defined = <T extends object>(members: T): Defined<T> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Defined<T>;
