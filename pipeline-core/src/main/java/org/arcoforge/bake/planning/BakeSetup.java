package org.arcoforge.bake.planning;

import java.io.IOException;
import java.time.Clock;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.Bakery;
import org.arcoforge.bake.Resources;
import org.arcoforge.bake.Software;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.commit.RunId;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;

/** The beginning of a bake: where everything will be, and which files there are. */
public final class BakeSetup {
  private BakeSetup() {}

  /**
   * Opens the session of a new run, whose pattern is resolved.
   *
   * @param prune how many positions of each concat dimension are kept; 0 for all
   * @param cache URL of the cache of fetched files; empty for none
   * @throws IOException if the files of a pattern with wildcards cannot be listed, or there are
   *     none
   */
  public static WorkerSession open(
      Bakery bakery,
      Feedstock feedstock,
      Recipe recipe,
      long prune,
      Resources resources,
      String cache)
      throws IOException {
    String folder = feedstock.id() + "/" + recipe.id() + "/";
    BakeConfig config =
        new BakeConfig(
                feedstock,
                recipe,
                RunId.create(Clock.systemUTC()),
                (prune > 0 ? bakery.scratch() : bakery.persistent()) + folder,
                bakery.scratch() + folder,
                prune > 0 ? "" : bakery.catalog(),
                cache,
                resources,
                Software.text())
            .withFiles(bakery.files());
    try (WorkerSession session = WorkerSession.open(config)) {
      Recipe resolved = PlanPreview.resolve(session);
      if (prune > 0) {
        resolved = resolved.toBuilder().pattern(resolved.pattern().prune(prune)).build();
      }
      return session.with(config.withRecipe(resolved));
    }
  }
}
