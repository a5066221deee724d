package org.arcoforge.beam;

import java.io.Serializable;
import org.arcoforge.bake.StepResult;
import org.arcoforge.commit.RunId;
import org.jspecify.annotations.Nullable;

/**
 * A work item is a range of positions, or tiles of the plan in a run's folder, of its arrays or of
 * their intermediates: a range of one array's, or all.
 *
 * @param run whose folder holds the plan; empty for positions
 * @param array number of the array in the plan, or {@link #ALL}
 * @param from first
 * @param to one past the last
 * @param told by a step before, to be passed on: a failure, or what is to be counted; null if there
 *     is work
 */
record WorkItem(String run, int array, long from, long to, @Nullable StepResult told)
    implements Serializable {
  /** Stands for all tiles of all of them. */
  static final int ALL = -1;

  static WorkItem positions(long from, long to) {
    return new WorkItem("", 0, from, to, null);
  }

  static WorkItem tiles(RunId run, int array, long from, long to) {
    return new WorkItem(run.value(), array, from, to, null);
  }

  static WorkItem allTiles(RunId run) {
    return new WorkItem(run.value(), ALL, 0, 0, null);
  }

  static WorkItem told(StepResult step) {
    return new WorkItem("", 0, 0, 0, step);
  }
}
