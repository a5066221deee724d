package org.arcoforge.cf;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.arcoforge.array.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * A time encoding says what the numbers of a time coordinate mean: unit, reference time and
 * calendar, as in "hours since 1900-01-01", without the spelling. Two that are equal mean the same.
 *
 * <p><b>Fractions.</b> An integral number (of an integer or a float type) is exact. A float with a
 * fraction means what xarray decodes it to: where the epoch and the time lie within NumPy's
 * nanosecond range (1677-09-21 to 2262-04-11) of an ISO calendar, the double product with the
 * unit's nanoseconds, truncated to whole nanoseconds; elsewhere (other calendars, other times) what
 * cftime decodes it to, the nearest microsecond, or a whole second that is within a microsecond.
 * The choice is made for each value; xarray makes it for a whole array.
 *
 * @param unit the unit
 * @param epochDay day of the epoch in UTC, as {@link CfCalendar#dayNumber} counts
 * @param epochNanos nanoseconds from that day's midnight to the epoch, 0 to 86399999999999
 * @param calendar the calendar
 */
public record CfTimeEncoding(CfTimeUnit unit, long epochDay, long epochNanos, CfCalendar calendar)
    implements Serializable {
  /** Checks the time of day. */
  public CfTimeEncoding {
    if (epochNanos < 0 || epochNanos >= CfTimeUnit.DAYS.nanos()) {
      throw new IllegalArgumentException(epochNanos + " ns are not within a day");
    }
  }

  /**
   * Returns the encoding that two attributes say. Epochs are read as UDUNITS and ISO 8601 write
   * them, with time zones, fractional seconds, numbers without padding, year and month alone, and a
   * date of eight digits; a year always stands first. Units are those of {@link CfTimeUnit#of}.
   *
   * @param calendar the attribute; null for CF's default, {@code standard}
   * @return empty if the units are not of the form "unit since epoch"
   * @throws IllegalArgumentException if they are of this form but cannot be understood, or the
   *     epoch does not exist in the calendar
   */
  public static Optional<CfTimeEncoding> parse(String units, @Nullable String calendar) {
    return CfTimeText.parse(units, calendar);
  }

  /**
   * Returns the encoding that a variable's {@code units} and {@code calendar} say; empty without
   * units of the form "unit since epoch".
   *
   * @throws IllegalArgumentException as {@link #parse}
   */
  public static Optional<CfTimeEncoding> of(Attributes attributes) {
    return attributes
        .text("units")
        .flatMap(text -> parse(text, attributes.text("calendar").orElse(null)));
  }

  /**
   * Returns the canonical {@code units}, which xarray and cftime read; the calendar's is its id.
   */
  public String units() {
    // cftime reads years under this name only, and in this calendar only.
    boolean common = unit == CfTimeUnit.YEARS && calendar == CfCalendar.NOLEAP;
    String day = (common ? "common_years" : unit.id()) + " since " + calendar.date(epochDay);
    return epochNanos == 0 ? day : day + " " + CfTimeText.timeOfDay(epochNanos);
  }

  /** Returns whether equal numbers mean equal times in both, however they were spelled. */
  public boolean sameInstants(CfTimeEncoding other) {
    return equals(other);
  }

  /**
   * Returns nanoseconds in one unit; 0 for months and years of no fixed length. Those that cftime
   * reads have one: months of the 360-day calendar are 30 days, years of the 365-day calendar 365.
   */
  public long unitNanos() {
    boolean months = unit == CfTimeUnit.MONTHS && calendar == CfCalendar.DAYS_360;
    boolean years = unit == CfTimeUnit.YEARS && calendar == CfCalendar.NOLEAP;
    return (months ? 30 : years ? 365 : 0) * CfTimeUnit.DAYS.nanos() + unit.nanos();
  }

  /** Returns whether the unit is months or years of no fixed length. */
  public boolean isCalendarBased() {
    return unitNanos() == 0;
  }

  /** Returns the same epoch and calendar with another unit. */
  public CfTimeEncoding withUnit(CfTimeUnit other) {
    return new CfTimeEncoding(other, epochDay, epochNanos, calendar);
  }

  /**
   * Returns the encoding in which all integers of the given ones are integers: the earliest epoch
   * and the coarsest unit that is exact. Where that unit is microseconds or finer and the earliest
   * epoch is one from which readers count in double precision (before 1678, or in a calendar that
   * NumPy does not know), the latest epoch instead: 2 to the 53rd microseconds are 285 years.
   * Months and years of no fixed length are unified among themselves, as calendar months, if their
   * epochs are on the same day of the month (at most the 28th) at the same time.
   *
   * @throws IllegalArgumentException if there is none, as for different calendars; the message
   *     names the two
   */
  public static CfTimeEncoding unify(List<CfTimeEncoding> encodings) {
    return CfTimeUnion.of(encodings);
  }

  /**
   * Returns the number that means in {@code target} what {@code value} means here.
   *
   * @throws ArithmeticException if there is no such integer, or not in 64 bits
   * @throws IllegalArgumentException if the calendars differ
   */
  public long convertExact(long value, CfTimeEncoding target) {
    return CfTimeConversion.convert(this, value, target);
  }

  /**
   * Returns the integer that means in {@code target} what {@code value} means here (see above for
   * fractions).
   *
   * @throws ArithmeticException if there is no such integer, also for NaN and infinities
   * @throws IllegalArgumentException if the calendars differ
   */
  public long convertExact(double value, CfTimeEncoding target) {
    if (value == Math.rint(value) && Math.abs(value) < 0x1p63) {
      return convertExact((long) value, target);
    }
    CfTimeUnit fine = CfTimeConversion.resolution(this, value);
    return CfTimeConversion.convert(
        withUnit(fine), CfTimeConversion.count(this, value, fine), target);
  }

  /**
   * Returns the coarsest unit, no coarser than this one's, in which all values are integers counted
   * from the epoch (see above for fractions); NaN is passed over.
   *
   * @throws ArithmeticException if months or years have fractions, or a value is infinite or too
   *     large
   */
  public CfTimeUnit finestUnitFor(double[] values) {
    CfTimeUnit finest = unit;
    for (double value : values) {
      if (Double.isNaN(value) || (value == Math.rint(value) && Math.abs(value) < 0x1p63)) {
        continue;
      }
      CfTimeUnit fine = CfTimeConversion.resolution(this, value);
      if (fine.compareTo(finest) < 0) {
        finest = finest.dividing(CfTimeConversion.count(this, value, fine), fine);
      }
    }
    return finest;
  }

  /**
   * Returns ISO 8601 text of a time in its calendar, {@code 1981-09-01T12:00:00}, with 3, 6 or 9
   * decimals where needed.
   *
   * @throws ArithmeticException if the time is too far, or months lead to no date
   */
  public String iso(long value) {
    CfTimeEncoding at = moved(value);
    return calendar.date(at.epochDay) + "T" + CfTimeText.timeOfDay(at.epochNanos);
  }

  /** Returns what {@link #iso(long)} does, for floats (see above for fractions). */
  public String iso(double value) {
    if (Double.isNaN(value)) {
      return "NaT";
    }
    if (value == Math.rint(value) && Math.abs(value) < 0x1p63) {
      return iso((long) value);
    }
    CfTimeUnit fine = CfTimeConversion.resolution(this, value);
    return withUnit(fine).iso(CfTimeConversion.count(this, value, fine));
  }

  /** Returns the time as ISO's calendar has it; empty if {@link CfCalendar#isIso} says no. */
  public Optional<LocalDateTime> toDateTime(long value) {
    CfTimeEncoding at = moved(value);
    return calendar.isIso(at.epochDay)
        ? Optional.of(
            LocalDateTime.of(
                LocalDate.ofEpochDay(at.epochDay), LocalTime.ofNanoOfDay(at.epochNanos)))
        : Optional.empty();
  }

  /**
   * Returns whole milliseconds since 1970-01-01T00:00:00Z, rounded down; empty if {@link
   * CfCalendar#isIso} says no.
   */
  public OptionalLong epochMillis(long value) {
    CfTimeEncoding at = moved(value);
    return calendar.isIso(at.epochDay)
        ? OptionalLong.of(
            Math.addExact(Math.multiplyExact(at.epochDay, 86_400_000L), at.epochNanos / 1_000_000))
        : OptionalLong.empty();
  }

  /** Returns what {@link #epochMillis(long)} does, for floats (see above for fractions). */
  public OptionalLong epochMillis(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 0x1p63) {
      return epochMillis((long) value);
    }
    CfTimeUnit fine = CfTimeConversion.resolution(this, value);
    return withUnit(fine).epochMillis(CfTimeConversion.count(this, value, fine));
  }

  /**
   * Returns whether readers lose no digits of integers: those finer than milliseconds are counted
   * in double precision by cftime, and as integers only from an epoch that NumPy's nanoseconds
   * have.
   */
  public boolean isCountedExactly() {
    return unit.compareTo(CfTimeUnit.MICROSECONDS) > 0 || CfTimeConversion.isNumpy(this);
  }

  /**
   * Returns this encoding with the epoch moved by whole days, to less than a day before a value.
   */
  public CfTimeEncoding fromDayOf(double value) {
    return CfTimeConversion.fromDayOf(this, value);
  }

  /** Returns this encoding with the epoch at the time that a value means. */
  CfTimeEncoding moved(long value) {
    return CfTimeConversion.moved(this, value);
  }
}
