package org.arcoforge.beam;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.WorkNames;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.launch.LaunchedBake;
import org.arcoforge.bake.launch.RunWatch;
import org.arcoforge.bake.planning.BakeOrder;
import org.arcoforge.source.SourceOpener.FetchCounts;
import org.jspecify.annotations.Nullable;

/**
 * A session function is a step of a bake that shares a session with the other steps in its process.
 * Of a bake that begins on a worker it opens the session with its first element: before that the
 * run may not be there.
 */
abstract class SessionFn<I, O> extends DoFn<I, O> {
  private static final long serialVersionUID = 1L;

  private static final System.Logger LOG = System.getLogger(SessionFn.class.getName());

  private final SharedOrder order;
  private transient @Nullable WorkerSession session;
  private transient String launch = "";
  private transient boolean isInPipeline;

  SessionFn(SharedOrder order) {
    this.order = order;
  }

  /** Joins the session of a run that has begun. */
  @Setup
  public void openSession(PipelineOptions options) {
    join(LaunchOptions.name(options));
    isInPipeline = true;
  }

  /** Joins the session of a run that has begun; of one that has not, by the launch's name. */
  final void join(String name) {
    launch = name;
    if (order.get().isBegun()) {
      session = WorkerSession.open(order.get().config());
    }
  }

  /** Leaves it. */
  @Teardown
  public void closeSession() throws IOException {
    if (session != null) {
      session.close();
      session = null;
    }
  }

  /** Returns the bake of this launch, which its first step begins. */
  final LaunchedBake launched() {
    return new LaunchedBake(order.get(), launch);
  }

  /** Returns whether a runner does the steps, so that the report is read from the store. */
  final boolean isInPipeline() {
    return isInPipeline;
  }

  final boolean isBegun() {
    return order.get().isBegun();
  }

  /** Returns whether planning decides if there is anything new: nobody has looked before. */
  final boolean looksForNews() {
    return !order.get().isBegun() && order.get().how() != BakeOrder.How.ANEW;
  }

  final BakeConfig config() {
    return session().config();
  }

  final WorkerSession session() {
    WorkerSession open = session;
    if (open == null) {
      try {
        open = launched().join();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      session = open;
    }
    return open;
  }

  /** This is what a step does with one element. */
  interface ElementWork {
    void run() throws IOException;
  }

  /**
   * Does a step's work on one element, with its names in the log, and under the watch for what
   * takes long. A class that is missing on this worker ends a run that began on one: trying again
   * would not bring its jar.
   */
  final void work(String step, ElementWork element) throws IOException {
    try {
      WorkerSession open = session();
      try (WorkNames names = WorkNames.ofStep(config(), step)) {
        element.run();
      } finally {
        count(Progress.SLOW, open.files().watch().takeSlow());
      }
    } catch (RuntimeException | Error e) {
      Optional<LinkageError> missing = MissingClass.of(e);
      if (order.get().isBegun() || session == null || missing.isEmpty()) {
        throw e;
      }
      String words = MissingClass.words(missing.get());
      LOG.log(System.Logger.Level.ERROR, words, e);
      RunWatch.of(session())
          .giveUp(BakeReport.failed(config().recipe().id(), Outcome.UNEXPECTED, List.of(words)));
    }
  }

  /**
   * Returns the requests of this process that nobody has told of yet, and adds them to the
   * counters.
   */
  final FetchCounts takeFetches() {
    return counted(session().takeCounts());
  }

  /**
   * Returns the requests by which the run was begun, and adds them to the counters: the step that
   * made them passes nothing on that could tell.
   */
  final FetchCounts takeFirstFetches() throws IOException {
    return isBegun() ? FetchCounts.none() : counted(LaunchedBake.fetches(session()));
  }

  private FetchCounts counted(FetchCounts counts) {
    count(Progress.REQUESTS, counts.requests());
    counts
        .retries()
        .forEach(
            (kind, n) -> {
              count(Progress.RETRIES, n);
              count(Progress.RETRIES_AFTER + kind, n);
            });
    return counts;
  }

  /** Adds to a counter of the pipeline, if there is one; a process has its own besides. */
  final void count(String counter, long n) {
    if (isInPipeline) {
      Metrics.counter(Progress.class, counter).inc(n);
    }
  }

  /** Returns whether the run had ended when this process last looked: nothing is to be done. */
  final boolean isOver() throws IOException {
    return !order.get().isBegun() && RunWatch.of(session()).isOver();
  }

  /** Returns whether the run has ended by now; see {@link RunWatch#isOverNow}. */
  final boolean isOverNow() throws IOException {
    return !order.get().isBegun() && RunWatch.of(session()).isOverNow();
  }

  /** Gives back the lease of a run whose report is written, and notes what it came to. */
  final void ended(BakeReport report) throws IOException {
    if (!order.get().isBegun()) {
      launched().note(session(), report);
      RunWatch.of(session()).release();
    }
  }
}
