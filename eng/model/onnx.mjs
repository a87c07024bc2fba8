// An ONNX graph, built node by node and written as a file. The fields' numbers are those of onnx.proto (IR version 8).
import { bytes, float, integer, write } from './protobuf.mjs';

const types = { float: 1, int8: 3, int64: 7 };
const attributeTypes = { float: 1, int: 2, ints: 7 };
const raw = (array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

/** A graph under construction. A value is known by its name. */
export class Graph {
  #nodes = [];
  #initializers = [];
  #inputs = [];
  #outputs = [];
  #constants = new Map();

  /** An input of 64-bit integers; dimensions are numbers or names. */
  input(name, dimensions) {
    this.#inputs.push(bytes(11, value(name, types.int64, dimensions)));
    return name;
  }

  output(name, dimensions) {
    this.#outputs.push(bytes(12, value(name, types.float, dimensions)));
  }

  /** A stored tensor: Float32Array, Int8Array or BigInt64Array. */
  tensor(name, dimensions, array) {
    const type = array instanceof Float32Array ? types.float : array instanceof Int8Array ? types.int8 : types.int64;
    this.#initializers.push(bytes(5, [dimensions.map((size) => integer(1, size)), integer(2, type), bytes(8, name), bytes(9, raw(array))]));
    return name;
  }

  /** A list of integers, stored once. */
  integers(...values) {
    const name = `integers_${values.join('_').replaceAll('-', 'minus')}`;
    if (!this.#constants.has(name)) this.#constants.set(name, this.tensor(name, [values.length], BigInt64Array.from(values, BigInt)));
    return name;
  }

  /** One integer without dimensions, stored once. */
  integer(number) {
    const name = `integer_${number}`;
    if (!this.#constants.has(name)) this.#constants.set(name, this.tensor(name, [], BigInt64Array.of(BigInt(number))));
    return name;
  }

  /** A node with one output, which has the node's name; attributes are [name, kind, value]. */
  node(operator, name, inputs, ...attributes) {
    this.nodes(operator, name, inputs, [name], ...attributes);
    return name;
  }

  nodes(operator, name, inputs, outputs, ...attributes) {
    this.#nodes.push(bytes(1, [
      inputs.map((input) => bytes(1, input)), outputs.map((output) => bytes(2, output)), bytes(3, name), bytes(4, operator),
      attributes.map(([key, kind, value]) => bytes(5, [
        bytes(1, key),
        kind === 'float' ? float(2, value) : kind === 'int' ? integer(3, value) : value.map((item) => integer(8, item)),
        integer(20, attributeTypes[kind]),
      ])),
    ]));
    return outputs;
  }

  /** The bytes of the file. */
  file(name, operatorSet, metadata) {
    return write([
      integer(1, 8), bytes(2, 'datagate'), bytes(7, [this.#nodes, bytes(2, name), this.#initializers, this.#inputs, this.#outputs]),
      bytes(8, [bytes(1, ''), integer(2, operatorSet)]),
      Object.entries(metadata).map(([key, text]) => bytes(14, [bytes(1, key), bytes(2, text)])),
    ]);
  }
}

const value = (name, type, dimensions) => [
  bytes(1, name),
  bytes(2, [bytes(1, [integer(1, type), bytes(2, dimensions.map((size) => bytes(1, typeof size === 'string' ? [bytes(2, size)] : [integer(1, size)])))])]),
];
