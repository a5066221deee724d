package org.arcoforge.runners.serve;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/**
 * A time span is an instant or an interval, open ends included.
 *
 * @param start first instant
 * @param end last instant, not before the first
 */
record TimeSpan(Instant start, Instant end) {
  static final TimeSpan ALWAYS = new TimeSpan(Instant.MIN, Instant.MAX);

  /**
   * Returns the span that {@code datetime} of OGC API Features says: a date-time of RFC 3339, or
   * two with a slash, either of which may be empty or {@code ..}.
   *
   * @throws ApiException if it is none
   */
  static TimeSpan parse(String text) {
    String[] ends = text.strip().split("/", -1);
    if (ends.length > 2) {
      throw wrong(text);
    }
    if (ends.length == 1) {
      Instant one = instant(ends[0], text);
      return new TimeSpan(one, one);
    }
    boolean open = isOpen(ends[0]);
    if (open && isOpen(ends[1])) {
      throw wrong(text);
    }
    Instant start = open ? Instant.MIN : instant(ends[0], text);
    Instant end = isOpen(ends[1]) ? Instant.MAX : instant(ends[1], text);
    if (end.isBefore(start)) {
      throw wrong(text);
    }
    return new TimeSpan(start, end);
  }

  /** Returns the span of two ends of a document, either of which may be empty. */
  static TimeSpan between(String start, String end) {
    Instant from = start.isEmpty() ? Instant.MIN : instant(start, start);
    return new TimeSpan(from, end.isEmpty() ? Instant.MAX : instant(end, end));
  }

  private static boolean isOpen(String end) {
    return end.isEmpty() || end.equals("..");
  }

  private static Instant instant(String text, String all) {
    try {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME
          .parse(text.replace(' ', 'T').toUpperCase(java.util.Locale.ROOT), OffsetDateTime::from)
          .toInstant();
    } catch (DateTimeException e) {
      throw wrong(all);
    }
  }

  private static ApiException wrong(String text) {
    return ApiException.bad(
        "datetime: expected 2020-01-01T00:00:00Z, or two of them with a slash between (an open end"
            + " is ..), the earlier one first; found '"
            + text
            + "'");
  }

  boolean intersects(TimeSpan other) {
    return !start.isAfter(other.end) && !other.start.isAfter(end);
  }
}
