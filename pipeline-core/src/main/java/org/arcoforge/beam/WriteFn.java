package org.arcoforge.beam;

import java.io.IOException;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.plan.Plan;
import org.arcoforge.source.SourceException;
import org.arcoforge.store.ObjectExistsException;
import org.arcoforge.store.ObjectStore;
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
    StepResult result = StepResult.empty(id);
    try {
      ObjectStore store = Stores.at(config.recipeStore());
      RunFolder run = new RunFolder(store, id);
      Plan plan = PlanFile.load(run);
      for (long tile = work.from(); tile < work.to(); tile++) {
        TileWriter.Done done =
            new TileWriter(plan, Readers.of(config), run)
                .write(plan.arrays().get(work.array()), tile);
        written.inc();
        bytes.inc(done.bytesWritten());
        result =
            result.plus(
                new StepResult(
                    id.value(),
                    done.reused() ? 0 : done.objects(),
                    done.reused() ? done.objects() : 0,
                    done.bytesRead(),
                    done.bytesWritten(),
                    Outcome.DONE,
                    java.util.List.of(),
                    null));
      }
    } catch (SourceException | ObjectExistsException | StoreAccessException e) {
      result = StepResult.failed(id.value(), e);
    }
    out.output(result);
  }
}
