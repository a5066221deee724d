package org.arcoforge.zarr;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Decompresses {@code bz2}, {@code lzma} (as xz, its standard form) and {@code lz4} of numcodecs;
 * the last is one LZ4 block behind its decoded length, 32 bits little-endian.
 */
record StreamCodec(String name) implements DecodeOnly {
  private static final int XZ_MEMORY_KIB = 256 << 10;

  @Override
  public void decode(byte[] source, int offset, int length, int expected, Buffer target)
      throws ZarrException {
    target.length(0);
    try (InputStream in = open(new ByteArrayInputStream(source, offset, length))) {
      // One byte more than expected is enough to see that there is too much.
      long limit = expected < 0 ? Buffer.MAX : Math.min(Buffer.MAX, expected + 1L);
      while (target.length() < limit) {
        int used = target.length();
        byte[] out =
            expected < 0
                ? target.reserveMore(Math.min(limit, used + 65536L))
                : target.reserve(limit);
        int n = in.read(out, used, (int) Math.min(limit, out.length) - used);
        if (n < 0) {
          break;
        }
        target.length(used + n);
      }
    } catch (IOException | RuntimeException e) { // these decoders throw both
      throw new ZarrException(name + ": " + e.getMessage() + ": damaged", e);
    }
    ByteCodec.checkLength(name, target.length(), expected);
    if (name.equals("lz4")) {
      int said = length < 4 ? -1 : new Elements(source, offset).int32();
      ByteCodec.checkLength(name, target.length(), said);
    }
  }

  private InputStream open(InputStream bytes) throws IOException {
    return switch (name) {
      case "bz2" -> new BZip2CompressorInputStream(bytes, true);
      case "lzma" -> new XZInputStream(bytes, XZ_MEMORY_KIB);
      default -> {
        bytes.skipNBytes(4);
        yield new BlockLZ4CompressorInputStream(bytes);
      }
    };
  }

  /** Reads a little-endian number among bytes. */
  private record Elements(byte[] bytes, int at) {
    int int32() {
      return (bytes[at] & 0xFF)
          | (bytes[at + 1] & 0xFF) << 8
          | (bytes[at + 2] & 0xFF) << 16
          | bytes[at + 3] << 24;
    }
  }
}
