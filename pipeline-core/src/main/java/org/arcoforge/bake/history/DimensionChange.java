package org.arcoforge.bake.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Dimension;

/**
 * A dimension change says how long a dimension was and is, and from where to where it goes.
 *
 * @param name of the dimension, with its group where it is in one
 * @param before elements; -1 if there was no such dimension
 * @param after elements; -1 if there is none
 * @param first what was and is at its beginning; empty where nothing is known
 * @param last what was and is at its end
 * @param growth how much longer it is, for people: {@code +3 days}; empty if it is not longer
 */
public record DimensionChange(
    String name, long before, long after, Ends first, Ends last, String growth) {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** These are the texts at one end, before and after. */
  public record Ends(String before, String after) {}

  /** Returns whether it is another length, or goes from or to somewhere else. */
  public boolean isChanged() {
    return before != after
        || !first.before().equals(first.after())
        || !last.before().equals(last.after());
  }

  /** Returns all dimensions of both versions, in the order of their names. */
  static List<DimensionChange> between(VersionContents a, VersionContents b) {
    Map<String, Long> before = lengths(a);
    Map<String, Long> after = lengths(b);
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    List<DimensionChange> all = new ArrayList<>();
    for (String name : names) {
      long was = before.getOrDefault(name, -1L);
      long is = after.getOrDefault(name, -1L);
      Ends first = new Ends(label(a, name, 0), label(b, name, 0));
      Ends last = new Ends(label(a, name, was - 1), label(b, name, is - 1));
      all.add(new DimensionChange(name, was, is, first, last, growth(a, b, name, was, is)));
    }
    return all;
  }

  private static String label(VersionContents version, String name, long index) {
    return version.labels().at(name, index).orElse("");
  }

  private static Map<String, Long> lengths(VersionContents version) {
    Map<String, Long> lengths = new LinkedHashMap<>();
    for (ArrayLayout array : version.layout().arrays()) {
      for (Dimension d : array.variable().dimensions()) {
        lengths.putIfAbsent(version.labels().path(array.variable().name(), d.name()), d.length());
      }
    }
    return lengths;
  }

  private static String growth(
      VersionContents a, VersionContents b, String name, long was, long is) {
    long more = is - was;
    if (was < 0 || more <= 0) {
      return "";
    }
    OptionalLong from = a.labels().millis(name, was - 1);
    OptionalLong to = b.labels().millis(name, is - 1);
    if (from.isPresent() && to.isPresent() && to.getAsLong() > from.getAsLong()) {
      long millis = to.getAsLong() - from.getAsLong();
      double days = (double) millis / DAY / more;
      if (days >= 365 && days <= 366) {
        return count(more, "year");
      } else if (days >= 28 && days <= 31) {
        return count(more, "month");
      } else if (millis % DAY == 0) {
        return count(millis / DAY, "day");
      } else if (millis % HOUR == 0) {
        return count(millis / HOUR, "hour");
      }
    }
    return "+" + more + " " + name;
  }

  private static String count(long n, String unit) {
    return "+" + n + " " + unit + (n == 1 ? "" : "s");
  }
}
