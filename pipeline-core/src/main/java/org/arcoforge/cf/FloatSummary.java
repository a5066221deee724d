package org.arcoforge.cf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Summarizes floats, of single precision in doubles or of double precision. Between the smallest
 * and the largest so far there is neither a NaN nor, mostly, a missing number: one test for four
 * elements, and four sums that do not wait for each other. Where the JVM makes vectors of the test,
 * it is one for many elements; the sums are the same, to the last bit.
 */
final class FloatSummary {
  private static final VarHandle FLOATS =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle DOUBLES =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

  /** Elements that are tested at once; a multiple of four. */
  private static final int MANY = 512;

  private final double first;
  private final double second;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private double sum;
  private int count;

  private FloatSummary(double first, double second) {
    this.first = first;
    this.second = second;
  }

  /**
   * Returns the summary of elements {@code from} to before {@code to} of single precision.
   *
   * @param bytes little-endian
   * @param first a missing number; NaN if there is none
   * @param second another, or the same
   */
  static BlockSummary singles(byte[] bytes, int from, int to, double first, double second) {
    return singles(bytes, from, to, first, second, VectorLoops.areMade());
  }

  /** Summarizes in one of the two ways, which give the same. */
  static BlockSummary singles(
      byte[] bytes, int from, int to, double first, double second, boolean byVectors) {
    FloatSummary s = new FloatSummary(first, second);
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int summed = 0;
    int i = from;
    int tested = byVectors ? from : to; // where many are to be tested next
    while (i + 4 <= to) {
      if (i >= tested) {
        tested = i + MANY;
        if (tested <= to && low <= high && areBetween(bytes, i, low, high)) {
          for (; i < tested; i += 4) {
            s0 += (float) FLOATS.get(bytes, 4 * i);
            s1 += (float) FLOATS.get(bytes, 4 * i + 4);
            s2 += (float) FLOATS.get(bytes, 4 * i + 8);
            s3 += (float) FLOATS.get(bytes, 4 * i + 12);
          }
          summed += MANY / 4;
          continue;
        }
      }
      float v0 = (float) FLOATS.get(bytes, 4 * i);
      float v1 = (float) FLOATS.get(bytes, 4 * i + 4);
      float v2 = (float) FLOATS.get(bytes, 4 * i + 8);
      float v3 = (float) FLOATS.get(bytes, 4 * i + 12);
      if (v0 >= low
          && v0 <= high
          && v1 >= low
          && v1 <= high
          && v2 >= low
          && v2 <= high
          && v3 >= low
          && v3 <= high) {
        s0 += v0;
        s1 += v1;
        s2 += v2;
        s3 += v3;
        summed++;
      } else {
        s.add(v0);
        s.add(v1);
        s.add(v2);
        s.add(v3);
        low = (float) s.low();
        high = (float) s.max;
      }
      i += 4;
    }
    for (; i < to; i++) {
      s.add((float) FLOATS.get(bytes, 4 * i));
    }
    return s.with((s0 + s1) + (s2 + s3), 4 * summed);
  }

  /** Whether {@link #MANY} numbers are between two others. */
  private static boolean areBetween(byte[] bytes, int from, float low, float high) {
    int least = Integer.MAX_VALUE;
    int most = Integer.MIN_VALUE;
    int at = 4 * from;
    for (int i = 0; i < MANY; i++) {
      int key = ordered((int) INTS.get(bytes, at + 4 * i));
      least = Math.min(least, key);
      most = Math.max(most, key);
    }
    // A -0 beside a 0 that is the smallest counts as smaller: then each four are tested, as ever.
    return least >= ordered(Float.floatToRawIntBits(low))
        && most <= ordered(Float.floatToRawIntBits(high));
  }

  /** In the order of the numbers whose bits they are, NaNs before and behind all of them. */
  private static int ordered(int bits) {
    return bits ^ (bits >> 31 & Integer.MAX_VALUE);
  }

  /** Summarizes as {@link #singles} does, in double precision. */
  static BlockSummary doubles(byte[] bytes, int from, int to, double first, double second) {
    FloatSummary s = new FloatSummary(first, second);
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double s0 = 0;
    double s1 = 0;
    int summed = 0;
    int i = from;
    for (; i + 2 <= to; i += 2) {
      double v0 = (double) DOUBLES.get(bytes, 8 * i);
      double v1 = (double) DOUBLES.get(bytes, 8 * i + 8);
      if (v0 >= low && v0 <= high && v1 >= low && v1 <= high) {
        s0 += v0;
        s1 += v1;
        summed++;
      } else {
        s.add(v0);
        s.add(v1);
        low = s.low();
        high = s.max;
      }
    }
    for (; i < to; i++) {
      s.add((double) DOUBLES.get(bytes, 8 * i));
    }
    return s.with(s0 + s1, 2 * summed);
  }

  private void add(double v) {
    if (!Double.isNaN(v) && v != first && v != second) {
      min = v < min ? v : min;
      max = v > max ? v : max;
      sum += v;
      count++;
    }
  }

  /** From here to the largest no number is missing; none, if a missing one lies between. */
  private double low() {
    boolean between = (first >= min && first <= max) || (second >= min && second <= max);
    return between ? Double.POSITIVE_INFINITY : min;
  }

  private BlockSummary with(double more, int counted) {
    return new BlockSummary(min, max, sum + more, count + counted);
  }
}
