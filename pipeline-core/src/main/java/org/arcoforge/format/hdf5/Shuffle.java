package org.arcoforge.format.hdf5;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Undoes HDF5's shuffle filter (all first bytes of the elements, then all second bytes, …), eight
 * elements at a time in 64-bit registers for 2, 4 and 8 bytes.
 */
final class Shuffle implements ChunkFilter {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ODD_BYTES = 0x00FF00FF00FF00FFL; // after a shift by one
  private static final long ODD_WORDS = 0x0000FFFF0000FFFFL;
  private static final long LOW_HALF = 0x00000000FFFFFFFFL;

  @Override
  public int decode(Filter filter, byte[] in, int offset, int length, byte[] out, int limit) {
    int size = filter.values().length > 0 ? filter.values()[0] : 1;
    unshuffle(in, offset, length, out, size);
    return length;
  }

  static void unshuffle(byte[] in, int offset, int length, byte[] out, int size) {
    if (size <= 1 || size > length) {
      System.arraycopy(in, offset, out, 0, length);
      return;
    }
    int n = length / size;
    unshuffle(in, offset, n, n, out, 0, size);
    int whole = n * size; // a remainder is stored as it is
    System.arraycopy(in, offset + whole, out, whole, length - whole);
  }

  /**
   * Undoes the shuffle of some elements.
   *
   * @param offset of the first one's first byte
   * @param plane bytes from an element's byte to its next one: number of all elements
   * @param n number of elements
   * @param at where they go in {@code out}
   */
  static void unshuffle(byte[] in, int offset, int plane, int n, byte[] out, int at, int size) {
    int done =
        switch (size) {
          case 2 -> two(in, offset, plane, n, out, at);
          case 4 -> four(in, offset, plane, n, out, at);
          case 8 -> eight(in, offset, plane, n, out, at);
          default -> 0;
        };
    for (int b = 0; b < size; b++) {
      int from = offset + b * plane;
      for (int i = done; i < n; i++) {
        out[at + i * size + b] = in[from + i];
      }
    }
  }

  // Eight elements at a time, as 8 by 8 matrices of bytes are transposed below: ever larger parts of
  // two registers are exchanged, here until whole elements lie side by side.

  private static int two(byte[] in, int offset, int plane, int n, byte[] out, int at) {
    int i = 0;
    for (; i + 8 <= n; i += 8) {
      long a = (long) LONGS.get(in, offset + i);
      long b = (long) LONGS.get(in, offset + plane + i);
      long t = (a >>> 8 ^ b) & ODD_BYTES; // now elements 0 2 4 6 and 1 3 5 7
      b ^= t;
      a ^= t << 8;
      t = (a >>> 16 ^ b) & ODD_WORDS; // 0 1 4 5 and 2 3 6 7
      b ^= t;
      a ^= t << 16;
      LONGS.set(out, at + 2 * i, a & LOW_HALF | b << 32);
      LONGS.set(out, at + 2 * i + 8, a >>> 32 | b & ~LOW_HALF);
    }
    return i;
  }

  private static int four(byte[] in, int offset, int plane, int n, byte[] out, int at) {
    int i = 0;
    for (; i + 8 <= n; i += 8) {
      long a = (long) LONGS.get(in, offset + i);
      long b = (long) LONGS.get(in, offset + plane + i);
      long c = (long) LONGS.get(in, offset + 2 * plane + i);
      long d = (long) LONGS.get(in, offset + 3 * plane + i);
      long t = (a >>> 8 ^ b) & ODD_BYTES;
      b ^= t;
      a ^= t << 8;
      t = (c >>> 8 ^ d) & ODD_BYTES;
      d ^= t;
      c ^= t << 8;
      t = (a >>> 16 ^ c) & ODD_WORDS; // now elements 0 4 and 2 6
      c ^= t;
      a ^= t << 16;
      t = (b >>> 16 ^ d) & ODD_WORDS; // 1 5 and 3 7
      d ^= t;
      b ^= t << 16;
      LONGS.set(out, at + 4 * i, a & LOW_HALF | b << 32);
      LONGS.set(out, at + 4 * i + 8, c & LOW_HALF | d << 32);
      LONGS.set(out, at + 4 * i + 16, a >>> 32 | b & ~LOW_HALF);
      LONGS.set(out, at + 4 * i + 24, c >>> 32 | d & ~LOW_HALF);
    }
    return i;
  }

  private static int eight(byte[] in, int offset, int plane, int n, byte[] out, int at) {
    int i = 0;
    long[] r = new long[8];
    for (; i + 8 <= n; i += 8) {
      for (int b = 0; b < 8; b++) {
        r[b] = (long) LONGS.get(in, offset + b * plane + i);
      }
      // Transpose an 8 by 8 matrix of bytes by exchanging ever larger squares off the diagonal.
      for (int b = 0; b < 8; b += 2) {
        long t = (r[b] >>> 8 ^ r[b + 1]) & ODD_BYTES;
        r[b + 1] ^= t;
        r[b] ^= t << 8;
      }
      for (int b = 0; b < 6; b += (b & 1) == 0 ? 1 : 3) {
        long t = (r[b] >>> 16 ^ r[b + 2]) & ODD_WORDS;
        r[b + 2] ^= t;
        r[b] ^= t << 16;
      }
      for (int b = 0; b < 4; b++) {
        long t = (r[b] >>> 32 ^ r[b + 4]) & LOW_HALF;
        r[b + 4] ^= t;
        r[b] ^= t << 32;
      }
      for (int b = 0; b < 8; b++) {
        LONGS.set(out, at + 8 * (i + b), r[b]);
      }
    }
    return i;
  }
}
