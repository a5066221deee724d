package org.arcoforge.beam;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.FailedSource;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.commit.LeaseHeldException;
import org.arcoforge.commit.LeaseKeeper;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.network.NetworkWait;
import org.arcoforge.recipe.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * A local run bakes by a run that this process has begun: in this process, or where its work is
 * that of several workers, by a runner that it waits for. Meanwhile it looks at the bakery's limits
 * and at the lease, and tells how far it is.
 */
final class LocalRun {
  private static final int LOOK = 200; // milliseconds

  private final Bakery bakery;
  private final BakeListener listener;
  private final Supplier<PipelineOptions> options;
  private final WorkerSession session;
  private final @Nullable LeaseKeeper keeper;
  private final long began = System.nanoTime();

  /**
   * Makes a run.
   *
   * @param options of the runner, asked for where there is one
   * @param keeper of the lease; null if there is none
   */
  LocalRun(
      Bakery bakery,
      BakeListener listener,
      Supplier<PipelineOptions> options,
      WorkerSession session,
      @Nullable LeaseKeeper keeper) {
    this.bakery = bakery;
    this.listener = listener;
    this.options = options;
    this.session = session;
    this.keeper = keeper;
  }

  BakeReport run() throws IOException {
    return session.config().resources().isAlone() ? here() : byRunner();
  }

  private BakeReport here() throws IOException {
    BakeConfig config = session.config();
    FutureTask<Optional<BakeReport>> steps = new FutureTask<>(() -> InProcess.bake(config));
    Thread thread = new Thread(steps, "bake");
    thread.setDaemon(true);
    thread.start();
    while (true) {
      Optional<BakeReport> report;
      try {
        report = steps.get(LOOK, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        look(Progress.here(session.counters(), slowest()), thread::interrupt);
        continue;
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof Error)) {
          NetworkWait.rethrow(e.getCause());
        }
        throw new IllegalStateException(
            e.getCause()); // a lack of memory is told as all failures are
      } catch (InterruptedException e) {
        thread.interrupt();
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("stopped while it baked");
      }
      look(Progress.here(session.counters(), slowest()), () -> {});
      return report.isPresent() ? report.get() : withoutReport("the steps ended");
    }
  }

  private BakeReport byRunner() throws IOException {
    BakeConfig config = session.config();
    Pipeline pipeline = Pipeline.create(options.get());
    pipeline.apply("Bake " + config.recipe().id(), Bake.of(config));
    PipelineResult result = pipeline.run();
    PipelineResult.State state = null;
    while (state == null || !state.isTerminal()) {
      state = result.waitUntilFinish(org.joda.time.Duration.millis(LOOK));
      look(Progress.of(result, session.counters(), slowest()), result::cancel);
    }
    Optional<byte[]> report = session.run(config.run().value()).report();
    return report.isPresent()
        ? BakeReport.decode(report.get())
        : withoutReport("the pipeline ended as " + state);
  }

  private String slowest() {
    return session.files().watch().slowest();
  }

  /** This stops the work. */
  private interface Stop {
    void now() throws IOException;
  }

  private void look(Progress progress, Stop stop) throws IOException {
    if ((System.nanoTime() - began) / 3.6e12 > bakery.limits().hours()) {
      stop.now();
      throw RefusedException.recipe(tooLong(bakery.limits()));
    }
    listener.progress(progress, session.config().recipe().pattern().size());
    if (keeper != null) {
      try {
        keeper.check();
      } catch (LeaseHeldException e) { // another bake has begun, and goes on with what is written
        stop.now();
        throw e;
      }
    }
  }

  static String tooLong(Bakery.Limits limits) {
    return "the bake took longer than the "
        + limits.hours()
        + " hours that the bakery allows (limits.hours) and was stopped; run it again to go on, or"
        + " ask the bakery's operator";
  }

  private BakeReport withoutReport(String ended) throws IOException {
    BakeConfig config = session.config();
    RunFolder folder = session.run(config.run().value());
    List<FailedSource> noted = FailedSource.noted(folder);
    return BakeRun.withLetters(
        session,
        BakeReport.failed(
            config.recipe().id(),
            noted.isEmpty() ? Outcome.UNEXPECTED : Outcome.SOURCES,
            List.of(ended + " without a report in " + folder.objects().location())),
        noted);
  }
}
