// What Blosc does with bytes before it compresses them.

/** Puts the bytes of elements, which stand apart by their place in the element, together again. */
export function unshuffle(size: number, source: Uint8Array, target: Uint8Array): void {
  const elements = Math.floor(source.length / size);
  for (let byte = 0; byte < size; byte++) {
    const from = byte * elements;
    for (let i = 0, to = byte; i < elements; i++, to += size) target[to] = source[from + i];
  }
  const whole = elements * size;
  target.set(source.subarray(whole), whole);
}

/** The same for bits; what is no multiple of eight elements was not shuffled. */
export function bitUnshuffle(size: number, source: Uint8Array, target: Uint8Array): void {
  const elements = Math.floor(source.length / size);
  if (elements % 8 !== 0) {
    target.set(source);
    return;
  }
  const row = elements / 8; // Bytes of one bit of all elements.
  target.fill(0);
  for (let byte = 0; byte < size; byte++) {
    for (let bit = 0; bit < 8; bit++) {
      const from = (byte * 8 + bit) * row;
      for (let i = 0; i < row; i++) {
        const bits = source[from + i];
        if (bits === 0) continue;
        const to = i * 8 * size + byte;
        for (let k = 0; k < 8; k++) target[to + k * size] |= ((bits >> k) & 1) << bit;
      }
    }
  }
}
