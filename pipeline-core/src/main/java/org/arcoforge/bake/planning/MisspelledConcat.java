package org.arcoforge.bake.planning;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.arcoforge.bake.scan.ScanResults;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.pattern.Spelling;
import org.arcoforge.plan.merge.SourceRecord;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.view.VariableView;

/**
 * A concat dimension that is in no file is one along which files are stacked; where its name is
 * nearly that of a dimension which the files have, that one was likely meant.
 */
final class MisspelledConcat {
  private MisspelledConcat() {}

  /**
   * Returns what is likely wrong with the name of a concat dimension, if the sources do not fit it.
   */
  static Optional<RefusedException> of(Recipe recipe, ScanResults scans) {
    if (scans.records().isEmpty()) {
      return Optional.empty();
    }
    SourceRecord first = scans.records().get(0);
    List<PatternDim> dims = recipe.pattern().dims();
    Set<String> there =
        first.view().variables().values().stream()
            .flatMap(v -> v.variable().dimensionNames().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    dims.forEach(d -> there.remove(d.name()));
    for (int d = 0; d < dims.size(); d++) {
      String name = dims.get(d).name();
      Optional<VariableView> coordinate = first.view().variable(name);
      if (dims.get(d).kind() != PatternDim.Kind.CONCAT
          || coordinate.isEmpty()
          || !coordinate.get().origin().isKey()) {
        continue;
      }
      if (Spelling.nearest(name, there).isPresent()) {
        return Optional.of(
            RefusedException.unknown(
                "dims: concat names the dimension '" + name + "', which no file has",
                name,
                there,
                "pattern",
                "dims",
                Integer.toString(d),
                "concat",
                name));
      }
    }
    return Optional.empty();
  }
}
