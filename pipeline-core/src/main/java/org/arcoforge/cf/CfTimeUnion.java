package org.arcoforge.cf;

import java.util.List;

/** Finds the one time encoding that holds the times of many encodings exactly. */
final class CfTimeUnion {
  private CfTimeUnion() {}

  static CfTimeEncoding of(List<CfTimeEncoding> encodings) {
    if (encodings.isEmpty()) {
      throw new IllegalArgumentException("no time encodings to unify");
    }
    CfTimeEncoding union = encodings.get(0);
    for (CfTimeEncoding e : encodings) {
      if (!e.equals(union)) {
        union = of(union, e);
      }
    }
    return union.isCountedExactly() ? union : latest(encodings).withUnit(union.unit());
  }

  private static CfTimeEncoding latest(List<CfTimeEncoding> encodings) {
    CfTimeEncoding latest = encodings.get(0);
    for (CfTimeEncoding e : encodings) {
      latest = isEarlier(latest, e) ? e : latest;
    }
    return latest;
  }

  private static boolean isEarlier(CfTimeEncoding a, CfTimeEncoding b) {
    return a.epochDay() < b.epochDay()
        || (a.epochDay() == b.epochDay() && a.epochNanos() <= b.epochNanos());
  }

  private static CfTimeEncoding of(CfTimeEncoding a, CfTimeEncoding b) {
    if (a.calendar() != b.calendar()) {
      throw refused(a, b, "calendars " + a.calendar().id() + " and " + b.calendar().id());
    }
    CfTimeUnit unit = a.unit().compareTo(b.unit()) < 0 ? a.unit() : b.unit();
    CfTimeEncoding earlier = isEarlier(a, b) ? a : b;
    if (a.isCalendarBased() || b.isCalendarBased()) {
      if (!a.unit().isCalendarBased() || !b.unit().isCalendarBased()) {
        throw refused(a, b, "months and years have no fixed length");
      }
      boolean sameDate = a.epochDay() == b.epochDay() && a.epochNanos() == b.epochNanos();
      if (!sameDate && !CfTimeConversion.sameDayOfMonth(a, b)) {
        throw refused(a, b, "the epochs are not whole months apart");
      }
      boolean wholeYears = (CfTimeConversion.monthOf(a) - CfTimeConversion.monthOf(b)) % 12 == 0;
      // Of both, cftime reads only months in that calendar.
      boolean years = wholeYears && a.calendar() != CfCalendar.DAYS_360;
      return earlier.withUnit(years ? unit : CfTimeUnit.MONTHS);
    }
    long nanos = a.epochNanos() - b.epochNanos();
    long days = earlier.withUnit(unit).unitNanos() / CfTimeUnit.DAYS.nanos();
    boolean whole = days > 1 && nanos == 0 && (a.epochDay() - b.epochDay()) % days == 0;
    return earlier.withUnit(whole ? unit : unit.dividing(nanos));
  }

  private static IllegalArgumentException refused(CfTimeEncoding a, CfTimeEncoding b, String why) {
    return new IllegalArgumentException(
        "times in '" + a.units() + "' and '" + b.units() + "' cannot be unified: " + why);
  }
}
