// BloscLZ, Blosc's own compressor (of FastLZ's family).

const FAR = 8191;

/** Decompresses into `target`; returns the number of bytes written. */
export function blosclz(source: Uint8Array, target: Uint8Array): number {
  let from = 0;
  let to = 0;
  if (source.length === 0) return 0;
  let control = source[from++] & 31;
  for (;;) {
    if (control >= 32) {
      let length = (control >> 5) - 1;
      let distance = (control & 31) << 8;
      let byte: number;
      if (length === 6) {
        do {
          if (from >= source.length) throw new Error("BloscLZ data end too soon");
          byte = source[from++];
          length += byte;
        } while (byte === 255);
      }
      byte = source[from++];
      length += 3;
      if (byte === 255 && distance === 31 << 8) {
        distance = (source[from] << 8) + source[from + 1] + FAR;
        from += 2;
      } else {
        distance += byte;
      }
      let at = to - distance - 1;
      if (at < 0 || to + length > target.length) throw new Error("BloscLZ data are damaged");
      for (const end = to + length; to < end; ) target[to++] = target[at++];
    } else {
      const literals = control + 1;
      if (from + literals > source.length || to + literals > target.length) throw new Error("BloscLZ data are damaged");
      target.set(source.subarray(from, from + literals), to);
      from += literals;
      to += literals;
    }
    if (from >= source.length) return to;
    control = source[from++];
  }
}
