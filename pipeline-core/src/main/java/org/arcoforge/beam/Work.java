package org.arcoforge.beam;

import java.io.Serializable;
import org.arcoforge.commit.RunId;
import org.jspecify.annotations.Nullable;

/**
 * A range of positions, or tiles of the plan in a run's folder, of its arrays or of their
 * intermediates: a range of one array's, or all.
 *
 * @param run whose folder holds the plan; empty for positions
 * @param array number of the array in the plan, or {@link #ALL}
 * @param from first
 * @param to one past the last
 * @param told by a step before, to be passed on: a failure, or what is to be counted; null if there
 *     is work
 */
record Work(String run, int array, long from, long to, @Nullable StepResult told)
    implements Serializable {
  /** Stands for all tiles of all of them. */
  static final int ALL = -1;

  static Work positions(long from, long to) {
    return new Work("", 0, from, to, null);
  }

  static Work tiles(RunId run, int array, long from, long to) {
    return new Work(run.value(), array, from, to, null);
  }

  static Work allTiles(RunId run) {
    return new Work(run.value(), ALL, 0, 0, null);
  }

  static Work told(StepResult step) {
    return new Work("", 0, 0, 0, step);
  }
}
