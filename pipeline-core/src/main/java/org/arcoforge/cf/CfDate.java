package org.arcoforge.cf;

import java.io.Serializable;
import java.util.Locale;

/**
 * This is a date (year, month, day) of some {@link CfCalendar}, which decides whether it exists.
 *
 * @param year as the calendar counts; negative before the common era
 * @param month 1 to 12
 * @param day 1 to 31
 */
record CfDate(long year, int month, int day) implements Serializable {
  /**
   * Returns the date as {@code 1981-09-01}; the year has at least four digits, before them a minus
   * if negative.
   */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s%04d-%02d-%02d", year < 0 ? "-" : "", Math.abs(year), month, day);
  }
}
