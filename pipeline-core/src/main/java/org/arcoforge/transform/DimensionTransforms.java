package org.arcoforge.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.IndexMap;
import org.arcoforge.array.Variable;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.recipe.Transform;
import org.arcoforge.view.FileView;
import org.arcoforge.view.LazyArray;
import org.arcoforge.view.VariableView;

/** Applies the transforms that change the dimensions of all variables of a file. */
final class DimensionTransforms {
  private DimensionTransforms() {}

  static FileView squeeze(List<String> dimensions, FileView view, TransformContext scope) {
    dimensions.forEach(name -> scope.length("squeeze", name, view));
    List<VariableView> squeezed = new ArrayList<>();
    for (VariableView v : view.variables().values()) {
      List<Dimension> dims = new ArrayList<>();
      List<LazyArray.Axis> axes = new ArrayList<>();
      for (int d = 0; d < v.variable().rank(); d++) {
        Dimension dim = v.variable().dimensions().get(d);
        boolean named = dimensions.contains(dim.name());
        if (named && dim.length() != 1) {
          throw RefusedException.recipe(
              scope.url()
                  + ": transforms: squeeze of '"
                  + dim.name()
                  + "', which is "
                  + dim.length()
                  + " long, not 1");
        }
        if (!named && !(dimensions.isEmpty() && dim.length() == 1)) {
          dims.add(dim);
          axes.add(v.whole(d));
        }
      }
      squeezed.add(v.taking(dims, axes));
    }
    return withScalars(view, FileView.of(squeezed, view.attributes()));
  }

  /** What was the coordinate of a dimension and has none any more stays one, a scalar. */
  private static FileView withScalars(FileView before, FileView after) {
    List<String> scalars =
        before.variables().values().stream()
            .map(VariableView::variable)
            .filter(Variable::isDimensionCoordinate)
            .map(Variable::name)
            .filter(name -> after.required(name).variable().rank() == 0)
            .toList();
    return scalars.isEmpty() ? after : VariableTransforms.withCoords(scalars, after);
  }

  /** Returns those elements of a dimension, in that order. */
  static FileView select(FileView view, String dimension, IndexMap map) {
    List<VariableView> selected = new ArrayList<>();
    for (VariableView v : view.variables().values()) {
      if (v.variable().axis(dimension) < 0) {
        selected.add(v);
        continue;
      }
      List<Dimension> dims = new ArrayList<>();
      List<LazyArray.Axis> axes = new ArrayList<>();
      for (int d = 0; d < v.variable().rank(); d++) {
        boolean named = v.variable().dimensions().get(d).name().equals(dimension);
        dims.add(named ? new Dimension(dimension, map.length()) : v.variable().dimensions().get(d));
        axes.add(named ? new LazyArray.Axis(d, map) : v.whole(d));
      }
      selected.add(v.taking(dims, axes));
    }
    return FileView.of(selected, view.attributes());
  }

  /** Returns one element of a dimension, which goes away. */
  static FileView at(FileView view, String dimension, long index) {
    List<VariableView> selected = new ArrayList<>();
    for (VariableView v : view.variables().values()) {
      List<Dimension> dims = new ArrayList<>();
      List<LazyArray.Axis> axes = new ArrayList<>();
      List<Long> at = new ArrayList<>(Collections.nCopies(v.variable().rank(), 0L));
      for (int d = 0; d < v.variable().rank(); d++) {
        if (v.variable().dimensions().get(d).name().equals(dimension)) {
          at.set(d, index);
        } else {
          dims.add(v.variable().dimensions().get(d));
          axes.add(v.whole(d));
        }
      }
      selected.add(v.taking(dims, axes, at));
    }
    return withScalars(view, FileView.of(selected, view.attributes()));
  }

  static FileView transpose(List<String> names, FileView view, TransformContext scope) {
    boolean open = names.contains(Transform.Transpose.OTHERS);
    Set<String> all = new LinkedHashSet<>();
    view.variables().values().forEach(v -> all.addAll(v.variable().dimensionNames()));
    for (String name : names) {
      if (!name.equals(Transform.Transpose.OTHERS)) {
        scope.length("transpose", name, view);
      }
    }
    all.removeAll(names);
    if (!open && !all.isEmpty()) {
      throw scope.refused(
          "transpose",
          "expected all dimensions, found none of "
              + String.join(", ", all)
              + "; name them, or write '...' where they belong, as transforms: [{transpose: [..., "
              + String.join(", ", names)
              + "]}]");
    }
    List<VariableView> turned = new ArrayList<>();
    for (VariableView v : view.variables().values()) {
      // Dimensions that '...' stands for keep the variable's own order.
      List<String> own = new ArrayList<>();
      for (String name : names) {
        if (name.equals(Transform.Transpose.OTHERS)) {
          v.variable().dimensionNames().stream().filter(all::contains).forEach(own::add);
        } else if (v.variable().axis(name) >= 0) {
          own.add(name);
        }
      }
      List<Dimension> dims = new ArrayList<>();
      List<LazyArray.Axis> axes = new ArrayList<>();
      for (String name : own) {
        int axis = v.variable().axis(name);
        dims.add(v.variable().dimensions().get(axis));
        axes.add(v.whole(axis));
      }
      turned.add(axes.size() == v.variable().rank() ? v.taking(dims, axes) : v);
    }
    return FileView.of(turned, view.attributes());
  }
}
