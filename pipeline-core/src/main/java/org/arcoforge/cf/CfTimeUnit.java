package org.arcoforge.cf;

import java.util.Locale;

/** These are the units of time coordinates, finest first. */
public enum CfTimeUnit {
  NANOSECONDS(1),
  MICROSECONDS(1_000),
  MILLISECONDS(1_000_000),
  SECONDS(1_000_000_000),
  MINUTES(60_000_000_000L),
  HOURS(3_600_000_000_000L),
  DAYS(86_400_000_000_000L),
  /** Calendar months, of no fixed length. */
  MONTHS(0),
  /** Calendar years, of no fixed length. */
  YEARS(0);

  private final long nanos;

  CfTimeUnit(long nanos) {
    this.nanos = nanos;
  }

  /** Returns nanoseconds in one; 0 if it has no fixed length. */
  public long nanos() {
    return nanos;
  }

  /** Returns whether it has no fixed length: months and years. */
  public boolean isCalendarBased() {
    return nanos == 0;
  }

  /** Returns the name that CF, cftime and xarray read: {@code hours}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the unit of that name, in any case: all names that cftime knows, and {@code us}, {@code
   * ns}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static CfTimeUnit of(String name) {
    return switch (name.strip().toLowerCase(Locale.ROOT)) {
      case "days", "day", "d" -> DAYS;
      case "hours", "hour", "hrs", "hr", "h" -> HOURS;
      case "minutes", "minute", "mins", "min" -> MINUTES;
      case "seconds", "second", "secs", "sec", "s" -> SECONDS;
      case "milliseconds", "millisecond", "millisecs", "millisec", "msecs", "msec", "ms" ->
          MILLISECONDS;
      case "microseconds", "microsecond", "microsecs", "microsec", "us", "\u00b5s", "\u03bcs" ->
          MICROSECONDS;
      case "nanoseconds", "nanosecond", "nanosecs", "nanosec", "nsecs", "nsec", "ns" -> NANOSECONDS;
      case "months", "month" -> MONTHS;
      case "years", "year", "yrs", "yr", "common_years", "common_year" -> YEARS;
      default ->
          throw new IllegalArgumentException(
              "no unit of time '"
                  + name
                  + "'; there are days, hours, minutes, seconds, milliseconds, microseconds,"
                  + " nanoseconds, months, years");
    };
  }

  /** Returns the coarsest unit of a fixed length, no coarser than this, that divides a duration. */
  CfTimeUnit dividing(long nanos) {
    return dividing(nanos, NANOSECONDS);
  }

  /**
   * Returns the coarsest unit of a fixed length, no coarser than this, of which {@code count} of
   * {@code fine} are a multiple.
   */
  CfTimeUnit dividing(long count, CfTimeUnit fine) {
    CfTimeUnit coarsest = fine;
    for (CfTimeUnit u : values()) {
      boolean between = u.compareTo(fine) > 0 && u.compareTo(this) <= 0 && u.nanos > 0;
      if (between && count % (u.nanos / fine.nanos) == 0) {
        coarsest = u;
      }
    }
    return coarsest;
  }
}
