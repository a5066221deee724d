package org.arcoforge.cf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Summarizes 16-bit integers: by a loop without branches where the JVM makes vectors of it, else
 * four in a 64-bit register, as few are missing next to others, and few are smaller or larger than
 * all before them.
 */
final class ShortSummary {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
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

  /** No number of 16 bits. */
  private static final int NONE = 1 << 16;

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
    return of(bytes, from, to, first, second, VectorLoops.areMade());
  }

  /**
   * Summarizes in one of the two ways, which give the same; by vectors if one number is missing.
   */
  static BlockSummary of(
      byte[] bytes, int from, int to, long first, long second, boolean byVectors) {
    ShortSummary s = new ShortSummary(bytes, isShort(first) ? first : second, second);
    boolean two = isShort(second) && second != s.first;
    for (int i = from; i < to; i += Math.min(to - i, MOST)) {
      int end = (int) Math.min(to, (long) i + MOST);
      if (byVectors && !two) {
        int pairs = (end - i) / 2;
        s.pairs(2 * i, pairs);
        s.ones(i + 2 * pairs, end);
      } else {
        s.many(i, end);
      }
    }
    double sum = s.sum - (double) s.count * BIAS;
    return new BlockSummary(s.min - (double) BIAS, s.max - (double) BIAS, sum, s.count);
  }

  /**
   * Sums up {@code n} pairs of numbers, one of 32 bits each: of loads of 16 bits the JVM makes no
   * vectors. Nor would it if there were a second missing number: the loop would be too long.
   *
   * @param at place of the first byte
   */
  private void pairs(int at, int n) {
    byte[] all = bytes;
    int missing = isShort(first) ? (int) first : NONE;
    int low = Short.MAX_VALUE;
    int high = Short.MIN_VALUE;
    int added = 0; // of so few that it fits
    int present = 0; // less than 0
    for (int i = 0; i < n; i++) {
      int two = (int) INTS.get(all, at + 4 * i);
      int u = two << 16 >> 16;
      int v = two >> 16;
      int x = u ^ missing;
      int y = v ^ missing;
      int thereU = (x | -x) >> 31; // all bits or none
      int thereV = (y | -y) >> 31;
      u &= thereU;
      v &= thereV;
      low = Math.min(low, Math.min(u | (~thereU & 0x7FFF), v | (~thereV & 0x7FFF)));
      high = Math.max(high, Math.max(u | (~thereU & -0x8000), v | (~thereV & -0x8000)));
      added += u + v;
      present += thereU + thereV;
    }
    min = Math.min(min, low + BIAS);
    max = Math.max(max, high + BIAS);
    sum += added - (long) present * BIAS;
    count -= present;
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
