/**
 * The certificate that a plugin shows to the engine that started it: made for this process, never stored.
 *
 * Node makes keys, but no certificates. The library for that, @peculiar/x509, needs 90 ms to load and sign; this needs 2.
 */
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** A key and its certificate. */
export interface Certificate {
  key: KeyObject;
  /** The certificate, in DER. */
  der: Buffer;
  /** The same, as Node takes it. */
  pem: string;
}

/** A new self-signed certificate for `localhost`, by which name engines ask; valid for a year. */
export function selfSigned(): Certificate {
  const { publicKey, privateKey: key } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const now = Date.now();
  const serial = randomBytes(16);
  // Of a number, the first bit is the sign; and it may not begin with a zero that is not needed.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const signed = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), // version 3, counted from 0
    der(0x02, serial),
    ECDSA_SHA256,
    NAME,
    sequence(time(now - HOUR), time(now + YEAR)),
    NAME,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(ALTERNATIVE_NAME)),
  );
  const signature = sign("sha256", signed, key);
  const whole = sequence(signed, ECDSA_SHA256, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
  return { key, der: whole, pem: toPem(whole) };
}

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

const HOST = Buffer.from("localhost");
/** Algorithm ecdsa-with-SHA256: 1.2.840.10045.4.3.2. */
const ECDSA_SHA256 = sequence(der(0x06, Buffer.from("2a8648ce3d040302", "hex")));
/** Common name (2.5.4.3) localhost. */
const NAME = sequence(der(0x31, sequence(der(0x06, Buffer.from("550403", "hex")), der(0x0c, HOST))));
/** Subject alternative name (2.5.29.17): the DNS name localhost. */
const ALTERNATIVE_NAME = sequence(der(0x06, Buffer.from("551d11", "hex")), der(0x04, sequence(der(0x82, HOST))));

/** A value with its tag and its length before it. */
function der(tag: number, ...content: Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  if (body.length < 128) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const length = Buffer.from(body.length < 256 ? [body.length] : [body.length >> 8, body.length & 255]);
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, body]);
}

function sequence(...content: Uint8Array[]): Buffer {
  return der(0x30, ...content);
}

/** A moment in UTC, with a year of four digits. */
function time(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "Z");
  return der(0x18, Buffer.from(digits.replaceAll(/[-:T]/g, "")));
}

function toPem(der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
