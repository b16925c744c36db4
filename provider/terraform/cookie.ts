/** An ephemeral cookie: a secret that nodes of a cluster share, which is in neither plan nor state. */
import { randomInt } from "node:crypto";
import type { OpenEphemeralResourceResponse } from "./protocol/messages.ts";
import type { Schema } from "./protocol/schema.ts";

/** Schema of `cul8er_cookie`. */
export const cookieSchema: Schema = {
  version: 0,
  block: {
    attributes: [
      {
        name: "value",
        type: "string",
        computed: true,
        sensitive: true,
        description: "The cookie: 32 capital letters and digits.",
      },
    ],
    description:
      "A random cookie for the nodes of a cluster. Every run gives another one: hand it to `cookie_wo`, which is used only when `cookie_wo_version` changes.",
  },
};

/** Letters and digits that every Erlang takes in a cookie, on a command line, too. */
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** Answers `open`. */
export async function openCookie(): Promise<OpenEphemeralResourceResponse> {
  const value = Array.from({ length: 32 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  return { result: { value } };
}
