// LZ4's block format: https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md

/** Decompresses a block into `target`; returns the number of bytes written. */
export function lz4Block(source: Uint8Array, target: Uint8Array): number {
  let from = 0;
  let to = 0;
  const longer = (length: number): number => {
    let byte = 255;
    while (byte === 255) {
      byte = source[from++];
      if (byte === undefined) throw new Error("LZ4 data end too soon");
      length += byte;
    }
    return length;
  };
  while (from < source.length) {
    const token = source[from++];
    let literals = token >> 4;
    if (literals === 15) literals = longer(15);
    if (from + literals > source.length || to + literals > target.length) throw new Error("LZ4 data are damaged");
    target.set(source.subarray(from, from + literals), to);
    from += literals;
    to += literals;
    if (from >= source.length) break; // A block ends with literals.
    const offset = source[from] | (source[from + 1] << 8);
    from += 2;
    let length = token & 15;
    if (length === 15) length = longer(15);
    length += 4;
    let at = to - offset;
    if (offset === 0 || at < 0 || to + length > target.length) throw new Error("LZ4 data are damaged");
    if (offset >= length) {
      target.copyWithin(to, at, at + length);
      to += length;
    } else {
      for (const end = to + length; to < end; ) target[to++] = target[at++]; // Overlaps: repeats.
    }
  }
  return to;
}

/** Numcodecs' LZ4: the length before compression, then a block. */
export default class Lz4 {
  readonly kind = "bytes_to_bytes";

  static fromConfig(): Lz4 {
    return new Lz4();
  }

  decode(bytes: Uint8Array): Uint8Array {
    const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
    const out = new Uint8Array(length);
    if (lz4Block(bytes.subarray(4), out) !== length) throw new Error("LZ4 data end too soon");
    return out;
  }

  encode(): never {
    throw new Error("this page only reads");
  }
}
