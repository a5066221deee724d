package org.arcoforge.bake.tile;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.arcoforge.array.Block;
import org.arcoforge.array.Statistics;
import org.arcoforge.bake.work.ParallelTasks;
import org.arcoforge.cf.PhysicalValues;
import org.arcoforge.zarr.PartEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Sums up the values of an object part by part: the same sums, to the last bit, however many
 * threads there are and whether the object is in memory as a whole or not.
 */
final class PartSums {
  private PartSums() {}

  /** Returns the elements of a part. */
  static int elements(Block values) {
    return PartEncoder.PART / Math.max(1, values.type().size());
  }

  /** Sums up a whole object by all threads: the only object of a tile may be large. */
  static @Nullable Statistics of(PhysicalValues physical, Block values) throws IOException {
    int n = values.elements();
    int each = elements(values);
    int parts = Math.max(1, (n + each - 1) / each);
    @Nullable Statistics[] sums = new Statistics[parts];
    ParallelTasks.each(
        IntStream.range(0, parts).boxed().toList(),
        p -> sums[p] = physical.summarize(values, p * each, (int) Math.min(n, (p + 1L) * each)));
    return sum(java.util.Arrays.asList(sums));
  }

  /** Returns the sum of sums, in their order; null if one is null, as that of texts is. */
  static @Nullable Statistics sum(List<? extends @Nullable Statistics> parts) {
    Statistics sum = Statistics.none();
    boolean first = true;
    for (Statistics part : parts) {
      if (part == null) {
        return null;
      }
      sum = first ? part : sum.plus(part);
      first = false;
    }
    return sum;
  }
}
