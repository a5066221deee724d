package org.arcoforge.runners.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads the five fields of a cron schedule that is known to be sound. */
final class CronFields {
  private static final List<String> WEEKDAYS =
      List.of("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat");
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

  private final List<String> fields;

  CronFields(String cron) {
    fields = List.of(cron.split(" "));
  }

  /** Returns the schedule with Sunday as 0, and weekdays as numbers where Sunday was 7. */
  String withoutSeven() {
    List<String> all = new ArrayList<>(fields);
    if (!fields.get(4).startsWith("*") && weekdayNumbers().contains(0)) {
      all.set(4, String.join(",", weekdayNumbers().stream().map(String::valueOf).toList()));
    }
    return String.join(" ", all);
  }

  /** Returns the days of the week, 0 for Sunday. */
  private SortedSet<Integer> weekdayNumbers() {
    TreeSet<Integer> days = new TreeSet<>();
    for (String part : fields.get(4).split(",")) {
      String[] step = part.split("/");
      int by = step.length == 2 ? Integer.parseInt(step[1]) : 1;
      String[] ends = step[0].equals("*") ? new String[] {"0", "6"} : step[0].split("-");
      int last = ends.length == 2 ? weekday(ends[1]) : step.length == 2 ? 6 : weekday(ends[0]);
      for (int day = weekday(ends[0]); day <= last; day += by) {
        days.add(day % 7);
      }
    }
    return days;
  }

  private static int weekday(String text) {
    for (int d = 0; d < WEEKDAYS.size(); d++) {
      if (WEEKDAYS.get(d).equalsIgnoreCase(text)) {
        return d;
      }
    }
    return Integer.parseInt(text);
  }

  /**
   * Returns the times as calendar events of systemd.time(7): two if both the day of the month and
   * the weekday are given, for cron runs when either is right and systemd when both are.
   */
  List<String> calendarEvents(String zone) {
    String time = systemd(fields.get(1), 0) + ":" + systemd(fields.get(0), 0) + ":00 " + zone;
    String month = systemd(months(fields.get(3)), 1);
    String day = systemd(fields.get(2), 1);
    boolean everyDay = fields.get(2).startsWith("*");
    boolean everyWeekday = fields.get(4).startsWith("*");
    String days =
        fields.get(4).equals("*")
            ? ""
            : String.join(",", weekdayNumbers().stream().map(WEEKDAYS::get).toList()) + " ";
    if (everyDay || everyWeekday) {
      return List.of(days + "*-" + month + "-" + day + " " + time);
    }
    return List.of("*-" + month + "-" + day + " " + time, days + "*-" + month + "-* " + time);
  }

  private static String months(String field) {
    String text = field.toUpperCase(Locale.ROOT);
    for (int m = 0; m < MONTHS.size(); m++) {
      text = text.replace(MONTHS.get(m), String.valueOf(m + 1));
    }
    return text;
  }

  /** A field's parts: {@code 1-5} is {@code 1..5}, and a step begins at the first number. */
  private static String systemd(String field, int first) {
    List<String> parts = new ArrayList<>();
    for (String part : field.split(",")) {
      String text = part.replace("-", "..");
      text = text.startsWith("*/") ? first + text.substring(1) : text;
      parts.add(text.matches("\\d") ? "0" + text : text);
    }
    return String.join(",", parts);
  }
}
