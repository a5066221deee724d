package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.GroupPath;
import org.arcoforge.array.Variable;
import org.arcoforge.recipe.Transform;

/** What each transform does to a file's view. */
final class Transforms {
  private Transforms() {}

  static FileView apply(Transform transform, FileView view, String url) {
    if (transform instanceof Transform.Rename t) {
      return rename(t.names(), view, url);
    } else if (transform instanceof Transform.Drop t) {
      requireVariables("drop", t.variables(), view, url);
      return filter(view, v -> !t.variables().contains(v.variable().name()));
    } else if (transform instanceof Transform.Keep t) {
      requireVariables("keep", t.variables(), view, url);
      return keep(t.variables(), view);
    } else if (transform instanceof Transform.SetCoords t) {
      requireVariables("set_coords", t.variables(), view, url);
      return setCoords(t.variables(), view);
    } else if (transform instanceof Transform.Squeeze t) {
      return squeeze(t.dimensions(), view, url);
    } else if (transform instanceof Transform.ExpandDims t) {
      return expandDims(t, view, url);
    }
    throw new IllegalStateException("no rule for " + transform);
  }

  private static FileView rename(Map<String, String> names, FileView view, String url) {
    Set<String> known = new TreeSet<>(view.variables().keySet());
    view.variables().values().forEach(v -> known.addAll(v.variable().dimensionNames()));
    for (String name : names.keySet()) {
      if (!known.contains(name)) {
        throw absent("rename", name, known, url);
      }
    }
    UnaryOperator<String> rename = n -> names.getOrDefault(n, n);
    checkDimensions(view, rename, url);
    List<VariableView> renamed = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (VariableView v : view.variables().values()) {
      Variable old = v.variable();
      List<Dimension> dims =
          old.dimensions().stream()
              .map(d -> new Dimension(rename.apply(d.name()), d.length()))
              .toList();
      Variable variable =
          new Variable(
              rename.apply(old.name()),
              old.type(),
              dims,
              CfReferences.rename(
                  GroupPath.group(old.name()),
                  old.attributes(),
                  view.variables().keySet(),
                  rename));
      if (!seen.add(variable.name())) {
        throw PlanException.recipe(
            url + ": transforms: rename gives two variables the name '" + variable.name() + "'");
      }
      renamed.add(v.with(variable));
    }
    Set<String> before = view.variables().keySet();
    Map<String, Attributes> groups = new LinkedHashMap<>();
    view.groups().forEach((g, own) -> groups.put(g, CfReferences.rename(g, own, before, rename)));
    return FileView.of(renamed, CfReferences.rename("", view.attributes(), before, rename))
        .withGroups(groups);
  }

  private static void checkDimensions(FileView view, UnaryOperator<String> rename, String url) {
    Map<String, String> olds = new HashMap<>();
    for (VariableView v : view.variables().values()) {
      for (String dim : v.variable().dimensionNames()) {
        String other = olds.putIfAbsent(rename.apply(dim), dim);
        if (other != null && !other.equals(dim)) {
          throw PlanException.recipe(
              url
                  + ": transforms: rename gives the dimensions '"
                  + other
                  + "' and '"
                  + dim
                  + "' one name, '"
                  + rename.apply(dim)
                  + "'");
        }
      }
    }
  }

