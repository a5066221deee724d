package org.arcoforge.bake.planning;

import java.util.List;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.Target;
import org.arcoforge.recipe.yaml.RecipeWriter;

/**
 * Decides whether two recipes make the same of each file, however many files their patterns name.
 */
public final class SameRecipe {
  private SameRecipe() {}

  /**
   * Returns whether they differ in nothing but the files, the mode, which versions are kept, and
   * what becomes of changed files.
   */
  public static boolean is(Recipe a, Recipe b) {
    FilePattern p = a.pattern();
    FilePattern q = b.pattern();
    return p.format().equals(q.format())
        && p.group().equals(q.group())
        && p.filterByKeys().equals(q.filterByKeys())
        && dims(p).equals(dims(q))
        && text(a, p).equals(text(b, p));
  }

  private static List<String> dims(FilePattern pattern) {
    return pattern.dims().stream().map(d -> d.kind() + " " + d.name()).toList();
  }

  private static String text(Recipe recipe, FilePattern pattern) {
    Target target = recipe.target().toBuilder().mode(Target.Mode.CREATE).keep(null).build();
    Policies policies =
        recipe.policies().toBuilder()
            .changedSources(Policies.ChangedSourcePolicy.NEW_VERSION)
            .build();
    return RecipeWriter.write(
        recipe.toBuilder().pattern(pattern).target(target).policies(policies).build());
  }
}
