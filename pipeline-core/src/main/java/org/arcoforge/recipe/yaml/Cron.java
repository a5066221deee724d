package org.arcoforge.recipe.yaml;

import java.util.List;
import java.util.Locale;

/** Checks the five fields of a cron schedule: minute, hour, day of month, month, day of week. */
final class Cron {
  private static final List<Field> FIELDS =
      List.of(
          new Field("minute", 0, 59, List.of()),
          new Field("hour", 0, 23, List.of()),
          new Field("day", 1, 31, List.of()),
          new Field(
              "month",
              1,
              12,
              List.of(
                  "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV",
                  "DEC")),
          new Field("weekday", 0, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")));

  private record Field(String name, int min, int max, List<String> words) {}

  private Cron() {}

  /** Returns what is wrong with a schedule of five fields; empty if nothing is. */
  static String fault(String cron) {
    String[] fields = cron.strip().split("\\s+", -1);
    for (int i = 0; i < FIELDS.size(); i++) {
      for (String part : fields[i].split(",", -1)) {
        if (!isGood(part, FIELDS.get(i))) {
          Field field = FIELDS.get(i);
          return String.format(
              Locale.ROOT,
              "cron field %d (%s): expected %d to %d, *, a-b, a,b or */n, found '%s'",
              i + 1,
              field.name(),
              field.min(),
              field.max(),
              fields[i]);
        }
      }
    }
    return "";
  }

  private static boolean isGood(String part, Field field) {
    String[] step = part.split("/", -1);
    if (step.length > 2 || (step.length == 2 && !step[1].matches("[1-9]\\d{0,2}"))) {
      return false;
    }
    if (step[0].equals("*")) {
      return true;
    }
    String[] ends = step[0].split("-", -1);
    int from = number(ends[0], field);
    int to = ends.length == 2 ? number(ends[1], field) : from;
    return ends.length <= 2 && from >= field.min() && to <= field.max() && from <= to;
  }

  private static int number(String text, Field field) {
    if (text.matches("\\d{1,2}")) {
      return Integer.parseInt(text);
    }
    int word = field.words().indexOf(text.toUpperCase(Locale.ROOT));
    return word < 0 ? -1 : word + field.min();
  }
}
