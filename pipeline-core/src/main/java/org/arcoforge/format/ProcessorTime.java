package org.arcoforge.format;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs work of a library in a thread beside the caller's, which goes on without it when it has used
 * too much of the processor. Java cannot end a thread that will not end; it is told to, and left
 * behind. Time is the processor's, so that a busy machine makes nobody late.
 */
public final class ProcessorTime {
  private static final long LOOK_MILLIS = 250;
  private static final ThreadMXBean TIMES = ManagementFactory.getThreadMXBean();
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "library");
            thread.setDaemon(true);
            return thread;
          });

  private ProcessorTime() {}

  /**
   * Does the work.
   *
   * @param nanos of processor time that it may take
   * @param what it is, to begin the message
   * @throws IllegalStateException if it takes longer
   */
  public static <T> T limited(long nanos, Guard.Work<T> work, String what) throws IOException {
    return limited(nanos, work, what, () -> {});
  }

  /**
   * Does the work.
   *
   * @param nanos of processor time that it may take
   * @param what it is, to begin the message
   * @param stop tells the work to end, from another thread
   * @throws IllegalStateException if it takes longer
   */
  public static <T> T limited(long nanos, Guard.Work<T> work, String what, Runnable stop)
      throws IOException {
    CompletableFuture<Long> thread = new CompletableFuture<>();
    CompletableFuture<T> result = new CompletableFuture<>();
    long begin = System.nanoTime();
    THREADS.execute(
        () -> {
          long id = Thread.currentThread().getId();
          thread.complete(id);
          try {
            result.complete(work.run());
          } catch (Throwable e) { // all of it is the caller's
            result.completeExceptionally(e);
          }
        });
    long before = -1;
    while (true) {
      try {
        return result.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        throw thrown(java.util.Objects.requireNonNull(e.getCause()));
      } catch (InterruptedException e) {
        stop.run();
        Thread.currentThread().interrupt();
        throw new CancellationException(what + " was interrupted");
      } catch (TimeoutException e) {
        long used = thread.isDone() ? TIMES.getThreadCpuTime(thread.join()) : 0;
        before = before < 0 ? used : before; // threads are used again
        if ((used < 0 ? System.nanoTime() - begin : used - before) > nanos) {
          stop.run();
          throw new IllegalStateException(
              what
                  + " took more than "
                  + nanos / 1_000_000
                  + " ms of the processor's time and was given up: damaged");
        }
      }
    }
  }

  private static IOException thrown(Throwable e) throws IOException {
    if (e instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (e instanceof IOException checked) {
      throw checked;
    }
    if (e instanceof VirtualMachineError error && !(e instanceof StackOverflowError)) {
      throw error;
    }
    throw new IllegalArgumentException(e.getMessage(), e);
  }
}
