package org.arcoforge.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.arcoforge.network.NetworkWait;
import org.jspecify.annotations.Nullable;

/**
 * Threads that fetch several ranges at once for a reader that wants all of them. Theirs are the
 * requests; the reader's thread waits as for one, so that others work meanwhile, and none of them
 * computes. Safe for many threads.
 */
final class FetchThreads implements Closeable {
  /** Of one reader; hosts have limits besides. */
  private static final int MOST = 32;

  private final AtomicInteger made = new AtomicInteger();
  private final ThreadPoolExecutor threads;

  FetchThreads() {
    threads =
        new ThreadPoolExecutor(
            MOST, MOST, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
    threads.allowCoreThreadTimeOut(true);
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "arco-fetch-" + made.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  /** A task is what is done with one item. */
  interface Task<T> {
    void run(T item) throws IOException;
  }

  /**
   * Does all, some at once; after a failure no more are begun.
   *
   * @param atOnce items at most
   * @throws IOException of an item that failed
   */
  <T> void each(List<T> items, int atOnce, Task<T> task) throws IOException {
    if (items.size() < 2 || atOnce < 2) {
      for (T item : items) {
        task.run(item);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Runnable work =
        () -> {
          while (failure.get() == null) {
            int n = next.getAndIncrement();
            if (n >= items.size()) {
              return;
            }
            try {
              task.run(items.get(n));
            } catch (IOException | RuntimeException | Error e) {
              failure.compareAndSet(null, e);
            }
          }
        };
    List<Future<?>> begun = new ArrayList<>();
    for (int i = 0; i < Math.min(atOnce, items.size()); i++) {
      begun.add(threads.submit(work));
    }
    NetworkWait.on(() -> await(begun, failure));
    NetworkWait.rethrow(failure.get());
  }

  /**
   * Waits until nothing is being done any more, also when it is interrupted: what is read goes into
   * memory of the reader's.
   */
  private static boolean await(List<Future<?>> begun, AtomicReference<@Nullable Throwable> failure)
      throws IOException {
    boolean interrupted = false;
    for (Future<?> work : begun) {
      for (boolean waits = true; waits; ) {
        try {
          work.get();
          waits = false;
        } catch (InterruptedException e) {
          interrupted = true;
          failure.compareAndSet(
              null, new java.io.InterruptedIOException("interrupted while waiting for ranges"));
        } catch (ExecutionException | CancellationException e) {
          throw new IOException(e);
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  @Override
  public void close() {
    for (Runnable begun : threads.shutdownNow()) {
      if (begun instanceof Future<?> work) {
        work.cancel(true); // whoever waits for it need not any more
      }
    }
  }
}
