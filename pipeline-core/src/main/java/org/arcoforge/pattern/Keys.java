package org.arcoforge.pattern;

import java.io.Serializable;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keys are the ordered keys of one dimension of a pattern, computed and not stored where they
 * follow a rule.
 */
public sealed interface Keys extends Serializable {
  /** Returns the number of keys. */
  long size();

  /**
   * Returns the key at {@code index}: a {@link LocalDateTime}, a {@link Long}, a {@link Double}, a
   * {@link Boolean} or a {@link String}.
   */
  Object at(long index);

  /**
   * Returns dates from {@code start} to {@code end}, which is included.
   *
   * @param start {@code 1981}, {@code 1981-09}, {@code 1981-09-01} or {@code 1981-09-01T06:00}
   * @param end in the same forms
   * @param step ISO 8601: {@code P1D}, {@code P1M}, {@code P1Y}, {@code PT6H}
   * @throws IllegalArgumentException if one of them is not of its form, or the end is before the
   *     start
   */
  static Keys dates(String start, String end, String step) {
    return new Dates(DateText.date(start), DateText.date(end), DateText.step(step));
  }

  /**
   * Returns dates from {@code start} until a bake begins; before one begins, until now.
   *
   * @param step ISO 8601: {@code P1D}, {@code P1M}, {@code P1Y}, {@code PT6H}
   * @throws IllegalArgumentException if one of them is not of its form
   */
  static Keys datesUntilNow(String start, String step) {
    LocalDateTime now = OpenEnd.NOW.at(LocalDateTime.now(ZoneOffset.UTC));
    return new Dates(DateText.date(start), now, DateText.step(step), OpenEnd.NOW);
  }

  /** Returns integers from {@code start} to {@code stop}, which is included, at step 1. */
  static Keys range(long start, long stop) {
    return new Range(start, stop, 1);
  }

  /** Returns texts as given. */
  static Keys of(String... values) {
    return new Values(List.of((Object[]) values));
  }

  /**
   * These keys are dates at equal calendar steps, the end included. Month arithmetic starts from
   * {@code start} each time, so that the 31st does not drift.
   *
   * @param step a {@link Period} (calendar) or {@link Duration} (exact), positive
   * @param open says that {@code end} follows from when the bake began; null if it is fixed
   */
  record Dates(LocalDateTime start, LocalDateTime end, TemporalAmount step, @Nullable OpenEnd open)
      implements Keys {
    private static final double DAYS_OF_MONTH = 365.2425 / 12;

    /** Makes dates whose end is fixed. */
    public Dates(LocalDateTime start, LocalDateTime end, TemporalAmount step) {
      this(start, end, step, null);
    }

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

    /** Returns the same until a bake that begins then, if the end is open. */
    public Dates frozen(LocalDateTime now) {
      return open == null ? this : new Dates(start, open.at(now), step, open);
    }

    /** Returns the number of keys, computed from the calendar in a few steps, not counted. */
    @Override
    public long size() {
      long last = Math.max(0, estimate());
      while (last > 0 && at(last).isAfter(end)) {
        last--;
      }
      while (!at(last + 1).isAfter(end)) {
        last++;
      }
      return last + 1;
    }

    /** The index of the last date, or a few off where months and days are mixed. */
    private long estimate() {
      if (step instanceof Period p) {
        long months = p.toTotalMonths();
        long days = p.get(ChronoUnit.DAYS);
        if (months == 0) {
          return ChronoUnit.DAYS.between(start, end) / days;
        }
        if (days == 0) {
          return ChronoUnit.MONTHS.between(start, end) / months;
        }
        return (long) (ChronoUnit.DAYS.between(start, end) / (months * DAYS_OF_MONTH + days));
      }
      Duration exact = (Duration) step;
      if (exact.toNanosPart() == 0) {
        return ChronoUnit.SECONDS.between(start, end) / exact.toSeconds();
      }
      return Duration.between(start, end).dividedBy(exact);
    }

    /** Returns the last second before the next date, whether there is a next key or not. */
    public LocalDateTime lastSecond(long index) {
      return at(index + 1).minusSeconds(1);
    }

    /** What a recipe says is compared: an open end is the same whenever it was looked at. */
    @Override
    public boolean equals(@Nullable Object o) {
      return o instanceof Dates d
          && start.equals(d.start)
          && step.equals(d.step)
          && Objects.equals(open, d.open)
          && (open != null || end.equals(d.end));
    }

    @Override
    public int hashCode() {
      return Objects.hash(start, step, open);
    }

    @Override
    public LocalDateTime at(long index) {
      if (step instanceof Period p) {
        int n = Math.toIntExact(index);
        return start.plus(p.multipliedBy(n));
      }
      Duration exact = (Duration) step;
      if (exact.toNanosPart() == 0) { // Duration's own multiplication is slow
        return start.plusSeconds(Math.multiplyExact(exact.toSeconds(), index));
      }
      return start.plus(exact.multipliedBy(index));
    }
  }

  /**
   * These keys are the integers from {@code start} to {@code stop}, which is included, at {@code
   * step} (not 0).
   */
  record Range(long start, long stop, long step) implements Keys {
    /** Checks that there is at least one. */
    public Range {
      if (step == 0 || (step > 0 ? start > stop : start < stop)) {
        throw new IllegalArgumentException(
            "no number from " + start + " to " + stop + " by " + step);
      }
      try {
        long last = Math.subtractExact(stop, start) / step;
        Math.addExact(last, 1);
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException("too many numbers from " + start + " to " + stop, e);
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

  /** These keys are a list as written: texts, numbers, booleans. */
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
