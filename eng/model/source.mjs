// The weights as the package holds them: a manifest of names and shapes over one run of bytes, cut into files.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads a TensorFlow.js graph model's weights: tensor(ending) is the one tensor whose name ends so, as { shape, values }. */
export function readWeights(folder) {
  const [group] = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')).weightsManifest;
  const content = Buffer.concat(group.paths.map((path) => readFileSync(join(folder, path))));
  const tensors = [];
  let offset = 0;
  for (const { name, shape, dtype } of group.weights) {
    if (dtype !== 'float32' && dtype !== 'int32') throw new Error(`${name} is stored as ${dtype}`);
    const length = shape.reduce((product, size) => product * size, 1);
    const slice = content.subarray(offset, offset += length * 4);
    if (dtype === 'float32') tensors.push({ name, shape, values: Float32Array.from({ length }, (_, i) => slice.readFloatLE(i * 4)) });
  }
  if (offset !== content.length) throw new Error(`the weights take ${content.length} bytes, and the manifest names ${offset}`);
  return (ending) => {
    const found = tensors.filter(({ name }) => name.endsWith(ending));
    if (found.length !== 1) throw new Error(`${found.length} tensors end in ${ending}`);
    return found[0];
  };
}
