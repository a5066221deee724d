package org.arcoforge.beam;

import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.Region;
import org.arcoforge.plan.PlannedArray;

/** Chooses the objects that are verified: the same ones in every repetition. */
final class Sampling {
  /** One in so many tiles is verified, and at least one of each array. */
  static final long ONE_IN = 20;

  private Sampling() {}

  /** One object of each chosen tile; none if the array has no object. */
  static List<StepResult.Sample> choose(int number, PlannedArray array) {
    List<StepResult.Sample> samples = new ArrayList<>();
    long tiles = array.tiles().count();
    for (long tile = tiles / 2 % ONE_IN; tile < tiles; tile += ONE_IN) {
      int objects = Math.toIntExact(array.objectsOf(tile).elements());
      long spread = ((array.name().hashCode() * 31L + tile) * 0x9E3779B97F4A7C15L) >>> 33;
      samples.add(new StepResult.Sample(number, tile, (int) (spread % objects)));
    }
    return samples;
  }

  /** The index of the object that a tile's receipt names in that place. */
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
