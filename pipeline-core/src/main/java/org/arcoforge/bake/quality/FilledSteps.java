package org.arcoforge.bake.quality;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.arcoforge.array.Region;
import org.arcoforge.plan.Fragment;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.plan.PlannedPiece;

/** Knows which positions along the time axis a policy filled, as the plan of the bake says it. */
final class FilledSteps {
  private final Map<String, BitSet> filled = new HashMap<>();

  private FilledSteps() {}

  /** Nothing is filled, or nobody knows. */
  static FilledSteps none() {
    return new FilledSteps();
  }

  /**
   * Returns what a plan fills.
   *
   * @param axes by array, the place of its time axis
   */
  static FilledSteps of(Plan plan, Map<String, Integer> axes) {
    FilledSteps steps = new FilledSteps();
    if (plan.holes().isEmpty()) {
      return steps;
    }
    for (PlannedArray array : plan.arrays()) {
      int time = axes.getOrDefault(array.name(), -1);
      long[] shape = array.layout().variable().shape();
      if (time >= 0 && time < shape.length && array.values() == null) {
        long[] size = new long[shape.length];
        java.util.Arrays.fill(size, 1);
        size[time] = shape[time];
        BitSet bits = new BitSet();
        for (PlannedPiece p : plan.part(array, Region.of(new long[size.length], size)).pieces()) {
          Fragment f = p.fragment();
          if (f.filled()) {
            bits.set((int) f.target().start(time), (int) f.target().end(time));
          }
        }
        steps.filled.put(array.name(), bits);
      }
    }
    return steps;
  }

  /** Returns the share of positions that are filled, 0 to 1. */
  double share(String array, long from, long to) {
    BitSet bits = filled.get(array);
    return bits == null || to <= from
        ? 0
        : (double) bits.get((int) from, (int) to).cardinality() / (to - from);
  }
}
