package org.arcoforge.pattern;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;

/**
 * An open end says that dates go on until a bake begins, or so long before that: {@code now},
 * {@code {now: -P2D}}. Times are in UTC, in whole seconds.
 *
 * @param offset what is added to the time of the bake; mostly negative, or zero
 */
public record OpenEnd(TemporalAmount offset) implements Serializable {
  /** The time of the bake itself. */
  public static final OpenEnd NOW = new OpenEnd(Period.ZERO);

  /**
   * Returns the open end that is that much later than the bake.
   *
   * @param offset ISO 8601 with a sign: {@code -P2D}, {@code -PT6H}
   * @throws IllegalArgumentException if it is none
   */
  public static OpenEnd of(String offset) {
    String positive = offset.startsWith("-") ? offset.substring(1) : offset;
    try {
      TemporalAmount amount =
          positive.contains("T") ? Duration.parse(positive) : Period.parse(positive);
      if (!offset.startsWith("-")) {
        return new OpenEnd(amount);
      }
      return new OpenEnd(amount instanceof Period p ? p.negated() : ((Duration) amount).negated());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "expected a time span such as -P2D or -PT6H (ISO 8601), found '" + offset + "'", e);
    }
  }

  /** Returns the end of a bake that begins then. */
  public LocalDateTime at(LocalDateTime now) {
    return now.truncatedTo(ChronoUnit.SECONDS).plus(offset);
  }

  /** Returns when a bake began whose end this was. */
  public LocalDateTime nowOf(LocalDateTime end) {
    return end.minus(offset);
  }

  /** Returns the offset with its sign before it, as {@link #of} reads it. */
  public String text() {
    if (offset instanceof Period p) {
      boolean before = p.toTotalMonths() < 0 || p.get(ChronoUnit.DAYS) < 0;
      return before ? "-" + p.negated() : p.toString();
    }
    Duration d = (Duration) offset;
    return d.isNegative() ? "-" + d.negated() : d.toString();
  }

  /** Returns whether it is the time of the bake itself. */
  public boolean isNow() {
    return equals(NOW);
  }
}
