package org.arcoforge.bake.work;

import java.io.IOException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.arcoforge.bake.Resources;
import org.arcoforge.network.NetworkWait;
import org.jspecify.annotations.Nullable;

/**
 * Runs one element's pieces of work in the threads of this process, as many at once as there is
 * memory for: where a single piece fills the memory, all threads share it (see {@link
 * ParallelTasks}). While threads wait for the network ({@link org.arcoforge.network.NetworkWait}),
 * others work in their stead.
 */
public final class WorkExecutor implements AutoCloseable {
  private static final long UNIT = 1 << 16;

  /** Threads that may wait for the network at once. */
  public static final int WAITING = 32;

  private final ForkJoinPool threads;
  private final Semaphore places;
  private final Semaphore memory;
  private final int units;
  private final int most;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /** Makes the threads of a step, which share its memory for tiles. */
  public WorkExecutor(Resources resources) {
    this(resources.threads(), WAITING, resources.memory().tiles());
  }

  /**
   * Makes threads.
   *
   * @param working threads that work at once
   * @param waiting threads that may wait for the network meanwhile
   * @param bytes of memory that all pieces of work may take at once
   */
  public WorkExecutor(int working, int waiting, long bytes) {
    most = working + waiting;
    threads =
        new ForkJoinPool(
            working,
            ForkJoinPool.defaultForkJoinWorkerThreadFactory,
            null,
            false,
            working,
            most,
            working, // never fewer that work while others wait
            pool -> true, // when all wait that may, there is nothing else to do
            1,
            TimeUnit.SECONDS);
    places = new Semaphore(most);
    units = (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes / UNIT));
    memory = new Semaphore(units);
  }

  /** This is one piece of work. */
  public interface Work {
    void run() throws IOException;
  }

  /**
   * Begins a piece of work as soon as there is room for it; after a failure no more.
   *
   * @param bytes of memory that it takes; what takes more than there is works alone
   * @param after what is done when it has ended, or is not begun
   */
  public void begin(long bytes, Work work, Runnable after) {
    int wanted = (int) Math.min(units, Math.max(1, bytes / UNIT));
    places.acquireUninterruptibly();
    memory.acquireUninterruptibly(wanted);
    if (failure.get() != null) {
      release(wanted);
      after.run();
      return;
    }
    threads.execute(
        ForkJoinTask.adapt(
            () -> {
              try {
                work.run();
              } catch (IOException | RuntimeException | Error e) {
                failure.compareAndSet(null, e);
              } finally {
                release(wanted);
                after.run();
              }
            }));
  }

  private void release(int wanted) {
    memory.release(wanted);
    places.release();
  }

  /** Waits until all is done, and throws what went wrong first. */
  public void finish() throws IOException {
    places.acquireUninterruptibly(most);
    places.release(most);
    NetworkWait.rethrow(failure.get());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
