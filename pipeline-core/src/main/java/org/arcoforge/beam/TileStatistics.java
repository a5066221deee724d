package org.arcoforge.beam;

import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Statistics;
import org.arcoforge.plan.PhysicalValues;
import org.jspecify.annotations.Nullable;

/** Smallest, largest, sum and count of the physical values of a block. */
final class TileStatistics {
  private TileStatistics() {}

  /** Null for texts. */
  static @Nullable Statistics of(Block block, PhysicalValues physical) {
    if (block.type() == DataType.STRING) {
      return null;
    }
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    long count = 0;
    int n = block.elements();
    for (int i = 0; i < n; i++) {
      double value = physical.at(block, i);
      if (!Double.isNaN(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
        sum += value;
        count++;
      }
    }
    return count == 0
        ? new Statistics(Double.NaN, Double.NaN, 0, 0, n)
        : new Statistics(min, max, sum, count, n - count);
  }
}
