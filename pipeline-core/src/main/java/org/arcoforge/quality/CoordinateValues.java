package org.arcoforge.quality;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.arcoforge.array.GroupPath;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.CfReferences;
import org.jspecify.annotations.Nullable;

/**
 * The coordinate values of a store are its coordinate variables and bounds with their numbers, by
 * path: unpacked, missing ones NaN, row-major.
 */
public final class CoordinateValues {
  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final Map<String, double[]> numbers = new LinkedHashMap<>();

  /** Adds a variable with its numbers. */
  public void put(Variable variable, double[] values) {
    variables.put(variable.name(), variable);
    numbers.put(variable.name(), values);
  }

  Map<String, Variable> variables() {
    return variables;
  }

  /** Returns the numbers of a variable; null if they are not known. */
  public double @Nullable [] numbers(String path) {
    return numbers.get(path);
  }

  /** Returns the coordinate of a dimension as a variable in a group sees it. */
  public Optional<Variable> of(String dimension, String group) {
    for (String at : GroupPath.upwards(group)) {
      Variable v = variables.get(GroupPath.in(at, GroupPath.name(dimension)));
      if (v != null && v.rank() == 1) {
        return Optional.of(v);
      }
    }
    return Optional.empty();
  }

  /** Returns the numbers of a dimension's coordinate, or indices where it has none. */
  double[] along(String dimension, String group, int length) {
    double[] values = of(dimension, group).map(v -> numbers.get(v.name())).orElse(null);
    if (values != null && values.length == length) {
      return values;
    }
    double[] indices = new double[length];
    for (int i = 0; i < length; i++) {
      indices[i] = i;
    }
    return indices;
  }

  /** Returns the cell bounds of a coordinate: two numbers for each value; null if not known. */
  double @Nullable [] bounds(Variable coordinate) {
    Set<String> known = variables.keySet();
    String path = CfReferences.bounds(coordinate, known).orElse("");
    return numbers.get(path);
  }
}
