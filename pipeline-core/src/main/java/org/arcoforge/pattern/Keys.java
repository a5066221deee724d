package org.arcoforge.pattern;

import java.io.Serializable;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.List;

/**
 * The keys of one dimension of a pattern, in order; computed, not stored, where they follow a rule.
 */
public sealed interface Keys extends Serializable {
  /** Number of keys. */
  long size();

  /**
   * The key at {@code index}: a {@link LocalDateTime}, a {@link Long}, a {@link Double}, a {@link
   * Boolean} or a {@link String}.
   */
  Object at(long index);

  /**
   * Dates at equal calendar steps, the end included. Month arithmetic starts from {@code start}
   * each time, so that the 31st does not drift.
   *
   * @param step a {@link Period} (calendar) or {@link Duration} (exact), positive
   */
  record Dates(LocalDateTime start, LocalDateTime end, java.time.temporal.TemporalAmount step)
      implements Keys {
    /** Checks order and step. */
    public Dates {
      if (end.isBefore(start)) {
        throw new IllegalArgumentException(
            "dates end (" + end + ") before they start (" + start + ")");
      }
      if (!start.plus(step).isAfter(start)) {
        throw new IllegalArgumentException("step " + step + " does not go forward");
      }
    }

    @Override
    public long size() {
      // The number of steps is found by bisection: calendar steps have no fixed length.
      long low = 0;
      long high = 1;
      while (!at(high).isAfter(end)) {
        low = high;
        high *= 2;
      }
      while (high - low > 1) {
        long middle = (low + high) >>> 1;
        if (at(middle).isAfter(end)) {
          high = middle;
        } else {
          low = middle;
        }
      }
      return low + 1;
    }

    @Override
    public LocalDateTime at(long index) {
      if (step instanceof Period p) {
        int n = Math.toIntExact(index);
        return start.plus(p.multipliedBy(n));
      }
      return start.plus(((Duration) step).multipliedBy(index));
    }
  }

  /** Integers from {@code start} to {@code stop}, which is included, at {@code step} (not 0). */
  record Range(long start, long stop, long step) implements Keys {
    /** Checks that there is at least one. */
    public Range {
      if (step == 0 || (stop - start) / step < 0) {
        throw new IllegalArgumentException(
            "no number from " + start + " to " + stop + " by " + step);
      }
    }

    @Override
    public long size() {
      return (stop - start) / step + 1;
    }

    @Override
    public Long at(long index) {
      return start + index * step;
    }
  }

  /** A list as written: texts, numbers, booleans. */
  record Values(List<Object> values) implements Keys {
    /** Copies the list. */
    public Values {
      values = List.copyOf(values);
    }

    @Override
    public long size() {
      return values.size();
    }

    @Override
    public Object at(long index) {
      return values.get(Math.toIntExact(index));
    }
  }
}
