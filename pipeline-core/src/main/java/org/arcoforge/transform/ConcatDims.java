package org.arcoforge.transform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.GroupPath;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.CfReferences;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.pattern.Position;
import org.arcoforge.recipe.ConcatDimNames;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.view.FileView;
import org.arcoforge.view.KeyCoordinate;
import org.arcoforge.view.VariableView;

/**
 * Adds concat dims that are in no file: data variables get one in front, of length 1, and the
 * file's key (or its scalar variable of that name) becomes the coordinate.
 */
final class ConcatDims {
  private ConcatDims() {}

  static FileView apply(FileView view, FilePattern pattern, Position position) {
    Map<String, Object> keys = pattern.keys(position);
    FileView stacked = view;
    ConcatDimNames names = new ConcatDimNames(pattern);
    for (int d = pattern.dims().size() - 1; d >= 0; d--) { // the first dimension ends up in front
      PatternDim dim = pattern.dims().get(d);
      if (dim.kind() == PatternDim.Kind.CONCAT && !hasDimension(view, names, d)) {
        stacked = stack(stacked, dim, java.util.Objects.requireNonNull(keys.get(dim.name())));
      }
    }
    return stacked;
  }

  private static boolean hasDimension(FileView view, ConcatDimNames names, int patternDim) {
    return view.variables().values().stream()
        .flatMap(v -> v.variable().dimensions().stream())
        .anyMatch(d -> names.of(d.name()) == patternDim);
  }

  private static FileView stack(FileView view, PatternDim dim, Object key) {
    Variable scalar = view.variable(dim.name()).map(VariableView::variable).orElse(null);
    if (scalar == null) {
      return inFront(view, KeyCoordinate.of(dim.name(), key, dim.keys()), Set.of());
    }
    if (scalar.rank() != 0) {
      throw RefusedException.recipe(
          "variable '"
              + dim.name()
              + "' has dimensions "
              + scalar.dimensionNames()
              + ", but to be the coordinate of the concat dimension '"
              + dim.name()
              + "' it must have that one, or none; write transforms: [{rename: {"
              + dim.name()
              + ": "
              + dim.name()
              + "_values}}]");
    }
    VariableView coordinate =
        view.required(dim.name()).inFront(List.of(new Dimension(dim.name(), 1)));
    // Its bounds differ from file to file as it does, and so do times that depend on it.
    Set<String> others = new HashSet<>(CfReferences.validTimes(view.described(), scalar));
    CfReferences.bounds(scalar, view.variables().keySet()).ifPresent(others::add);
    return inFront(view, coordinate, others);
  }

  /**
   * Puts a coordinate of length 1 and its dimension in front of all data variables in its group and
   * the groups within, and of the others named.
   */
  static FileView inFront(FileView view, VariableView coordinate, Set<String> others) {
    Variable c = coordinate.variable();
    Set<String> nonData = CfReferences.nonData(view.described());
    List<VariableView> result = new ArrayList<>(List.of(coordinate));
    for (VariableView v : view.variables().values()) {
      if (v.variable().name().equals(c.name())) {
        continue;
      }
      String name = v.variable().name();
      if (!others.contains(name)
          && (nonData.contains(name) || !GroupPath.isWithin(name, GroupPath.group(c.name())))) {
        result.add(v);
        continue;
      }
      result.add(v.inFront(c.dimensions()));
    }
    return FileView.of(result, view.attributes()).withGroups(view.groups());
  }
}
