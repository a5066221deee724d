package org.arcoforge.pattern;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAmount;

/**
 * Reads and writes dates and steps as ISO 8601 texts, in UTC or in whatever calendar the files
 * mean.
 */
public final class DateText {
  private DateText() {}

  /**
   * Returns the first moment of {@code 1981}, {@code 1981-09}, {@code 1981-09-01}, or {@code
   * 1981-09-01T06:00} (seconds and a final {@code Z} may follow, and a blank may be there for the
   * {@code T}, as in YAML's timestamps).
   *
   * @throws IllegalArgumentException if the text is none of these, or no such day exists
   */
  public static LocalDateTime date(String text) {
    try {
      return switch (text.length()) {
        case 4 -> Year.parse(text).atDay(1).atStartOfDay();
        case 7 -> YearMonth.parse(text).atDay(1).atStartOfDay();
        case 10 -> LocalDate.parse(text).atStartOfDay();
        default -> LocalDateTime.parse(moment(text));
      };
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "expected a date such as 1981-09-01 or 1981-09-01T06:00, found '" + text + "'", e);
    }
  }

  /** Returns the shortest text that {@link #date} reads back; never shorter than a day. */
  public static String text(LocalDateTime date) {
    boolean midnight = date.toLocalDate().atStartOfDay().equals(date);
    return midnight ? date.toLocalDate().toString() : date.toString();
  }

  /**
   * Returns a step: {@code P1D}, {@code P1M}, {@code P1Y}, {@code P1W} of the calendar, {@code
   * PT6H} exact.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static TemporalAmount step(String text) {
    try {
      return text.indexOf('T') < 0 ? Period.parse(text) : Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "expected a step such as P1D, P1M, P1Y or PT6H (ISO 8601), found '" + text + "'", e);
    }
  }

  private static String moment(String text) {
    String without = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
    return without.replaceFirst("^(\\S{10}) (?=\\d)", "$1T");
  }
}
