package org.arcoforge.transform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.arcoforge.pattern.Position;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.view.FileView;
import org.arcoforge.view.StoredValues;
import org.arcoforge.view.VariableView;

/**
 * A transform context is the file that transforms are applied to.
 *
 * @param url without secrets
 * @param values of the file, for those that look at coordinates
 * @param absent what other files may have
 */
record TransformContext(String url, Position position, StoredValues values, AbsentNames absent) {
  /** Returns last part of the URL. */
  String fileName() {
    String path = url.replaceFirst("[?#].*$", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Returns the recipe does not fit the file; the message says what was expected and found. */
  RefusedException refused(String transform, String message) {
    return RefusedException.recipe(url + ": transforms: " + transform + ": " + message)
        .at(List.of(transform));
  }

  /** Returns a name that is not there. */
  RefusedException absent(String transform, String name, Collection<String> known) {
    return RefusedException.unknown(
        url + ": transforms: " + transform + " names '" + name + "', which is not in the file",
        name,
        known,
        transform,
        name);
  }

  /**
   * Returns those of some names that are in the file; the others, other files may have.
   *
   * @throws RefusedException if there is no other file, and they must be somewhere
   */
  List<String> present(String transform, Collection<String> names, Collection<String> known) {
    List<String> present = new ArrayList<>();
    for (String name : names) {
      if (known.contains(name)) {
        present.add(name);
      } else if (!absent.mayBe(transform, name, known)) {
        throw absent(transform, name, known);
      }
    }
    return present;
  }

  /** Returns the variable of that name. */
  VariableView variable(String transform, String name, FileView view) {
    return view.variable(name)
        .orElseThrow(() -> absent(transform, name, view.variables().keySet()));
  }

  /** Returns the length of the dimension of that name. */
  long length(String transform, String dimension, FileView view) {
    TreeSet<String> known = new TreeSet<>();
    for (VariableView v : view.variables().values()) {
      int axis = v.variable().axis(dimension);
      if (axis >= 0) {
        return v.variable().dimensions().get(axis).length();
      }
      known.addAll(v.variable().dimensionNames());
    }
    throw absent(transform, dimension, known);
  }
}
