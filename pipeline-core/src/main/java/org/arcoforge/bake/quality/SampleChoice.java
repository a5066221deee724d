package org.arcoforge.bake.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Region;
import org.arcoforge.quality.VariableGrid;

/**
 * A sample choice says which planes of a variable its report is made of.
 *
 * @param budget what one plane costs
 * @param planes column by column; none where even one plane is too much
 */
record SampleChoice(ReadingBudget budget, List<SampledPlanes> planes) {
  /** Values that are weighed one by one, where rows have no weight of their own. */
  private static final long SINGLE_VALUES = 8L << 20;

  /** Values that are weighed row by row. */
  private static final long ROW_VALUES = 16L << 20;

  SampleChoice {
    planes = List.copyOf(planes);
  }

  /**
   * Chooses.
   *
   * @param last position whose values are drawn
   * @param variables that are read, this one among them
   */
  static SampleChoice of(ArrayLayout layout, VariableGrid grid, long last, int variables) {
    int time = grid.time();
    long length = time < 0 ? 1 : layout.variable().shape()[time];
    long chunk = time < 0 ? 1 : layout.chunks().chunk(time);
    Region plane = grid.plane(last, 1);
    long all = (length + chunk - 1) / chunk;
    ReadingBudget budget = ReadingBudget.of(layout, plane, all, variables);
    List<SampledPlanes> planes = new ArrayList<>();
    if (budget.columns() == 0) {
      return new SampleChoice(budget, planes);
    }
    long weighed = grid.hasRowWeights() ? ROW_VALUES : SINGLE_VALUES;
    long few = Math.max(budget.columns(), weighed / plane.elements());
    int positions = (int) Math.min(TimeSampling.POSITIONS, few);
    SortedMap<Long, List<Long>> chosen =
        TimeSampling.of(length, chunk, budget.columns(), positions, last / chunk);
    for (Map.Entry<Long, List<Long>> column : chosen.entrySet()) {
      boolean isDrawn = column.getKey() == last / chunk;
      planes.add(SampledPlanes.of(grid, column.getValue(), isDrawn ? last : -1));
    }
    if (!chosen.containsKey(last / chunk)) {
      planes.add(SampledPlanes.of(grid, List.of(), last));
    }
    return new SampleChoice(budget, planes);
  }
}
