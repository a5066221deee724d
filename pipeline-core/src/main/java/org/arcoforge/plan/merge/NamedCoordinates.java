package org.arcoforge.plan.merge;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.arcoforge.pattern.Spelling;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.RefusedException;

/** Checks the variables that the policy on coordinates names. */
public final class NamedCoordinates {
  private NamedCoordinates() {}

  /**
   * Checks that there are such variables, and that files repeat those that are to be taken from the
   * first.
   *
   * @throws RefusedException if not
   */
  public static void check(Policies policies, int patternDims, List<MergedVariable> variables) {
    TreeSet<String> known = new TreeSet<>(variables.stream().map(MergedVariable::name).toList());
    policies.coordinateTolerances().keySet().forEach(n -> require("tolerance", n, known));
    policies.firstCoordinates().forEach(n -> require("first", n, known));
    for (MergedVariable v : variables) {
      if (policies.firstCoordinates().contains(v.name())
          && patternDims > 0
          && v.varying().size() == patternDims) {
        throw RefusedException.recipe(
            "policies: coordinates: first names '"
                + v.name()
                + "', but its dimensions "
                + v.dims()
                + " are joined, so that each file has a part of its own; leave it out of first");
      }
    }
  }

  private static void require(String key, String name, Set<String> known) {
    if (!known.contains(name)) {
      throw RefusedException.recipe(
              "policies: coordinates: "
                  + key
                  + " names the variable '"
                  + name
                  + "', which is not in the data; "
                  + Spelling.hint(name, known))
          .at(List.of("policies", "coordinates", key, name));
    }
  }
}
