package org.arcoforge.zarr;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Compresses by deflate, framed as gzip (RFC 1952, with no name and no time) or zlib (RFC 1950).
 */
final class DeflateCodec implements ByteCodec {
  private static final byte[] HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 0xFF};

  private final boolean gzip;
  private final int level;

  DeflateCodec(boolean gzip, int level) {
    this.gzip = gzip;
    this.level = level;
  }

  @Override
  public void encode(byte[] source, int length, Buffer target) {
    target.length(0);
    if (gzip) {
      target.append(HEADER, 0, HEADER.length);
    }
    Deflater deflater = new Deflater(level, gzip);
    try {
      deflater.setInput(source, 0, length);
      deflater.finish();
      while (!deflater.finished()) {
        int used = target.length();
        byte[] out = target.reserve((long) used + 8192);
        target.length(used + deflater.deflate(out, used, out.length - used));
      }
    } finally {
      deflater.end(); // memory outside of the heap, which no collection would free in time
    }
    if (gzip) {
      CRC32 crc = new CRC32();
      crc.update(source, 0, length);
      appendInt(target, (int) crc.getValue());
      appendInt(target, length);
    }
  }

  private static void appendInt(Buffer target, int value) {
    byte[] four = {
      (byte) value, (byte) (value >>> 8), (byte) (value >>> 16), (byte) (value >>> 24)
    };
    target.append(four, 0, 4);
  }

  @Override
  public void decode(byte[] source, int offset, int length, int expected, Buffer target)
      throws ZarrException {
    String name = gzip ? "gzip" : "zlib";
    target.length(0);
    ByteArrayInputStream bytes = new ByteArrayInputStream(source, offset, length);
    try (InputStream in =
        gzip ? new GZIPInputStream(bytes, 65536) : new InflaterInputStream(bytes)) {
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
    } catch (IOException e) {
      throw new ZarrException(name + ": " + e.getMessage(), e);
    }
    ByteCodec.checkLength(name, target.length(), expected);
  }
}
