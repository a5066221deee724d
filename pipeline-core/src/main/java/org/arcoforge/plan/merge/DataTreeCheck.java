package org.arcoforge.plan.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.GroupPath;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.plan.tiling.ConcatAxis;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.view.FileView;
import org.arcoforge.view.VariableView;
import org.jspecify.annotations.Nullable;

/**
 * Refuses trees of groups that xarray's DataTree could not open, or would read with other
 * coordinates: there a group inherits dimensions and their coordinates from the groups around it,
 * and a dimension of the same name must be the same.
 */
public final class DataTreeCheck {
  private final ScannedArchive archive;
  private final VariableMerge merge;
  private final Map<String, MergedVariable> variables = new HashMap<>();
  private final Map<String, ConcatAxis> axes = new HashMap<>();
  private final Map<String, Block> coordinates;

  /**
   * This is what a group sees by a plain name: the dimension, and the variable that is its
   * coordinate.
   */
  private record Seen(Dimension dimension, Optional<Variable> coordinate) {}

  /**
   * Makes a check.
   *
   * @param coordinates values of the concat coordinates by name
   */
  public DataTreeCheck(
      ScannedArchive archive,
      VariableMerge merge,
      List<MergedVariable> variables,
      List<ConcatAxis> axes,
      Map<String, Block> coordinates) {
    this.archive = archive;
    this.merge = merge;
    this.coordinates = coordinates;
    variables.forEach(v -> this.variables.put(v.name(), v));
    axes.forEach(a -> this.axes.put(a.name(), a));
  }

  /**
   * Returns names of the coordinates in a file that others in groups within have the name of, and
   * these.
   */
  static Set<String> shadowing(FileView view) {
    Set<String> names = new TreeSet<>();
    for (VariableView v : view.variables().values()) {
      String path = v.variable().name();
      if (path.contains("/") && v.variable().isDimensionCoordinate()) {
        for (String group : GroupPath.upwards(GroupPath.group(GroupPath.group(path)))) {
          String outer = GroupPath.in(group, GroupPath.name(path));
          if (view.variable(outer).filter(o -> o.variable().isDimensionCoordinate()).isPresent()) {
            names.add(outer);
            names.add(path);
          }
        }
      }
    }
    return names;
  }

  public void check(StoreLayout layout) {
    List<String> paths = layout.groupPaths();
    if (paths.isEmpty()) {
      return;
    }
    for (String path : paths) {
      if (layout.array(path).isPresent()) {
        throw RefusedException.recipe(
            "'"
                + path
                + "' is the name of a variable and of a group; write transforms: [{rename: {"
                + path
                + ": "
                + path
                + "_values}}]");
      }
    }
    Map<String, List<Variable>> members = new HashMap<>();
    for (ArrayLayout array : layout.arrays()) {
      Variable v = array.variable();
      members.computeIfAbsent(GroupPath.group(v.name()), g -> new ArrayList<>()).add(v);
    }
    Map<String, Map<String, Seen>> seen = new HashMap<>();
    seen.put("", own("", members.getOrDefault("", List.of())));
    for (String group : paths) { // outer ones first
      Map<String, Seen> outer = seen.getOrDefault(GroupPath.group(group), Map.of());
      Map<String, Seen> all = new LinkedHashMap<>(outer);
      own(group, members.getOrDefault(group, List.of()))
          .forEach((name, inner) -> all.merge(name, inner, (o, i) -> inherit(group, o, i)));
      seen.put(group, all);
    }
  }

  private static Map<String, Seen> own(String group, List<Variable> members) {
    Map<String, Seen> own = new LinkedHashMap<>();
    for (Variable v : members) {
      for (Dimension d : v.dimensions()) {
        String name = GroupPath.name(d.name());
        Seen known = own.putIfAbsent(name, new Seen(d, Optional.empty()));
        if (known != null && !known.dimension().equals(d)) {
          throw RefusedException.recipe(
              where(group)
                  + " has variables on two dimensions '"
                  + name
                  + "' ("
                  + known.dimension().name()
                  + " and "
                  + d.name()
                  + "), which a store cannot tell apart; write transforms: [{rename: {"
                  + d.name()
                  + ": "
                  + d.name()
                  + "_2}}], or transforms: [{drop: ["
                  + v.name()
                  + "]}]");
        }
        if (v.isDimensionCoordinate()) {
          own.put(name, new Seen(d, Optional.of(v)));
        } else if (v.rank() == 1 && GroupPath.name(v.name()).equals(name)) {
          throw RefusedException.recipe(
              "variable '"
                  + v.name()
                  + "' would be read as the coordinate of the dimension '"
                  + d.name()
                  + "' in its group, which it is not; name it by `concat` in `dims` if it is to be, else"
                  + " write transforms: [{rename: {"
                  + v.name()
                  + ": "
                  + v.name()
                  + "_values}}]");
        }
      }
    }
    return own;
  }

  private Seen inherit(String group, Seen outer, Seen inner) {
    Dimension o = outer.dimension();
    Dimension i = inner.dimension();
    if (o.name().equals(i.name())) {
      return inner.coordinate().isPresent() ? inner : outer;
    }
    if (o.length() != i.length()) {
      throw refused(
          group, outer, inner, "is " + i.length() + " long there, but " + o.length() + " here");
    }
    if (outer.coordinate().isEmpty()) {
      return inner;
    }
    if (inner.coordinate().isEmpty()) {
      if (!sameFiles(axes.get(o.name()), axes.get(i.name()))) {
        throw refused(
            group, outer, inner, "has no coordinate, and its files do not follow in that order");
      }
      return new Seen(i, outer.coordinate());
    }
    if (!equal(outer.coordinate().get().name(), inner.coordinate().get().name())) {
      throw refused(group, outer, inner, "has other coordinate values");
    }
    return inner;
  }

  private static boolean sameFiles(@Nullable ConcatAxis a, @Nullable ConcatAxis b) {
    return a == null ? b == null : b != null && a.hasSegmentsOf(b);
  }

  private RefusedException refused(String group, Seen outer, Seen inner, String difference) {
    String name = GroupPath.name(inner.dimension().name());
    return RefusedException.recipe(
        "dimension '"
            + inner.dimension().name()
            + "' "
            + difference
            + ": '"
            + outer.dimension().name()
            + "', which "
            + where(group)
            + " inherits in a tree of groups (as in "
            + archive.records().get(0).url()
            + "); write transforms: [{rename: {"
            + inner.dimension().name()
            + ": "
            + GroupPath.in(GroupPath.group(inner.dimension().name()), other(name, group))
            + "}}], or group: /"
            + group
            + " in a recipe of its own");
  }

  private static String other(String name, String group) {
    return name + "_" + GroupPath.name(group);
  }

  private static String where(String group) {
    return group.isEmpty() ? "the root group" : "group '" + group + "'";
  }

  /** Values that a preview does not hold are taken for equal. */
  private boolean equal(String outer, String inner) {
    MergedVariable a = variables.get(outer);
    MergedVariable b = variables.get(inner);
    if (a == null || b == null) {
      return true;
    }
    Block x = values(a);
    Block y = values(b);
    return x == null || y == null || CoordinateEquality.test(encoding(a), x, encoding(b), y);
  }

  private @Nullable Block values(MergedVariable v) {
    Block concat = coordinates.get(v.name());
    return concat != null ? concat : v.sources().get(0).values().get(v.name());
  }

  private CfEncoding encoding(MergedVariable v) {
    return coordinates.containsKey(v.name())
        ? v.encoding()
        : merge.encodingOf(v.name(), v.sources().get(0));
  }
}
