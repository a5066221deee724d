package org.arcoforge.cf;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code units} attributes of time coordinates: UDUNITS' grammar as it is found in files. */
final class CfTimeText {
  private static final Pattern SINCE =
      Pattern.compile("\\s*(\\S.*?)\\s+since\\s+(.*?)\\s*", Pattern.CASE_INSENSITIVE);
  private static final Pattern EPOCH =
      Pattern.compile(
          "(?:(?<packed>\\d{8})|(?<year>[+-]?\\d+)(?:[-/](?<month>\\d{1,2})(?:[-/](?<day>\\d{1,2}))?)?)"
              + "(?:(?:\\s*[Tt]\\s*|\\s+)(?<hour>\\d{1,2})"
              + "(?::(?<minute>\\d{1,2})(?::(?<second>\\d{1,2})(?:[.,](?<fraction>\\d*))?)?)?)?"
              + "\\s*(?:Z|UTC|GMT|UT|(?<=\\s)0+(?::00)?|"
              + "(?<sign>[+-])(?<zoneHour>\\d{1,2})(?::?(?<zoneMinute>\\d{2}))?)?",
          Pattern.CASE_INSENSITIVE);

  private CfTimeText() {}

  static Optional<CfTimeEncoding> parse(String units, @Nullable String calendarName) {
    Matcher since = SINCE.matcher(units);
    if (!since.matches()) {
      return Optional.empty();
    }
    try {
      CfTimeUnit unit = CfTimeUnit.of(since.group(1));
      CfCalendar calendar = CfCalendar.of(calendarName);
      if (calendar != CfCalendar.NOLEAP
          && since.group(1).strip().toLowerCase(Locale.ROOT).startsWith("common_year")) {
        throw new IllegalArgumentException(
            "common_years are of 365 days, as only the noleap calendar has them, not the "
                + calendar.id()
                + " calendar");
      }
      return Optional.of(epoch(unit, since.group(2), calendar));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "units '" + units + "' cannot be understood: " + e.getMessage(), e);
    }
  }

  private static CfTimeEncoding epoch(CfTimeUnit unit, String text, CfCalendar calendar) {
    Matcher m = EPOCH.matcher(text);
    String packed = m.matches() ? m.group("packed") : null;
    // Without a day, what follows may as well be the rest of a date with the year last.
    boolean whole =
        m.matches()
            && (packed != null
                || m.group("day") != null
                || (m.group("hour") == null && m.group("sign") == null));
    if (!whole) {
      throw new IllegalArgumentException(
          "'" + text + "' is no date and time as 1900-01-01 or 1900-01-01 06:00:00 +01:00");
    }
    long day =
        packed != null
            ? calendar.dayNumber(
                number(packed.substring(0, 4), 0),
                number(packed.substring(4, 6), 0),
                number(packed.substring(6), 0))
            : calendar.dayNumber(
                Long.parseLong(m.group("year")),
                number(m.group("month"), 1),
                number(m.group("day"), 1));
    int seconds =
        part("hour", m.group("hour"), 23) * 3600
            + part("minute", m.group("minute"), 59) * 60
            + part("second", m.group("second"), 59);
    int zone =
        part("zone hour", m.group("zoneHour"), 23) * 3600
            + part("zone minute", m.group("zoneMinute"), 59) * 60;
    seconds += "-".equals(m.group("sign")) ? zone : -zone; // +01:00 is an hour ahead of UTC
    day += Math.floorDiv(seconds, 86400);
    long nanos = Math.floorMod(seconds, 86400) * 1_000_000_000L + fraction(m.group("fraction"));
    return new CfTimeEncoding(unit, day, nanos, calendar);
  }

  private static int number(@Nullable String digits, int otherwise) {
    return digits == null ? otherwise : Integer.parseInt(digits);
  }

  private static int part(String what, @Nullable String digits, int max) {
    int n = number(digits, 0);
    if (n > max) {
      throw new IllegalArgumentException("there is no " + what + " " + n);
    }
    return n;
  }

  private static long fraction(@Nullable String digits) {
    String nine = ((digits == null ? "" : digits) + "000000000");
    if (!nine.substring(9).chars().allMatch(c -> c == '0')) {
      throw new IllegalArgumentException("the epoch is finer than a nanosecond");
    }
    return Long.parseLong(nine.substring(0, 9));
  }

  /** Returns a time as {@code 06:30:00} with as many of 3, 6 or 9 decimals as needed. */
  static String timeOfDay(long nanos) {
    long seconds = nanos / 1_000_000_000L;
    long rest = nanos % 1_000_000_000L;
    StringBuilder s = new StringBuilder();
    two(s, seconds / 3600).append(':');
    two(s, seconds / 60 % 60).append(':');
    two(s, seconds % 60);
    if (rest != 0) {
      String digits = Long.toString(1_000_000_000L + rest).substring(1);
      int n = rest % 1_000_000 == 0 ? 3 : rest % 1_000 == 0 ? 6 : 9;
      s.append('.').append(digits, 0, n);
    }
    return s.toString();
  }

  private static StringBuilder two(StringBuilder s, long n) {
    return s.append((char) ('0' + n / 10)).append((char) ('0' + n % 10));
  }
}
