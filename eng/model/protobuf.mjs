// As much of the protobuf wire format as an ONNX file needs to be written.
const encoder = new TextEncoder();

function varint(value) {
  const bytes = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

/** A field that holds an integer. */
export const integer = (field, value) => [varint(field << 3), varint(value)];

/** A field that holds a 32-bit float. */
export function float(field, value) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return [varint((field << 3) | 5), bytes];
}

/** A field that holds bytes, text or a message; a message is a list of fields. */
export function bytes(field, value) {
  const content = typeof value === 'string' ? [encoder.encode(value)] : value instanceof Uint8Array ? [value] : value.flat(Infinity);
  return [varint((field << 3) | 2), varint(content.reduce((sum, part) => sum + part.length, 0)), ...content];
}

/** The bytes of a message. */
export const write = (fields) => Buffer.concat(fields.flat(Infinity));
