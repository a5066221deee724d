package org.arcoforge.bake.tile;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.function.LongSupplier;

/**
 * Bounds what is dead in the serial collector's old generation. That is collected by itself only
 * before an array is allocated there and finds no room; where large arrays are used again and
 * again, none is, and what young collections leave there in a long bake would grow with the number
 * of files. Other collectors look after it themselves. Safe for many threads.
 */
final class OldGeneration {
  /** What may be there besides the arrays of tiles: the plan, open files, and what is dead. */
  static final long OTHERS = 224L << 20;

  private final LongSupplier used;
  private final Runnable collect;
  private long allowed = OTHERS;

  /**
   * Makes a bound.
   *
   * @param used bytes that are in use or dead; less than 0 where there is nothing to bound
   * @param collect collects all of them
   */
  OldGeneration(LongSupplier used, Runnable collect) {
    this.used = used;
    this.collect = collect;
  }

  /** Returns the bound of this process's heap. */
  static OldGeneration ofHeap() {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getName().equals("Tenured Gen")) { // the serial collector's
        return new OldGeneration(() -> pool.getUsage().getUsed(), System::gc);
      }
    }
    return new OldGeneration(() -> -1, () -> {});
  }

  /**
   * Collects if there is too much.
   *
   * @param arrays bytes of arrays that are used or kept for tiles
   */
  synchronized void bound(long arrays) {
    if (used.getAsLong() - arrays <= allowed) {
      return;
    }
    collect.run();
    // What is alive all the same is no reason to collect again with the next array.
    allowed = Math.max(OTHERS, 2 * (used.getAsLong() - arrays));
  }
}
