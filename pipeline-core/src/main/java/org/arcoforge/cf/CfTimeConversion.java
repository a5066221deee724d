package org.arcoforge.cf;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Does the arithmetic of {@link CfTimeEncoding}: in 64 bits where they suffice, else in unbounded
 * integers.
 */
final class CfTimeConversion {
  private static final long DAY = CfTimeUnit.DAYS.nanos();
  // NumPy's datetime64[ns]: 1677-09-21T00:12:43.145224193 to 2262-04-11T23:47:16.854775807.
  private static final long NS_FIRST_DAY = Math.floorDiv(Long.MIN_VALUE, DAY);
  private static final long NS_FIRST = Math.floorMod(Long.MIN_VALUE, DAY);
  private static final long NS_LAST_DAY = Long.MAX_VALUE / DAY;
  private static final long NS_LAST = Long.MAX_VALUE % DAY;

  private CfTimeConversion() {}

  static long convert(CfTimeEncoding from, long value, CfTimeEncoding to) {
    if (from.calendar() != to.calendar()) {
      throw new IllegalArgumentException(
          "times of the "
              + from.calendar().id()
              + " calendar cannot be counted in the "
              + to.calendar().id()
              + " calendar");
    }
    if (from.isCalendarBased() || to.isCalendarBased()) {
      return months(from, value, to);
    }
    long nanos = from.epochNanos() - to.epochNanos();
    CfTimeUnit finer = from.unit().compareTo(to.unit()) < 0 ? from.unit() : to.unit();
    long step = finer.dividing(nanos).nanos();
    long days = from.epochDay() - to.epochDay();
    long scale = from.unitNanos() / step;
    long divisor = to.unitNanos() / step;
    long high = Math.multiplyHigh(value, scale);
    long low = value * scale;
    if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
      long dayHigh = Math.multiplyHigh(days, DAY / step);
      long offset = days * (DAY / step);
      if ((dayHigh == 0 && offset >= 0) || (dayHigh == -1 && offset < 0)) {
        // A step is at least 1 ns and offsets are of days: halves cannot both be at the limit.
        long half = Long.MAX_VALUE / 4;
        if (Math.abs(low) < half && Math.abs(offset) < half) {
          long sum = low + offset + nanos / step;
          return sum % divisor == 0 ? sum / divisor : inexact(from, value, to);
        }
      }
    }
    BigInteger[] result =
        BigInteger.valueOf(value)
            .multiply(BigInteger.valueOf(scale))
            .add(BigInteger.valueOf(days).multiply(BigInteger.valueOf(DAY / step)))
            .add(BigInteger.valueOf(nanos / step))
            .divideAndRemainder(BigInteger.valueOf(divisor));
    return result[1].signum() == 0 ? result[0].longValueExact() : inexact(from, value, to);
  }

  private static long inexact(CfTimeEncoding from, long value, CfTimeEncoding to) {
    throw new ArithmeticException(
        value + " " + from.units() + " is no whole number of " + to.units());
  }

  private static long months(CfTimeEncoding from, long value, CfTimeEncoding to) {
    if (from.equals(to)) {
      return value;
    }
    boolean both = from.unit().isCalendarBased() && to.unit().isCalendarBased();
    if (!both || !sameDayOfMonth(from, to)) {
      return inexact(from, value, to);
    }
    long sum =
        Math.addExact(
            Math.multiplyExact(value, monthsIn(from.unit())), monthOf(from) - monthOf(to));
    long divisor = monthsIn(to.unit());
    return sum % divisor == 0 ? sum / divisor : inexact(from, value, to);
  }

  static boolean sameDayOfMonth(CfTimeEncoding a, CfTimeEncoding b) {
    int day = a.calendar().date(a.epochDay()).day();
    return day <= 28
        && day == b.calendar().date(b.epochDay()).day()
        && a.epochNanos() == b.epochNanos();
  }

  static long monthsIn(CfTimeUnit unit) {
    return unit == CfTimeUnit.YEARS ? 12 : 1;
  }

  /** Returns the number of the epoch's month, without a gap where the calendar has no year 0. */
  static long monthOf(CfTimeEncoding e) {
    CfDate d = e.calendar().date(e.epochDay());
    long year = d.year() < 0 && !e.calendar().hasYearZero() ? d.year() + 1 : d.year();
    return year * 12 + d.month() - 1;
  }

  static CfTimeEncoding moved(CfTimeEncoding e, long value) {
    CfCalendar calendar = e.calendar();
    if (e.isCalendarBased()) {
      long month = Math.addExact(monthOf(e), Math.multiplyExact(value, monthsIn(e.unit())));
      long year = Math.floorDiv(month, 12L);
      int day = calendar.date(e.epochDay()).day();
      try {
        long moved =
            calendar.dayNumber(
                year <= 0 && !calendar.hasYearZero() ? year - 1 : year,
                (int) Math.floorMod(month, 12L) + 1,
                day);
        return new CfTimeEncoding(e.unit(), moved, e.epochNanos(), calendar);
      } catch (IllegalArgumentException none) {
        throw new ArithmeticException(value + " " + e.units() + ": " + none.getMessage());
      }
    }
    if (e.unitNanos() >= DAY) {
      long days = Math.multiplyExact(value, e.unitNanos() / DAY);
      return new CfTimeEncoding(
          e.unit(), Math.addExact(e.epochDay(), days), e.epochNanos(), calendar);
    }
    long perDay = DAY / e.unitNanos();
    long nanos = e.epochNanos() + Math.floorMod(value, perDay) * e.unitNanos();
    long day =
        Math.addExact(
            Math.addExact(e.epochDay(), Math.floorDiv(value, perDay)), nanos / DAY); // below 2 days
    return new CfTimeEncoding(e.unit(), day, nanos % DAY, calendar);
  }

  /** Returns the unit in which a float with a fraction is counted: nanoseconds or microseconds. */
  static CfTimeUnit resolution(CfTimeEncoding e, double value) {
    if (e.isCalendarBased()) {
      throw new ArithmeticException(
          value + " " + e.units() + " is no time: months and years have no fixed length");
    }
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new ArithmeticException(value + " is no time");
    }
    double nanos = value * e.unitNanos(); // xarray multiplies first: this must fit as well
    boolean numpy =
        isNumpy(e)
            && Math.abs(nanos) < 0x1p63
            && inNanosecondRange(moved(e.withUnit(CfTimeUnit.NANOSECONDS), (long) nanos));
    return numpy || e.unit() == CfTimeUnit.NANOSECONDS
        ? CfTimeUnit.NANOSECONDS
        : CfTimeUnit.MICROSECONDS;
  }

  /** Returns whether NumPy's nanoseconds have the epoch, in its calendar. */
  static boolean isNumpy(CfTimeEncoding e) {
    return e.calendar().isIso(e.epochDay()) && inNanosecondRange(e);
  }

  static CfTimeEncoding fromDayOf(CfTimeEncoding e, double value) {
    double days = Math.floor(value * e.unitNanos() / DAY);
    return new CfTimeEncoding(
        e.unit(), Math.addExact(e.epochDay(), (long) days), e.epochNanos(), e.calendar());
  }

  private static boolean inNanosecondRange(CfTimeEncoding e) {
    long day = e.epochDay();
    return (day > NS_FIRST_DAY || (day == NS_FIRST_DAY && e.epochNanos() > NS_FIRST))
        && (day < NS_LAST_DAY || (day == NS_LAST_DAY && e.epochNanos() <= NS_LAST));
  }

  /** Returns a float with a fraction counted in the unit that {@link #resolution} gave. */
  static long count(CfTimeEncoding e, double value, CfTimeUnit resolution) {
    if (resolution == CfTimeUnit.NANOSECONDS) {
      double nanos = value * e.unitNanos();
      if (Math.abs(nanos) >= 0x1p63) {
        throw new ArithmeticException(value + " " + e.units() + " is beyond 64 bits");
      }
      return (long) nanos;
    }
    long whole = e.unitNanos() / CfTimeUnit.MICROSECONDS.nanos(); // no unit here is finer
    double micros = (double) whole;
    double product = value * micros;
    boolean isExact = Math.fma(value, micros, -product) == 0;
    if (isExact && product == Math.rint(product) && Math.abs(product) < 0x1p53) {
      return (long) product;
    }
    BigDecimal exact =
        new BigDecimal(value)
            .multiply(BigDecimal.valueOf(e.unitNanos()))
            .divide(BigDecimal.valueOf(CfTimeUnit.MICROSECONDS.nanos()));
    BigDecimal nearest = exact.setScale(0, RoundingMode.HALF_EVEN);
    if (e.unit().compareTo(CfTimeUnit.SECONDS) >= 0) {
      // cftime takes a microsecond beside a whole second for an error of rounding.
      long beside = Math.floorMod(nearest.longValueExact(), 1_000_000L);
      if (beside == 1) {
        nearest = exact.setScale(0, RoundingMode.FLOOR);
      } else if (beside == 999_999) {
        nearest = exact.setScale(0, RoundingMode.CEILING);
      }
    }
    return nearest.longValueExact();
  }
}
