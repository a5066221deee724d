package org.arcoforge.format.grib;

import java.util.Map;

/**
 * Computes lead times in hours from the units of WMO's code tables 4 (edition 1) and 4.4 (edition
 * 2).
 */
final class Steps {
  /** Of a unit that is no fixed number of seconds (months, years), or of none. */
  static final long UNKNOWN = -1;

  private Steps() {}

  /** Returns seconds of a unit of edition 1. */
  static long seconds1(int unit) {
    return switch (unit) {
      case 13 -> 900;
      case 14 -> 1800;
      case 254 -> 1;
      default -> seconds2(unit);
    };
  }

  /** Returns seconds of a unit of edition 2. */
  static long seconds2(int unit) {
    return switch (unit) {
      case 0 -> 60;
      case 1 -> 3600;
      case 2 -> 86400;
      case 10 -> 10800;
      case 11 -> 21600;
      case 12 -> 43200;
      case 13 -> 1;
      default -> UNKNOWN;
    };
  }

  /** Adds startStep, endStep, stepRange, step (hours) and stepSeconds to a message's keys. */
  static void put(long start, long end, long unit, String type, Map<String, Object> keys) {
    if (unit == UNKNOWN && (start != 0 || end != 0)) {
      keys.put("unreadable", "the unit of its lead time is no fixed number of seconds");
      return;
    }
    long seconds = unit == UNKNOWN ? 0 : end * unit;
    long first = unit == UNKNOWN ? 0 : start * unit;
    keys.put("startStep", hours(first));
    keys.put("endStep", hours(seconds));
    boolean one = first == seconds || type.equals("instant");
    keys.put("stepRange", one ? text(seconds) : text(first) + "-" + text(seconds));
    keys.put("step", seconds / 3600.0);
    keys.put("stepSeconds", seconds);
  }

  private static Object hours(long seconds) {
    return seconds % 3600 == 0 ? (Object) (seconds / 3600) : (Object) (seconds / 3600.0);
  }

  private static String text(long seconds) {
    return seconds % 3600 == 0
        ? Long.toString(seconds / 3600)
        : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
