package org.arcoforge.quality.draw;

import java.util.Arrays;

/**
 * Gives values by their rank, as if all were sorted, of which only those are that a rank may be:
 * the others are counted in bins of equal width.
 */
final class OrderStatistics {
  private static final int BINS = 2048;

  private final double[] values;
  private final int n;
  private final double low;
  private final double perUnit;
  private final int[] counts = new int[BINS];

  /**
   * Counts.
   *
   * @param values of which the first {@code n} are finite
   */
  OrderStatistics(double[] values, int n) {
    this.values = values;
    this.n = n;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      least = Math.min(least, values[i]);
      most = Math.max(most, values[i]);
    }
    low = least;
    perUnit = BINS / (most - least);
    for (int i = 0; i < n; i++) {
      counts[bin(values[i])]++;
    }
  }

  /** It is the same for equal values, and never less for a larger one; 0 where widths are none. */
  private int bin(double value) {
    return Math.min(BINS - 1, (int) ((value - low) * perUnit));
  }

  /** Returns the value of a rank, which is 0 for the least. */
  double rank(int rank) {
    int bin = 0;
    int before = 0;
    while (before + counts[bin] <= rank) {
      before += counts[bin++];
    }
    double[] some = new double[counts[bin]];
    int k = 0;
    for (int i = 0; i < n; i++) {
      if (bin(values[i]) == bin) {
        some[k++] = values[i];
      }
    }
    Arrays.sort(some);
    return some[rank - before];
  }
}
