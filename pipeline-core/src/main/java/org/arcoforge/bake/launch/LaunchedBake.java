package org.arcoforge.bake.launch;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.FailedSource;
import org.arcoforge.bake.Failures;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.RunCost;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.planning.BakeOrder;
import org.arcoforge.bake.planning.RetriedSources;
import org.arcoforge.bake.runs.RunLog;
import org.arcoforge.bake.runs.RunRecord;
import org.arcoforge.commit.LeaseHeldException;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.source.SourceOpener.FetchCounts;
import org.arcoforge.stac.Catalog;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.OpenStores;

/**
 * A launched bake is a run that begins on a worker: the job carries an order, its first step makes
 * the run, takes the lease and lists a glob, and all other steps look up what the first one found.
 * Whatever is tried again finds the same run.
 */
public final class LaunchedBake {
  private final BakeOrder order;
  private final String launch;

  /**
   * Makes the bake of a launch.
   *
   * @param launch names it, the same on all workers of the job
   */
  public LaunchedBake(BakeOrder order, String launch) {
    this.order = order;
    this.launch = launch;
  }

  /**
   * Begins the run, or finds it begun.
   *
   * @return whether there is anything to do; if not, the run has ended and its report is written
   * @throws IOException if trying again may help
   */
  public boolean begin(Clock clock) throws IOException {
    order.config().reach().reachBuckets();
    try (OpenStores stores = new OpenStores()) {
      BakeConfig unbegun = order.config();
      LaunchRecord record =
          LaunchRecord.create(
              stores.at(order.launches()),
              new LaunchRecord(
                  launch,
                  RunId.create(clock).value(),
                  unbegun.feedstock().id(),
                  unbegun.recipe().id(),
                  unbegun.recipeStore()));
      RunFolder folder = record.runFolder(stores);
      if (folder.begun().isPresent() || folder.reportInfo().isPresent()) {
        return folder.reportInfo().isEmpty();
      }
      BakeConfig config = unbegun.withRun(record.runId());
      try (WorkerSession session = WorkerSession.apart(config)) {
        Optional<BakeReport> end =
            begin(session, folder).map(report -> report.withFetches(session.takeCounts()));
        if (end.isPresent()) {
          RunWatch.end(folder, end.get());
          note(session, end.get());
        }
        return end.isEmpty();
      }
    }
  }

  private Optional<BakeReport> begin(WorkerSession session, RunFolder folder) throws IOException {
    RunWatch watch = RunWatch.of(session);
    String recipe = session.config().recipe().id();
    try {
      long sequence = 0;
      if (!session.config().isPruned()) {
        long next =
            Catalog.open(session.stores().at(session.config().catalog()))
                .nextSequence(session.config().feedstock().id(), recipe);
        sequence = Math.max(next, watch.acquire(launch));
        watch.keep();
      }
      List<String> retried = List.of();
      if (order.how() == BakeOrder.How.WHAT_FAILED) {
        retried = RetriedSources.of(session).map(r -> List.copyOf(r.urls())).orElse(List.of());
        if (retried.isEmpty()) {
          watch.release();
          return Optional.of(nothingFailed(recipe));
        }
      }
      order.checkSecret();
      List<String> files = order.found(session);
      order.resolved(session.config().run(), files); // what is wrong with it is told now
      folder.saveBegun(
          new BegunDocument(launch, sequence, retried, files, session.takeCounts()).encode());
      return Optional.empty();
    } catch (LeaseHeldException e) {
      return Optional.of(Failures.report(recipe, e));
    } catch (IOException | RuntimeException e) {
      if (e instanceof RuntimeException && Failures.outcome(e) == Outcome.UNEXPECTED) {
        throw e;
      }
      if (!Failures.isSettled(e)) {
        throw e;
      }
      watch.release();
      List<FailedSource> letters = FailedSource.of(e, FailedSource.SCAN).stream().toList();
      return Optional.of(
          Failures.report(recipe, e)
              .withFailedSources(
                  letters.isEmpty()
                      ? letters
                      : FailedSource.keep(
                          folder, order.config().recipe().pattern().redaction(), letters)));
    }
  }

  /**
   * Notes in the log of runs what the bake came to, if the order says so, once its report is
   * written; doing so again changes nothing. That there is no note is no failure of the bake.
   */
  public void note(WorkerSession session, BakeReport report) {
    BakeConfig config = session.config();
    if (order.noted().isEmpty() || config.isPruned()) {
      return;
    }
    Instant began = config.run().began();
    try {
      // The same line from each attempt, so that it is there once.
      Optional<ObjectInfo> end = session.run(config.run().value()).reportInfo();
      double seconds = (end.orElseThrow().modified() - began.toEpochMilli()) / 1e3;
      new RunLog(session.stores().at(config.catalog()))
          .add(
              RunRecord.of(
                  began,
                  config.feedstock().id(),
                  order.noted(),
                  report.withSeconds(seconds),
                  RunCost.ofJob(report, order.prices()),
                  order.prices().currency(),
                  config.software()));
    } catch (IOException e) {
      System.getLogger(LaunchedBake.class.getName())
          .log(System.Logger.Level.WARNING, "no record of run " + config.run() + " was left", e);
    }
  }

  private static BegunDocument begun(RunFolder folder) throws IOException {
    return BegunDocument.decode(
        folder
            .begun()
            .orElseThrow(() -> new IOException("run " + folder.id() + " has left no beginning")));
  }

  /** Returns the requests for sources that the first step made, in whichever process. */
  public static FetchCounts fetches(WorkerSession session) throws IOException {
    return begun(session.run(session.config().run().value())).hosts();
  }

  /** Returns the report of a bake that was to ask for what failed, where nothing did. */
  public static BakeReport nothingFailed(String recipe) {
    return BakeReport.builder()
        .status(BakeStatus.UNCHANGED)
        .recipe(recipe)
        .problems(List.of("no source failed in the run before: there is nothing to ask for again"))
        .outcome(Outcome.DONE)
        .build();
  }

  /**
   * Opens the session of the run in this process, which renews the lease as long as it is open.
   *
   * @throws IOException if the first step has not begun the run
   */
  public WorkerSession join() throws IOException {
    order.config().reach().reachBuckets();
    try (OpenStores stores = new OpenStores()) {
      LaunchRecord record =
          LaunchRecord.find(stores.at(order.launches()), launch)
              .orElseThrow(
                  () -> new IOException("the run of the launch " + launch + " has not begun"));
      String recipe = order.config().recipe().id();
      Optional<WorkerSession> open = WorkerSession.ofRun(record.runId(), recipe);
      if (open.isPresent()) {
        return open.get();
      }
      BegunDocument begun = begun(record.runFolder(stores));
      BakeConfig config =
          order.config().toBuilder()
              .run(record.runId())
              .recipe(order.resolved(record.runId(), begun.files()))
              .sequence(begun.sequence())
              .retried(Set.copyOf(begun.retried()))
              .resources(order.config().resources().here())
              .build();
      WorkerSession session = WorkerSession.open(config);
      RunWatch.of(session).keep();
      return session;
    }
  }
}
