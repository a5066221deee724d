package org.arcoforge.array;

import java.io.Serializable;

/**
 * Statistics summarize physical values: unpacked, and without those that are missing.
 *
 * @param min smallest; NaN if there is none
 * @param max largest; NaN if there is none
 * @param sum of all
 * @param count of values that are there
 * @param missing count of those that are not
 */
public record Statistics(double min, double max, double sum, long count, long missing)
    implements Serializable {
  /** Returns the statistics of no values. */
  public static Statistics none() {
    return new Statistics(Double.NaN, Double.NaN, 0, 0, 0);
  }

  /** Returns the statistics of the values of both. */
  public Statistics plus(Statistics other) {
    return new Statistics(
        count == 0 ? other.min : other.count == 0 ? min : Math.min(min, other.min),
        count == 0 ? other.max : other.count == 0 ? max : Math.max(max, other.max),
        sum + other.sum,
        count + other.count,
        missing + other.missing);
  }

  /** Returns the arithmetic mean; NaN of nothing. */
  public double mean() {
    return count == 0 ? Double.NaN : sum / count;
  }
}
