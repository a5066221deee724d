package org.arcoforge.format.grib;

import org.arcoforge.array.HeapLimit;

/**
 * Unpacks complex packing of edition 2, with spatial differencing or without (data templates 7.2
 * and 7.3): values in groups, each with a reference and a width of its own.
 */
final class ComplexPacking {
  /** Stands for a missing value among packed ones. */
  private static final long MISSING = Long.MAX_VALUE;

  private ComplexPacking() {}

  static float[] unpack(Octets five, Octets seven, Scaling scaling, int count) {
    int groups = Math.toIntExact(five.unsigned(32, 4));
    float[] values = new float[count];
    if (groups == 0) {
      java.util.Arrays.fill(values, (float) scaling.reference());
      return values;
    }
    if (groups > count) {
      throw new IndexOutOfBoundsException(groups + " groups for " + count + " values");
    }
    int order = 0;
    int octets = 0;
    if (five.unsigned(10, 2) == 3) {
      order = five.at(48);
      octets = five.at(49);
      if (order != 1 && order != 2) {
        throw new UnsupportedPackingException("spatial differencing of order " + order);
      }
    }
    HeapLimit.check(16L * count, count + " values");
    long[] packed = new long[count];
    BitReader descriptors = new BitReader(seven.bytes(), 6);
    long[] first = new long[order];
    for (int i = 0; i < order; i++) {
      first[i] = descriptors.next(8 * octets);
    }
    long bias = order > 0 ? descriptors.nextSigned(8 * octets) : 0;
    groups(
        five,
        new BitReader(seven.bytes(), 6 + (order > 0 ? order + 1 : 0) * octets),
        groups,
        packed);
    if (order > 0) {
      integrate(packed, first, bias);
    }
    for (int i = 0; i < count; i++) {
      values[i] = packed[i] == MISSING ? Float.NaN : scaling.value(packed[i]);
    }
    return values;
  }

  private static void groups(Octets five, BitReader reader, int groups, long[] packed) {
    int bits = five.at(20);
    int management = five.at(23);
    long[] reference = read(reader, groups, bits);
    long[] width = read(reader, groups, five.at(37));
    long[] length = read(reader, groups, five.at(47));
    int at = 0;
    for (int g = 0; g < groups; g++) {
      int n =
          g == groups - 1
              ? Math.toIntExact(five.unsigned(43, 4))
              : Math.toIntExact(five.unsigned(38, 4) + length[g] * five.at(42));
      int w = (int) (five.at(36) + width[g]);
      if (n > packed.length - at) {
        throw new IndexOutOfBoundsException("groups hold more than " + packed.length + " values");
      }
      // The largest number that fits says "missing", the one before it too where both are used.
      long largest = (1L << (w == 0 ? bits : w)) - 1;
      for (int i = 0; i < n; i++) {
        long own = reader.next(w);
        long told = w == 0 ? reference[g] : own;
        boolean missing = management > 0 && told <= largest && told > largest - management;
        packed[at++] = missing ? MISSING : reference[g] + own;
      }
    }
    if (at != packed.length) {
      throw new IndexOutOfBoundsException("groups hold " + at + " of " + packed.length + " values");
    }
  }

  private static long[] read(BitReader reader, int n, int bits) {
    long[] numbers = new long[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = reader.next(bits);
    }
    reader.align();
    return numbers;
  }

  /** Undoes differences of first or second order between values that are there. */
  private static void integrate(long[] packed, long[] first, long bias) {
    int seen = 0;
    long last = 0;
    long before = 0;
    for (int i = 0; i < packed.length; i++) {
      if (packed[i] == MISSING) {
        continue;
      }
      if (seen < first.length) {
        packed[i] = first[seen];
      } else if (first.length == 1) {
        packed[i] += last + bias;
      } else {
        packed[i] += bias + 2 * last - before;
      }
      before = last;
      last = packed[i];
      seen++;
    }
  }
}
