import { decompress } from "fzstd";

/** Zstandard, as a codec of zarrita's. */
export default class Zstd {
  readonly kind = "bytes_to_bytes";

  static fromConfig(): Zstd {
    return new Zstd();
  }

  decode(bytes: Uint8Array): Uint8Array {
    return decompress(bytes);
  }

  encode(): never {
    throw new Error("this page only reads");
  }
}
