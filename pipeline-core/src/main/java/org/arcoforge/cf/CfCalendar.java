package org.arcoforge.cf;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * These are the calendars of the CF conventions 1.11, section 4.4.1, with their arithmetic. Days
 * are numbered so that 1970-01-01 of the calendar is day 0 (in {@link #JULIAN} and {@link
 * #STANDARD} the numbers are those of {@link #PROLEPTIC_GREGORIAN}: equal numbers are equal days).
 * All arithmetic is exact for years up to ten to the 15th; beyond, {@link ArithmeticException}.
 *
 * <p>Year zero is as in cftime: {@link #STANDARD} and {@link #JULIAN} have none (year -1 comes
 * before year 1), the others have one.
 */
public enum CfCalendar {
  /** Julian up to 1582-10-04, Gregorian from the next day on, 1582-10-15. Also "gregorian". */
  STANDARD("standard"),
  /** Gregorian for all times. */
  PROLEPTIC_GREGORIAN("proleptic_gregorian"),
  /** Julian for all times. */
  JULIAN("julian"),
  /** Years of 365 days. Also "365_day". */
  NOLEAP("noleap"),
  /** Years of 366 days. Also "366_day". */
  ALL_LEAP("all_leap"),
  /** Years of twelve months of 30 days. */
  DAYS_360("360_day");

  private static final int[] LENGTHS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  private static final long MAX_YEAR = 1_000_000_000_000_000L;
  // Days from 0000-03-01 to 1970-01-01; in the Julian rule both are two days further apart.
  private static final long GREGORIAN_TO_1970 = 719468;
  private static final long JULIAN_TO_1970 = 719470;

  /** 1582-10-15, the first day of the Gregorian calendar. */
  static final long REFORM = gregorianDay(1582, 10, 15);

  private final String id;

  CfCalendar(String id) {
    this.id = id;
  }

  /** Returns the canonical value of the {@code calendar} attribute, as {@code noleap}. */
  public String id() {
    return id;
  }

  /**
   * Returns the calendar of that name, in any case; none given means {@link #STANDARD}, as CF says.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists the names
   */
  public static CfCalendar of(@Nullable String name) {
    if (name == null) {
      return STANDARD;
    }
    return switch (name.strip().toLowerCase(Locale.ROOT)) {
      case "standard", "gregorian" -> STANDARD;
      case "proleptic_gregorian" -> PROLEPTIC_GREGORIAN;
      case "julian" -> JULIAN;
      case "noleap", "365_day" -> NOLEAP;
      case "all_leap", "366_day" -> ALL_LEAP;
      case "360_day" -> DAYS_360;
      default ->
          throw new IllegalArgumentException(
              "no calendar '"
                  + name
                  + "'; there are standard (gregorian), proleptic_gregorian, julian, noleap"
                  + " (365_day), all_leap (366_day), 360_day");
    };
  }

  /**
   * Returns the calendar that was probably meant by a name that CF does not have, as {@code 360} or
   * {@code THIRTY_DAY_MONTHS}; that of the name, if CF has it.
   */
  public static Optional<CfCalendar> meantBy(String name) {
    return switch (name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "")) {
      case "", "standard", "gregorian", "mixed", "mixedgregorian", "standardgregorian" ->
          Optional.of(STANDARD);
      case "prolepticgregorian", "proleptic", "gregorianproleptic", "iso8601" ->
          Optional.of(PROLEPTIC_GREGORIAN);
      case "julian" -> Optional.of(JULIAN);
      case "noleap", "noleapyear", "365", "365day", "365days", "nonleap" -> Optional.of(NOLEAP);
      case "allleap", "366", "366day", "366days" -> Optional.of(ALL_LEAP);
      case "360", "360day", "360days", "thirtydaymonths", "30daymonths", "uniform30day" ->
          Optional.of(DAYS_360);
      default -> Optional.empty();
    };
  }

  /** Returns whether CF has a calendar of that name; none given means the standard one. */
  public static boolean isName(String name) {
    try {
      return name.isEmpty() || !of(name).id().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Returns whether there is a year 0. */
  public boolean hasYearZero() {
    return this != STANDARD && this != JULIAN;
  }

  /**
   * Returns whether the day is one that ISO 8601 (and so {@code java.time} and NumPy) has under the
   * same date.
   */
  public boolean isIso(long dayNumber) {
    return this == PROLEPTIC_GREGORIAN || (this == STANDARD && dayNumber >= REFORM);
  }

  /**
   * Returns days of a month; October 1582 of {@link #STANDARD} ends with day 31, though it has 21.
   *
   * @param year as the calendar counts
   * @param month 1 to 12
   */
  public int monthLength(long year, int month) {
    if (this == DAYS_360) {
      return 30;
    }
    return month == 2 && isLeap(year) ? 29 : LENGTHS[month - 1];
  }

  private boolean isLeap(long year) {
    long y = astronomical(year);
    return switch (this) {
      case NOLEAP, DAYS_360 -> false;
      case ALL_LEAP -> true;
      case JULIAN -> y % 4 == 0;
      case PROLEPTIC_GREGORIAN -> isGregorianLeap(y);
      case STANDARD -> year <= 1582 ? y % 4 == 0 : isGregorianLeap(y);
    };
  }

  private static boolean isGregorianLeap(long y) {
    return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
  }

  private long astronomical(long year) {
    return hasYearZero() || year > 0 ? year : year + 1;
  }

  /**
   * Returns the number of a day.
   *
   * @throws IllegalArgumentException if the calendar has no such date
   * @throws ArithmeticException if the year is beyond ten to the 15th
   */
  public long dayNumber(long year, int month, int day) {
    if (Math.abs(year) > MAX_YEAR || year == Long.MIN_VALUE) {
      throw new ArithmeticException("year " + year + " is beyond what dates are computed for");
    }
    boolean gap = this == STANDARD && year == 1582 && month == 10 && day > 4 && day < 15;
    if (gap
        || (year == 0 && !hasYearZero())
        || month < 1
        || month > 12
        || day < 1
        || day > monthLength(year, month)) {
      throw new IllegalArgumentException(
          "there is no " + new CfDate(year, month, day) + " in the " + id + " calendar");
    }
    long y = astronomical(year);
    return switch (this) {
      case PROLEPTIC_GREGORIAN -> gregorianDay(y, month, day);
      case JULIAN -> julianDay(y, month, day);
      case STANDARD -> {
        boolean old = year < 1582 || (year == 1582 && (month < 10 || (month == 10 && day < 15)));
        yield old ? julianDay(y, month, day) : gregorianDay(y, month, day);
      }
      case NOLEAP -> (y - 1970) * 365 + dayOfYear(month, day, false);
      case ALL_LEAP -> (y - 1970) * 366 + dayOfYear(month, day, true);
      case DAYS_360 -> (y - 1970) * 360 + (month - 1) * 30L + day - 1;
    };
  }

  /** Returns the date of a day; the inverse of {@link #dayNumber}. */
  public CfDate date(long dayNumber) {
    if (Math.abs(dayNumber) > MAX_YEAR * 360 || dayNumber == Long.MIN_VALUE) {
      throw new ArithmeticException("day " + dayNumber + " is beyond what dates are computed for");
    }
    return switch (this) {
      case PROLEPTIC_GREGORIAN -> gregorianDate(dayNumber);
      case JULIAN -> historical(julianDate(dayNumber));
      case STANDARD ->
          historical(dayNumber < REFORM ? julianDate(dayNumber) : gregorianDate(dayNumber));
      case NOLEAP -> regular(dayNumber, 365, false);
      case ALL_LEAP -> regular(dayNumber, 366, true);
      case DAYS_360 -> {
        int day = (int) Math.floorMod(dayNumber, 360L);
        yield new CfDate(1970 + Math.floorDiv(dayNumber, 360L), day / 30 + 1, day % 30 + 1);
      }
    };
  }

  private static CfDate historical(CfDate d) {
    return d.year() > 0 ? d : new CfDate(d.year() - 1, d.month(), d.day());
  }

  private static int dayOfYear(int month, int day, boolean leap) {
    int n = day - 1;
    for (int m = 1; m < month; m++) {
      n += LENGTHS[m - 1] + (leap && m == 2 ? 1 : 0);
    }
    return n;
  }

  private static CfDate regular(long dayNumber, long yearLength, boolean leap) {
    int rest = (int) Math.floorMod(dayNumber, yearLength);
    int month = 1;
    while (true) {
      int length = LENGTHS[month - 1] + (leap && month == 2 ? 1 : 0);
      if (rest < length) {
        return new CfDate(1970 + Math.floorDiv(dayNumber, yearLength), month, rest + 1);
      }
      rest -= length;
      month++;
    }
  }

  // Years that begin in March have their leap day last: months then start at (153 m + 2) / 5.
  private static long marchDay(int month, int day) {
    return (153L * ((month + 9) % 12) + 2) / 5 + day - 1;
  }

  private static CfDate marchDate(long marchYear, long dayOfYear) {
    int m = (int) ((5 * dayOfYear + 2) / 153);
    int day = (int) (dayOfYear - (153L * m + 2) / 5 + 1);
    int month = m < 10 ? m + 3 : m - 9;
    return new CfDate(month <= 2 ? marchYear + 1 : marchYear, month, day);
  }

  private static long gregorianDay(long year, int month, int day) {
    long y = month <= 2 ? year - 1 : year;
    long leaps = Math.floorDiv(y, 4L) - Math.floorDiv(y, 100L) + Math.floorDiv(y, 400L);
    return y * 365 + leaps + marchDay(month, day) - GREGORIAN_TO_1970;
  }

  private static long julianDay(long year, int month, int day) {
    long y = month <= 2 ? year - 1 : year;
    return y * 365 + Math.floorDiv(y, 4L) + marchDay(month, day) - JULIAN_TO_1970;
  }

  private static CfDate gregorianDate(long dayNumber) {
    long n = dayNumber + GREGORIAN_TO_1970;
    long era = Math.floorDiv(n, 146097L);
    long inEra = Math.floorMod(n, 146097L);
    long y = (inEra - inEra / 1460 + inEra / 36524 - inEra / 146096) / 365;
    return marchDate(era * 400 + y, inEra - (365 * y + y / 4 - y / 100));
  }

  private static CfDate julianDate(long dayNumber) {
    long n = dayNumber + JULIAN_TO_1970;
    long era = Math.floorDiv(n, 1461L);
    long inEra = Math.floorMod(n, 1461L);
    long y = (inEra - inEra / 1460) / 365;
    return marchDate(era * 4 + y, inEra - 365 * y);
  }
}
