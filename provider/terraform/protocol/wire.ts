// The bytes of protobuf: numbers of variable length, and tags with what follows them.

/** How a field's content stands on the wire. Fixed numbers are only skipped: the protocol has none. */
export type WireType = 0 | 1 | 2 | 5;

/** Where a content with its length before it, such as a text or a message, has this type. */
export const DELIMITED = 2;
/** The type of a number of variable length. */
export const VARINT = 0;

/** Bytes that are no protobuf, or a number that JavaScript cannot hold. */
export class MalformedMessage extends Error {
  override readonly name = "MalformedMessage";
}

/**
 * Writes from the last byte to the first, so that the length of a message is known when it is written before it.
 * Whatever comes first in the message is therefore given last.
 */
export class BackwardWriter {
  #buffer = Buffer.allocUnsafe(1024);
  #start = this.#buffer.length;

  /** How many bytes are written. */
  get length(): number {
    return this.#buffer.length - this.#start;
  }

  /** What is written, first byte first. */
  finish(): Uint8Array {
    return this.#buffer.subarray(this.#start);
  }

  bytes(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length);
    this.#start -= bytes.length;
    this.#buffer.set(bytes, this.#start);
  }

  text(text: string): void {
    const length = Buffer.byteLength(text);
    this.#makeRoom(length);
    this.#start -= length;
    this.#buffer.write(text, this.#start);
  }

  /** A whole number that is not negative: the protocol has no other. */
  varint(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) throw new MalformedMessage(`${value} cannot be sent as a number`);
    const groups: number[] = [];
    for (let rest = value; groups.length === 0 || rest > 0; rest = Math.floor(rest / 128)) groups.push(rest % 128);
    this.#makeRoom(groups.length);
    this.#start -= groups.length;
    for (const [index, group] of groups.entries())
      this.#buffer[this.#start + index] = index < groups.length - 1 ? group | 128 : group;
  }

  /** What stands before a field's content. */
  tag(field: number, type: WireType): void {
    this.varint(field * 8 + type);
  }

  #makeRoom(wanted: number): void {
    if (wanted <= this.#start) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.length + wanted));
    const start = larger.length - this.length;
    larger.set(this.finish(), start);
    this.#buffer = larger;
    this.#start = start;
  }
}

/** Reads from the first byte to the last; what it gives out are views of the same memory. */
export class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#byte();
      value += (byte & 127) * scale;
      if (value > Number.MAX_SAFE_INTEGER) throw new MalformedMessage("a number is negative or too large");
      if (byte < 128) return value;
    }
  }

  /** A content with its length before it. */
  delimited(): Uint8Array {
    return this.#take(this.varint());
  }

  text(): string {
    const bytes = this.delimited();
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  }

  tag(): { field: number; type: number } {
    const tag = this.varint();
    return { field: Math.floor(tag / 8), type: tag % 8 };
  }

  /** Passes over a content that nobody here knows: a newer engine's. */
  skip(type: number): void {
    if (type === VARINT) while (this.#byte() >= 128);
    else if (type === DELIMITED) this.delimited();
    else if (type === 1 || type === 5) this.#take(type === 1 ? 8 : 4);
    else throw new MalformedMessage(`unknown wire type ${type}`);
  }

  #byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new MalformedMessage("the message ends too early");
    return byte;
  }

  #take(length: number): Uint8Array {
    if (this.#at + length > this.#bytes.length) throw new MalformedMessage("the message ends too early");
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
}
