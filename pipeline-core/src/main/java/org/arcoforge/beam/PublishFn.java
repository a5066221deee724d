package org.arcoforge.beam;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.values.KV;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.FailedSource;
import org.arcoforge.bake.Failures;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.StepResult;
import org.arcoforge.bake.planning.NothingToDo;
import org.arcoforge.bake.publish.Publication;
import org.arcoforge.commit.IntermediateFolder;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.store.ObjectStore;

/**
 * Publishes metadata, catalog and report when all is verified. After any failure only the report.
 */
final class PublishFn extends SessionFn<KV<Integer, Iterable<StepResult>>, BakeReport> {
  private static final long serialVersionUID = 1L;

  PublishFn(SharedOrder order) {
    super(order);
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Iterable<StepResult>> all, OutputReceiver<BakeReport> out)
      throws IOException {
    work("Publish", () -> end(all, out));
  }

  private void end(KV<Integer, Iterable<StepResult>> all, OutputReceiver<BakeReport> out)
      throws IOException {
    StepResult total = StepResult.sum(all.getValue());
    ObjectStore store = session().recipeStore();
    RunFolder folder = new RunFolder(store, config().run());
    if (folder.reportInfo().isEmpty()) { // else an attempt before this one came to its end
      BakeReport made =
          total.isFailed()
              ? BakeReport.failed(config().recipe().id(), total.outcome(), total.problems())
                  .withFailedSources(
                      FailedSource.keep(
                          folder, config().recipe().pattern().redaction(), total.failed()))
              : total.isEnd()
                  ? NothingToDo.report(session(), total.problems())
                      .withMoreProblems(new Publication(session()).describe())
                  : publish(store, total).withMoreProblems(total.problems());
      folder.saveReport(made.withFetches(total.fetches()).encode());
    }
    BakeReport report = BakeReport.decode(folder.report().orElseThrow());
    ended(report);
    clear(store, total.run());
    out.output(report);
  }

  /** Intermediates of a run that nothing goes on with. */
  private void clear(ObjectStore store, String run) {
    if (run.isEmpty()) {
      return;
    }
    RunId id = new RunId(run);
    RunFolder folder = new RunFolder(store, id);
    try {
      if (!session().plan(folder).plan().intermediates().isEmpty()
          && (folder.isPublished() || folder.isAbandoned())) {
        new IntermediateFolder(session().stores().at(config().scratch()), id).delete();
      }
    } catch (IOException e) {
      // What the bake came to does not depend on it, and scratch expires.
    }
  }

  private BakeReport publish(ObjectStore store, StepResult total) throws IOException {
    RunFolder run = new RunFolder(store, new RunId(total.run()));
    Optional<String> abandoned = run.abandonedFor();
    if (abandoned.isPresent()) {
      return BakeReport.failed(
          config().recipe().id(),
          Outcome.VERIFICATION,
          List.of("run " + run.id() + " was given up: " + abandoned.get()));
    }
    try {
      return new Publication(session()).publish(total);
    } catch (IOException e) {
      if (!Failures.isSettled(e)) {
        throw e;
      }
      if (Failures.outcome(e) == Outcome.CONFLICT) {
        run.abandon(String.valueOf(e.getMessage())); // it will be there in every repetition
      }
      return Failures.report(config().recipe().id(), e);
    }
  }
}
