package org.arcoforge.transform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.GroupPath;
import org.arcoforge.array.Variable;
import org.arcoforge.format.SourceVariable;

/**
 * Resolves the dimensions of a tree of groups as xarray's DataTree does. A file may define a
 * dimension in an outer group, and its coordinate variables in groups within: then each of these
 * has a dimension of its own, named with the path of the group that has the coordinate variable.
 */
final class GroupDimensions {
  private final Map<String, Variable> variables = new HashMap<>();

  GroupDimensions(List<SourceVariable> variables) {
    variables.forEach(v -> this.variables.put(v.variable().name(), v.variable()));
  }

  /** Returns the variable with its dimensions named so. */
  Variable named(Variable variable) {
    String group = GroupPath.group(variable.name());
    return group.isEmpty()
        ? variable
        : variable.withDimensions(
            variable.dimensions().stream()
                .map(d -> new Dimension(named(group, d), d.length()))
                .toList());
  }

  private String named(String group, Dimension dimension) {
    String owner = GroupPath.group(dimension.name());
    for (String at : GroupPath.upwards(group)) {
      Variable coordinate = variables.get(GroupPath.in(at, GroupPath.name(dimension.name())));
      if (coordinate != null && coordinate.dimensions().equals(List.of(dimension))) {
        return coordinate.name();
      }
      if (at.equals(owner)) {
        break;
      }
    }
    return dimension.name();
  }
}
