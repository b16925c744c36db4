/** A client certificate, made where the user has none: self-signed, as Incus' own client makes them. */
import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** A certificate and its key, in PEM. */
export interface Credentials {
  readonly certificate: string;
  readonly key: string;
}

const YEARS = 10;

/** A new key over P-384, in PEM. */
export const makeKey = (): string =>
  generateKeyPairSync("ec", { namedCurve: "secp384r1" }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();

/** Makes a certificate for a client of that name and its key, by default a new one: ECDSA, valid for ten years. */
export function makeCredentials(name: string, key = makeKey()): Credentials {
  const body = signed(name, createPublicKey(key));
  const certificate = sequence(body, algorithm, bitString(sign("sha384", body, key)));
  return { certificate: pem("CERTIFICATE", certificate), key };
}

/** What is signed (RFC 5280, 4.1): version 3, valid from an hour ago, for signing in as a client. */
function signed(name: string, publicKey: KeyObject): Buffer {
  const now = new Date();
  const from = new Date(now.getTime() - 3_600_000);
  const to = new Date(Date.UTC(now.getUTCFullYear() + YEARS, now.getUTCMonth(), now.getUTCDate()));
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40; // positive, and never shorter
  const subject = sequence(set(sequence(oid(2, 5, 4, 3), text(name))));
  return sequence(
    tagged(0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    algorithm,
    subject,
    sequence(time(from), time(to)),
    subject,
    publicKey.export({ type: "spki", format: "der" }),
    tagged(
      3,
      sequence(
        extension(oid(2, 5, 29, 15), der(0x03, Buffer.from([7, 0x80]))), // digital signature
        extension(oid(2, 5, 29, 37), sequence(oid(1, 3, 6, 1, 5, 5, 7, 3, 2))), // client authentication
        extension(oid(2, 5, 29, 19), sequence()), // no authority
      ),
    ),
  );
}

const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};
const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts);
const set = (...parts: readonly Buffer[]) => der(0x31, ...parts);
const tagged = (number: number, part: Buffer) => der(0xa0 + number, part);
const text = (value: string) => der(0x0c, Buffer.from(value));
const bitString = (value: Buffer) => der(0x03, Buffer.from([0]), value);
const time = (at: Date) => der(0x18, Buffer.from(`${at.toISOString().replaceAll(/[-:T]|\.\d+/g, "")}`));
const extension = (id: Buffer, value: Buffer) => sequence(id, der(0x01, Buffer.from([0xff])), der(0x04, value));

/** An object identifier: the first two numbers share a byte, the others have seven bits in each. */
function oid(first: number, second: number, ...others: readonly number[]): Buffer {
  const groups = others.flatMap((number) => {
    const bytes = [number & 0x7f];
    for (let rest = number >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 0x7f) | 0x80);
    return bytes;
  });
  return der(0x06, Buffer.from([first * 40 + second, ...groups]));
}

const algorithm = sequence(oid(1, 2, 840, 10045, 4, 3, 3)); // ecdsa-with-SHA384

const pem = (label: string, content: Buffer): string =>
  `-----BEGIN ${label}-----\n${content
    .toString("base64")
    .replaceAll(/(.{64})/g, "$1\n")
    .trimEnd()}\n-----END ${label}-----\n`;
