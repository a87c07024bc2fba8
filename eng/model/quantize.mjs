// Symmetric 8-bit integers with one scale a row (axis 0) or a column (axis 1): value = integer * scale, with the largest of each at 127.
export function quantize(values, rows, columns, axis) {
  const scales = new Float32Array(axis === 0 ? rows : columns);
  const scaleOf = (i) => (axis === 0 ? Math.floor(i / columns) : i % columns);
  values.forEach((value, i) => { scales[scaleOf(i)] = Math.max(scales[scaleOf(i)], Math.abs(value)); });
  scales.forEach((largest, i) => { scales[i] = largest === 0 ? 1 : largest / 127; });
  const integers = Int8Array.from(values, (value, i) => Math.max(-127, Math.min(127, Math.round(value / scales[scaleOf(i)]))));
  return { integers, scales };
}
