package org.arcoforge.quality;

import java.util.List;

/**
 * A time series holds one number for each of some positions of a dimension.
 *
 * @param positions indices along the dimension, ascending
 * @param values one for each position; NaN where nothing is there
 */
public record TimeSeries(List<Long> positions, List<Double> values) {
  /** Copies the lists. */
  public TimeSeries {
    positions = List.copyOf(positions);
    values = List.copyOf(values);
    if (positions.size() != values.size()) {
      throw new IllegalArgumentException(
          positions.size() + " positions, but " + values.size() + " values");
    }
  }

  /** Returns no values at all. */
  public static TimeSeries none() {
    return new TimeSeries(List.of(), List.of());
  }

  /** Returns the values as an array. */
  public double[] array() {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
