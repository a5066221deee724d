package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.recipe.Target;

/** Refuses stores of more objects than anybody can list, copy, verify or pay for. */
final class ObjectLimit {
  /** Beyond it a plan is refused; beyond a million there is a warning. */
  static final long MOST = 100_000_000;

  private static final double WANTED = 1_000_000;

  private ObjectLimit() {}

  /**
   * Checks the objects of all arrays together.
   *
   * @throws org.arcoforge.recipe.RefusedException if there are too many, with the lengths to write
   *     in the recipe
   */
  static void check(List<ArrayLayout> arrays, Target target) {
    double all = 0;
    ArrayLayout most = null;
    for (ArrayLayout array : arrays) {
      double objects = objects(array.objects());
      all += objects;
      most = most == null || objects > objects(most.objects()) ? array : most;
    }
    if (all > MOST && most != null) {
      throw refused(all, most, target);
    }
  }

  private static double objects(ChunkGrid grid) {
    double objects = 1; // may be more than a long holds
    for (int d = 0; d < grid.rank(); d++) {
      objects *= grid.count(d);
    }
    return objects;
  }

  private static RefusedException refused(double all, ArrayLayout array, Target target) {
    boolean sharded = target.zarrFormat() == 3;
    String lengths = lengths(array);
    return RefusedException.recipe(
            "the store would have "
                + String.format(Locale.ROOT, "%.0f", all)
                + " objects, above the limit of "
                + MOST
                + "; most are of variable '"
                + array.variable().name()
                + "', whose "
                + (array.shard().isEmpty() ? "chunk is " : "shard is ")
                + (array.shard().isEmpty() ? array.chunk() : array.shard())
                + "; write larger chunks, as target: {chunks: {"
                + lengths
                + "}}"
                + (sharded
                    ? ", or keep them and put many into one object by target: {shards: {"
                        + lengths
                        + "}}"
                    : ""))
        .at(List.of("target", "chunks"));
  }

  /** Multiples of what there is with which the array has about a million objects. */
  private static String lengths(ArrayLayout array) {
    ChunkGrid grid = array.objects();
    double left = Math.ceil(objects(grid) / WANTED);
    List<String> lengths = new ArrayList<>();
    for (int d = grid.rank() - 1; d >= 0; d--) { // neighbours in memory first
      double factor = Math.min(left, (double) Math.max(1, grid.count(d)));
      left = Math.ceil(left / factor);
      String name = array.variable().dimensions().get(d).name();
      lengths.add(0, name + ": " + grid.chunk(d) * (long) factor);
    }
    return String.join(", ", lengths);
  }
}
