package org.arcoforge.recipe;

import java.util.HashMap;
import java.util.Map;
import org.arcoforge.array.GroupPath;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.PatternDim;

/**
 * Finds which concat dim of a pattern runs along a dimension of the data: {@code {concat: time}}
 * along the one of that name in every group, {@code {concat: science/time}} along that of one
 * group, {@code {concat: [trajectory, obs]}} along both.
 */
public final class ConcatDimNames {
  private final Map<String, Integer> concat = new HashMap<>();

  public ConcatDimNames(FilePattern pattern) {
    for (int d = 0; d < pattern.dims().size(); d++) {
      if (pattern.dims().get(d).kind() == PatternDim.Kind.CONCAT) {
        concat.put(pattern.dims().get(d).name(), d);
        for (String also : pattern.dims().get(d).also()) {
          concat.put(also, d);
        }
      }
    }
  }

  /** Returns the place in the pattern of the concat dimension that runs along it, or -1. */
  public int of(String dimension) {
    Integer exact = concat.get(dimension);
    return exact != null ? exact : concat.getOrDefault(GroupPath.name(dimension), -1);
  }
}
