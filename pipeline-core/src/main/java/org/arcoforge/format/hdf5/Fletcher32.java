package org.arcoforge.format.hdf5;

import java.util.zip.DataFormatException;

/** Checks and removes the Fletcher-32 checksum: four bytes after the data. */
final class Fletcher32 implements ChunkFilter {
  @Override
  public int decode(Filter filter, byte[] in, int offset, int length, byte[] out, int limit)
      throws DataFormatException {
    int n = length - 4;
    if (n < 0 || n > limit) {
      throw new DataFormatException(length + " bytes with their checksum, expected " + limit);
    }
    int stored = 0;
    for (int i = 3; i >= 0; i--) {
      stored = (stored << 8) | (in[offset + n + i] & 0xFF);
    }
    int sum = sum(in, offset, n);
    // Files of HDF5 before 1.6.3 have the bytes of each half exchanged.
    int exchanged = ((sum & 0x00FF00FF) << 8) | ((sum >>> 8) & 0x00FF00FF);
    if (stored != sum && stored != exchanged) {
      throw new DataFormatException("the Fletcher-32 checksum differs");
    }
    System.arraycopy(in, offset, out, 0, n);
    return n;
  }

  /** Returns Fletcher's checksum over big-endian 16-bit words, folded as the HDF5 library does. */
  static int sum(byte[] data, int offset, int length) {
    int a = 0;
    int b = 0;
    int words = length / 2;
    int at = offset;
    while (words > 0) {
      int block = Math.min(words, 360);
      words -= block;
      for (; block > 0; block--) {
        a += (data[at] & 0xFF) << 8 | (data[at + 1] & 0xFF);
        b += a;
        at += 2;
      }
      a = (a & 0xFFFF) + (a >>> 16);
      b = (b & 0xFFFF) + (b >>> 16);
    }
    if (length % 2 == 1) {
      a += (data[at] & 0xFF) << 8;
      b += a;
      a = (a & 0xFFFF) + (a >>> 16);
      b = (b & 0xFFFF) + (b >>> 16);
    }
    a = (a & 0xFFFF) + (a >>> 16);
    b = (b & 0xFFFF) + (b >>> 16);
    return b << 16 | a;
  }
}
