package org.arcoforge.runners.text;

import java.util.Locale;

/** Writes bytes for people, in powers of 1000. */
public final class HumanSizes {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  private HumanSizes() {}

  /** Returns a number of bytes with its unit. */
  public static String text(long bytes) {
    return text((double) bytes);
  }

  /** Returns a number of bytes that was computed, with its unit. */
  public static String text(double bytes) {
    int unit = 0;
    double value = bytes;
    while (value >= 1000 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return unit == 0
        ? (long) value + " B"
        : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }

  /** Returns {@code 1 file}, {@code 2 files}. */
  public static String count(long n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }
}
