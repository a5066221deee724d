package org.arcoforge.bake;

import java.io.Serializable;
import java.util.List;
import org.arcoforge.commit.RunId;
import org.jspecify.annotations.Nullable;

/**
 * What a step reports to the next: numbers, or what went wrong.
 *
 * @param run whose folder holds plan and receipts; empty if there is none
 * @param tiles that were dealt with
 * @param written objects
 * @param reused objects
 * @param bytesRead of sources
 * @param bytesWritten of objects
 * @param outcome {@link Outcome#DONE}, or how it failed
 * @param problems for people
 * @param check tiles to verify; null if there are none
 */
public record StepResult(
    String run,
    long tiles,
    long written,
    long reused,
    long bytesRead,
    long bytesWritten,
    Outcome outcome,
    List<String> problems,
    @Nullable Check check)
    implements Serializable {
  private static final int KEPT_PROBLEMS = 20;

  /**
   * Tiles {@code [from, to)} to verify; all there are if the array is {@link
   * org.arcoforge.beam.WorkItem#ALL}.
   */
  public record Check(int array, long from, long to) implements Serializable {}

  public StepResult {
    problems = List.copyOf(problems.subList(0, Math.min(KEPT_PROBLEMS, problems.size())));
  }

  public static StepResult empty(RunId run) {
    return new StepResult(run.value(), 0, 0, 0, 0, 0, Outcome.DONE, List.of(), null);
  }

  public static StepResult failed(String run, Outcome outcome, List<String> problems) {
    return new StepResult(run, 0, 0, 0, 0, 0, outcome, problems, null);
  }

  public static StepResult failed(String run, Throwable thrown) {
    return failed(run, Failures.outcome(thrown), List.of(Failures.message(thrown)));
  }

  public static StepResult wrote(RunId run, WrittenTile tile) {
    return new StepResult(
        run.value(),
        1,
        tile.reused() ? 0 : tile.objects(),
        tile.reused() ? tile.objects() : 0,
        tile.bytesRead(),
        tile.bytesWritten(),
        Outcome.DONE,
        List.of(),
        null);
  }

  /** A tile of an intermediate, of which only what was read counts. */
  public static StepResult prepared(RunId run, WrittenTile tile) {
    return new StepResult(run.value(), 1, 0, 0, tile.bytesRead(), 0, Outcome.DONE, List.of(), null);
  }

  public static StepResult checking(RunId run, Check check) {
    return new StepResult(run.value(), 0, 0, 0, 0, 0, Outcome.DONE, List.of(), check);
  }

  /** Sums; of two failures the first one counts. */
  public StepResult plus(StepResult other) {
    List<String> all = new java.util.ArrayList<>(problems);
    all.addAll(other.problems);
    return new StepResult(
        run.isEmpty() ? other.run : run,
        tiles + other.tiles,
        written + other.written,
        reused + other.reused,
        bytesRead + other.bytesRead,
        bytesWritten + other.bytesWritten,
        outcome == Outcome.DONE ? other.outcome : outcome,
        all,
        null);
  }

  /** The sum of all, a failure if there is none. */
  public static StepResult sum(Iterable<StepResult> results) {
    StepResult sum = null;
    for (StepResult result : results) {
      sum = sum == null ? result : sum.plus(result);
    }
    return sum == null ? failed("", Outcome.UNEXPECTED, List.of("no step reported")) : sum;
  }

  public boolean isFailed() {
    return outcome != Outcome.DONE;
  }
}
