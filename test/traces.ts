/** Finding a secret in any of the forms in which it could be written. */

/** Texts that betray the secret: itself, and what is left of it in an encoding, wherever it begins. */
export function tracesOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // In base64 three bytes become four letters: shifted by 0, 1 or 2, without the letters that neighbours take part in.
  const shifted = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .replace(/=+$/, "")
      .slice(shift ? 4 : 0, -2),
  );
  const escaped = JSON.stringify(secret).slice(1, -1);
  return [...new Set([secret, escaped, encodeURIComponent(secret), bytes.toString("hex"), ...shifted])];
}

/** The places whose text betrays one of the secrets. */
export const betrayals = (secrets: readonly string[], places: ReadonlyMap<string, string>): string[] =>
  [...places].filter(([, text]) => secrets.flatMap(tracesOf).some((trace) => text.includes(trace))).map(([at]) => at);
