package org.arcoforge.bake.repair;

import java.util.List;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.pattern.Urls;
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
    FilePattern found = found(now.pattern(), then);
    FilePattern pattern = isSame(then, found) ? found : then.withAccess(now.pattern().access());
    return stored.withRecipe(stored.recipe().toBuilder().pattern(pattern).build());
  }

  /** The pattern as it is now, with the ends and the alternatives of then. */
  private static FilePattern found(FilePattern now, FilePattern then) {
    List<String> names = now.dims().stream().map(PatternDim::name).toList();
    boolean alike = names.equals(then.dims().stream().map(PatternDim::name).toList());
    boolean listed = now.urls() instanceof Urls.Files || now.urls() instanceof Urls.Glob;
    return alike && !listed ? now.asFound(then) : now;
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
