package org.arcoforge.cf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Statistics;
import org.jspecify.annotations.Nullable;

/** Decodes stored numbers to the values that they stand for, in double precision. */
public final class PhysicalValues {
  private final CfEncoding encoding;
  private final MissingValues missing;
  private final double scale;
  private final double offset;

  public PhysicalValues(CfEncoding encoding) {
    this.encoding = encoding;
    this.missing = MissingValues.of(encoding);
    this.scale = encoding.scale() == null ? 1 : encoding.scale().doubleAt(0);
    this.offset = encoding.offset() == null ? 0 : encoding.offset().doubleAt(0);
  }

  /** Returns the value at element {@code i}, NaN where it is missing. */
  public double at(Block block, int i) {
    return missing.at(block, i)
        ? Double.NaN
        : MissingValues.number(encoding, block, i) * scale + offset;
  }

  /**
   * Puts the values of {@code n} elements from {@code from} on into an array, NaN where missing.
   */
  public void copy(Block block, int from, int n, double[] to, int at) {
    if (block.type() == DataType.INT16
        && encoding.unsigned().isEmpty()
        && missing.integers() <= 2) {
      long a = missing.integer(0, Long.MAX_VALUE);
      ShortValues.copy(block.bytes(), from, n, a, missing.integer(1, a), scale, offset, to, at);
      return;
    }
    for (int i = 0; i < n; i++) {
      to[at + i] = at(block, from + i);
    }
  }

  /** Returns whether element {@code i} stands for nothing. */
  public boolean isMissing(Block block, int i) {
    return missing.at(block, i);
  }

  /**
   * Summarizes the elements from {@code from} to before {@code to}; null for texts. Works on stored
   * numbers, which an increasing or decreasing line maps to values, in loops without calls.
   */
  public @Nullable Statistics summarize(Block block, int from, int to) {
    if (block.type() == DataType.STRING) {
      return null;
    }
    boolean asUnsigned = encoding.unsigned().equals("true");
    return switch (block.type()) {
      case INT16 ->
          asUnsigned || missing.integers() > 2
              ? general(block, from, to)
              : shorts(block.bytes(), from, to);
      case INT32 ->
          asUnsigned || missing.integers() > 2
              ? general(block, from, to)
              : ints(block.bytes(), from, to);
      case FLOAT32, FLOAT64 ->
          missing.floats() > 2 ? general(block, from, to) : floats(block, from, to);
      default -> general(block, from, to);
    };
  }

  private Statistics shorts(byte[] bytes, int from, int to) {
    long a = missing.integer(0, Long.MAX_VALUE);
    long b = missing.integer(1, a);
    return physical(ShortSummary.of(bytes, from, to, a, b), to - from);
  }

  private Statistics ints(byte[] bytes, int from, int to) {
    long a = missing.integer(0, Long.MAX_VALUE);
    long b = missing.integer(1, a);
    IntBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    long sum = 0;
    int count = 0;
    for (int i = from; i < to; i++) {
      long v = values.get(i);
      if (v != a && v != b) {
        min = Math.min(min, v);
        max = Math.max(max, v);
        sum += v;
        count++;
      }
    }
    return physical(new BlockSummary((double) min, (double) max, (double) sum, count), to - from);
  }

  private Statistics floats(Block block, int from, int to) {
    double a = missing.floating(0, Double.NaN);
    double b = missing.floating(1, a);
    byte[] bytes = block.bytes();
    BlockSummary summary =
        block.type() == DataType.FLOAT32
            ? FloatSummary.singles(bytes, from, to, a, b)
            : FloatSummary.doubles(bytes, from, to, a, b);
    return physical(summary, to - from);
  }

  private Statistics physical(BlockSummary s, int n) {
    if (s.count() == 0) {
      return new Statistics(Double.NaN, Double.NaN, 0, 0, n);
    }
    double low = s.min() * scale + offset;
    double high = s.max() * scale + offset;
    return new Statistics(
        Math.min(low, high),
        Math.max(low, high),
        s.sum() * scale + offset * s.count(),
        s.count(),
        n - s.count());
  }

  private Statistics general(Block block, int from, int to) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    int count = 0;
    for (int i = from; i < to; i++) {
      double value = at(block, i);
      if (!Double.isNaN(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
        sum += value;
        count++;
      }
    }
    return count == 0
        ? new Statistics(Double.NaN, Double.NaN, 0, 0, to - from)
        : new Statistics(min, max, sum, count, to - from - count);
  }
}
