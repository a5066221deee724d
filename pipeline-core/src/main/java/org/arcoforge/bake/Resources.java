package org.arcoforge.bake;

import java.io.Serializable;
import org.arcoforge.plan.tiling.MemoryBudget;
import org.arcoforge.settings.Settings;

/**
 * Resources are the memory, in bytes, and the threads that one step of a bake may use in one
 * process.
 *
 * @param memory for tiles
 * @param threads that work on one element of the pipeline: all of a laptop's, whose elements are
 *     few; one where the runner itself gives each thread an element
 * @param workers processes that may read sources at once, this one among them
 * @param settings of the process that begins the bake, which hold in all others too
 * @param measured whether the memory is what a process was found to have, and not what somebody
 *     said: each worker then goes by its own
 * @param slots elements that one of many processes works on at once; 0 if it is one a processor
 */
public record Resources(
    MemoryBudget memory, int threads, int workers, Settings settings, boolean measured, int slots)
    implements Serializable {
  /** More than this gains little: tiles that need more decode some source chunks twice. */
  private static final long MOST_MEMORY = 768L << 20;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Resources {
    if (threads < 1 || workers < 1) {
      throw new IllegalArgumentException(threads + " threads, " + workers + " workers");
    }
  }

  /**
   * Returns the resources of a process that does all the work.
   *
   * @param tiles bytes for the tiles that are filled at the same time
   * @param limit bytes that a single object may need
   */
  public static Resources alone(long tiles, long limit, int threads) {
    return new Resources(
        MemoryBudget.alone(tiles, limit), threads, 1, Settings.standard(), false, 0);
  }

  /**
   * Returns the resources of one of many processes, whose threads each get their elements from the
   * runner.
   */
  public static Resources shared(long tiles, long limit) {
    return new Resources(MemoryBudget.shared(tiles, limit), 1, 1, Settings.standard(), false, 0);
  }

  /** Returns bytes that a process like this one has for tiles. */
  public static long measuredMemory() {
    return Math.min(MOST_MEMORY, Runtime.getRuntime().maxMemory() / 2);
  }

  /** Returns the resources of this process as one of many; each has its own, see {@link #here}. */
  public static Resources measuredShare() {
    return measuredShare(0);
  }

  /**
   * Returns the same where so many elements share the heap of a process; 0 if it is one a
   * processor.
   */
  public static Resources measuredShare(int slots) {
    long limit = Runtime.getRuntime().maxMemory() / 2;
    MemoryBudget memory =
        MemoryBudget.shared(measuredMemory() / (slots > 0 ? slots : parallelism()), limit);
    return new Resources(memory, 1, 1, Settings.standard(), true, slots);
  }

  /** Returns the same with the memory of this process, unless somebody said how much it is. */
  public Resources here() {
    return measured ? measuredShare(slots).withSettings(settings).withWorkers(workers) : this;
  }

  /** Returns the same with other settings than the standard ones. */
  public Resources withSettings(Settings other) {
    return new Resources(memory, threads, workers, other, measured, slots);
  }

  /** Returns the same as one of so many processes at most. */
  public Resources withWorkers(int most) {
    return new Resources(memory, threads, most, settings, measured, slots);
  }

  /** Returns whether one process does all: its threads share the work of one element. */
  public boolean isAlone() {
    return threads > 1;
  }

  /** Returns how many threads this process works with: one a processor, and at least two. */
  public static int parallelism() {
    return Math.max(2, Runtime.getRuntime().availableProcessors());
  }
}
