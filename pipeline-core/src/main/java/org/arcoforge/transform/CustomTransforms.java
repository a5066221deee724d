package org.arcoforge.transform;

import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.Variable;
import org.arcoforge.recipe.CustomTransform;
import org.arcoforge.view.CustomArray;
import org.arcoforge.view.FileView;
import org.arcoforge.view.VariableView;

/** Applies a recipe's own transform to a file. */
final class CustomTransforms {
  private CustomTransforms() {}

  static FileView apply(CustomTransform t, FileView view, TransformContext scope) {
    CustomTransform.Result result;
    try {
      result = t.describe(view.dataset(), scope.position());
    } catch (IllegalArgumentException e) {
      throw scope.refused(t.name(), String.valueOf(e.getMessage()));
    }
    List<VariableView> views = new ArrayList<>();
    for (Variable v : result.file().variables()) {
      views.add(
          result.computed().contains(v.name())
              ? new VariableView(v, new CustomArray(t, v, view, scope.position(), chunk(v, view)))
              : taken(t, v, view, scope));
    }
    for (String name : result.computed()) {
      if (result.file().variable(name).isEmpty()) {
        throw scope.refused(t.name(), "computes '" + name + "', which it does not describe");
      }
    }
    return FileView.of(views, result.file().attributes());
  }

  private static VariableView taken(
      CustomTransform t, Variable v, FileView view, TransformContext scope) {
    VariableView before = scope.variable(t.name(), v.name(), view);
    boolean same =
        before.variable().type() == v.type()
            && before.variable().dimensions().equals(v.dimensions());
    if (!same) {
      throw scope.refused(
          t.name(),
          "describes '"
              + v.name()
              + "' with another type or other dimensions, and does not compute it");
    }
    return before.with(v);
  }

  private static List<Long> chunk(Variable v, FileView view) {
    List<Long> chunk = new ArrayList<>();
    for (Dimension d : v.dimensions()) {
      long longest = 1;
      for (VariableView other : view.variables().values()) {
        int axis = other.variable().axis(d.name());
        longest = axis < 0 ? longest : Math.max(longest, other.chunk(axis));
      }
      chunk.add(longest);
    }
    return chunk;
  }
}
