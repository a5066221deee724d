package org.arcoforge.plan.tiling;

import java.io.Serializable;

/**
 * A memory budget says how many bytes a worker has for tiles.
 *
 * @param tiles for those that are filled at the same time; a tile is made no larger than this
 * @param kept for parts of decoded source chunks that a later tile of the same worker will need; 0
 *     where neighbours may be filled by others
 * @param limit what a single object may need at the most
 */
public record MemoryBudget(long tiles, long kept, long limit) implements Serializable {
  /** What part of the memory for tiles may stay with what later tiles need. */
  private static final int KEPT = 8;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if there is none
   */
  public MemoryBudget {
    if (tiles < 1 || kept < 0 || limit < 1) {
      throw new IllegalArgumentException(tiles + " bytes for tiles, at most " + limit);
    }
  }

  /** Returns the budget of a worker that fills all tiles, one after the other. */
  public static MemoryBudget alone(long tiles, long limit) {
    return new MemoryBudget(tiles, tiles / KEPT, limit);
  }

  /** Returns the budget of one of many workers. */
  public static MemoryBudget shared(long tiles, long limit) {
    return new MemoryBudget(tiles, 0, limit);
  }
}
