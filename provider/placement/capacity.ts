/** What machines have and instances need: CPUs, memory, disk. */

/** Amounts of what a machine has, or an instance needs. CPUs are counted, the rest is in bytes. */
export interface Amounts {
  readonly cpu?: number | undefined;
  readonly memory?: number | undefined;
  readonly disk?: number | undefined;
}

/** What is counted, in the order in which it is told. */
export const COUNTED = ["cpu", "memory", "disk"] as const;

/** One of them. */
export type Counted = (typeof COUNTED)[number];

/** What is left of `room` when `need` is taken. What is not known of a room has no end. */
export const without = (room: Amounts, need: Amounts): Amounts => combined(room, need, -1);

/** What there is when `need` is given back. */
export const withBack = (room: Amounts, need: Amounts): Amounts => combined(room, need, 1);

const combined = (room: Amounts, need: Amounts, sign: 1 | -1): Amounts =>
  Object.fromEntries(
    COUNTED.flatMap((name) => {
      const has = room[name];
      return has === undefined ? [] : [[name, has + sign * (need[name] ?? 0)]];
    }),
  );

/** What of `need` there is too little of. Nothing is too little for who needs none of it. */
export const short = (room: Amounts, need: Amounts): Counted[] =>
  COUNTED.filter((name) => (need[name] ?? 0) > 0 && (room[name] ?? Number.POSITIVE_INFINITY) < (need[name] ?? 0));

/** Whether there is room. */
export const fits = (room: Amounts, need: Amounts): boolean => short(room, need).length === 0;

/** How much of `room` is left after `need`, as a share of what was there, by what is scarcest: 1 where nothing is counted. */
export function slack(room: Amounts, need: Amounts): number {
  const shares = COUNTED.flatMap((name) => {
    const [has, wants] = [room[name], need[name] ?? 0];
    return has === undefined || wants === 0 ? [] : [has <= 0 ? 0 : (has - wants) / has];
  });
  return Math.min(1, ...shares);
}

/** Amounts in words: `2 CPUs, 1.5 GiB of memory`. */
export const inWords = (amounts: Amounts, names: readonly Counted[] = COUNTED): string =>
  names
    .filter((name) => amounts[name] !== undefined)
    .map((name) => WORDS[name](Math.max(0, amounts[name] ?? 0)))
    .join(", ");

const WORDS: Record<Counted, (amount: number) => string> = {
  cpu: (amount) => `${rounded(amount)} CPU${amount === 1 ? "" : "s"}`,
  memory: (amount) => `${size(amount)} of memory`,
  disk: (amount) => `${size(amount)} of disk`,
};

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"] as const;

function size(amount: number): string {
  const power = amount < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(amount) / 10));
  return `${rounded(amount / 1024 ** power)} ${UNITS[power]}`;
}

const rounded = (amount: number): string => `${Math.round(amount * 10) / 10}`;
