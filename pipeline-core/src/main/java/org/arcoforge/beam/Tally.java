package org.arcoforge.beam;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the threads of this process have done for a bake so far. The pipeline's counters are brought
 * up to date only between elements, and a laptop's elements are large.
 */
final class Tally {
  private static final Map<String, Tally> BY_RUN = new ConcurrentHashMap<>();

  final LongAdder headers = new LongAdder();
  final LongAdder tiles = new LongAdder();
  final LongAdder tilesWritten = new LongAdder();
  final LongAdder bytesWritten = new LongAdder();
  final LongAdder verified = new LongAdder();

  /** The tally of a bake in this process. */
  static Tally of(BakeConfig config) {
    return BY_RUN.computeIfAbsent(config.run().value(), k -> new Tally());
  }

  /** Forgets a bake that is over in this process. */
  static void forget(BakeConfig config) {
    BY_RUN.remove(config.run().value());
  }
}
