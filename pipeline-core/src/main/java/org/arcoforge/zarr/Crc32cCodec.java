package org.arcoforge.zarr;

import java.util.Locale;
import java.util.zip.CRC32C;

/** Adds and checks the CRC-32C at the end (RFC 3720), little-endian. */
final class Crc32cCodec implements ByteCodec {
  static final int SIZE = 4;

  static int checksum(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  /** Refuses bytes whose last four are not the checksum of the others. */
  static void check(byte[] bytes, int offset, int length) throws ZarrException {
    if (length < SIZE) {
      throw new ZarrException("crc32c needs 4 bytes, found " + length + ": damaged");
    }
    int body = length - SIZE;
    int found = 0;
    for (int i = 3; i >= 0; i--) {
      found = (found << 8) | (bytes[offset + body + i] & 0xFF);
    }
    int computed = checksum(bytes, offset, body);
    if (found != computed) {
      throw new ZarrException(
          String.format(
              Locale.ROOT, "crc32c is %08x, but %08x is stored: damaged", computed, found));
    }
  }

  static void append(Buffer target, int from) {
    int crc = checksum(target.bytes(), from, target.length() - from);
    byte[] four = {(byte) crc, (byte) (crc >>> 8), (byte) (crc >>> 16), (byte) (crc >>> 24)};
    target.append(four, 0, SIZE);
  }

  @Override
  public void encode(byte[] source, int length, Buffer target) {
    target.length(0);
    target.append(source, 0, length);
    append(target, 0);
  }

  @Override
  public void decode(byte[] source, int offset, int length, int expected, Buffer target)
      throws ZarrException {
    check(source, offset, length);
    ByteCodec.checkLength("crc32c", length - SIZE, expected);
    target.length(0);
    target.append(source, offset, length - SIZE);
  }
}
