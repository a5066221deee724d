package org.arcoforge.transform;

import java.util.Set;
import java.util.TreeSet;
import org.arcoforge.array.Block;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.Region;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.Transform;
import org.arcoforge.recipe.WherePresent;
import org.arcoforge.view.StoredValues;

/** Records which of a file's values the transforms have looked at while they describe it. */
final class RecordedValues implements StoredValues {
  private final StoredValues file;
  private final Set<String> variables = new TreeSet<>();

  RecordedValues(StoredValues file) {
    this.file = file;
  }

  @Override
  public void read(String variable, Region region, Block target, long[] at) {
    variables.add(variable);
    file.read(variable, region, target, at);
  }

  /** Returns whether one of them may have other values in the next file of a concat dimension. */
  boolean alongConcat(Recipe recipe, SourceDescription description) {
    for (SourceVariable v : description.variables()) {
      boolean looked = variables.contains(v.variable().name());
      if (looked && (v.variable().rank() == 0 || isAlong(recipe, v))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAlong(Recipe recipe, SourceVariable v) {
    for (Dimension d : v.variable().dimensions()) {
      String name = d.name();
      for (Transform t : recipe.transforms()) {
        name =
            WherePresent.plain(t) instanceof Transform.Rename r
                ? r.names().getOrDefault(name, name)
                : name;
      }
      for (PatternDim dim : recipe.pattern().dims()) {
        if (dim.kind() == PatternDim.Kind.CONCAT
            && (dim.name().equals(name) || dim.also().contains(name))) {
          return true;
        }
      }
    }
    return false;
  }
}
