/** The image that an instance is made from: a fingerprint, the beginning of one, or an alias. */
import { z } from "zod";
import type { Config } from "../../config.ts";
import { path } from "../../incus/path.ts";
import type { Scope } from "../../incus/server.ts";

/** Config key that remembers which alias stood for which fingerprint when the root disk was made. */
export const IMAGE_KEY = "user.cul8er.image";

/** What an image text stands for. */
export interface ImageFound {
  /** Whole fingerprint; `undefined` where no such image is known. */
  readonly fingerprint?: string;
  /** Why there is none, as the end of a sentence. */
  readonly problem?: string;
}

/** Whether a text is a whole fingerprint, and no alias or the beginning of one. */
export const isFingerprint = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** Finds the image that the text stands for. A whole fingerprint is taken at its word: the image may be made in this very run. */
export async function findImage(incus: Scope, all: Scope, text: string): Promise<ImageFound> {
  if (isFingerprint(text)) return { fingerprint: text };
  const alias = await incus.member("/1.0/images/aliases", text, aliased);
  if (alias) return { fingerprint: alias.body.target };
  if (/^[0-9a-f]{4,63}$/.test(text)) {
    const image = await incus.get(path`/1.0/images/${text}`, fingerprinted);
    if (image) return { fingerprint: image.body.fingerprint };
  }
  // A project that is made in this very run may share the images of the default one.
  if (!(await all.member("/1.0/projects", incus.project, z.object({})))) return {};
  const remote = text.includes(":")
    ? "; to get it from another server, declare an Image and use its `fingerprint`"
    : "";
  const problem = `no image has the alias or fingerprint ${JSON.stringify(text)} in project ${JSON.stringify(incus.project)}${remote || "; where this program makes it, use the Image's output `fingerprint`"}`;
  return { problem };
}

/** The record of the text that stood for the image. */
export const imageRecord = (text: string, fingerprint: string): Config => ({ [IMAGE_KEY]: `${text}=${fingerprint}` });

/**
 * The image in the words of its author, where they stood for this fingerprint; the fingerprint otherwise. Where nobody
 * knows the words any more, those of the record.
 */
export function imageInWords(config: Config, fingerprint: string, text = recorded(config, fingerprint)): string {
  const same =
    text !== undefined &&
    ((/^[0-9a-f]{4,}$/.test(text) && fingerprint.startsWith(text)) || config[IMAGE_KEY] === `${text}=${fingerprint}`);
  return same ? text : fingerprint;
}

const recorded = (config: Config, fingerprint: string): string | undefined => {
  const [record = "", ending] = [config[IMAGE_KEY], `=${fingerprint}`];
  return record.endsWith(ending) ? record.slice(0, -ending.length) : undefined;
};

const aliased = z.object({ target: z.string() });
const fingerprinted = z.object({ fingerprint: z.string() });
