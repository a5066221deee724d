package org.arcoforge.bake;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts of what the threads of this process have done for a bake so far. The pipeline's counters
 * are brought up to date only between elements, and a laptop's elements are large.
 */
public final class ProcessCounters {
  public final LongAdder headers = new LongAdder();
  public final LongAdder failures = new LongAdder();
  public final LongAdder tiles = new LongAdder();
  public final LongAdder tilesWritten = new LongAdder();
  public final LongAdder bytesWritten = new LongAdder();
  public final LongAdder verified = new LongAdder();

  /** Tries of tiles after a first one that failed. */
  public final LongAdder tileRetries = new LongAdder();

  /** Tiles whose sources failed. */
  public final AtomicInteger tilesFailed = new AtomicInteger();

  private volatile String firstFailure = "";

  /** Counts a file that could not be scanned, of which the message tells. */
  public synchronized void failed(String message) {
    failures.increment();
    firstFailure = firstFailure.isEmpty() ? message : firstFailure;
  }

  /** Returns what was said of the first file that could not be scanned; empty if all could. */
  public String firstFailure() {
    return firstFailure;
  }
}
