package org.arcoforge.plan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Summarizes 16-bit integers, four at a time in a 64-bit register: few are missing next to others,
 * and few are smaller or larger than all before them.
 */
final class ShortSummary {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  /** Makes signed numbers unsigned ones in the same order. */
  private static final int BIAS = 0x8000;

  private static final long EVERY_16 = 0x0001000100010001L;
  private static final long EVERY_32 = 0x0000000100000001L;
  private static final long HIGH_16 = EVERY_16 << 15;
  private static final long HIGH_32 = EVERY_32 << 31;
  private static final long HALVES = 0x0000FFFF0000FFFFL;

  /** So many pairs of 16-bit numbers cannot overflow a 32-bit sum. */
  private static final int UNTIL_FULL = 1 << 14;

  private final byte[] bytes;
  private final long first;
  private final long second;
  private int min = 0xFFFF; // all with the bias
  private int max;
  private long sum;
  private int count;

  private ShortSummary(byte[] bytes, long first, long second) {
    this.bytes = bytes;
    this.first = first;
    this.second = second;
  }

  /**
   * The summary of elements {@code from} to before {@code to}.
   *
   * @param bytes little-endian
   * @param first a missing number; one beyond 16 bits if there is none
   * @param second another, or the same
   */
  static Summary of(byte[] bytes, int from, int to, long first, long second) {
    ShortSummary s = new ShortSummary(bytes, first, second);
    int i = from;
    while (i + 4 <= to) {
      int end = (int) Math.min(to, i + 4L * UNTIL_FULL);
      s.fours(i, end);
      i += (end - i) / 4 * 4;
    }
    s.ones(i, to);
    double sum = s.sum - (double) s.count * BIAS;
    return new Summary(s.min - (double) BIAS, s.max - (double) BIAS, sum, s.count);
  }

  private void fours(int from, int to) {
    boolean one = isShort(first);
    boolean two = isShort(second) && second != first;
    long a = spread(first);
    long b = spread(second);
    long low = min * EVERY_32;
    long high = max * EVERY_32;
    long sums = 0;
    int summed = 0;
    for (int i = from; i + 4 <= to; i += 4) {
      long u = (long) LONGS.get(bytes, 2 * i) ^ HIGH_16;
      if (one && hasZero(u ^ a) || two && hasZero(u ^ b)) {
        if (u != a) {
          ones(i, i + 4);
          low = min * EVERY_32;
          high = max * EVERY_32;
        }
        continue;
      }
      long even = u & HALVES;
      long odd = u >>> 16 & HALVES;
      if ((((even - low) | (high - even) | (odd - low) | (high - odd)) & HIGH_32) != 0) {
        ones(i, i + 4); // the smallest or the largest so far
        low = min * EVERY_32;
        high = max * EVERY_32;
        continue;
      }
      sums += even + odd;
      summed++;
    }
    sum += (sums & 0xFFFFFFFFL) + (sums >>> 32);
    count += 4 * summed;
  }

  private void ones(int from, int to) {
    for (int i = from; i < to; i++) {
      int v = (short) SHORTS.get(bytes, 2 * i);
      if (v != first && v != second) {
        min = Math.min(min, v + BIAS);
        max = Math.max(max, v + BIAS);
        sum += v + BIAS;
        count++;
      }
    }
  }

  private static boolean isShort(long v) {
    return v == (short) v;
  }

  private static long spread(long v) {
    return (v + BIAS & 0xFFFF) * EVERY_16;
  }

  /** Whether one of four 16-bit numbers is 0. */
  private static boolean hasZero(long fours) {
    return (fours - EVERY_16 & ~fours & HIGH_16) != 0;
  }
}
