package org.arcoforge.zarr;

import java.util.List;
import java.util.Map;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.GroupPath;
import org.arcoforge.array.Variable;

/**
 * Tells apart dimensions of one name in different groups, of which metadata give no more than the
 * name. As xarray's DataTree sees it, a dimension belongs to the nearest group outwards that has a
 * coordinate variable for it; without one it is the root's if it has one length everywhere, else
 * that of the outermost group around whose arrays have it with the same length. Its name gets that
 * group's path in front.
 */
final class GroupedDimensions {
  private final Map<String, ArrayDescription> arrays;

  private GroupedDimensions(Map<String, ArrayDescription> arrays) {
    this.arrays = Map.copyOf(arrays);
  }

  /** Puts the groups' paths before the names of the dimensions of all arrays, by their paths. */
  static void name(Map<String, ArrayDescription> arrays) {
    GroupedDimensions dimensions = new GroupedDimensions(arrays);
    if (arrays.keySet().stream().anyMatch(path -> path.contains("/"))) {
      arrays.replaceAll((path, array) -> dimensions.named(array));
    }
  }

  private ArrayDescription named(ArrayDescription array) {
    ArrayLayout layout = array.layout();
    Variable variable = layout.variable();
    String group = GroupPath.group(variable.name());
    List<Dimension> named =
        variable.dimensions().stream()
            .map(d -> new Dimension(GroupPath.in(owner(group, d), d.name()), d.length()))
            .toList();
    ArrayLayout other = layout.toBuilder().variable(variable.withDimensions(named)).build();
    return new ArrayDescription(other, array.keys(), array.chunks(), array.shards(), array.named());
  }

  private String owner(String group, Dimension dimension) {
    String owner = group;
    for (String at : GroupPath.upwards(group)) {
      ArrayDescription coordinate = arrays.get(GroupPath.in(at, dimension.name()));
      if (coordinate != null
          && coordinate.layout().variable().dimensions().equals(List.of(dimension))) {
        return at;
      }
      owner = isUsed(at, dimension) ? at : owner;
    }
    return isOne(dimension) ? "" : owner;
  }

  /** Whether no array of the store has a dimension of that name and another length. */
  private boolean isOne(Dimension dimension) {
    return arrays.values().stream()
        .flatMap(a -> a.layout().variable().dimensions().stream())
        .allMatch(d -> d.equals(dimension) || !d.name().equals(dimension.name()));
  }

  private boolean isUsed(String group, Dimension dimension) {
    return arrays.entrySet().stream()
        .filter(a -> GroupPath.group(a.getKey()).equals(group))
        .anyMatch(a -> a.getValue().layout().variable().dimensions().contains(dimension));
  }
}
