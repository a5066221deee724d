package org.arcoforge.beam;

import java.io.IOException;
import java.util.Optional;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlanException;
import org.arcoforge.store.ObjectExistsException;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.StoreAccessException;

/**
 * Headers become a plan, saved in the run's folder, and the plan's tiles. If an earlier run made
 * the same plan and was stopped, its folder is taken over. A failure is passed on, so that the end
 * of the pipeline reports it.
 */
final class PlanFn extends DoFn<KV<Integer, Iterable<Scans.Batch>>, Work> {
  private static final long serialVersionUID = 1L;

  private final BakeConfig config;
  private final Counter tiles = Metrics.counter(Progress.class, Progress.TILES);

  PlanFn(BakeConfig config) {
    this.config = config;
  }

  @ProcessElement
  public void process(@Element KV<Integer, Iterable<Scans.Batch>> all, OutputReceiver<Work> out)
      throws IOException {
    Scans.Builder builder = new Scans.Builder();
    for (Scans.Batch batch : all.getValue()) {
      builder.add(batch);
    }
    Scans scans = builder.build();
    Plan plan;
    try {
      plan = Planning.plan(config, scans);
    } catch (PlanException e) {
      out.output(Work.failed(StepResult.failed("", e)));
      return;
    }
    byte[] bytes = PlanFile.encode(plan);
    String digest = PlanFile.digest(bytes, config);
    RunFolder run;
    try {
      ObjectStore store = Stores.at(config.recipeStore());
      Optional<RunFolder> unfinished = RunFolder.unfinished(store, digest);
      run = unfinished.orElse(new RunFolder(store, config.run()));
      PlanFile.save(
          run, bytes, digest, Fingerprints.of(config.recipe().pattern().size(), scans.records()));
    } catch (ObjectExistsException | StoreAccessException e) {
      out.output(Work.failed(StepResult.failed("", e)));
      return;
    }
    tiles.inc(plan.tiles());
    Tally.of(config).tiles.add(plan.tiles());
    if (config.resources().threads() > 1) {
      out.output(Work.allTiles(run.id()));
      return;
    }
    TileRanges.visit(plan, (a, from, to) -> out.output(Work.tiles(run.id(), a, from, to)));
    out.output(Work.tiles(run.id(), 0, 0, 0)); // there may be no tile at all
  }
}
