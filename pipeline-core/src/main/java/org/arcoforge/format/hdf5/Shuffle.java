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

  private static int two(byte[] in, int offset, int plane, int n, byte[] out, int at) {
    int i = 0;
    for (; i + 8 <= n; i += 8) {
      long a = (long) LONGS.get(in, offset + i);
      long b = (long) LONGS.get(in, offset + plane + i);
      LONGS.set(out, at + 2 * i, spread8(a) | spread8(b) << 8);
      LONGS.set(out, at + 2 * i + 8, spread8(a >>> 32) | spread8(b >>> 32) << 8);
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
      long ab = spread8(a) | spread8(b) << 8;
      long cd = spread8(c) | spread8(d) << 8;
      LONGS.set(out, at + 4 * i, spread16(ab) | spread16(cd) << 16);
      LONGS.set(out, at + 4 * i + 8, spread16(ab >>> 32) | spread16(cd >>> 32) << 16);
      ab = spread8(a >>> 32) | spread8(b >>> 32) << 8;
      cd = spread8(c >>> 32) | spread8(d >>> 32) << 8;
      LONGS.set(out, at + 4 * i + 16, spread16(ab) | spread16(cd) << 16);
      LONGS.set(out, at + 4 * i + 24, spread16(ab >>> 32) | spread16(cd >>> 32) << 16);
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
        long t = (r[b] >>> 8 ^ r[b + 1]) & 0x00FF00FF00FF00FFL;
        r[b + 1] ^= t;
        r[b] ^= t << 8;
      }
      for (int b = 0; b < 6; b += (b & 1) == 0 ? 1 : 3) {
        long t = (r[b] >>> 16 ^ r[b + 2]) & 0x0000FFFF0000FFFFL;
        r[b + 2] ^= t;
        r[b] ^= t << 16;
      }
      for (int b = 0; b < 4; b++) {
        long t = (r[b] >>> 32 ^ r[b + 4]) & 0x00000000FFFFFFFFL;
        r[b + 4] ^= t;
        r[b] ^= t << 32;
      }
      for (int b = 0; b < 8; b++) {
        LONGS.set(out, at + 8 * (i + b), r[b]);
      }
    }
    return i;
  }

  /** The low four bytes, a byte of room after each. */
  private static long spread8(long x) {
    x &= 0xFFFFFFFFL;
    x = (x | x << 16) & 0x0000FFFF0000FFFFL;
    return (x | x << 8) & 0x00FF00FF00FF00FFL;
  }

  /** The low two 16-bit words, a word of room after each. */
  private static long spread16(long x) {
    x &= 0xFFFFFFFFL;
    return (x | x << 16) & 0x0000FFFF0000FFFFL;
  }
}
