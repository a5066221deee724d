package org.arcoforge.beam;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.arcoforge.bakery.Bakery.Prices;

/** A remote job is a pipeline that an engine runs on other machines, or beside this process. */
public interface RemoteJob {
  /** These are the states of a job. */
  enum State {
    /** Nobody works on it so far. */
    STARTING,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED,
    /** Another job goes on with it. */
    UPDATED,
    /** It was told to end early. */
    DRAINED;

    /** Returns whether it stays so. */
    public boolean isEnd() {
      return this != STARTING && this != RUNNING;
    }
  }

  /** Returns what names it to its engine, and to {@code arco status} and {@code arco cancel}. */
  String id();

  /** Returns what it is called among people, as {@code Dataflow job 2026-…}. */
  String words();

  /** Returns the address at which people look at it; empty if there is none. */
  String page();

  /**
   * Asks for its state.
   *
   * @throws IOException if the engine does not answer; asking later may help
   */
  State state() throws IOException;

  /** Returns what went on with it, where it is {@link State#UPDATED}; empty if that is unknown. */
  default Optional<String> replacedBy() {
    return Optional.empty();
  }

  /** Returns why it is {@link State#FAILED}; empty if the engine alone knows. */
  default Optional<Throwable> failure() {
    return Optional.empty();
  }

  /**
   * Waits for its end, at the longest so long.
   *
   * @throws IOException if this thread is told to stop
   */
  default void await(Duration longest) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(longest.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while the job went on");
    }
  }

  /**
   * Tells the engine to stop it. Where the engine is not told so, the run itself looks into its
   * folder and ends.
   *
   * @throws IOException if the engine does not answer
   */
  default void cancel() throws IOException {}

  /** Returns whether it ends with this process. */
  default boolean endsWithProcess() {
    return false;
  }

  /**
   * Returns the counters of {@link Progress} by their names; none where there are none while it
   * runs.
   *
   * @throws IOException if the engine does not answer
   */
  default Map<String, Long> counters() throws IOException {
    return Map.of();
  }

  /**
   * Returns what its workers have cost so far; 0 if the engine does not tell.
   *
   * @throws IOException if the engine does not answer
   */
  default double cost(Prices prices) throws IOException {
    return 0;
  }
}
