package org.arcoforge.bake.planning;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.bake.AppendBase;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.scan.ScanResults;
import org.arcoforge.plan.Growth;
import org.arcoforge.plan.Plan;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.recipe.Target;
import org.arcoforge.stac.PublishedVersion;
import org.jspecify.annotations.Nullable;

/**
 * A reconciliation says what a bake has to do, given what is published and what the sources are
 * now: nothing, make the published store grow, or make a store of its own. Asked twice it gives the
 * same answer, as long as nothing changes.
 *
 * @param plan of the whole store as it will be
 * @param base the published store that grows; null if the bake makes one of its own
 * @param unchanged the version that is all the bake would make; null if there is something to do
 * @param notes for people: why there is a new version where the published one might have grown
 */
public record Reconciliation(
    Plan plan,
    @Nullable AppendBase base,
    @Nullable PublishedVersion unchanged,
    List<String> notes) {
  private static final int NAMED = 3;

  /**
   * Holds the sources against what is published.
   *
   * @throws RefusedException if the sources cannot be planned, lack published files, or cannot be
   *     appended exactly
   */
  public static Reconciliation of(WorkerSession session, ScanResults scans) throws IOException {
    BakeConfig config = session.config();
    Optional<PublishedState> published =
        config.isPruned() ? Optional.empty() : PublishedState.of(session);
    if (published.isEmpty()) {
      return anew(Planning.plan(session, scans), List.of());
    }
    PublishedState state = published.get();
    boolean sameRecipe = SameRecipe.is(state.loaded().plan().recipe(), config.recipe());
    if (config.recipe().target().mode() != Target.Mode.APPEND) {
      Plan plan = Planning.plan(session, scans);
      boolean same =
          sameRecipe && plan.sources().digest().equals(state.loaded().plan().sources().digest());
      return same ? unchanged(plan, state) : anew(plan, List.of());
    }
    if (!sameRecipe) {
      return anew(
          Planning.plan(session, scans),
          List.of(
              "the recipe is not the one of version "
                  + state.current().version()
                  + ": a new version instead of an append"));
    }
    return append(session, scans, state);
  }

  private static Reconciliation append(
      WorkerSession session, ScanResults scans, PublishedState state) throws IOException {
    SourceComparison sources =
        SourceComparison.of(state.loaded(), session.config().recipe().pattern(), scans);
    if (!sources.gone().isEmpty()) {
      throw RefusedException.recipe(
          sources.gone().size()
              + " files are published in version "
              + state.current().version()
              + ", but are not in the pattern or no longer there: "
              + named(sources.gone())
              + "; mode append never takes away: let the pattern name them all, or write target:"
              + " {mode: create}");
    }
    Policies policies = session.config().recipe().policies();
    if (!sources.changed().isEmpty()) {
      String what =
          sources.changed().size() + " published files have changed: " + named(sources.changed());
      if (policies.changedSources() == Policies.ChangedSourcePolicy.ERROR) {
        throw RefusedException.sources(
            what + "; write policies: {changed_sources: new-version} for a new version");
      }
      return anew(Planning.plan(session, scans), List.of(what + "; a new version"));
    }
    Map<String, ArrayLayout> layouts = new LinkedHashMap<>();
    Plan old = state.loaded().plan();
    old.layout().arrays().forEach(a -> layouts.put(a.variable().name(), a));
    Plan plan = Planning.grow(session, scans, layouts);
    Growth.check(old.layout(), plan.layout());
    String moved = Growth.moved(old, plan, n -> sources.before()[Math.toIntExact(n)]);
    if (!moved.isEmpty()) {
      return anew(
          Planning.plan(session, scans),
          List.of(moved + ": what is published would have to move, so a new version"));
    }
    AppendBase base = BaseFences.of(session, state, plan);
    return base.fences().isEmpty()
        ? unchanged(plan, state)
        : new Reconciliation(plan, base, null, List.of());
  }

  private static Reconciliation unchanged(Plan plan, PublishedState state) {
    return new Reconciliation(plan, null, state.current(), List.of());
  }

  private static Reconciliation anew(Plan plan, List<String> notes) {
    return new Reconciliation(plan, null, null, notes);
  }

  static String named(List<String> urls) {
    List<String> some = new ArrayList<>(urls.subList(0, Math.min(NAMED, urls.size())));
    return String.join(", ", some) + (urls.size() > NAMED ? ", …" : "");
  }
}
