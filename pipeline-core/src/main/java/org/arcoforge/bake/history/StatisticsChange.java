package org.arcoforge.bake.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.arcoforge.array.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * A statistics change says what the values of a variable were and are, summed up over its objects.
 *
 * @param variable its name
 * @param before null if they are not known
 * @param after null if they are not known
 */
public record StatisticsChange(
    String variable, @Nullable Statistics before, @Nullable Statistics after) {
  /** Returns whether they differ. */
  public boolean isChanged() {
    return before == null ? after != null : !before.equals(after);
  }

  /** Returns those of all variables; none if those of either version are not known. */
  static List<StatisticsChange> between(VersionContents a, VersionContents b) {
    if (a.manifest() == null || b.manifest() == null) {
      return List.of();
    }
    Map<String, Statistics> was = a.statistics();
    Map<String, Statistics> is = b.statistics();
    TreeSet<String> names = new TreeSet<>(was.keySet());
    names.addAll(is.keySet());
    List<StatisticsChange> all = new ArrayList<>();
    names.forEach(n -> all.add(new StatisticsChange(n, was.get(n), is.get(n))));
    return all;
  }
}
