package org.arcoforge.beam;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.arcoforge.bake.ProcessCounters;
import org.arcoforge.bake.WorkNames;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.planning.PlanPreview;
import org.arcoforge.bake.scan.ScanResults;
import org.arcoforge.network.NetworkWait;
import org.jspecify.annotations.Nullable;

/**
 * An early scan reads the headers of all files in a process that does all the work: they are read
 * while the pipeline is still being made, and go to the plan as they are, without being written and
 * read again.
 */
final class EarlyScan implements AutoCloseable {
  private final AtomicReference<ScanResults.Builder> held =
      new AtomicReference<>(new ScanResults.Builder());
  private final FutureTask<@Nullable Void> scan;
  private final Thread thread;

  private EarlyScan(WorkerSession session) {
    scan =
        new FutureTask<>(
            () -> {
              held.set(scan(session));
              return null;
            });
    thread = new Thread(scan, "headers");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns the scan of a session; whoever asks first begins it. */
  static EarlyScan of(WorkerSession session) {
    return session.kept(EarlyScan.class, () -> new EarlyScan(session));
  }

  /**
   * Returns whether a session's files are scanned so: one process does all, and none has looked.
   */
  static boolean isOf(WorkerSession session) {
    return session.config().resources().isAlone() && session.sources().isEmpty();
  }

  private static ScanResults.Builder scan(WorkerSession session) throws IOException {
    ProcessCounters tally = session.counters();
    try (WorkNames names = WorkNames.ofStep(session.config(), "Scan headers")) {
      return PlanPreview.scanned(session, n -> tally.headers.increment());
    }
  }

  /**
   * Waits for its end.
   *
   * @throws IOException what the scan failed with
   */
  void await() throws IOException {
    try {
      scan.get();
    } catch (ExecutionException e) {
      NetworkWait.rethrow(e.getCause()); // it throws nothing that is none of those
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while headers were read");
    }
  }

  /** Waits for its end, and returns what was found to who makes the plan; it is kept no longer. */
  ScanResults.Builder take() throws IOException {
    await();
    return held.getAndSet(new ScanResults.Builder());
  }

  /** Ends it, if it goes on: nobody wants its results. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
