// Universal Sentence Encoder Lite (Cer et al. 2018, arXiv:1803.11175) as an ONNX graph: a transformer of two layers over at most 128 tokens,
// averaged over the tokens, one dense layer, length 1. What each layer does was read from the package's graph.
import { Graph } from './onnx.mjs';
import { quantize } from './quantize.mjs';

const heads = 4;
const epsilon = 1e-6;
const operatorSet = 17;
const masked = -1e9;

/** The bytes of the ONNX file. isFull: weights as 32-bit floats, else as 8-bit integers with a scale each row or column, computed with as floats. */
export function encoder(tensor, isFull, metadata) {
  const graph = new Graph();
  const ids = graph.input('input_ids', ['batch', 'tokens']);
  const mask = graph.input('attention_mask', ['batch', 'tokens']);
  const full = (name, { shape, values }) => graph.tensor(name, shape, values);
  const scalar = (name, number) => graph.tensor(name, [], Float32Array.of(number));

  /** A matrix, whose scales lie along the axis. */
  const matrix = (name, { shape, values }, axis) => {
    const [rows, columns] = shape.slice(-2);
    if (isFull) return graph.tensor(name, [rows, columns], values);
    const { integers, scales } = quantize(values, rows, columns, axis);
    return graph.node(
      'DequantizeLinear', name, [graph.tensor(`${name}.int8`, [rows, columns], integers), graph.tensor(`${name}.scale`, [scales.length], scales)], ['axis', 'int', axis]);
  };
  const dense = (name, x, kernel, bias) =>
    graph.node('Add', name, [graph.node('MatMul', `${name}.product`, [x, matrix(`${name}.kernel`, kernel, 1)]), full(`${name}.bias`, bias)]);
  const norm = (name, x, prefix) => graph.node(
    'LayerNormalization', name, [x, full(`${name}.scale`, tensor(`${prefix}layer_norm_scale/ConcatPartitions/concat`)), full(`${name}.shift`, tensor(`${prefix}layer_norm_bias/ConcatPartitions/concat`))],
    ['axis', 'int', -1], ['epsilon', 'float', epsilon]);

  const table = matrix('embeddings', tensor('module/Embeddings_en'), 0);
  const words = graph.node('Gather', 'words', [table, ids]);

  // Positions: sin and cos of them over 128 wavelengths.
  const length = graph.node('Gather', 'length', [graph.node('Shape', 'shape', [ids]), graph.integer(1)]);
  const positions = graph.node('Range', 'positions', [graph.integer(0), length, graph.integer(1)]);
  const column = graph.node('Unsqueeze', 'positions.column', [graph.node('Cast', 'positions.float', [positions], ['to', 'int', 1]), graph.integers(1)]);
  const angles = graph.node('Mul', 'angles', [column, full('wavelengths', tensor('TimingSignal/ExpandDims_1'))]);
  const timing = graph.node('Concat', 'timing', [graph.node('Sin', 'timing.sin', [angles]), graph.node('Cos', 'timing.cos', [angles])], ['axis', 'int', -1]);
  let x = graph.node('Add', 'embedded', [words, graph.node('Add', 'words.timed', [words, timing])]);

  // What is padding is never attended to.
  const real = graph.node('Cast', 'mask.float', [mask], ['to', 'int', 1]);
  const padding = graph.node('Sub', 'mask.padding', [scalar('one', 1), real]);
  const bias = graph.node('Mul', 'attention.bias', [graph.node('Unsqueeze', 'mask.keys', [padding, graph.integers(1, 2)]), scalar('masked', masked)]);

  for (const layer of [0, 1]) {
    const at = `Encode/Layer_${layer}/TransformerLayer/`;
    const attention = `${at}MultiheadAttention/`;
    const name = `layer${layer}`;
    const residual = layer === 0 ? dense(`${name}.residual`, x, tensor(`${at}dense/kernel/ConcatPartitions/concat`), tensor(`${at}dense/bias/ConcatPartitions/concat`)) : x;
    const qkv = tensor(`${attention}qkv_transform_single/kernel/part_0`);
    const width = qkv.shape[3] / 3;
    const projected = dense(`${name}.qkv`, norm(`${name}.norm`, x, `${at}layer_prepostprocess/layer_norm/`), qkv, tensor(`${attention}qkv_transform_single/bias/ConcatPartitions/concat`));
    const parts = graph.nodes('Split', `${name}.split`, [projected, graph.integers(width, width, width)], ['q', 'k', 'v'].map((part) => `${name}.${part}`), ['axis', 'int', -1]);
    const [queries, keys, values] = parts.map((part, i) => graph.node(
      'Transpose', `${part}.heads`, [graph.node('Reshape', `${part}.split`, [part, graph.integers(0, 0, heads, width / heads)])], ['perm', 'ints', i === 1 ? [0, 2, 3, 1] : [0, 2, 1, 3]]));
    const scaled = graph.node('Mul', `${name}.scaled`, [queries, scalar(`${name}.scale`, 1 / Math.sqrt(width / heads))]);
    const logits = graph.node('Add', `${name}.logits`, [graph.node('MatMul', `${name}.products`, [scaled, keys]), bias]);
    const mixed = graph.node('MatMul', `${name}.mixed`, [graph.node('Softmax', `${name}.weights`, [logits], ['axis', 'int', -1]), values]);
    const joined = graph.node('Reshape', `${name}.joined`, [graph.node('Transpose', `${name}.order`, [mixed], ['perm', 'ints', [0, 2, 1, 3]]), graph.integers(0, 0, width)]);
    const attended = graph.node('Add', `${name}.attended`, [
      dense(`${name}.output`, joined, tensor(`${attention}output_transform_single/kernel/part_0`), tensor(`${attention}output_transform_single/bias/ConcatPartitions/concat`)), residual]);

    const inner = (which) => [tensor(`TransformerStack/Layer_${layer}/TransformerLayer/FFN/conv${which}/Tensordot/Reshape_1`), tensor(`${at}FFN/conv${which}/bias/ConcatPartitions/concat`)];
    const hidden = graph.node('Relu', `${name}.relu`, [dense(`${name}.ffn1`, norm(`${name}.ffn.norm`, attended, `${at}FFN/layer_prepostprocess/layer_norm/`), ...inner(1))]);
    x = graph.node('Add', `${name}.result`, [dense(`${name}.ffn2`, hidden, ...inner(2)), attended]);
  }

  const kept = graph.node('Mul', 'kept', [x, graph.node('Unsqueeze', 'mask.rows', [real, graph.integers(2)])]);
  const sum = graph.node('ReduceSum', 'sum', [kept, graph.integers(1)], ['keepdims', 'int', 0]);
  const count = graph.node('Max', 'count', [graph.node('ReduceSum', 'mask.sum', [real, graph.integers(1)], ['keepdims', 'int', 1]), 'one']);
  const pooled = graph.node('Div', 'pooled', [sum, count]);
  const top = graph.node('Tanh', 'tanh', [dense('top', pooled, tensor('tanh_layer_0/weights'), tensor('tanh_layer_0/bias'))]);
  const squares = graph.node('ReduceSum', 'squares', [graph.node('Mul', 'tanh.squared', [top, top]), graph.integers(1)], ['keepdims', 'int', 1]);
  const norms = graph.node('Sqrt', 'norms', [graph.node('Max', 'squares.floor', [squares, scalar('least', 1e-12)])]);
  graph.node('Div', 'sentence_embedding', [top, norms]);
  graph.output('sentence_embedding', ['batch', 512]);
  return graph.file('universal-sentence-encoder-lite', operatorSet, metadata);
}
