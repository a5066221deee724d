package org.arcoforge.beam;

import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.values.KV;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.PlanFile;
import org.arcoforge.bake.StepResult;
import org.arcoforge.bake.tile.TileRanges;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.plan.Plan;
import org.arcoforge.store.ObjectStore;

/**
 * Checks, when all tiles are done, that receipts equal the chunk grid; then chooses some objects to
 * be verified, the same ones in every repetition. Passes the sum of what was written on.
 */
final class SampleFn extends SessionFn<KV<Integer, Iterable<StepResult>>, StepResult> {
  private static final long serialVersionUID = 1L;

  SampleFn(BakeConfig config) {
    super(config);
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Iterable<StepResult>> all, OutputReceiver<StepResult> out)
      throws IOException {
    StepResult sum = StepResult.sum(all.getValue());
    if (sum.isFailed()) {
      out.output(sum);
      return;
    }
    ObjectStore store = session().recipeStore();
    RunFolder run = new RunFolder(store, new RunId(sum.run()));
    PlanFile.Loaded loaded = session().plan(run);
    Plan plan = loaded.plan();
    List<String> gaps = loaded.ledger(run).gaps();
    if (!gaps.isEmpty()) {
      out.output(StepResult.failed(sum.run(), Outcome.VERIFICATION, gaps));
      return;
    }
    out.output(sum);
    if (config().resources().isAlone()) {
      out.output(StepResult.checking(run.id(), new StepResult.Check(WorkItem.ALL, 0, 0)));
      return;
    }
    TileRanges.visit(
        plan.arrays(),
        (a, from, to) ->
            out.output(StepResult.checking(run.id(), new StepResult.Check(a, from, to))));
  }
}
