package org.arcoforge.beam;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.beam.sdk.values.KV;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.PlanFile;
import org.arcoforge.bake.StepResult;
import org.arcoforge.bake.tile.TileRanges;
import org.arcoforge.commit.Ledger;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.commit.WrittenObjects;
import org.arcoforge.network.ParallelRequests;
import org.arcoforge.plan.Plan;
import org.arcoforge.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * Checks, when all tiles are done, that receipts equal the chunk grid, and that the store holds
 * what they tell of; then spreads the tiles some of whose values are compared. Passes the sum of
 * what was written on.
 */
final class SampleFn extends SessionFn<KV<Integer, Iterable<StepResult>>, StepResult> {
  private static final long serialVersionUID = 1L;

  SampleFn(SharedOrder order) {
    super(order);
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Iterable<StepResult>> all, OutputReceiver<StepResult> out)
      throws IOException {
    work("Sample", () -> sample(all, out));
  }

  private void sample(KV<Integer, Iterable<StepResult>> all, OutputReceiver<StepResult> out)
      throws IOException {
    if (isOverNow()) {
      return;
    }
    StepResult sum = StepResult.sum(all.getValue());
    if (sum.isEnd()) {
      out.output(sum);
      return;
    }
    ObjectStore store = session().recipeStore();
    RunFolder run = new RunFolder(store, new RunId(sum.run()));
    PlanFile.Loaded loaded = session().plan(run);
    Plan plan = loaded.plan();
    ObjectStore target = loaded.target(run);
    Optional<String> difference;
    AtomicReference<@Nullable Ledger> receipts = new AtomicReference<>();
    AtomicReference<@Nullable WrittenObjects> objects = new AtomicReference<>();
    ParallelRequests.all(
        target.isRemote(),
        List.of(
            () -> receipts.set(session().ledger(run)),
            () -> objects.set(WrittenObjects.in(target, !loaded.isInPlace()))));
    try (WrittenObjects written = Objects.requireNonNull(objects.get())) {
      Ledger ledger = Objects.requireNonNull(receipts.get());
      List<String> gaps = ledger.gaps();
      if (!gaps.isEmpty()) {
        out.output(StepResult.failed(sum.run(), Outcome.VERIFICATION, gaps));
        return;
      }
      difference = written.difference(ledger.made());
    }
    if (difference.isPresent()) {
      run.abandon(difference.get()); // or the next bake would go on with what is wrong
      out.output(StepResult.failed(sum.run(), Outcome.VERIFICATION, List.of(difference.get())));
      return;
    }
    out.output(sum);
    if (config().resources().isAlone()) {
      out.output(StepResult.checking(run.id(), new StepResult.Check(WorkItem.ALL, 0, 0)));
      return;
    }
    TileRanges.visit(
        plan.arrays(),
        config().resources().settings().tileElements(),
        (a, from, to) ->
            out.output(StepResult.checking(run.id(), new StepResult.Check(a, from, to))));
  }
}
