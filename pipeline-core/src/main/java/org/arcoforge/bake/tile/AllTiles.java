package org.arcoforge.bake.tile;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.arcoforge.bake.Resources;
import org.arcoforge.bake.StepResult;
import org.arcoforge.bake.work.WorkExecutor;
import org.arcoforge.plan.PlannedArray;

/** Does something with many tiles, by all threads that a step may use in this process. */
public final class AllTiles {
  private AllTiles() {}

  /** This is what is done with one tile. */
  public interface TileWork {
    /**
     * Does it.
     *
     * @param whenRead to be told when all is read that neighbours may need as well
     */
    StepResult on(int array, long tile, Runnable whenRead) throws IOException;
  }

  /**
   * Does it with the tiles {@code [from, to)} of an array, and adds up what comes of it.
   *
   * @param none what comes of no tile
   */
  public static StepResult sum(
      PlannedArray array,
      int number,
      long from,
      long to,
      Resources resources,
      StepResult none,
      TileWork work)
      throws IOException {
    Sum sum = new Sum(none);
    try (WorkExecutor crew = new WorkExecutor(resources)) {
      for (long t = from; t < to; t++) {
        long tile = t;
        crew.begin(array.memory(), () -> sum.add(work.on(number, tile, () -> {})), () -> {});
      }
      crew.finish();
    }
    return sum.result();
  }

  /**
   * Does it with every tile of some arrays, and adds up what comes of it.
   *
   * @param none what comes of no tile
   * @param inTurns whether tiles that need what their neighbours have decoded wait for them
   */
  public static StepResult sum(
      List<PlannedArray> arrays,
      Resources resources,
      StepResult none,
      boolean inTurns,
      TileWork work)
      throws IOException {
    Sum sum = new Sum(none);
    Map<Integer, Semaphore> turns = new HashMap<>();
    try (WorkExecutor crew = new WorkExecutor(resources)) {
      TileOrder.visit(
          arrays,
          (a, tile) -> {
            PlannedArray array = arrays.get(a);
            int atOnce = inTurns && array.keeps() ? 1 : Integer.MAX_VALUE;
            Semaphore turn = turns.computeIfAbsent(a, k -> new Semaphore(atOnce));
            turn.acquireUninterruptibly();
            AtomicBoolean over = new AtomicBoolean();
            Runnable whenRead =
                () -> {
                  if (over.compareAndSet(false, true)) {
                    turn.release();
                  }
                };
            crew.begin(array.memory(), () -> sum.add(work.on(a, tile, whenRead)), whenRead);
          });
      crew.finish();
    }
    return sum.result();
  }

  private static final class Sum {
    private StepResult result;

    Sum(StepResult none) {
      result = none;
    }

    synchronized void add(StepResult other) {
      result = result.plus(other);
    }

    synchronized StepResult result() {
      return result;
    }
  }
}
