package org.arcoforge.runners.text;

import java.util.List;
import java.util.stream.Stream;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.DataType;
import org.arcoforge.bake.Resources;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;

/** Bytes of a plan: uncompressed, and what workers need. */
final class PlanSizes {
  /** Texts have no size of their own; a guess. */
  private static final int TEXT_BYTES = 16;

  private PlanSizes() {}

  /** Uncompressed bytes of an array. */
  static double bytes(ArrayLayout layout) {
    return (double) layout.variable().elements() * elementBytes(layout);
  }

  /** Uncompressed bytes of a whole chunk. */
  static double chunkBytes(ArrayLayout layout) {
    return elements(layout.chunk()) * elementBytes(layout);
  }

  /** Uncompressed bytes of the result. */
  static double bytes(Plan plan) {
    return plan.arrays().stream().mapToDouble(a -> bytes(a.layout())).sum();
  }

  /** Bytes that a worker needs for tiles when it works on as many at once as it may. */
  static long peakMemory(Plan plan) {
    return largestTile(plan) * tilesAtOnce(plan);
  }

  /** Tiles that a worker of this machine's threads works on at once: the largest ones. */
  static long tilesAtOnce(Plan plan) {
    long fit = plan.memory().tiles() / Math.max(1, largestTile(plan));
    return Math.max(1, Math.min(Resources.parallelism(), fit));
  }

  private static long largestTile(Plan plan) {
    return Stream.concat(plan.arrays().stream(), plan.intermediates().stream())
        .mapToLong(PlannedArray::memory)
        .max()
        .orElse(0);
  }

  private static double elements(List<Long> lengths) {
    return lengths.stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
  }

  private static int elementBytes(ArrayLayout layout) {
    DataType type = layout.variable().type();
    return type == DataType.STRING ? TEXT_BYTES : type.size();
  }
}
