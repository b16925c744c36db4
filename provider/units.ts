/**
 * Sizes and durations as people write them: `"256MiB"`, `"60s"`.
 *
 * The text stays as it was written in state and previews; two texts that mean the same amount are equal in a plan.
 */
import { z } from "zod";

const SIZES: Record<string, number> = {
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};

const DURATIONS: Record<string, number> = { ms: 1, s: 1e3, m: 60e3, h: 3600e3, d: 86_400e3 };

const SIZE = /^(\d+(?:\.\d+)?)\s*(B|kB|MB|GB|TB|KiB|MiB|GiB|TiB)$/;
const DURATION = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/;

/** A size in bytes, `undefined` when the text is none. Units as Incus takes them (https://linuxcontainers.org/incus/docs/main/reference/instance_units/). */
export const bytes = (text: string): number | undefined => amount(text, SIZE, SIZES);

/** A duration in milliseconds, `undefined` when the text is none. */
export const milliseconds = (text: string): number | undefined => amount(text, DURATION, DURATIONS);

/** Milliseconds of a duration that a schema has already accepted. */
export const duration = (text: string): number => milliseconds(text) ?? Number.NaN;

/** Schema of a size: a number and a unit, `"512MiB"`. */
export const sizeText = () =>
  z
    .string()
    .refine((text) => bytes(text) !== undefined, {
      error: ({ input }) => `${JSON.stringify(input)} is not a size: write a number and a unit, like "256MiB" or "2GB"`,
    })
    .meta({ unit: "bytes" });

/** Schema of a duration: a number and a unit, `"60s"`. */
export const durationText = () =>
  z
    .string()
    .refine((text) => milliseconds(text) !== undefined, {
      error: ({ input }) =>
        `${JSON.stringify(input)} is not a duration: write a number and a unit, like "500ms", "60s" or "5m"`,
    })
    .meta({ unit: "milliseconds" });

function amount(text: string, form: RegExp, units: Record<string, number>): number | undefined {
  const [, number, unit] = form.exec(text) ?? [];
  const factor = unit === undefined ? undefined : units[unit];
  return number === undefined || factor === undefined ? undefined : Math.round(Number(number) * factor);
}
