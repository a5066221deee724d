// Blosc 1's container: https://github.com/Blosc/c-blosc/blob/main/README_CHUNK_FORMAT.rst. Written here because the
// compiled one makes code at run time, which the page's security policy forbids.
import { decompress as zstd } from "fzstd";
import { unzlibSync } from "fflate";
import { blosclz } from "./blosclz";
import { lz4Block } from "./lz4";
import { bitUnshuffle, unshuffle } from "./shuffle";

const HEADER = 16;
const SHUFFLED = 1;
const COPIED = 2;
const BIT_SHUFFLED = 4;
const NOT_SPLIT = 16;
const MOST_SPLITS = 16;
const LEAST_BYTES = 128;

export function blosc(source: Uint8Array): Uint8Array {
  if (source.length < HEADER) throw new Error("Blosc data end too soon");
  const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  const flags = source[2];
  const size = source[3] || 1;
  const total = view.getUint32(4, true);
  const block = view.getUint32(8, true);
  const out = new Uint8Array(total);
  if (flags & COPIED) {
    if (source.length < HEADER + total) throw new Error("Blosc data end too soon");
    out.set(source.subarray(HEADER, HEADER + total));
    return out;
  }
  if (total === 0) return out;
  const plain = new Uint8Array(Math.min(block, total));
  const blocks = Math.ceil(total / block);
  for (let b = 0; b < blocks; b++) {
    const length = Math.min(block, total - b * block);
    const isRest = length < block;
    const isSplit = !(flags & NOT_SPLIT) && size <= MOST_SPLITS && Math.floor(block / size) >= LEAST_BYTES && !isRest;
    const splits = isSplit ? size : 1;
    let from = view.getInt32(HEADER + 4 * b, true);
    const part = length / splits;
    const isFiltered = (flags & SHUFFLED && size > 1) || flags & BIT_SHUFFLED;
    const target = out.subarray(b * block, b * block + length);
    const unpacked = isFiltered ? plain.subarray(0, length) : target;
    for (let s = 0; s < splits; s++) {
      const packed = view.getInt32(from, true);
      from += 4;
      if (packed < 0 || from + packed > source.length) throw new Error("Blosc data are damaged");
      const bytes = source.subarray(from, from + packed);
      const into = unpacked.subarray(s * part, (s + 1) * part);
      if (packed === part) into.set(bytes);
      else unpack(flags >> 5, bytes, into);
      from += packed;
    }
    if (flags & SHUFFLED && size > 1) unshuffle(size, unpacked, target);
    else if (flags & BIT_SHUFFLED) bitUnshuffle(size, unpacked, target);
  }
  return out;
}

function unpack(format: number, bytes: Uint8Array, into: Uint8Array): void {
  let written: number;
  switch (format) {
    case 0:
      written = blosclz(bytes, into);
      break;
    case 1:
      written = lz4Block(bytes, into);
      break;
    case 3:
      written = set(unzlibSync(bytes), into);
      break;
    case 4:
      written = set(zstd(bytes), into);
      break;
    default:
      throw new Error(`Blosc's compressor ${format === 2 ? "snappy" : format} cannot be read by this page`);
  }
  if (written !== into.length) throw new Error("Blosc data are damaged");
}

function set(bytes: Uint8Array, into: Uint8Array): number {
  if (bytes.length <= into.length) into.set(bytes);
  return bytes.length;
}

/** Blosc, as a codec of zarrita's. */
export default class Blosc {
  readonly kind = "bytes_to_bytes";

  static fromConfig(): Blosc {
    return new Blosc();
  }

  decode(bytes: Uint8Array): Uint8Array {
    return blosc(bytes);
  }

  encode(): never {
    throw new Error("this page only reads");
  }
}
