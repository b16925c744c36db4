/** Ranges of IPv4 addresses. */
import { isIPv4 } from "node:net";
import { z } from "zod";

/** A range: its first address as a number, and how many bits of it are fixed. */
export interface Range {
  readonly start: number;
  readonly bits: number;
}

/** Reads `10.100.0.0/16`; undefined where it is no range, or has an address inside of it. */
export function rangeOf(text: string): Range | undefined {
  const [, address = "", length = ""] = /^([\d.]+)\/(\d{1,2})$/.exec(text) ?? [];
  const bits = Number(length);
  if (!isIPv4(address) || length === "" || bits > 32) return undefined;
  const start = numberOf(address);
  return start % 2 ** (32 - bits) === 0 ? { start, bits } : undefined;
}

/** Schema of a range of 65 536 addresses, of which every host gets 256. */
export const wideRange = () =>
  z.string().refine((text) => rangeOf(text)?.bits === 16, {
    error: ({ input }) => `${JSON.stringify(input)} is no range of 65536 addresses: write one like "10.100.0.0/16"`,
  });

/** An address as people write it. */
export const addressOf = (number: number): string => [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join(".");

/** An address as a number. */
export const numberOf = (address: string): number =>
  address.split(".").reduce((number, part) => number * 256 + Number(part), 0);

/** Whether two ranges share an address. */
export const overlap = (a: Range, b: Range): boolean =>
  a.start < b.start + 2 ** (32 - b.bits) && b.start < a.start + 2 ** (32 - a.bits);
