package org.arcoforge.beam;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.Bakery;
import org.arcoforge.bake.Failures;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.Resources;
import org.arcoforge.bake.Software;
import org.arcoforge.bake.planning.PlanPreview;
import org.arcoforge.bake.publish.AppendCheck;
import org.arcoforge.commit.Lease;
import org.arcoforge.commit.LeaseHeldException;
import org.arcoforge.commit.LeaseKeeper;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;

/** One recipe, baked on a bakery by a runner, under the recipe's lease. */
public final class BakeRun {
  private static final Duration LOOK = Duration.millis(200);

  private final Bakery bakery;
  private final PipelineOptions options;
  private final Resources resources;
  private final BakeListener listener;

  /** Bakes on a bakery with a runner's options, and tells the listener how far it is. */
  public BakeRun(
      Bakery bakery, PipelineOptions options, Resources resources, BakeListener listener) {
    this.bakery = bakery;
    this.options = options;
    this.resources = resources;
    this.listener = listener;
  }

  /** The configuration of a bake; {@code prune} 0 is all of it. */
  public static BakeConfig configure(
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
            Software.text());
    Recipe resolved = PlanPreview.resolve(config);
    if (prune > 0) {
      resolved = resolved.toBuilder().pattern(resolved.pattern().prune(prune)).build();
    }
    return config.withRecipe(resolved);
  }

  /** Bakes; every failure that people can mend is in the report. */
  public BakeReport bake(Feedstock feedstock, Recipe recipe, long prune) {
    long began = System.nanoTime();
    BakeReport report;
    try {
      BakeConfig config = configure(bakery, feedstock, recipe, prune, resources, bakery.cache());
      try {
        report = config.isPruned() ? run(config, null) : runUnderLease(config);
      } finally {
        PlanPreview.close(config);
      }
    } catch (IOException | RuntimeException e) {
      report =
          BakeReport.failed(
              recipe.id(), Failures.outcome(e), java.util.List.of(Failures.message(e)));
      listener.failed(e);
    }
    listener.done();
    return report.withSeconds(Math.round((System.nanoTime() - began) / 1e6) / 1e3);
  }

  private BakeReport runUnderLease(BakeConfig config) throws IOException {
    try (ObjectStore catalog = ObjectStores.open(config.catalog())) {
      String key = "leases/" + config.feedstock().id() + "/" + config.recipe().id() + ".json";
      Lease lease = Lease.acquire(catalog, key, config.run(), Clock.systemUTC());
      try (LeaseKeeper keeper = new LeaseKeeper(lease)) {
        Optional<BakeReport> nothingToDo = AppendCheck.of(config);
        return nothingToDo.isPresent() ? nothingToDo.get() : run(config, keeper);
      }
    }
  }

  private BakeReport run(BakeConfig config, @Nullable LeaseKeeper keeper) throws IOException {
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply("Bake " + config.recipe().id(), Bake.of(config));
    PipelineResult result = pipeline.run();
    PipelineResult.State state = null;
    while (state == null || !state.isTerminal()) {
      state = result.waitUntilFinish(LOOK);
      listener.progress(Progress.of(result, config), config.recipe().pattern().size());
      if (keeper != null) {
        stopIfLost(keeper, result);
      }
    }
    return report(config, state);
  }

  /** Another bake has begun, and goes on with what this one wrote. */
  private static void stopIfLost(LeaseKeeper keeper, PipelineResult result) throws IOException {
    try {
      keeper.check();
    } catch (LeaseHeldException e) {
      result.cancel();
      throw e;
    }
  }

  private static BakeReport report(BakeConfig config, PipelineResult.State state)
      throws IOException {
    try (ObjectStore store = ObjectStores.open(config.recipeStore())) {
      RunFolder folder = new RunFolder(store, config.run());
      if (folder.report().isEmpty()) {
        return BakeReport.failed(
            config.recipe().id(),
            Outcome.UNEXPECTED,
            java.util.List.of(
                "the pipeline ended as "
                    + state
                    + " without a report in "
                    + folder.objects().location()));
      }
      return new ObjectMapper().readValue(folder.objects().read("report.json"), BakeReport.class);
    }
  }
}
