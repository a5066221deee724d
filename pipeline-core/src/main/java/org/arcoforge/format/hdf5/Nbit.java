package org.arcoforge.format.hdf5;

import java.util.zip.DataFormatException;

/**
 * Undoes the n-bit filter, which stores only the bits of a number that its datatype uses, one
 * number after another.
 */
final class Nbit implements ChunkFilter {
  private static final int NUMBERS = 1;

  @Override
  public String obstacle(Filter filter) {
    int[] v = filter.values();
    if (v.length > 1 && v[1] != 0) {
      return ""; // nothing to leave out: stored as it is
    }
    if (v.length < 8 || v[3] != NUMBERS) {
      return "of values that are no numbers";
    }
    boolean fits = v[4] >= 1 && v[4] <= 8 && v[6] >= 1 && v[7] >= 0 && v[6] + v[7] <= 8 * v[4];
    return fits ? "" : "of " + v[6] + " bits at " + v[7] + " of " + v[4] + " bytes";
  }

  @Override
  public long most(byte[] in, int offset, int length) {
    return 64L * (length + 1);
  }

  @Override
  public int decode(Filter filter, byte[] in, int offset, int length, byte[] out, int limit)
      throws DataFormatException {
    int[] v = filter.values();
    if (v[1] != 0) {
      if (length > limit) {
        throw new DataFormatException(length + " bytes, expected " + limit);
      }
      System.arraycopy(in, offset, out, 0, length);
      return length;
    }
    int size = v[4];
    boolean highFirst = v[5] != 0;
    int n = limit / size;
    if (n != v[2]) {
      throw new DataFormatException("numbers for " + v[2] + " elements, expected " + n);
    }
    PackedBits bits = new PackedBits(in, offset, length);
    for (int i = 0; i < n; i++) {
      long value = bits.wide(v[6]) << v[7];
      for (int b = 0; b < size; b++) {
        out[i * size + (highFirst ? size - 1 - b : b)] = (byte) (value >>> (8 * b));
      }
    }
    return n * size;
  }
}
