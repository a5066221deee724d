package org.arcoforge.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.GroupPath;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.CfReferences;
import org.arcoforge.view.FileView;
import org.arcoforge.view.VariableView;

/** Chooses which variables there are, and which of them are coordinates. */
final class VariableTransforms {
  private static final String COORDINATES = "coordinates";

  private final FileView view;
  private final TransformContext scope;

  VariableTransforms(FileView view, TransformContext scope) {
    this.view = view;
    this.scope = scope;
  }

  FileView drop(List<String> names) {
    present("drop", names);
    return filter(v -> !names.contains(v.variable().name()));
  }

  FileView keep(List<String> kept) {
    List<String> names = present("keep", kept);
    Set<String> wanted = new HashSet<>(names);
    for (String name : names) {
      Variable v = view.required(name).variable();
      wanted.addAll(v.dimensionNames());
      wanted.addAll(CfReferences.of(GroupPath.group(name), v.attributes(), view.described()));
    }
    Set<String> dims = new HashSet<>();
    names.forEach(name -> dims.addAll(view.required(name).variable().dimensionNames()));
    for (String name :
        CfReferences.of(
            "", view.attributes(), view.described())) { // coordinates of no variable's own
      if (view.variable(name)
          .filter(v -> dims.containsAll(v.variable().dimensionNames()))
          .isPresent()) {
        wanted.add(name);
      }
    }
    for (String name : List.copyOf(wanted)) { // the bounds of coordinates
      view.variable(name)
          .ifPresent(
              v ->
                  wanted.addAll(
                      CfReferences.of(
                          GroupPath.group(name), v.variable().attributes(), view.described())));
    }
    return filter(v -> wanted.contains(v.variable().name()));
  }

  FileView setCoords(List<String> names) {
    List<String> present = present("set_coords", names);
    return present.isEmpty() ? view : withCoords(present, view);
  }

  /**
   * Returns names coordinates in a global attribute, where xarray finds those of no variable's own.
   */
  static FileView withCoords(List<String> names, FileView view) {
    Set<String> all = new LinkedHashSet<>();
    view.attributes().text(COORDINATES).ifPresent(t -> all.addAll(List.of(t.trim().split("\\s+"))));
    all.addAll(names);
    Attributes attributes = view.attributes().with(COORDINATES, String.join(" ", all));
    return FileView.of(List.copyOf(view.variables().values()), attributes);
  }

  FileView resetCoords(List<String> names) {
    require("reset_coords", names);
    Set<String> known = new TreeSet<>(CfReferences.coordinates(view.described()));
    known.removeIf(name -> view.required(name).variable().isDimensionCoordinate());
    for (String name : names) {
      if (view.required(name).variable().isDimensionCoordinate()) {
        throw scope.refused(
            "reset_coords",
            "'" + name + "' is the coordinate of a dimension; rename it, or drop it");
      }
      if (!known.contains(name)) {
        throw scope.refused(
            "reset_coords",
            "expected a coordinate, found the data variable '"
                + name
                + "'; coordinates are "
                + (known.isEmpty() ? "none" : String.join(", ", known)));
      }
    }
    Set<String> gone = names.isEmpty() ? known : new HashSet<>(names);
    List<VariableView> changed = new ArrayList<>();
    for (VariableView v : view.variables().values()) {
      Variable variable = v.variable();
      changed.add(v.with(variable.withAttributes(without(variable.attributes(), gone))));
    }
    return FileView.of(changed, without(view.attributes(), gone));
  }

  private static Attributes without(Attributes attributes, Set<String> names) {
    String text = attributes.text(COORDINATES).orElse("");
    List<String> words = new ArrayList<>(Arrays.asList(text.trim().split("\\s+")));
    if (!words.removeAll(names)) {
      return attributes;
    }
    return words.isEmpty()
        ? attributes.without(COORDINATES)
        : attributes.with(COORDINATES, String.join(" ", words));
  }

  private FileView filter(Predicate<VariableView> wanted) {
    return FileView.of(
        view.variables().values().stream().filter(wanted).toList(), view.attributes());
  }

  private List<String> present(String transform, List<String> names) {
    return scope.present(transform, names, view.variables().keySet());
  }

  private void require(String transform, List<String> names) {
    names.forEach(name -> scope.variable(transform, name, view));
  }
}
