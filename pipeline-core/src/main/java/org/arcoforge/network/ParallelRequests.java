package org.arcoforge.network;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Parallel requests are things to do with a remote store that do not depend on each other: they are
 * on their way at once. What is done with a store on this machine is done in turns.
 */
public final class ParallelRequests {
  private static final int AT_ONCE = 32;

  private ParallelRequests() {}

  /** Does one thing with a store. */
  public interface Task {
    /** Does it. */
    void run() throws IOException;
  }

  /**
   * Does all.
   *
   * @param remote whether what they ask is behind a network
   * @throws IOException of the first, in the order of the list, that failed; the others have ended
   */
  public static void all(boolean remote, List<? extends Task> tasks) throws IOException {
    if (remote) {
      atOnce(tasks);
      return;
    }
    for (Task task : tasks) {
      task.run();
    }
  }

  /**
   * Does all at once, whatever the tasks ask.
   *
   * @throws IOException of the first, in the order of the list, that failed; the others have ended
   */
  public static void atOnce(List<? extends Task> tasks) throws IOException {
    if (tasks.isEmpty()) {
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, tasks.size()));
    try {
      List<Future<?>> begun = new ArrayList<>();
      for (Task task : tasks) {
        begun.add(
            threads.submit(
                () -> {
                  task.run();
                  return null;
                }));
      }
      Throwable failure = null;
      for (Future<?> one : begun) {
        try {
          one.get();
        } catch (ExecutionException e) {
          failure = failure == null ? e.getCause() : failure;
        }
      }
      NetworkWait.rethrow(failure);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the network");
    } finally {
      threads.shutdownNow();
    }
  }
}
