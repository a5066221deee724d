package org.arcoforge.bake;

import com.google.auto.value.AutoBuilder;
import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.arcoforge.commit.RunId;
import org.arcoforge.source.SourceOpener.FetchCounts;
import org.jspecify.annotations.Nullable;

/**
 * A step result is what a step reports to the next: numbers, or what went wrong.
 *
 * @param run whose folder holds plan and receipts; empty if there is none, as nothing is to be done
 *     or planning failed
 * @param tiles that were dealt with
 * @param written objects
 * @param reused objects
 * @param bytesRead of sources
 * @param bytesWritten of objects
 * @param outcome {@link Outcome#DONE}, or how it failed
 * @param problems for people
 * @param failed sources that could not be had or used
 * @param fetches requests to servers of sources
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
    List<FailedSource> failed,
    FetchCounts fetches,
    @Nullable Check check)
    implements Serializable {
  private static final int KEPT_PROBLEMS = 20;

  /**
   * A check asks to verify the tiles {@code [from, to)} of an array; all there are if the array is
   * {@link org.arcoforge.beam.WorkItem#ALL}.
   */
  public record Check(int array, long from, long to) implements Serializable {}

  public StepResult {
    problems = List.copyOf(problems.subList(0, Math.min(KEPT_PROBLEMS, problems.size())));
    failed = List.copyOf(failed.subList(0, Math.min(FailedSource.MOST, failed.size())));
  }

  public static StepResult empty(RunId run) {
    return builder().run(run.value()).build();
  }

  /** Returns that nothing is to be done, with what people are told of it. */
  public static StepResult nothing(List<String> notes) {
    return builder().run("").problems(notes).build();
  }

  public static StepResult failed(String run, Outcome outcome, List<String> problems) {
    return builder().run(run).outcome(outcome).problems(problems).build();
  }

  public static StepResult failed(String run, Throwable thrown) {
    return failed(run, Failures.outcome(thrown), List.of(Failures.message(thrown)))
        .withFailed(FailedSource.of(thrown, FailedSource.TILES).stream().toList());
  }

  /** Returns the same with the sources that failed. */
  public StepResult withFailed(List<FailedSource> letters) {
    return toBuilder().failed(letters).build();
  }

  /** Returns the same with requests that were made. */
  public StepResult withFetches(FetchCounts counts) {
    return counts.isNone() ? this : toBuilder().fetches(counts.plus(fetches)).build();
  }

  public static StepResult wrote(RunId run, WrittenTile tile) {
    return builder()
        .run(run.value())
        .tiles(1)
        .written(tile.made())
        .reused(tile.reused())
        .bytesRead(tile.bytesRead())
        .bytesWritten(tile.bytesWritten())
        .build();
  }

  /** Returns a tile of an intermediate, of which only what was read counts. */
  public static StepResult prepared(RunId run, WrittenTile tile) {
    return builder().run(run.value()).tiles(1).bytesRead(tile.bytesRead()).build();
  }

  public static StepResult checking(RunId run, Check check) {
    return builder().run(run.value()).check(check).build();
  }

  /** Adds two results up; of two failures the first one counts. */
  public StepResult plus(StepResult other) {
    Set<String> all = new LinkedHashSet<>(problems); // many tiles may lack one file
    all.addAll(other.problems);
    List<FailedSource> letters = new java.util.ArrayList<>(failed);
    letters.addAll(other.failed);
    return builder()
        .run(run.isEmpty() ? other.run : run)
        .tiles(tiles + other.tiles)
        .written(written + other.written)
        .reused(reused + other.reused)
        .bytesRead(bytesRead + other.bytesRead)
        .bytesWritten(bytesWritten + other.bytesWritten)
        .outcome(outcome == Outcome.DONE ? other.outcome : outcome)
        .problems(List.copyOf(all))
        .failed(letters)
        .fetches(fetches.plus(other.fetches))
        .build();
  }

  /** Returns the same with more to tell people. */
  public StepResult noting(List<String> notes) {
    return notes.isEmpty() ? this : plus(builder().run(run).problems(notes).build());
  }

  /** Returns the sum of all, a failure if there is none. */
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

  /** Returns whether there is no run to go on with: nothing is to be done, or a step failed. */
  public boolean isEnd() {
    return isFailed() || run.isEmpty();
  }

  /** Returns a builder of a result of which nothing was done. */
  public static Builder builder() {
    return new AutoBuilder_StepResult_Builder()
        .tiles(0)
        .written(0)
        .reused(0)
        .bytesRead(0)
        .bytesWritten(0)
        .outcome(Outcome.DONE)
        .problems(List.of())
        .failed(List.of())
        .fetches(FetchCounts.none());
  }

  private Builder toBuilder() {
    return new AutoBuilder_StepResult_Builder(this);
  }

  /** Builds a {@link StepResult}; what is not set is empty or zero. */
  @AutoBuilder
  public interface Builder {
    /** Sets {@link StepResult#run()}. */
    Builder run(String run);

    /** Sets {@link StepResult#tiles()}. */
    Builder tiles(long tiles);

    /** Sets {@link StepResult#written()}. */
    Builder written(long written);

    /** Sets {@link StepResult#reused()}. */
    Builder reused(long reused);

    /** Sets {@link StepResult#bytesRead()}. */
    Builder bytesRead(long bytesRead);

    /** Sets {@link StepResult#bytesWritten()}. */
    Builder bytesWritten(long bytesWritten);

    /** Sets {@link StepResult#outcome()}. */
    Builder outcome(Outcome outcome);

    /** Sets {@link StepResult#problems()}. */
    Builder problems(List<String> problems);

    /** Sets {@link StepResult#failed()}. */
    Builder failed(List<FailedSource> failed);

    /** Sets {@link StepResult#fetches()}. */
    Builder fetches(FetchCounts fetches);

    /** Sets {@link StepResult#check()}. */
    Builder check(@Nullable Check check);

    /** Returns the value; what has no default must be set. */
    StepResult build();
  }
}
