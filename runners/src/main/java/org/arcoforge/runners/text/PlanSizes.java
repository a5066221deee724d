package org.arcoforge.runners.text;

import java.util.stream.Stream;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.bake.Resources;
import org.arcoforge.plan.ArraySizes;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;

/** Computes the bytes of a plan: uncompressed, and what workers need. */
final class PlanSizes {
  private PlanSizes() {}

  /** Returns uncompressed bytes of an array. */
  static double bytes(ArrayLayout layout) {
    return ArraySizes.bytes(layout);
  }

  /** Returns uncompressed bytes of a whole chunk. */
  static double chunkBytes(ArrayLayout layout) {
    return ArraySizes.chunkBytes(layout);
  }

  /** Returns uncompressed bytes of the result. */
  static double bytes(Plan plan) {
    return plan.arrays().stream().mapToDouble(a -> bytes(a.layout())).sum();
  }

  /** Returns bytes that a worker needs for tiles when it works on as many at once as it may. */
  static long peakMemory(Plan plan) {
    return largestTile(plan) * tilesAtOnce(plan);
  }

  /** Returns tiles that a worker of this machine's threads works on at once: the largest ones. */
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
}
