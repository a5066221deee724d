package org.arcoforge.beam;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.arcoforge.format.FormatException;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.recipe.Transform;

/** Variables that cannot be read are left out only where the recipe says so. */
final class Unreadable {
  private Unreadable() {}

  /**
   * Checks that the transforms leave out what cannot be read.
   *
   * @throws FormatException with the line to write, if not
   */
  static void check(String url, SourceDescription description, List<Transform> transforms)
      throws FormatException {
    Set<String> left = new HashSet<>(description.unsupported().keySet());
    for (Transform transform : transforms) {
      if (transform instanceof Transform.Drop drop) {
        drop.variables().forEach(left::remove);
      } else if (transform instanceof Transform.Keep keep) {
        left.retainAll(keep.variables());
      }
    }
    for (Map.Entry<String, String> one : description.unsupported().entrySet()) {
      if (left.contains(one.getKey())) {
        throw FormatException.unsupported(url, one.getValue());
      }
    }
  }
}
