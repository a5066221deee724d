package org.arcoforge.bake.tile;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.arcoforge.plan.PlannedArray;

/**
 * Orders the tiles of several arrays side by side: what comes from the same files is done at the
 * same time, so that files are opened once.
 */
final class TileOrder {
  private TileOrder() {}

  /** A visit is what is done with a tile of an array. */
  interface Visit {
    void tile(int array, long tile) throws IOException;
  }

  private record Next(int array, long tile, long tiles) {
    double progress() {
      return (tile + 0.5) / tiles;
    }
  }

  static void visit(List<PlannedArray> arrays, Visit visit) throws IOException {
    PriorityQueue<Next> queue =
        new PriorityQueue<>(Comparator.comparingDouble(Next::progress).thenComparing(Next::array));
    for (int a = 0; a < arrays.size(); a++) {
      long tiles = arrays.get(a).tiles().count();
      if (tiles > 0) {
        queue.add(new Next(a, 0, tiles));
      }
    }
    for (Next n = queue.poll(); n != null; n = queue.poll()) {
      visit.tile(n.array(), n.tile());
      if (n.tile() + 1 < n.tiles()) {
        queue.add(new Next(n.array(), n.tile() + 1, n.tiles()));
      }
    }
  }
}
