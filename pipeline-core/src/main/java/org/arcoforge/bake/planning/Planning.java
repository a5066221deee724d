package org.arcoforge.bake.planning;

import java.io.IOException;
import java.util.Map;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.scan.ScanResults;
import org.arcoforge.bake.tile.ObjectStreams;
import org.arcoforge.fault.Blame;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.Planner;
import org.arcoforge.plan.tiling.ObjectParts;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RefusedException;

/** Makes a plan from scans, and looks closer where two files differ. */
public final class Planning {
  private Planning() {}

  /**
   * Returns the plan.
   *
   * @throws RefusedException if there is none
   */
  public static Plan plan(WorkerSession session, ScanResults scans) throws IOException {
    return grow(session, scans, Map.of());
  }

  /**
   * Returns the plan of a published store that grows.
   *
   * @param published its arrays by name; none to plan a store of its own
   * @throws RefusedException if there is none
   */
  static Plan grow(WorkerSession session, ScanResults scans, Map<String, ArrayLayout> published)
      throws IOException {
    BakeConfig config = session.config();
    try {
      Plan plan =
          Planner.grow(
              config.recipe(),
              scans.records(),
              scans.failures(),
              config.resources().memory(),
              published,
              parts(session));
      refuseBeyondLimits(config, plan);
      return plan;
    } catch (RefusedException e) {
      throw toldWithPlaces(session, scans, e);
    }
  }

  private static ObjectParts parts(WorkerSession session) throws IOException {
    BakeConfig config = session.config();
    return ObjectStreams.into(
        session.stores().at(config.recipeStore()), config.recipe().target().zarrFormat());
  }

  private static void refuseBeyondLimits(BakeConfig config, Plan plan) {
    long bytes = 0;
    for (ArrayLayout array : plan.layout().arrays()) {
      long own = array.variable().type().size();
      for (long n : array.variable().shape()) {
        own = saturated(own, n);
      }
      bytes = bytes > Long.MAX_VALUE - own ? Long.MAX_VALUE : bytes + own;
    }
    config
        .limits()
        .refuses(plan.layout().objects(), bytes)
        .ifPresent(
            why -> {
              throw RefusedException.recipe(why);
            });
  }

  private static long saturated(long a, long b) {
    return b > 0 && a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b;
  }

  private static RefusedException toldWithPlaces(
      WorkerSession session, ScanResults scans, RefusedException e) {
    Recipe recipe = session.config().recipe();
    RefusedException.Mismatch mismatch = e.mismatch();
    RefusedException told =
        mismatch == null
            ? e
            : e.withMessage(e.getMessage() + FirstDifference.of(session, mismatch));
    if (e.blame() == Blame.SOURCES) {
      told = MisspelledConcat.of(recipe, scans).map(told::causedBy).orElse(told);
    }
    String where = recipe.places().before(told.key());
    return where.isEmpty() ? told : told.withMessage(where + told.getMessage());
  }
}
