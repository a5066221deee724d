package org.arcoforge.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds places at which a series goes on at another level, or leaves it for one value, as it does
 * when a file has other units.
 *
 * <p>A shift must stand out in three ways, so that neither noise nor trend, season or a heavy tail
 * is taken for one: its step against the median absolute deviation of all steps (Leys et al. 2013,
 * doi:10.1016/j.jesp.2013.03.013), its medians on both sides against the spread on both sides, and
 * against the spread of the whole series once the shift is taken back. Positive series are looked
 * at by their logarithms too, which is where other units of precipitation show.
 */
final class LevelShift {
  /** Values that a side must have. */
  private static final int LEAST = 4;

  /** Values of a side that are looked at: of monthly values a year. */
  private static final int WINDOW = 12;

  private static final double STEPS = 8;
  private static final double SIDES = 3;
  private static final double WHOLE = 2;
  private static final double FAR = 5;

  private LevelShift() {}

  /**
   * A place is where a series shifts.
   *
   * @param index of the first value after it
   * @param before median of the values before
   * @param after median of the values after; of a spike the value itself
   * @param isSpike whether it is one value alone
   */
  record Place(int index, double before, double after, boolean isSpike) {}

  /**
   * Returns the strongest shift, or the strongest spike, if there is any; NaN is left out.
   *
   * @param series what is looked at; where its positions are farther from each other than usual, a
   *     step is no shift
   */
  static List<Place> find(TimeSeries series) {
    int size = series.values().size();
    int[] at = new int[size];
    double[] values = new double[size];
    double[] gaps = new double[size];
    int n = 0;
    for (int i = 0; i < size; i++) {
      if (Double.isFinite(series.values().get(i))) {
        at[n] = i;
        gaps[n] = n == 0 ? 0 : series.positions().get(i) - series.positions().get(at[n - 1]);
        values[n++] = series.values().get(i);
      }
    }
    double[] known = Arrays.copyOf(values, n);
    double most = 2 * median(gaps, Math.min(n, 1), n);
    List<Place> places = new ArrayList<>();
    if (n < 2 * LEAST) {
      return places;
    }
    shift(known)
        .or(() -> positive(known).flatMap(LevelShift::shift))
        .filter(i -> gaps[i] <= most)
        .ifPresent(
            i ->
                places.add(
                    new Place(
                        at[i],
                        median(known, Math.max(0, i - WINDOW), i),
                        median(known, i, Math.min(known.length, i + WINDOW)),
                        false)));
    if (places.isEmpty()) {
      spike(positive(known).orElse(known)) // rain has a heavy tail, its logarithms have none
          .ifPresent(
              i -> places.add(new Place(at[i], median(known, 0, known.length), known[i], true)));
    }
    return places;
  }

  private static Optional<double[]> positive(double[] values) {
    double[] logs = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      if (values[i] <= 0) {
        return Optional.empty();
      }
      logs[i] = Math.log(values[i]);
    }
    return Optional.of(logs);
  }

  /** The first value after the strongest shift. */
  private static Optional<Integer> shift(double[] v) {
    double[] steps = new double[v.length - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = v[i + 1] - v[i];
    }
    double middle = median(steps, 0, steps.length);
    double[] away = Arrays.stream(steps).map(s -> Math.abs(s - middle)).toArray();
    double usual = 1.4826 * median(away, 0, away.length);
    int best = -1;
    for (int i = LEAST; i <= v.length - LEAST; i++) {
      if ((best < 0 || away[i - 1] > away[best - 1]) && stands(v, i, away[i - 1], usual)) {
        best = i;
      }
    }
    return best < 0 ? Optional.empty() : Optional.of(best);
  }

  private static boolean stands(double[] v, int i, double step, double usual) {
    int from = Math.max(0, i - WINDOW);
    int to = Math.min(v.length, i + WINDOW);
    double shift = Math.abs(median(v, i, to) - median(v, from, i));
    double tiny = 1e-6 * Math.max(Math.abs(v[i]), Math.abs(v[i - 1]));
    if (step <= Math.max(STEPS * usual, tiny)
        || shift <= Math.max(SIDES * Math.max(spread(v, from, i), spread(v, i + 1, to)), tiny)) {
      return false;
    }
    double back = median(v, i, to) - median(v, from, i);
    double[] level = v.clone();
    for (int k = i; k < v.length; k++) {
      level[k] -= back;
    }
    level[i] = level[i - 1]; // which may be of both levels, where a row holds both
    return shift > WHOLE * spread(level, 0, level.length);
  }

  /** The value that is farther from all others than they are from each other, many times. */
  private static Optional<Integer> spike(double[] v) {
    double middle = median(v, 0, v.length);
    int far = 0;
    for (int i = 1; i < v.length; i++) {
      if (Math.abs(v[i] - middle) > Math.abs(v[far] - middle)) {
        far = i;
      }
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < v.length; i++) {
      if (i != far) {
        low = Math.min(low, v[i]);
        high = Math.max(high, v[i]);
      }
    }
    double away = Math.max(v[far] - high, low - v[far]);
    return high > low && away > FAR * (high - low) ? Optional.of(far) : Optional.empty();
  }

  private static double spread(double[] v, int from, int to) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      low = Math.min(low, v[i]);
      high = Math.max(high, v[i]);
    }
    return high - low;
  }

  static double median(double[] v, int from, int to) {
    double[] sorted = Arrays.copyOfRange(v, from, to);
    Arrays.sort(sorted);
    int n = sorted.length;
    return n == 0
        ? Double.NaN
        : n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
  }
}
