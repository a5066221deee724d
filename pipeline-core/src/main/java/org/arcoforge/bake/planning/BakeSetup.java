package org.arcoforge.bake.planning;

import com.google.auto.value.AutoBuilder;
import java.io.IOException;
import java.time.Clock;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.Resources;
import org.arcoforge.bake.Software;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.commit.RunId;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;

/** Sets up a bake: where everything will be, and which files there are. */
public final class BakeSetup {
  private BakeSetup() {}

  /** Returns a builder of a bake of all files, without a cache. */
  public static Builder builder() {
    return new AutoBuilder_BakeSetup_Builder().prune(0).cache("");
  }

  /** Says what is to be baked, and where, and opens the session of its new run. */
  @AutoBuilder(callMethod = "open")
  public interface Builder {
    /** Sets where results are written. */
    Builder bakery(Bakery bakery);

    /** Sets who made the data; its recipes are not used. */
    Builder feedstock(Feedstock feedstock);

    /** Sets what is baked. */
    Builder recipe(Recipe recipe);

    /** Sets how many positions of each concat dimension are kept; 0, the default, for all. */
    Builder prune(long positions);

    /** Sets what a step may use in one process. */
    Builder resources(Resources resources);

    /** Sets the URL of the cache of fetched files and of headers; empty, the default, for none. */
    Builder cache(String url);

    /**
     * Opens the session of a new run, whose pattern is resolved.
     *
     * @throws IOException if the files of a pattern with wildcards cannot be listed, or there are
     *     none, or the secret that the recipe needs is not bound
     */
    WorkerSession open() throws IOException;
  }

  static WorkerSession open(
      Bakery bakery,
      Feedstock feedstock,
      Recipe recipe,
      long prune,
      Resources resources,
      String cache)
      throws IOException {
    String folder = feedstock.id() + "/" + recipe.id() + "/";
    BakeConfig config =
        BakeConfig.builder()
            .feedstock(feedstock)
            .recipe(recipe)
            .run(RunId.create(Clock.systemUTC()))
            .recipeStore((prune > 0 ? bakery.scratch() : bakery.persistent()) + folder)
            .scratch(bakery.scratch() + folder)
            .catalog(prune > 0 ? "" : bakery.catalog())
            .cache(cache)
            .headers(cache)
            .publicUrl(bakery.publicUrl().isEmpty() ? "" : bakery.publicUrl() + folder)
            .resources(resources)
            .software(Software.text())
            .reach(bakery.reach().withInbox(bakery.inboxOf(feedstock.id())))
            .limits(bakery.limits())
            .build();
    String need = recipe.pattern().access().auth();
    if (!need.isEmpty()) {
      config.reach().secrets().of(need); // told once, before any file is asked for
    }
    try (WorkerSession session = WorkerSession.open(config)) {
      Recipe resolved = PlanPreview.resolve(session);
      if (prune > 0) {
        resolved = resolved.toBuilder().pattern(resolved.pattern().prune(prune)).build();
      }
      return session.with(config.withRecipe(resolved));
    }
  }
}
