package org.arcoforge.beam;

import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.values.KV;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.StepResult;
import org.arcoforge.bake.tile.TileRanges;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.plan.PlannedArray;

/**
 * Gives the tiles of the result when all intermediate arrays are filled, or there are none. Passes
 * on what filling them came to.
 */
final class TilesFn extends SessionFn<KV<Integer, Iterable<StepResult>>, WorkItem> {
  private static final long serialVersionUID = 1L;

  TilesFn(SharedOrder order) {
    super(order);
  }

  @ProcessElement
  public void process(@Element KV<Integer, Iterable<StepResult>> all, OutputReceiver<WorkItem> out)
      throws IOException {
    if (isOverNow()) {
      return;
    }
    StepResult sum = StepResult.sum(all.getValue());
    out.output(WorkItem.told(sum));
    if (!sum.isEnd()) {
      RunFolder run = session().run(sum.run());
      spread(config(), run.id(), session().plan(run).plan().arrays(), out);
    }
  }

  /**
   * Gives the tiles of some arrays as elements for the runner: few large ones, or many small ones.
   */
  static void spread(
      BakeConfig config, RunId run, List<PlannedArray> arrays, OutputReceiver<WorkItem> out)
      throws IOException {
    if (config.resources().isAlone()) {
      out.output(WorkItem.allTiles(run));
      return;
    }
    TileRanges.visit(
        arrays,
        config.resources().settings().tileElements(),
        (a, from, to) -> out.output(WorkItem.tiles(run, a, from, to)));
    out.output(WorkItem.tiles(run, 0, 0, 0)); // there may be no tile at all
  }
}
