package org.arcoforge.beam;

import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.plan.PlannedArray;

/**
 * When all intermediate arrays are filled, or there are none: the tiles of the result. Passes on
 * what filling them came to.
 */
final class TilesFn extends DoFn<KV<Integer, Iterable<StepResult>>, Work> {
  private static final long serialVersionUID = 1L;

  private final BakeConfig config;

  TilesFn(BakeConfig config) {
    this.config = config;
  }

  @ProcessElement
  public void process(@Element KV<Integer, Iterable<StepResult>> all, OutputReceiver<Work> out)
      throws IOException {
    StepResult sum = StepResult.sum(all.getValue());
    out.output(Work.told(sum));
    if (!sum.isFailed()) {
      RunFolder run = new RunFolder(Stores.at(config.recipeStore()), new RunId(sum.run()));
      spread(config, run.id(), PlanFile.load(config, run).plan().arrays(), out);
    }
  }

  /** The tiles of some arrays as elements for the runner: few large ones, or many small ones. */
  static void spread(
      BakeConfig config, RunId run, List<PlannedArray> arrays, OutputReceiver<Work> out)
      throws IOException {
    if (config.resources().isAlone()) {
      out.output(Work.allTiles(run));
      return;
    }
    TileRanges.visit(arrays, (a, from, to) -> out.output(Work.tiles(run, a, from, to)));
    out.output(Work.tiles(run, 0, 0, 0)); // there may be no tile at all
  }
}
