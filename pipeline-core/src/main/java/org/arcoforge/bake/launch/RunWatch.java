package org.arcoforge.bake.launch;

import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.Failures;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.StorePlace;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.commit.JobLease;
import org.arcoforge.commit.LeaseHeldException;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.store.ObjectExistsException;
import org.jspecify.annotations.Nullable;

/**
 * A run watch looks after a launched run in one process while steps of it work there: it renews the
 * lease, and ends the run if the lease is lost or somebody asks it to stop. A run has ended when
 * its report is written: from then on its steps do nothing more, so that the job comes to its end.
 */
public final class RunWatch implements Closeable {
  /** How often a process looks; the lease outlasts many of these. */
  static final Duration PERIOD = Duration.ofSeconds(20);

  private final String recipe;
  private final RunFolder folder;
  private final @Nullable JobLease lease;
  private @Nullable ScheduledExecutorService clock; // guarded by this
  private volatile boolean over;

  private RunWatch(WorkerSession session) throws IOException {
    BakeConfig config = session.config();
    recipe = config.recipe().id();
    folder = session.run(config.run().value());
    lease =
        config.isPruned()
            ? null
            : new JobLease(
                session.stores().at(config.catalog()),
                StorePlace.lease(config.feedstock().id(), recipe),
                config.run(),
                Clock.systemUTC());
  }

  /**
   * Returns the watch of a session in this process.
   *
   * @throws IOException if the stores cannot be opened
   */
  public static RunWatch of(WorkerSession session) throws IOException {
    return session.attached(RunWatch.class, () -> new RunWatch(session));
  }

  /** Takes the lease; see {@link JobLease#acquire}. There must be one. */
  long acquire(String job) throws IOException {
    return lease == null ? 0 : lease.acquire(job);
  }

  /** Looks from now on, until the session is closed; doing so again has no effect. */
  synchronized void keep() {
    if (clock != null) {
      return;
    }
    clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "lease");
              thread.setDaemon(true);
              return thread;
            });
    long millis = PERIOD.toMillis();
    var unused = clock.scheduleAtFixedRate(this::look, 0, millis, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      isOverNow();
    } catch (IOException | RuntimeException e) {
      // The next look may succeed; a task that throws would never run again.
      System.getLogger(RunWatch.class.getName())
          .log(System.Logger.Level.WARNING, "lease of run " + folder.id() + " not renewed", e);
    }
  }

  /** Returns whether the run had ended when this process last looked. */
  public boolean isOver() {
    return over;
  }

  /**
   * Looks now: renews the lease, and returns whether the run has ended. Steps of one element, which
   * go on from all that was done before, must ask this: other workers may have left things undone.
   *
   * @throws IOException if the stores do not answer
   */
  public boolean isOverNow() throws IOException {
    if (over || folder.reportInfo().isPresent()) {
      over = true;
      return true;
    }
    Optional<String> asked = folder.askedToStop();
    if (asked.isPresent()) {
      end(folder, BakeReport.failed(recipe, Outcome.UNEXPECTED, List.of(stopped(asked.get()))));
      release();
      over = true;
      return true;
    }
    try {
      if (lease != null) {
        lease.renew();
      }
    } catch (LeaseHeldException e) {
      end(folder, Failures.report(recipe, e));
      over = true;
    }
    return over;
  }

  private String stopped(String who) {
    return "run "
        + folder.id()
        + " was cancelled by "
        + who
        + "; what was written is kept: bake the recipe again to go on";
  }

  /**
   * Ends the run here and now: what this worker lacks, it lacks for every element.
   *
   * @throws IOException if the stores do not answer
   */
  public void giveUp(BakeReport report) throws IOException {
    end(folder, report);
    release();
    over = true;
  }

  /** Gives the lease back, as the run has ended. */
  public void release() throws IOException {
    if (lease != null) {
      lease.release();
    }
  }

  /** Writes the report of a run's end, unless it has ended before. */
  static void end(RunFolder folder, BakeReport report) throws IOException {
    try {
      folder.saveReport(report.encode());
    } catch (ObjectExistsException e) {
      // It has ended otherwise.
    }
  }

  @Override
  public synchronized void close() {
    if (clock != null) {
      clock.shutdownNow();
    }
  }
}
