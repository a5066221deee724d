package org.arcoforge.bake.tile;

import java.io.IOException;
import java.util.List;
import org.arcoforge.plan.PlannedArray;

/**
 * Lists all tiles of some arrays as elements of the pipeline: one each, or some neighbours where
 * there are very many. Where there are, no element but an array's only one has a single tile.
 */
public final class TileRanges {
  private TileRanges() {}

  /** A visit is what is done with the tiles {@code [from, to)} of an array. */
  public interface Visit {
    void tiles(int array, long from, long to) throws IOException;
  }

  /**
   * Visits them in the order of {@link TileOrder}.
   *
   * @param most elements that there are to be, and one an array
   */
  public static void visit(List<PlannedArray> arrays, long most, Visit visit) throws IOException {
    long all = arrays.stream().mapToLong(a -> a.tiles().count()).sum();
    long together = (all + most - 1) / most;
    TileOrder.visit(
        arrays,
        (array, tile) -> {
          long tiles = arrays.get(array).tiles().count();
          boolean joins = together > 1 && tile > 0 && tile == tiles - 1;
          if (tile % together == 0 && !joins) {
            long to = Math.min(tiles, tile + together);
            visit.tiles(array, tile, together > 1 && to == tiles - 1 ? tiles : to);
          }
        });
  }
}
