package org.arcoforge.bake.repair;

import org.arcoforge.pattern.FilePattern;
import org.arcoforge.plan.Plan;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.source.Sources;

/**
 * Gives a stored plan, whose URLs are without secrets, the means to read its sources that the
 * feedstock has now. Files that the pattern names by now in addition do not matter.
 */
final class ReadablePlan {
  private ReadablePlan() {}

  static Plan of(Plan stored, Recipe now) {
    FilePattern then = stored.recipe().pattern();
    FilePattern pattern =
        isSame(then, now.pattern()) ? now.pattern() : then.withAccess(now.pattern().access());
    return stored.withRecipe(stored.recipe().toBuilder().pattern(pattern).build());
  }

  private static boolean isSame(FilePattern a, FilePattern b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (long n = 0; n < a.size(); n++) {
      if (!key(a, n).equals(key(b, n))) {
        return false;
      }
    }
    return true;
  }

  private static String key(FilePattern pattern, long n) {
    return Sources.key(pattern.url(pattern.position(n)));
  }
}
