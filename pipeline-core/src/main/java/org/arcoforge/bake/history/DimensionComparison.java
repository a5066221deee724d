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
import org.arcoforge.bake.history.VersionDiff.DimensionChange;

/** Compares how long dimensions are, and from where to where they go. */
final class DimensionComparison {
  private DimensionComparison() {}

  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();

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
      DimensionChange.Ends first = new DimensionChange.Ends(label(a, name, 0), label(b, name, 0));
      DimensionChange.Ends last =
          new DimensionChange.Ends(label(a, name, was - 1), label(b, name, is - 1));
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
