package org.arcoforge.bake.planning;

import com.google.auto.value.AutoBuilder;
import java.io.IOException;
import java.time.Clock;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.Origin;
import org.arcoforge.bake.Resources;
import org.arcoforge.bake.Software;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.commit.RunId;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.source.Sources.Cache;

/** Sets up a bake: where everything will be, and which files there are. */
public final class BakeSetup {
  private BakeSetup() {}

  /** Returns a builder of a bake of all files, without a cache. */
  public static Builder builder() {
    return new AutoBuilder_BakeSetup_Builder()
        .prune(0)
        .cache(Cache.at(""))
        .how(BakeOrder.How.AS_USUAL)
        .noted(false)
        .origin(Origin.unknown());
  }

  /** Says what is to be baked, and where. */
  @AutoBuilder(callMethod = "order")
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

    /** Sets the cache of fetched files and of headers; none is the default. */
    Builder cache(Cache cache);

    /** Sets what is baked besides what is new. */
    Builder how(BakeOrder.How how);

    /** Sets whether the job itself is to note its end in the log of runs; false by default. */
    Builder noted(boolean is);

    /** Sets which commit the feedstock is of; unknown by default. */
    Builder origin(Origin origin);

    /** Returns the order of a bake that has not begun, whose pattern is as it was written. */
    BakeOrder order();

    /**
     * Opens the session of a new run, whose pattern is resolved.
     *
     * @throws IOException if the files of a pattern with wildcards cannot be listed, or there are
     *     none, or the secret that the recipe needs is not bound
     */
    default WorkerSession open() throws IOException {
      BakeOrder order = order();
      order.checkSecret();
      BakeConfig config = order.config().withRun(RunId.create(Clock.systemUTC()));
      try (WorkerSession session = WorkerSession.open(config)) {
        return session.with(config.withRecipe(order.resolved(config.run(), order.found(session))));
      }
    }
  }

  static BakeOrder order(
      Bakery bakery,
      Feedstock feedstock,
      Recipe recipe,
      long prune,
      Resources resources,
      Cache cache,
      BakeOrder.How how,
      boolean noted,
      Origin origin) {
    String folder = feedstock.id() + "/" + recipe.id() + "/";
    BakeConfig config =
        BakeConfig.builder()
            .feedstock(feedstock)
            .recipe(recipe)
            .run(RunId.NONE)
            .recipeStore((prune > 0 ? bakery.scratch() : bakery.persistent()) + folder)
            .scratch(bakery.scratch() + folder)
            .catalog(prune > 0 ? "" : bakery.catalog())
            .cache(cache)
            .headers(cache.url())
            .publicUrl(bakery.publicUrl().isEmpty() ? "" : bakery.publicUrl() + folder)
            .resources(resources)
            .software(Software.text())
            .origin(origin)
            .reach(bakery.reach().withInbox(bakery.inboxOf(feedstock.id())))
            .limits(bakery.limits())
            .build();
    return new BakeOrder(
        config,
        bakery.catalog(),
        bakery.scratch(),
        prune,
        how,
        noted ? bakery.name() : "",
        bakery.prices());
  }
}
