// Values as they travel: MessagePack, in the form that Terraform's documentation calls the object wire format.
import { Decoder, Encoder, ExtData, type ExtensionCodecType } from "@msgpack/msgpack";
import { as, bytes, type Codec, maybe, message } from "./protobuf.ts";
import { type ObjectValue, UNKNOWN, type Value } from "./value.ts";

/** A value: null where the message is missing. */
export const dynamicValue: Codec<Value> = as(
  message<{ msgpack?: Uint8Array; json?: Uint8Array }>({ msgpack: maybe(1, bytes), json: maybe(2, bytes) }),
  (value) => ({ msgpack: encodeValue(value) }),
  ({ msgpack, json }) => {
    if (msgpack && msgpack.length > 0) return decodeValue(msgpack);
    return json && json.length > 0 ? (parseJson(json) as Value) : null;
  },
);

/** A value that is an object, or null. */
export const objectValue: Codec<ObjectValue> = as<ObjectValue, Value>(dynamicValue, (value) => value, asObject);

/** What stands for an unknown value; engines may say more of it (a refinement), which nobody here asks for. */
const extensions: ExtensionCodecType<undefined> = {
  tryToEncode: (value) => (value === UNKNOWN ? new ExtData(0, new Uint8Array(1)) : null),
  decode: () => UNKNOWN,
};

// One of each for all values: they keep their memory, and the decoder the names that it has met.
const encoder = new Encoder({ extensionCodec: extensions, maxDepth: 1000 });
const decoder = new Decoder({ extensionCodec: extensions });

/** A value in MessagePack. */
export const encodeValue = (value: Value): Uint8Array => encoder.encode(withDecimals(value));

/** The value that MessagePack holds. */
export function decodeValue(content: Uint8Array): Value {
  // Made of what `Value` is made of: the format has nothing else, but dates, which are an extension and so UNKNOWN.
  return decoder.decode(content) as Value;
}

/** JSON in bytes. */
export function parseJson(content: Uint8Array): unknown {
  return JSON.parse(Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString("utf8"));
}

/** 0.1 as a binary fraction is not the 0.1 that stands in a configuration: as a text it is. */
function withDecimals(value: Value): Value {
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new RangeError(`${value} is no number in Terraform`);
    return Number.isSafeInteger(value) ? value : String(value);
  }
  if (Array.isArray(value)) return value.map(withDecimals);
  if (value === null || typeof value !== "object" || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withDecimals(inner)]));
}

function asObject(value: Value): ObjectValue {
  if (value === null) return null;
  if (typeof value === "object" && !Array.isArray(value) && !(value instanceof Uint8Array)) return value as ObjectValue;
  throw new TypeError("a value that should be an object is none");
}