  private static FileView keep(List<String> names, FileView view) {
    Set<String> wanted = new HashSet<>(names);
    for (String name : names) {
      Variable v = view.required(name).variable();
      wanted.addAll(v.dimensionNames());
      wanted.addAll(CfReferences.of(GroupPath.group(name), v.attributes(), view));
    }
    Set<String> dims = new HashSet<>();
    names.forEach(name -> dims.addAll(view.required(name).variable().dimensionNames()));
    for (String name :
        CfReferences.of("", view.attributes(), view)) { // coordinates of no variable's own
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
                      CfReferences.of(GroupPath.group(name), v.variable().attributes(), view)));
    }
    return filter(view, v -> wanted.contains(v.variable().name()));
  }

  private static FileView setCoords(List<String> names, FileView view) {
    // xarray reads coordinates without a data variable of their own from a global attribute.
    Set<String> all = new java.util.LinkedHashSet<>();
    view.attributes()
        .text("coordinates")
        .ifPresent(t -> all.addAll(List.of(t.trim().split("\\s+"))));
    all.addAll(names);
    Attributes attributes = view.attributes().with("coordinates", String.join(" ", all));
    return FileView.of(List.copyOf(view.variables().values()), attributes);
  }

  private static FileView squeeze(List<String> dimensions, FileView view, String url) {
    Set<String> known = new TreeSet<>();
    view.variables().values().forEach(v -> known.addAll(v.variable().dimensionNames()));
    for (String name : dimensions) {
      if (!known.contains(name)) {
        throw absent("squeeze", name, known, url);
      }
    }
    List<VariableView> squeezed = new ArrayList<>();
    for (VariableView v : view.variables().values()) {
      List<Dimension> dims = new ArrayList<>();
      List<Integer> axes = new ArrayList<>();
      for (int d = 0; d < v.variable().rank(); d++) {
        Dimension dim = v.variable().dimensions().get(d);
        boolean named = dimensions.contains(dim.name());
        if (named && dim.length() != 1) {
          throw PlanException.recipe(
              url
                  + ": transforms: squeeze of '"
                  + dim.name()
                  + "', which is "
                  + dim.length()
                  + " long, not 1");
        }
        if (!named && !(dimensions.isEmpty() && dim.length() == 1)) {
          dims.add(dim);
          axes.add(v.axes().get(d));
        }
      }
      squeezed.add(v.with(v.variable().withDimensions(dims), axes));
    }
    // What was the coordinate of a dimension stays a coordinate, a scalar one.
    FileView result = FileView.of(squeezed, view.attributes());
    List<String> scalars =
        view.variables().values().stream()
            .map(VariableView::variable)
            .filter(v -> v.isDimensionCoordinate())
            .map(Variable::name)
            .filter(name -> result.required(name).variable().rank() == 0)
            .toList();
    return scalars.isEmpty() ? result : setCoords(scalars, result);
  }

  private static FileView expandDims(Transform.ExpandDims t, FileView view, String url) {
    if (view.hasDimension(t.dimension()) || view.variable(t.dimension()).isPresent()) {
      throw PlanException.recipe(
          url
              + ": transforms: expand_dims of '"
              + t.dimension()
              + "', which is in the file already");
    }
    String name = url.substring(url.lastIndexOf('/') + 1);
    Matcher m = Pattern.compile(t.regex()).matcher(name);
    if (!m.find()) {
      throw PlanException.recipe(
          url
              + ": transforms: expand_dims: '"
              + t.regex()
              + "' is not found in the file's name '"
              + name
              + "'");
    }
    Block value = parse(m.groupCount() > 0 ? m.group(1) : m.group(), t, url);
    return Stacking.inFront(
        view, Stacking.constant(t.dimension(), value, Attributes.empty()), Set.of());
  }

  private static Block parse(String text, Transform.ExpandDims t, String url) {
    try {
      return switch (t.type()) {
        case "int" -> FillValue.of(Long.parseLong(text)).block(DataType.INT64).reshape(1);
        case "float" ->
            FillValue.of(DataType.FLOAT64, Double.parseDouble(text))
                .block(DataType.FLOAT64)
                .reshape(1);
        default -> Block.wrap(new String[] {text}, 1);
      };
    } catch (NumberFormatException e) {
      throw PlanException.recipe(
          url
              + ": transforms: expand_dims: '"
              + text
              + "' is no "
              + t.type()
              + "; write a narrower `from`");
    }
  }

  private static FileView filter(FileView view, java.util.function.Predicate<VariableView> wanted) {
    return FileView.of(
        view.variables().values().stream().filter(wanted).toList(), view.attributes());
  }

  private static void requireVariables(
      String transform, List<String> names, FileView view, String url) {
    for (String name : names) {
      if (view.variable(name).isEmpty()) {
        throw absent(transform, name, new TreeSet<>(view.variables().keySet()), url);
      }
    }
  }

  private static PlanException absent(
      String transform, String name, Set<String> known, String url) {
    return PlanException.recipe(
        url
            + ": transforms: "
            + transform
            + " names '"
            + name
            + "', which is not in the file; there are "
            + String.join(", ", known));
  }
}
