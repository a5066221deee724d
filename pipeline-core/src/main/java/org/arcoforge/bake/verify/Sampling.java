package org.arcoforge.bake.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.Region;
import org.arcoforge.plan.Fragment;
import org.arcoforge.plan.PlannedArray;

/** Chooses what is compared with the sources: the same in every repetition. */
final class Sampling {
  /** One in so many tiles has a sample, and at least one of each array. */
  static final long ONE_IN = 20;

  /** So many pieces of the files that make an object are read again. */
  static final int PIECES = 4;

  private Sampling() {}

  /** Returns the place among a tile's objects of the one that is compared; empty if none is. */
  static OptionalInt object(PlannedArray array, long tile) {
    long tiles = array.tiles().count();
    if (tile % ONE_IN != tiles / 2 % ONE_IN) {
      return OptionalInt.empty();
    }
    long objects = array.objectsOf(tile).elements();
    return OptionalInt.of((int) (number(array, tile) % objects));
  }

  /** Returns some of the pieces that make an object, the first and the last among them. */
  static List<Fragment> pieces(PlannedArray array, long tile, List<Fragment> all) {
    if (all.size() <= PIECES) {
      return all;
    }
    List<Fragment> chosen = new ArrayList<>(List.of(all.get(0), all.get(all.size() - 1)));
    long number = number(array, tile);
    for (int i = 2; i < PIECES; i++) {
      chosen.add(all.get((int) (number * i % all.size())));
    }
    return chosen;
  }

  private static long number(PlannedArray array, long tile) {
    return ((array.name().hashCode() * 31L + tile) * 0x9E3779B97F4A7C15L) >>> 33;
  }

  /** Returns the index of the object that a tile's receipt names in that place. */
  static long[] index(PlannedArray array, long tile, int object) {
    Region box = array.objectsOf(tile);
    long[] ones = new long[box.rank()];
    java.util.Arrays.fill(ones, 1);
    long[] index = ChunkGrid.of(box.size(), ones).index(object);
    for (int d = 0; d < index.length; d++) {
      index[d] += box.start(d);
    }
    return index;
  }
}
