package org.arcoforge.bake.planning;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.FailedSource;
import org.arcoforge.bake.PublishedBase;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.scan.ScanResults;
import org.arcoforge.plan.Growth;
import org.arcoforge.plan.ObjectSet;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.TouchedObjects;
import org.arcoforge.plan.merge.SourceFailure;
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
 * @param scans of the files that the plan is made of, by their positions in its pattern
 * @param base the published store that grows, or of which a new version is made; null if the bake
 *     makes a store of its own
 * @param unchanged the version that is all the bake would make; null if there is something to do
 * @param notes for people: why there is a new version where the published one might have grown; of
 *     a bake that has nothing to do, what is not there yet
 */
public record Reconciliation(
    Plan plan,
    ScanResults scans,
    @Nullable PublishedBase base,
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
    FoundArchive found = FoundArchive.of(session.config(), scans);
    try (WorkerSession settled = session.with(session.config().withRecipe(found.recipe()))) {
      Reconciliation decided = decide(settled, found.scans());
      return new Reconciliation(
          decided.plan().withWarnings(found.notes()),
          found.scans(),
          decided.base(),
          decided.unchanged(),
          decided.unchanged() == null ? decided.notes() : found.notes());
    }
  }

  /** Returns the sources that keep an archive from being planned, after {@link #of} refused it. */
  public static List<FailedSource> failed(BakeConfig config, List<SourceFailure> failures) {
    Policies policies = config.recipe().policies();
    boolean mayLack =
        policies.holes() != Policies.MissingFilePolicy.ERROR
            && failures.size() <= policies.missingFileLimit();
    return FailedSource.distinct(
        failures.stream()
            .filter(f -> !f.reason().isEmpty() && f.kind() != SourceFailure.Kind.ALL)
            .filter(
                f ->
                    f.kind() != SourceFailure.Kind.NOT_FOUND
                        || !(mayLack || FoundArchive.mayWait(config, f.position())))
            .map(FailedSource::of)
            .toList());
  }

  private static Reconciliation decide(WorkerSession session, ScanResults scans)
      throws IOException {
    BakeConfig config = session.config();
    Optional<PublishedState> published =
        config.isPruned() ? Optional.empty() : PublishedState.of(session);
    if (published.isEmpty()) {
      return anew(Planning.plan(session, scans), scans, List.of());
    }
    PublishedState state = published.get();
    boolean sameRecipe = SameRecipe.is(state.loaded().plan().recipe(), config.recipe());
    if (config.recipe().target().mode() != Target.Mode.APPEND) {
      Plan plan = Planning.plan(session, scans);
      boolean same =
          sameRecipe && plan.sources().digest().equals(state.loaded().plan().sources().digest());
      return same ? unchanged(plan, scans, state) : anew(plan, scans, List.of());
    }
    if (!sameRecipe) {
      return anew(
          Planning.plan(session, scans),
          scans,
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
              + "; mode append never takes away: let the pattern name them all; for a version"
              + " without them bake once with --force, or write target: {mode: create}");
    }
    Policies.ChangedSourcePolicy policy = session.config().recipe().policies().changedSources();
    boolean changed = !sources.changed().isEmpty();
    String what = changed ? said(sources) : "";
    if (changed && policy == Policies.ChangedSourcePolicy.ERROR) {
      throw RefusedException.sources(
          what + "; write policies: {changed_sources: new-version} for a new version");
    }
    Map<String, ArrayLayout> layouts = new LinkedHashMap<>();
    Plan old = state.loaded().plan();
    old.layout().arrays().forEach(a -> layouts.put(a.variable().name(), a));
    Plan plan = Planning.grow(session, scans, layouts);
    LongUnaryOperator before = n -> sources.before()[Math.toIntExact(n)];
    boolean anew = changed && policy == Policies.ChangedSourcePolicy.NEW_VERSION;
    if (!anew) {
      Growth.check(old.layout(), plan.layout(), name -> DifferingFile.of(name, scans, sources));
      String moved = Growth.moved(old, plan, before);
      if (!moved.isEmpty()) {
        anew = true;
        what += (changed ? ", and " : "") + moved + ": what is published would have to move";
      }
    }
    TouchedObjects objects =
        TouchedObjects.of(old, plan, before, sources.changedPositions()::contains);
    if (!anew) {
      // What a bake that was stopped may have replaced is made again, whatever it was.
      for (PublishedBase stopped : state.stopped()) {
        objects = objects.plus(stopped.touched(), stopped.replaced());
      }
    }
    if (anew) {
      return copying(session, scans, state, plan, objects, what);
    }
    PublishedBase base = BaseFences.inPlace(session, state, plan, objects);
    if (!state.isStill()) { // these are fences of another state than the plan goes on with
      return decide(session, scans);
    }
    if (base.touchesNothing()) {
      Optional<PublishedBase> unregistered = state.unregistered(session.config());
      if (unregistered.isPresent()) {
        return new Reconciliation(old, scans, unregistered.get(), null, List.of());
      }
    }
    return base.touchesNothing()
        ? unchanged(plan, scans, state)
        : new Reconciliation(
            plan, scans, base, null, changed ? List.of(what + "; replaced in place") : List.of());
  }

  private static String said(SourceComparison sources) {
    int n = sources.changed().size();
    return (n == 1 ? "a published file has changed: " : n + " published files have changed: ")
        + named(sources.changed());
  }

  /** A new version, into which everything that stays as it is gets copied. */
  private static Reconciliation copying(
      WorkerSession session,
      ScanResults scans,
      PublishedState state,
      Plan plan,
      TouchedObjects objects,
      String why)
      throws IOException {
    long all = plan.layout().objects();
    long touched = objects.touched().values().stream().mapToLong(ObjectSet::size).sum();
    if (touched == all) {
      return anew(Planning.plan(session, scans), scans, List.of(why + "; a new version"));
    }
    return new Reconciliation(
        plan,
        scans,
        BaseFences.copying(state, objects),
        null,
        List.of(
            why
                + "; a new version, in which "
                + (all - touched)
                + " of "
                + all
                + " objects are copied"));
  }

  private static Reconciliation unchanged(Plan plan, ScanResults scans, PublishedState state) {
    return new Reconciliation(plan, scans, null, state.current(), List.of());
  }

  private static Reconciliation anew(Plan plan, ScanResults scans, List<String> notes) {
    return new Reconciliation(plan, scans, null, null, notes);
  }

  static String named(List<String> urls) {
    List<String> some = new ArrayList<>(urls.subList(0, Math.min(NAMED, urls.size())));
    return String.join(", ", some) + (urls.size() > NAMED ? ", …" : "");
  }
}
