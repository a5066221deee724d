package org.arcoforge.quality;

import java.util.ArrayList;
import java.util.List;

/**
 * A histogram counts values in bins of equal width, as NumPy's {@code histogram} does: each bin
 * holds its lower edge, the last one its upper edge too.
 *
 * @param low lower edge of the first bin
 * @param high upper edge of the last bin
 * @param counts of each bin
 */
public record Histogram(double low, double high, List<Long> counts) {
  /** Bins of a histogram. */
  public static final int BINS = 40;

  /** Copies the list. */
  public Histogram {
    counts = List.copyOf(counts);
  }

  /** Returns the histogram of all finite values between the least and the greatest of them. */
  public static Histogram of(double[] values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double v : values) {
      if (v < low && v != Double.NEGATIVE_INFINITY) {
        low = v;
      }
      if (v > high && v != Double.POSITIVE_INFINITY) {
        high = v;
      }
    }
    long[] counts = new long[BINS];
    double width = (high - low) / BINS;
    double[] edges = new double[BINS + 1];
    for (int i = 0; i < BINS; i++) {
      edges[i] = low + i * width;
    }
    edges[BINS] = high;
    double perUnit = BINS / (high - low);
    int last = width > 0 ? BINS - 1 : 0;
    for (double v : values) {
      if (v >= low && v <= high) { // neither infinite nor NaN
        counts[v < high && last > 0 ? bin(v, edges, (int) ((v - low) * perUnit)) : last]++;
      }
    }
    List<Long> list = new ArrayList<>();
    for (long count : counts) {
      list.add(count);
    }
    return low > high ? new Histogram(0, 0, list) : new Histogram(low, high, list);
  }

  /** The quotient is rounded: the edges decide, as they are shown. */
  private static int bin(double v, double[] edges, int quotient) {
    int bin = Math.min(BINS - 1, quotient);
    while (bin > 0 && v < edges[bin]) {
      bin--;
    }
    while (bin < BINS - 1 && v >= edges[bin + 1]) {
      bin++;
    }
    return bin;
  }
}
