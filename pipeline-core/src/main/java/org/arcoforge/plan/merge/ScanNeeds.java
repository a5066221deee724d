package org.arcoforge.plan.merge;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.CfReferences;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.recipe.ConcatDimNames;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.view.FileView;
import org.arcoforge.view.VariableView;

/**
 * Scan needs say which values a header scan reads: those of concat coordinates and their bounds,
 * and digests of what must be equal in all files, unless it is data and large.
 *
 * @param values names of variables whose values to carry
 * @param digests names of variables to digest
 */
public record ScanNeeds(Set<String> values, Set<String> digests) {
  /** Bounds larger than this are read when their tile is written. */
  private static final long CARRIED_BYTES = 1 << 16;

  /** Up to this size values are compared even where files encode them differently. */
  private static final long COMPARED_BYTES = 64;

  /** Times up to this size, in which one instant has many numbers: daily ones of 350 years. */
  private static final long COMPARED_TIME_BYTES = 1 << 20;

  /** With a tolerance, coordinates up to this size are carried, to be compared by value. */
  private static final long TOLERATED_BYTES = 4 << 20;

  /** Returns the needs for one file of a recipe. */
  public static ScanNeeds of(Recipe recipe, FileView view) {
    ConcatDimNames concat = new ConcatDimNames(recipe.pattern());
    boolean several = recipe.pattern().size() > 1;
    Policies policies = recipe.policies();
    Set<String> nonData = CfReferences.nonData(view.described());
    Set<String> times = times(view);
    Set<String> values = new TreeSet<>();
    Set<String> digests = new TreeSet<>();
    for (VariableView v : view.variables().values()) {
      Variable variable = v.variable();
      String name = variable.name();
      boolean tolerant = policies.toleranceOf(name) > 0;
      boolean compared = !policies.firstCoordinates().contains(name);
      boolean small = bytes(variable) <= CARRIED_BYTES;
      if (variable.dimensionNames().stream().allMatch(d -> concat.of(d) < 0)) {
        if (several && compared) {
          digests.add(name);
          boolean tolerated =
              tolerant && variable.type().isNumeric() && bytes(variable) <= TOLERATED_BYTES;
          long most = times.contains(name) ? COMPARED_TIME_BYTES : COMPARED_BYTES;
          if (tolerated || bytes(variable) <= most) {
            values.add(name);
          }
        }
        continue;
      }
      if (variable.isDimensionCoordinate()) {
        values.add(name);
        CfReferences.bounds(variable, view.variables().keySet())
            .flatMap(view::variable)
            .filter(b -> bytes(b.variable()) <= CARRIED_BYTES)
            .ifPresent(b -> values.add(b.variable().name()));
      } else if (CfReferences.isTime(variable)) { // fractions tell the unit
        if (small && hasFractions(variable)) {
          values.add(name);
        }
        CfReferences.bounds(variable, view.variables().keySet())
            .flatMap(view::variable)
            .map(VariableView::variable)
            .filter(b -> bytes(b) <= CARRIED_BYTES && hasFractions(b))
            .ifPresent(b -> values.add(b.name()));
      }
      if (compared && isRepeated(recipe, concat, variable) && (small || nonData.contains(name))) {
        digests.add(name);
        if (small && tolerant && variable.type().isNumeric()) {
          values.add(name);
        }
      }
    }
    values.addAll(DataTreeCheck.shadowing(view));
    return new ScanNeeds(values, digests);
  }

  /** Times and their bounds. */
  private static Set<String> times(FileView view) {
    Set<String> times = new TreeSet<>();
    for (VariableView v : view.variables().values()) {
      if (CfReferences.isTime(v.variable())) {
        times.add(v.variable().name());
        CfReferences.bounds(v.variable(), view.variables().keySet()).ifPresent(times::add);
      }
    }
    return times;
  }

  /** Whether files of other keys hold the same part of it. */
  private static boolean isRepeated(Recipe recipe, ConcatDimNames concat, Variable variable) {
    List<PatternDim> dims = recipe.pattern().dims();
    return IntStream.range(0, dims.size())
        .filter(d -> dims.get(d).keys().size() > 1)
        .anyMatch(d -> variable.dimensionNames().stream().allMatch(n -> concat.of(n) != d));
  }

  private static boolean hasFractions(Variable v) {
    return v.type().isFloat()
        || v.attributes().has("scale_factor")
        || v.attributes().has("add_offset");
  }

  private static long bytes(Variable v) {
    return v.elements() * Math.max(8, v.type().size());
  }
}
