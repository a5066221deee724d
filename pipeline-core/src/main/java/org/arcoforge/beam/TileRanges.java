package org.arcoforge.beam;

import java.io.IOException;
import org.arcoforge.plan.Plan;

/**
 * All tiles of a plan as elements of the pipeline: one each, or some neighbours where there are
 * very many.
 */
final class TileRanges {
  static final long MOST = 20_000;

  private TileRanges() {}

  /** What is done with the tiles {@code [from, to)} of an array. */
  interface Visit {
    void tiles(int array, long from, long to) throws IOException;
  }

  /** Visits them in the order of {@link TileOrder}. */
  static void visit(Plan plan, Visit visit) throws IOException {
    long together = (plan.tiles() + MOST - 1) / MOST;
    TileOrder.visit(
        plan,
        (array, tile) -> {
          if (tile % together == 0) {
            long tiles = plan.arrays().get(array).tiles().count();
            visit.tiles(array, tile, Math.min(tiles, tile + together));
          }
        });
  }
}
