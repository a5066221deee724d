package org.arcoforge.zarr;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Compresses and decompresses by Zstandard (RFC 8878). */
record ZstdCodec(int level, boolean checksum) implements ByteCodec {
  @Override
  public void encode(byte[] source, int length, Buffer target) {
    long bound = Zstd.compressBound(length);
    target.length(0);
    byte[] out = target.reserve(Math.min(bound, Buffer.MAX));
    long n = Zstd.compressByteArray(out, 0, out.length, source, 0, length, level, checksum);
    target.length((int) n);
  }

  @Override
  public void decode(byte[] source, int offset, int length, int expected, Buffer target)
      throws ZarrException {
    target.length(0);
    if (expected < 0) {
      stream(source, offset, length, target);
      return;
    }
    byte[] out = target.reserve(expected);
    try {
      long n = Zstd.decompressByteArray(out, 0, expected, source, offset, length);
      ByteCodec.checkLength("zstd", n, expected);
    } catch (ZstdException e) {
      throw new ZarrException("zstd: " + e.getMessage(), e);
    }
    target.length(expected);
  }

  /** Takes memory as bytes come out, not as a header says, which may be damaged. */
  private static void stream(byte[] source, int offset, int length, Buffer target)
      throws ZarrException {
    ByteArrayInputStream bytes = new ByteArrayInputStream(source, offset, length);
    try (ZstdInputStreamNoFinalizer in = new ZstdInputStreamNoFinalizer(bytes)) {
      while (true) {
        int used = target.length();
        byte[] out = target.reserveMore(used + 65536L);
        int n = in.read(out, used, out.length - used);
        if (n < 0) {
          return;
        }
        target.length(used + n);
      }
    } catch (IOException e) {
      throw new ZarrException("zstd: " + e.getMessage(), e);
    }
  }
}
