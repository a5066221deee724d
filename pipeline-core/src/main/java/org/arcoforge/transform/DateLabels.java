package org.arcoforge.transform;

import java.util.regex.Pattern;
import org.arcoforge.cf.CfCalendar;
import org.jspecify.annotations.Nullable;

/**
 * Writes dates of any calendar as ISO 8601 texts, whose order is that of the times as long as years
 * have four digits; precision counts from years (0) to fractions of seconds (6).
 */
final class DateLabels {
  static final int DAY = 2;

  /** What stands for no time. */
  static final String NONE = "NaT";

  private static final Pattern LABEL =
      Pattern.compile("\\d{4}(-\\d{2}(-\\d{2}(T\\d{2}(:\\d{2}(:\\d{2}(\\.\\d+)?)?)?)?)?)?");
  private static final int[] LENGTHS = {4, 7, 10, 13, 16, 19};
  private static final int FRACTION = 6;

  private DateLabels() {}

  /** Returns a date as somebody writes it; null if it is none. */
  static @Nullable String label(Object label) {
    if (label instanceof Long year && year >= 0 && year <= 9999) {
      return String.format(java.util.Locale.ROOT, "%04d", year);
    }
    String text = String.valueOf(label).strip().replaceFirst("Z$", "").replace(' ', 'T');
    return LABEL.matcher(text).matches() ? plain(text) : null;
  }

  /** Returns a date without zeros at the end of a fraction. */
  static String plain(String date) {
    return date.indexOf('.') < 0 ? date : date.replaceFirst("\\.?0+$", "");
  }

  /** Returns how much a text says. */
  static int written(String date) {
    for (int p = 0; p < LENGTHS.length; p++) {
      if (date.length() <= LENGTHS[p]) {
        return p;
      }
    }
    return FRACTION;
  }

  /** Returns how much of a whole date is needed to tell it. */
  static int precision(String date) {
    if (date.equals(NONE) || date.endsWith("T00:00:00")) {
      return DAY;
    }
    int p = written(date);
    return p == FRACTION ? p : date.endsWith(":00:00") ? 3 : date.endsWith(":00") ? 4 : 5;
  }

  /** Returns the sign of a date against a label: 0 for all dates in the period that it is. */
  static int compare(String date, String label) {
    boolean whole = written(label) == FRACTION || date.length() <= label.length();
    return Integer.signum((whole ? date : date.substring(0, label.length())).compareTo(label));
  }

  /**
   * Returns seconds since the beginning of 1970 of a calendar; what the text does not say is the
   * first.
   *
   * @throws IllegalArgumentException if the calendar has no such date
   */
  static double seconds(String date, CfCalendar calendar) {
    String whole = date + "0000-01-01T00:00:00".substring(Math.min(date.length(), 19));
    long day =
        calendar.dayNumber(
            Integer.parseInt(whole.substring(0, 4)),
            Integer.parseInt(whole.substring(5, 7)),
            Integer.parseInt(whole.substring(8, 10)));
    return day * 86400.0
        + Integer.parseInt(whole.substring(11, 13)) * 3600
        + Integer.parseInt(whole.substring(14, 16)) * 60
        + Double.parseDouble(whole.substring(17));
  }
}
