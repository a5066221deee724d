package org.arcoforge.beam;

import java.io.Serializable;

/**
 * What one step of a bake may use in one process.
 *
 * @param memory bytes for the tiles that are filled at the same time
 * @param threads that work on one element of the pipeline: all of a laptop's, whose elements are
 *     few; one where the runner itself gives each thread an element
 */
public record Resources(long memory, int threads) implements Serializable {
  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if one is below 1
   */
  public Resources {
    if (memory < 1 || threads < 1) {
      throw new IllegalArgumentException(memory + " bytes for " + threads + " threads");
    }
  }
}
