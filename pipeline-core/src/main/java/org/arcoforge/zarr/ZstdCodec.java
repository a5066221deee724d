package org.arcoforge.zarr;

import com.github.luben.zstd.Zstd;

/** Zstandard (RFC 8878). */
record ZstdCodec(int level, boolean checksum) implements ByteCodec {
  @Override
  public void encode(byte[] source, int length, Buffer target) {
    long bound = Zstd.compressBound(length);
    target.length(0);
    byte[] out = target.reserve(Math.min(bound, Buffer.MAX));
    long n = Zstd.compressByteArray(out, 0, out.length, source, 0, length, level, checksum);
    if (Zstd.isError(n)) {
      throw new IllegalArgumentException("zstd: " + Zstd.getErrorName(n));
    }
    target.length((int) n);
  }

  @Override
  public void decode(byte[] source, int offset, int length, int expected, Buffer target)
      throws ZarrException {
    target.length(0);
    long capacity = expected;
    if (expected < 0) {
      long said = Zstd.getFrameContentSize(source, offset, length);
      capacity = said > 0 ? said : Math.max(1024, 8L * length);
    }
    while (true) {
      if (capacity > Buffer.MAX) {
        throw new ZarrException("zstd holds " + capacity + " bytes: more than fit an array");
      }
      byte[] out = target.reserve(capacity);
      long n = Zstd.decompressByteArray(out, 0, (int) capacity, source, offset, length);
      if (!Zstd.isError(n)) {
        ByteCodec.checkLength("zstd", n, expected);
        target.length((int) n);
        return;
      }
      // Frames need not say their size, and there may be several of them.
      if (expected >= 0 || Zstd.getErrorCode(n) != Zstd.errDstSizeTooSmall()) {
        throw new ZarrException("zstd: " + Zstd.getErrorName(n));
      }
      capacity *= 2;
    }
  }
}
