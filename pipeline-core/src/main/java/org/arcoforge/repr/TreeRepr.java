package org.arcoforge.repr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.GroupPath;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.array.Variable;

/**
 * Prints a tree of groups as xarray prints a DataTree, each group as a data set with plain names.
 */
final class TreeRepr {
  private final StoreLayout layout;
  private final Map<String, Block> values;
  private final List<String> paths = new ArrayList<>();
  private final List<String> lines = new ArrayList<>(List.of("<xarray.DataTree>"));

  private TreeRepr(StoreLayout layout, Map<String, Block> values) {
    this.layout = layout;
    this.values = values;
    this.paths.addAll(layout.groupPaths());
  }

  static String of(StoreLayout layout, Map<String, Block> values) {
    TreeRepr repr = new TreeRepr(layout, values);
    repr.add("", "", "", Set.of());
    return String.join("\n", repr.lines);
  }

  /**
   * Adds a group and those within.
   *
   * @param branch stands before its heading, {@code stem} before all that is below
   * @param inherited names of the dimension coordinates of the groups around
   */
  private void add(String group, String branch, String stem, Set<String> inherited) {
    List<String> inner =
        paths.stream().filter(p -> !p.isEmpty() && GroupPath.group(p).equals(group)).toList();
    lines.add(branch + "Group: /" + group);
    StoreLayout node = node(group);
    Map<String, Block> held = new TreeMap<>();
    values.forEach(
        (path, block) -> {
          if (GroupPath.group(path).equals(group)) {
            held.put(GroupPath.name(path), block);
          }
        });
    String margin = stem + (inner.isEmpty() ? "    " : "│   ");
    DatasetRepr.node(node, held, inherited).forEach(line -> lines.add(margin + line));
    Set<String> coordinates = new LinkedHashSet<>(inherited);
    node.arrays().stream()
        .map(ArrayLayout::variable)
        .filter(Variable::isDimensionCoordinate)
        .forEach(v -> coordinates.add(v.name()));
    for (int i = 0; i < inner.size(); i++) {
      boolean last = i == inner.size() - 1;
      add(
          inner.get(i),
          stem + (last ? "└── " : "├── "),
          stem + (last ? "    " : "│   "),
          coordinates);
    }
  }

  private StoreLayout node(String group) {
    List<ArrayLayout> arrays = new ArrayList<>();
    for (ArrayLayout a : layout.arrays()) {
      if (GroupPath.group(a.variable().name()).equals(group)) {
        arrays.add(plain(a));
      }
    }
    Attributes attributes =
        group.isEmpty()
            ? layout.attributes()
            : layout.groups().getOrDefault(group, Attributes.empty());
    Map<String, Object> provenance =
        group.isEmpty() ? new LinkedHashMap<>(layout.provenance()) : Map.of();
    return new StoreLayout(layout.zarrFormat(), arrays, attributes, provenance);
  }

  private static ArrayLayout plain(ArrayLayout a) {
    Variable v = a.variable();
    List<Dimension> dims =
        v.dimensions().stream()
            .map(d -> new Dimension(GroupPath.name(d.name()), d.length()))
            .toList();
    Variable variable = v.withName(GroupPath.name(v.name())).withDimensions(dims);
    return a.toBuilder().variable(variable).build();
  }
}
