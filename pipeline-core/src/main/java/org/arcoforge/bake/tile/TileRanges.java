package org.arcoforge.bake.tile;

import java.io.IOException;
import java.util.List;
import org.arcoforge.plan.PlannedArray;

/**
 * Lists all tiles of some arrays as elements of the pipeline: one each, or some neighbours where
 * there are very many.
 */
public final class TileRanges {
  public static final long MOST = 20_000;

  private TileRanges() {}

  /** A visit is what is done with the tiles {@code [from, to)} of an array. */
  public interface Visit {
    void tiles(int array, long from, long to) throws IOException;
  }

  /** Visits them in the order of {@link TileOrder}. */
  public static void visit(List<PlannedArray> arrays, Visit visit) throws IOException {
    long all = arrays.stream().mapToLong(a -> a.tiles().count()).sum();
    long together = (all + MOST - 1) / MOST;
    TileOrder.visit(
        arrays,
        (array, tile) -> {
          if (tile % together == 0) {
            long tiles = arrays.get(array).tiles().count();
            visit.tiles(array, tile, Math.min(tiles, tile + together));
          }
        });
  }
}
