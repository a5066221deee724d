package org.arcoforge.beam;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.beam.sdk.values.KV;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.FailedSource;
import org.arcoforge.bake.Failures;
import org.arcoforge.bake.Origin;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.StepResult;
import org.arcoforge.bake.planning.NothingToDo;
import org.arcoforge.bake.publish.Publication;
import org.arcoforge.commit.IntermediateFolder;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.network.ParallelRequests;
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
    boolean publishes = !total.isFailed() && !total.isEnd();
    Before before = publishes ? Before.of(store, folder, total) : Before.of(folder);
    if (!before.hasEnded()) {
      BakeReport made =
          total.isFailed()
              ? BakeReport.failed(config().recipe().id(), total.outcome(), total.problems())
                  .withFailedSources(
                      FailedSource.keep(
                          folder, config().recipe().pattern().redaction(), total.failed()))
              : total.isEnd()
                  ? NothingToDo.report(session(), total.problems())
                      .withMoreProblems(new Publication(session()).describe())
                  : publish(store, total, before).withMoreProblems(total.problems());
      saved(folder, made.withFetches(total.fetches()), total, out);
      return;
    }
    ended(folder, total, out);
  }

  /** A bake that has published is not told to have failed, because its report cannot be kept. */
  private void saved(
      RunFolder folder, BakeReport made, StepResult total, OutputReceiver<BakeReport> out)
      throws IOException {
    try {
      folder.saveReport(made.encode());
    } catch (IOException e) {
      if (made.status() != BakeStatus.PUBLISHED || isInPipeline()) {
        throw e;
      }
      String warning = "warning: the report could not be kept (" + e.getMessage() + ")";
      out.output(made.withMoreProblems(List.of(warning)));
      return;
    }
    ended(folder, total, out);
  }

  private void ended(RunFolder folder, StepResult total, OutputReceiver<BakeReport> out)
      throws IOException {
    ObjectStore store = session().recipeStore();
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

  /**
   * This is what attempts before this one have left.
   *
   * @param hasEnded whether one came to its end
   * @param abandoned why the run was given up; empty if it was not
   * @param origin of what was published first
   */
  private record Before(boolean hasEnded, Optional<String> abandoned, Origin origin) {
    static Before of(RunFolder folder) throws IOException {
      return new Before(folder.reportInfo().isPresent(), Optional.empty(), Origin.unknown());
    }

    static Before of(ObjectStore store, RunFolder folder, StepResult total) throws IOException {
      RunFolder run = new RunFolder(store, new RunId(total.run()));
      AtomicBoolean hasEnded = new AtomicBoolean();
      AtomicReference<Optional<String>> abandoned = new AtomicReference<>(Optional.empty());
      AtomicReference<Origin> origin = new AtomicReference<>(Origin.unknown());
      ParallelRequests.all(
          store.isRemote(),
          List.of(
              () -> hasEnded.set(folder.reportInfo().isPresent()),
              () -> abandoned.set(run.abandonedFor()),
              () -> origin.set(Origin.in(run))));
      return new Before(
          hasEnded.get(),
          Objects.requireNonNull(abandoned.get()),
          Objects.requireNonNull(origin.get()));
    }
  }

  private BakeReport publish(ObjectStore store, StepResult total, Before before)
      throws IOException {
    RunFolder run = new RunFolder(store, new RunId(total.run()));
    Optional<String> abandoned = before.abandoned();
    if (abandoned.isPresent()) {
      return BakeReport.failed(
          config().recipe().id(),
          Outcome.VERIFICATION,
          List.of("run " + run.id() + " was given up: " + abandoned.get()));
    }
    try {
      return new Publication(session()).publish(total, before.origin());
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
