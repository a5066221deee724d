package org.arcoforge.runners;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.arcoforge.beam.AppendCheck;
import org.arcoforge.beam.Bake;
import org.arcoforge.beam.BakeConfig;
import org.arcoforge.beam.BakeReport;
import org.arcoforge.beam.Failures;
import org.arcoforge.beam.Outcome;
import org.arcoforge.beam.PlanPreview;
import org.arcoforge.beam.Progress;
import org.arcoforge.beam.Resources;
import org.arcoforge.commit.Lease;
import org.arcoforge.commit.LeaseHeldException;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;

/** One recipe, baked on a bakery by a runner, under the recipe's lease. */
final class BakeRun {
  private static final Duration LOOK = Duration.millis(200);

  private final Bakery bakery;
  private final PipelineOptions options;
  private final Resources resources;
  private final ProgressDisplay display;

  BakeRun(Bakery bakery, PipelineOptions options, Resources resources, ProgressDisplay display) {
    this.bakery = bakery;
    this.options = options;
    this.resources = resources;
    this.display = display;
  }

  /** The configuration of a bake; {@code prune} 0 is all of it. */
  static BakeConfig configure(
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
            SoftwareVersion.text());
    Recipe resolved = PlanPreview.resolve(config);
    if (prune > 0) {
      resolved = resolved.toBuilder().pattern(resolved.pattern().prune(prune)).build();
    }
    return config.withRecipe(resolved);
  }

  /** Bakes; every failure that people can mend is in the report. */
  BakeReport bake(Feedstock feedstock, Recipe recipe, long prune) {
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
      display.failed(e);
    }
    display.done();
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
      display.show(Progress.of(result, config), config.recipe().pattern().size());
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
