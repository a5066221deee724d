package org.arcoforge.beam;

import java.io.Serializable;
import java.util.List;
import org.arcoforge.commit.RunId;

/**
 * What a step reports to the next: numbers, or what went wrong.
 *
 * @param run whose folder holds plan and receipts; empty if there is none
 * @param written objects
 * @param reused objects
 * @param bytesRead of sources
 * @param bytesWritten of objects
 * @param outcome {@link Outcome#DONE}, or how it failed
 * @param problems for people
 * @param sample an object to verify; null if there is none
 */
record StepResult(
    String run,
    long written,
    long reused,
    long bytesRead,
    long bytesWritten,
    Outcome outcome,
    List<String> problems,
    @org.jspecify.annotations.Nullable Sample sample)
    implements Serializable {
  private static final int KEPT_PROBLEMS = 20;

  /** An object to verify: array, tile, and which of the tile's objects. */
  record Sample(int array, long tile, int object) implements Serializable {}

  StepResult {
    problems = List.copyOf(problems.subList(0, Math.min(KEPT_PROBLEMS, problems.size())));
  }

  static StepResult empty(RunId run) {
    return new StepResult(run.value(), 0, 0, 0, 0, Outcome.DONE, List.of(), null);
  }

  static StepResult failed(String run, Outcome outcome, List<String> problems) {
    return new StepResult(run, 0, 0, 0, 0, outcome, problems, null);
  }

  static StepResult failed(String run, Throwable thrown) {
    return failed(run, Failures.outcome(thrown), List.of(Failures.message(thrown)));
  }

  StepResult with(Sample other) {
    return new StepResult(run, 0, 0, 0, 0, Outcome.DONE, List.of(), other);
  }

  /** Sums; of two failures the first one counts. */
  StepResult plus(StepResult other) {
    List<String> all = new java.util.ArrayList<>(problems);
    all.addAll(other.problems);
    return new StepResult(
        run.isEmpty() ? other.run : run,
        written + other.written,
        reused + other.reused,
        bytesRead + other.bytesRead,
        bytesWritten + other.bytesWritten,
        outcome == Outcome.DONE ? other.outcome : outcome,
        all,
        null);
  }

  /** The sum of all, a failure if there is none. */
  static StepResult sum(Iterable<StepResult> results) {
    StepResult sum = null;
    for (StepResult result : results) {
      sum = sum == null ? result : sum.plus(result);
    }
    return sum == null ? failed("", Outcome.UNEXPECTED, List.of("no step reported")) : sum;
  }

  boolean isFailed() {
    return outcome != Outcome.DONE;
  }
}
