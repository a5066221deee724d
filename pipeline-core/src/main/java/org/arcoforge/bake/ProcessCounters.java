package org.arcoforge.bake;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the threads of this process have done for a bake so far. The pipeline's counters are brought
 * up to date only between elements, and a laptop's elements are large.
 */
public final class ProcessCounters {
  private static final Map<String, ProcessCounters> BY_RUN = new ConcurrentHashMap<>();

  public final LongAdder headers = new LongAdder();
  public final LongAdder tiles = new LongAdder();
  public final LongAdder tilesWritten = new LongAdder();
  public final LongAdder bytesWritten = new LongAdder();
  public final LongAdder verified = new LongAdder();

  /** The tally of a bake in this process. */
  public static ProcessCounters of(BakeConfig config) {
    return BY_RUN.computeIfAbsent(config.run().value(), k -> new ProcessCounters());
  }

  /** Forgets a bake that is over in this process. */
  public static void forget(BakeConfig config) {
    BY_RUN.remove(config.run().value());
  }
}
