package org.arcoforge.beam;

import java.io.IOException;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.plan.PlanException;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.source.SourceException;
import org.arcoforge.store.ObjectExistsException;
import org.arcoforge.store.StoreAccessException;

/**
 * Tiles become objects and receipts. What trying again cannot mend is reported; all else is the
 * runner's to retry.
 */
final class WriteFn extends DoFn<Work, StepResult> {
  private static final long serialVersionUID = 1L;

  private final BakeConfig config;
  private final Counter written = Metrics.counter(Progress.class, Progress.TILES_WRITTEN);
  private final Counter bytes = Metrics.counter(Progress.class, Progress.BYTES_WRITTEN);

  WriteFn(BakeConfig config) {
    this.config = config;
  }

  @ProcessElement
  public void process(@Element Work work, OutputReceiver<StepResult> out) throws IOException {
    if (work.failure() != null) {
      out.output(work.failure());
      return;
    }
    RunId id = new RunId(work.run());
    RunFolder run = new RunFolder(Stores.at(config.recipeStore()), id);
    StepResult result;
    try {
      PlanFile.Loaded loaded = PlanFile.load(config, run);
      TileWriter writer = new TileWriter(loaded.plan(), Readers.of(config), run);
      result =
          work.array() == Work.ALL ? all(run, loaded, writer) : some(work, run, loaded, writer);
    } catch (SourceException e) {
      if (!e.permanent()) {
        throw e;
      }
      result = StepResult.failed(id.value(), e);
    } catch (PlanException | StoreAccessException e) {
      result = StepResult.failed(id.value(), e);
    } catch (ObjectExistsException e) {
      // It will be there in every repetition, and nothing is ever deleted.
      run.abandon(String.valueOf(e.getMessage()));
      result = StepResult.failed(id.value(), e);
    }
    written.inc(result.tiles());
    bytes.inc(result.bytesWritten());
    out.output(result);
  }

  private StepResult some(Work work, RunFolder run, PlanFile.Loaded loaded, TileWriter writer)
      throws IOException {
    PlannedArray array = loaded.plan().arrays().get(work.array());
    StepResult result = StepResult.empty(run.id());
    for (long tile = work.from(); tile < work.to(); tile++) {
      result = result.plus(write(run, loaded, writer, array, tile));
    }
    return result;
  }

  private StepResult all(RunFolder run, PlanFile.Loaded loaded, TileWriter writer)
      throws IOException {
    return AllTiles.sum(
        loaded.plan(),
        config.resources(),
        StepResult.empty(run.id()),
        true,
        (a, tile) -> write(run, loaded, writer, loaded.plan().arrays().get(a), tile));
  }

  private StepResult write(
      RunFolder run, PlanFile.Loaded loaded, TileWriter writer, PlannedArray array, long tile)
      throws IOException {
    TileWriter.Done done = writer.write(array, tile);
    if (!done.reused()) {
      try {
        new SourceCheck(loaded, Readers.of(config))
            .check(array, array.layout().objects().elements(array.objectsOf(tile)));
      } catch (SourceException e) {
        run.abandon(String.valueOf(e.getMessage())); // what the tile holds is not what was planned
        throw e;
      }
    }
    Tally tally = Tally.of(config);
    tally.tilesWritten.increment();
    tally.bytesWritten.add(done.bytesWritten());
    return StepResult.wrote(run.id(), done);
  }
}
