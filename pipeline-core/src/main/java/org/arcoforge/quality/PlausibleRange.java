package org.arcoforge.quality;

import org.arcoforge.array.Statistics;

/**
 * A plausible range says between which values a variable should be, in its own units.
 *
 * @param low least value
 * @param high greatest value
 * @param source who says so, as {@code standard name air_temperature}
 */
record PlausibleRange(double low, double high, String source) {
  /** Share of the range by which rounding of packed numbers may leave it. */
  private static final double SLACK = 1e-6;

  /** Returns whether all values are within, but for what rounding does. */
  boolean holds(Statistics s) {
    double slack =
        Double.isInfinite(low) || Double.isInfinite(high)
            ? SLACK * Math.max(1e-3, Math.abs(Double.isInfinite(low) ? high : low))
            : SLACK * (high - low);
    return s.min() >= low - slack && s.max() <= high + slack;
  }
}
