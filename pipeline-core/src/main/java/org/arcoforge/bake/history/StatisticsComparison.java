package org.arcoforge.bake.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.arcoforge.array.Statistics;
import org.arcoforge.bake.history.VersionDiff.StatisticsChange;

/** Compares what the values of variables are, summed up over their objects. */
final class StatisticsComparison {
  private StatisticsComparison() {}

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
