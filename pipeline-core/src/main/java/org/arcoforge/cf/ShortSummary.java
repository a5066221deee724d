package org.arcoforge.cf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Summarizes 16-bit integers, four in a 64-bit register: few are missing next to others, and few
 * are smaller or larger than all before them.
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

  /** The sum of half as many 16-bit numbers fits in 32 bits. */
  private static final int MOST = 1 << 16;

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
   * Returns the summary of elements {@code from} to before {@code to}.
   *
   * @param bytes little-endian
   * @param first a missing number; one beyond 16 bits if there is none
   * @param second another, or the same
   */
  static BlockSummary of(byte[] bytes, int from, int to, long first, long second) {
    ShortSummary s = new ShortSummary(bytes, first, second);
    for (int i = from; i < to; i += Math.min(to - i, MOST)) {
      s.many(i, (int) Math.min(to, (long) i + MOST));
    }
    double sum = s.sum - (double) s.count * BIAS;
    return new BlockSummary(s.min - (double) BIAS, s.max - (double) BIAS, sum, s.count);
  }

  /** Eight at a time where none of them is missing or sets a record, else four at a time. */
  private void many(int from, int to) {
    boolean two = isShort(second) && second != first;
    boolean one = isShort(first);
    int i = from;
    while (i + 8 <= to) {
      int begin = i;
      i = two ? i : common(i, to, one ? spread(first) : 0, one ? HIGH_16 : 0);
      count += i - begin;
      int end = Math.min(to, i + 8);
      i = one ? skip(i, to) : i;
      for (; i + 4 <= end; i += 4) {
        ones(i, i + 4);
      }
    }
    ones(i, to);
  }

  /** Where the first four are that are not all missing: often nothing is there for a long while. */
  private int skip(int from, int to) {
    byte[] all = bytes;
    long missing = spread(first) ^ HIGH_16;
    int i = from;
    while (i + 4 <= to && (long) LONGS.get(all, 2 * i) == missing) {
      i += 4;
    }
    return i;
  }

  /**
   * Sums up from {@code from} on, and returns where the first eight are that need a closer look.
   */
  private int common(int from, int to, long missing, long lanes) {
    byte[] all = bytes;
    long low = min * EVERY_32;
    long high = max * EVERY_32;
    long sums = 0;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      long u = (long) LONGS.get(all, 2 * i) ^ HIGH_16;
      long v = (long) LONGS.get(all, 2 * i + 8) ^ HIGH_16;
      long gone = (zeros(u ^ missing) | zeros(v ^ missing)) & lanes;
      long evenU = u & HALVES;
      long evenV = v & HALVES;
      long oddU = (u >>> 16) & HALVES;
      long oddV = (v >>> 16) & HALVES;
      long below = (evenU - low) | (evenV - low) | (oddU - low) | (oddV - low);
      long above = (high - evenU) | (high - evenV) | (high - oddU) | (high - oddV);
      if ((gone | ((below | above) & HIGH_32)) != 0) {
        break;
      }
      sums += (evenU + oddU) + (evenV + oddV);
    }
    sum += (sums & 0xFFFFFFFFL) + (sums >>> 32);
    return i;
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
    return ((v + BIAS) & 0xFFFF) * EVERY_16;
  }

  /** Has one of four high bits if one of four 16-bit numbers is 0, and none of them if none is. */
  private static long zeros(long fours) {
    return (fours - EVERY_16) & ~fours;
  }
}
