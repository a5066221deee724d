package org.arcoforge.stac;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.arcoforge.cf.AxisRole;
import org.arcoforge.cf.CfCalendar;
import org.arcoforge.cf.CfTimeEncoding;
import org.arcoforge.cf.CfTimeUnit;

/** Tells the times of a CF time coordinate as a catalog does: in UTC, to the millisecond. */
final class TimeAxis {
  private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)T(.*)");
  private static final int MAX_MONTHLY = 200_000;

  private final CfTimeEncoding encoding;
  private final double[] numbers;

  private TimeAxis(CfTimeEncoding encoding, double[] numbers) {
    this.encoding = encoding;
    this.numbers = numbers;
  }

  /**
   * Returns the times of a coordinate; empty if it has no units of time that can be read, or a year
   * that RFC 3339 cannot write (before 0 or after 9999).
   */
  static Optional<TimeAxis> of(Coordinate coordinate) {
    if (coordinate.role() != AxisRole.TIME || coordinate.isText()) {
      return Optional.empty();
    }
    String units = coordinate.attributes().text("units").orElse("");
    String calendar = coordinate.attributes().text("calendar").orElse(null);
    try {
      double[] numbers = coordinate.numbers();
      double[] range = Coordinate.range(numbers);
      Optional<TimeAxis> axis =
          CfTimeEncoding.parse(units, calendar).map(e -> new TimeAxis(e, numbers));
      return axis.filter(a -> range.length == 2 && a.writable(range[0]) && a.writable(range[1]));
    } catch (IllegalArgumentException | ArithmeticException e) {
      // What cannot be read as a time was published as plain numbers; so it is described.
      return Optional.empty();
    }
  }

  private boolean writable(double number) {
    return ISO.matcher(encoding.iso(number)).matches();
  }

  /** Returns whether every date of the calendar is one of ISO 8601. */
  boolean isIso() {
    return encoding.calendar() == CfCalendar.PROLEPTIC_GREGORIAN
        || (encoding.calendar() == CfCalendar.STANDARD
            && encoding.epochMillis(range()[0]).isPresent());
  }

  CfTimeEncoding encoding() {
    return encoding;
  }

  /** Returns the numbers as {@link Coordinate#numbers} gives them; not to be changed. */
  double[] numbers() {
    return numbers;
  }

  /** Returns the smallest and largest number. */
  double[] range() {
    return Coordinate.range(numbers);
  }

  /** Returns the time in its own calendar, without a zone. */
  String text(double number) {
    return encoding.iso(number);
  }

  /**
   * Returns the time, or where ISO's calendar lacks the date, the last day that it has of that
   * month.
   */
  Instant nearest(double number) {
    Matcher iso = ISO.matcher(encoding.iso(number));
    if (!iso.matches()) {
      throw new ArithmeticException("no year of four digits: " + encoding.iso(number));
    }
    YearMonth month = YearMonth.of(Integer.parseInt(iso.group(1)), Integer.parseInt(iso.group(2)));
    int day = Math.min(Integer.parseInt(iso.group(3)), month.lengthOfMonth());
    LocalDateTime at = LocalDateTime.of(month.atDay(day), LocalTime.parse(iso.group(4)));
    return at.plus(500, ChronoUnit.MICROS).truncatedTo(ChronoUnit.MILLIS).toInstant(ZoneOffset.UTC);
  }

  /** Returns the spacing as an ISO 8601 duration; empty if irregular or fewer than two times. */
  Optional<String> step() {
    int n = numbers.length;
    if (n < 2) {
      return Optional.empty();
    }
    double step = (numbers[n - 1] - numbers[0]) / (n - 1);
    boolean regular = true;
    for (int i = 1; i < n && regular; i++) {
      regular = Math.abs(numbers[i] - numbers[i - 1] - step) <= 1e-6 * Math.abs(step);
    }
    if (regular && step != 0) {
      boolean whole = Math.abs(step - Math.rint(step)) <= 1e-6 * Math.abs(step);
      if (encoding.unit().isCalendarBased() && whole) {
        return months((encoding.unit() == CfTimeUnit.YEARS ? 12 : 1) * Math.round(step));
      }
      return encoding.isCalendarBased()
          ? Optional.empty()
          : duration(step * encoding.unitNanos() / 1e6);
    }
    return n <= MAX_MONTHLY && isIso() ? calendarStep() : Optional.empty();
  }

  private Optional<String> calendarStep() {
    for (double number : numbers) {
      if (!Double.isFinite(number)) {
        return Optional.empty();
      }
    }
    LocalDateTime first = local(0);
    long months = ChronoUnit.MONTHS.between(first, local(1));
    for (int i = 1; i < numbers.length; i++) {
      if (!first.plusMonths(months * i).equals(local(i))) {
        return Optional.empty();
      }
    }
    return months == 0 ? Optional.empty() : months(months);
  }

  private LocalDateTime local(int i) {
    return LocalDateTime.ofInstant(nearest(numbers[i]), ZoneOffset.UTC);
  }

  private static Optional<String> months(long months) {
    return Optional.of(months % 12 == 0 ? "P" + months / 12 + "Y" : "P" + months + "M");
  }

  private static Optional<String> duration(double millis) {
    long whole = Math.round(millis);
    long day = Duration.ofDays(1).toMillis();
    if (whole == 0) {
      return Optional.empty();
    }
    return Optional.of(
        whole % day == 0 ? "P" + whole / day + "D" : Duration.ofMillis(whole).toString());
  }
}
