package org.arcoforge.transform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.arcoforge.array.Variable;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.recipe.Transform;
import org.arcoforge.recipe.WherePresent;

/**
 * Refuses a file with variables that cannot be read, unless the recipe leaves each of them out.
 * Nothing is ever lost in silence.
 */
final class UnreadableVariables {
  private static final Set<String> REFERENCES =
      Set.of(
          "coordinates",
          "bounds",
          "climatology",
          "grid_mapping",
          "cell_measures",
          "ancillary_variables",
          "formula_terms");

  private UnreadableVariables() {}

  /**
   * Returns a recipe's transforms without the names of what cannot be read, which is no variable
   * for them; one for each.
   *
   * @throws org.arcoforge.recipe.RefusedException if a variable that cannot be read is not left out
   */
  static List<Transform> leftOut(Recipe recipe, SourceDescription file, String url) {
    Map<String, String> reasons = new LinkedHashMap<>(file.unsupported());
    if (reasons.isEmpty()) {
      return recipe.transforms();
    }
    List<Transform> rest = new ArrayList<>();
    for (Transform written : recipe.transforms()) {
      Transform transform = WherePresent.plain(written);
      if (transform instanceof Transform.Drop drop) {
        List<String> names = new ArrayList<>(drop.variables());
        names.removeIf(name -> reasons.remove(name) != null);
        rest.add(new Transform.Drop(names));
        continue;
      }
      if (transform instanceof Transform.Keep keep) {
        reasons.keySet().removeIf(name -> !isWanted(name, keep.variables(), file));
        refuse(reasons, url);
      }
      rest.add(written);
    }
    refuse(reasons, url);
    return rest;
  }

  /** Whether it is among variables to keep, or what they refer to. */
  private static boolean isWanted(String name, List<String> kept, SourceDescription file) {
    if (kept.contains(name)) {
      return true;
    }
    for (SourceVariable source : file.variables()) {
      Variable v = source.variable();
      if (kept.contains(v.name())
          && (v.dimensionNames().contains(name)
              || REFERENCES.stream()
                  .flatMap(key -> v.attributes().text(key).stream())
                  .anyMatch(text -> List.of(text.trim().split("[\\s:]+")).contains(name)))) {
        return true;
      }
    }
    return false;
  }

  private static void refuse(Map<String, String> reasons, String url) {
    if (!reasons.isEmpty()) {
      String all =
          reasons.size() == 1
              ? ""
              : "\nall of them: `transforms: [{drop: ["
                  + String.join(", ", reasons.keySet())
                  + "]}]`";
      throw RefusedException.sources(url + ": " + String.join("\n", reasons.values()) + all);
    }
  }
}
