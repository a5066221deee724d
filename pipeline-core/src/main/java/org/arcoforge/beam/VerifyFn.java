package org.arcoforge.beam;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.arcoforge.bake.Failures;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.PlanFile;
import org.arcoforge.bake.StepResult;
import org.arcoforge.bake.WorkNames;
import org.arcoforge.bake.WorkWatch;
import org.arcoforge.bake.tile.AllTiles;
import org.arcoforge.bake.verify.TileVerifier;
import org.arcoforge.commit.Receipt;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.plan.PlannedArray;

/** Compares values of some objects with the sources; passes everything else on. */
final class VerifyFn extends SessionFn<StepResult, StepResult> {
  private static final long serialVersionUID = 1L;

  VerifyFn(SharedOrder order) {
    super(order);
  }

  @ProcessElement
  public void process(@Element StepResult step, OutputReceiver<StepResult> out) throws IOException {
    work("Verify", () -> verify(step, out));
  }

  private void verify(StepResult step, OutputReceiver<StepResult> out) throws IOException {
    if (isOver()) {
      return;
    }
    StepResult.Check check = step.check();
    if (check == null) {
      out.output(step);
      return;
    }
    RunFolder run = session().run(step.run());
    StepResult result;
    try {
      PlanFile.Loaded loaded = session().plan(run);
      TileVerifier verifier = new TileVerifier(loaded, session(), loaded.target(run));
      result =
          check.array() == WorkItem.ALL
              ? all(run, loaded, verifier)
              : some(run, loaded, verifier, check);
    } catch (IOException | RuntimeException e) {
      if (!Failures.isSettled(e)) {
        throw e;
      }
      result = StepResult.failed(step.run(), e);
    }
    count(Progress.VERIFIED, result.tiles());
    out.output(
        result.noting(session().files().notices()).withFetches(takeFetches())); // this worker's
  }

  private StepResult all(RunFolder run, PlanFile.Loaded loaded, TileVerifier verifier)
      throws IOException {
    return AllTiles.sum(
        loaded.plan().arrays(),
        config().resources(),
        StepResult.empty(run.id()),
        false,
        (a, tile, whenRead) -> one(run, loaded, verifier, a, tile));
  }

  private StepResult some(
      RunFolder run, PlanFile.Loaded loaded, TileVerifier verifier, StepResult.Check check)
      throws IOException {
    return AllTiles.sum(
        loaded.plan().arrays().get(check.array()),
        check.array(),
        check.from(),
        check.to(),
        config().resources(),
        StepResult.empty(run.id()),
        (a, tile, whenRead) -> one(run, loaded, verifier, a, tile));
  }

  private StepResult one(
      RunFolder run, PlanFile.Loaded loaded, TileVerifier verifier, int a, long tile)
      throws IOException {
    PlannedArray array = loaded.plan().arrays().get(a);
    if (!loaded.isWanted(array, tile)) {
      return StepResult.empty(run.id());
    }
    if (!TileVerifier.isSampled(array, tile)) {
      session().counters().verified.increment();
      return StepResult.empty(run.id());
    }
    Receipt receipt = run.receipt(array.name(), tile).orElseThrow();
    Optional<String> problem;
    try (WorkNames names = WorkNames.ofTile(array.name(), tile);
        WorkWatch.Piece piece =
            session()
                .files()
                .watch()
                .begin(() -> "verifying tile " + tile + " of '" + array.name() + "'")) {
      problem = verifier.check(array, tile, receipt);
    }
    session().counters().verified.increment();
    if (problem.isPresent()) {
      run.abandon(problem.get()); // or the next bake would go on with what is wrong
      return StepResult.failed(run.id().value(), Outcome.VERIFICATION, List.of(problem.get()));
    }
    return StepResult.empty(run.id());
  }
}
