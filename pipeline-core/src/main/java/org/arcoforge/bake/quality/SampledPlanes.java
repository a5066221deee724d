package org.arcoforge.bake.quality;

import java.util.List;
import java.util.TreeSet;
import org.arcoforge.array.Region;
import org.arcoforge.quality.VariableGrid;

/**
 * Sampled planes are planes of one column of the time axis, of which a report shows the mean or the
 * values.
 *
 * @param time place of the time axis, or -1
 * @param axes places of the dimensions that are drawn
 * @param positions whose means are wanted, within one chunk of the time axis, ascending
 * @param drawn position whose values are wanted; -1 for none
 */
record SampledPlanes(int time, List<Integer> axes, List<Long> positions, long drawn) {
  static SampledPlanes of(VariableGrid grid, List<Long> positions, long drawn) {
    return new SampledPlanes(grid.time(), grid.drawn(), List.copyOf(positions), drawn);
  }

  /** Returns the positions that are looked at, ascending. */
  List<Long> wanted() {
    TreeSet<Long> wanted = new TreeSet<>(positions);
    if (drawn >= 0) {
      wanted.add(drawn);
    }
    return List.copyOf(wanted);
  }

  /** Returns the box of the first plane: the others meet the same objects. */
  Region first(VariableGrid grid) {
    return grid.plane(wanted().get(0), 1);
  }
}
