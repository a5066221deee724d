package org.arcoforge.transform;

import java.util.HashMap;
import java.util.Map;
import org.arcoforge.recipe.Transform;
import org.arcoforge.view.FileView;
import org.arcoforge.view.VariableView;

/**
 * Remembers the variables that a transform has given a dimension because they were no coordinates
 * then. Made coordinates afterwards they would have it, made coordinates before they would not:
 * whoever writes the former is told.
 */
final class ExpandedVariables {
  private Map<String, String> by = new HashMap<>();

  /** Refuses to make one of them a coordinate. */
  void check(Transform transform, FileView view, TransformContext scope) {
    if (!(transform instanceof Transform.SetCoords coords)) {
      return;
    }
    for (String name : coords.variables()) {
      String how = by.get(name);
      if (how != null && view.variable(name).isPresent()) {
        throw scope.refused(
            "set_coords",
            "'"
                + name
                + "' was a data variable when "
                + how
                + " it too; write set_coords before that, so that '"
                + name
                + "' stays as it is in the files, or leave '"
                + name
                + "' a data variable");
      }
    }
  }

  /** Notes what a transform has done. */
  void note(Transform transform, FileView before, FileView after) {
    if (transform instanceof Transform.Rename r) {
      Map<String, String> renamed = new HashMap<>();
      by.forEach((name, how) -> renamed.put(r.names().getOrDefault(name, name), how));
      by = renamed;
    } else if (transform instanceof Transform.TimeFromName t) {
      note("time_from_name", t.dimension(), before, after);
    } else if (transform instanceof Transform.ExpandDims t) {
      note("expand_dims", t.dimension(), before, after);
    }
  }

  private void note(String transform, String dimension, FileView before, FileView after) {
    for (VariableView v : after.variables().values()) {
      String name = v.variable().name();
      boolean had = before.variable(name).map(b -> b.variable().axis(dimension) >= 0).orElse(true);
      if (!had && v.variable().axis(dimension) >= 0 && !name.equals(dimension)) {
        by.put(name, transform + " gave the dimension '" + dimension + "' to");
      }
    }
  }
}
