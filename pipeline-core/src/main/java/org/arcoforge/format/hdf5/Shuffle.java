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
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
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

  // Eight elements at a time, as matrices are transposed by blocks: ever larger parts of two
  // registers
  // are exchanged, until the bytes of an element lie side by side.

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
      LONGS.set(out, at + 2 * i, (a & LOW_HALF) | b << 32);
      LONGS.set(out, at + 2 * i + 8, a >>> 32 | (b & ~LOW_HALF));
    }
    return i;
  }

  private static int four(byte[] in, int offset, int plane, int n, byte[] out, int at) {
    int i = 0;
    for (; i + 8 <= n; i += 8) {
      quarters(in, offset + i, plane, out, at + 4 * i, 4);
    }
    return i;
  }

  private static int eight(byte[] in, int offset, int plane, int n, byte[] out, int at) {
    int i = 0;
    for (; i + 8 <= n; i += 8) {
      quarters(in, offset + i, plane, out, at + 8 * i, 8);
      quarters(in, offset + i + 4 * plane, plane, out, at + 8 * i + 4, 8);
    }
    return i;
  }

  /** Four bytes of each of eight elements that lie {@code size} bytes apart. */
  private static void quarters(byte[] in, int from, int plane, byte[] out, int to, int size) {
    long a = (long) LONGS.get(in, from);
    long b = (long) LONGS.get(in, from + plane);
    long c = (long) LONGS.get(in, from + 2 * plane);
    long d = (long) LONGS.get(in, from + 3 * plane);
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
    INTS.set(out, to, (int) a);
    INTS.set(out, to + size, (int) b);
    INTS.set(out, to + 2 * size, (int) c);
    INTS.set(out, to + 3 * size, (int) d);
    INTS.set(out, to + 4 * size, (int) (a >>> 32));
    INTS.set(out, to + 5 * size, (int) (b >>> 32));
    INTS.set(out, to + 6 * size, (int) (c >>> 32));
    INTS.set(out, to + 7 * size, (int) (d >>> 32));
  }
}
