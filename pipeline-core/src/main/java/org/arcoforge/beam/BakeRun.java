package org.arcoforge.beam;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.beam.sdk.options.PipelineOptions;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.FailedSource;
import org.arcoforge.bake.Failures;
import org.arcoforge.bake.Origin;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.Resources;
import org.arcoforge.bake.StorePlace;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.launch.LaunchedBake;
import org.arcoforge.bake.planning.BakeOrder.How;
import org.arcoforge.bake.planning.BakeSetup;
import org.arcoforge.bake.planning.BakesBefore;
import org.arcoforge.bake.planning.NothingToDo;
import org.arcoforge.bake.planning.Reconciliation;
import org.arcoforge.bake.planning.RetriedSources;
import org.arcoforge.bake.planning.StoreRights;
import org.arcoforge.bake.publish.Publication;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.commit.Lease;
import org.arcoforge.commit.LeaseKeeper;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.network.ParallelRequests;
import org.arcoforge.pattern.Redaction;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.Target;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.OpenStores;
import org.jspecify.annotations.Nullable;

/** Bakes one recipe on a bakery by a runner, under the recipe's lease. */
public final class BakeRun {
  private final Bakery bakery;
  private final Supplier<PipelineOptions> options;
  private final Resources resources;
  private final BakeListener listener;
  private final @Nullable JobLauncher launcher;
  private final After after;
  private final Origin origin;

  /** This says what is done when a job is launched. */
  public enum After {
    /** Wait for its end. */
    WAIT,
    /** Nothing. */
    DETACH,
    /** Nothing, and the job notes its end in the log of runs. */
    DETACH_NOTED
  }

  /**
   * Bakes on a bakery, and tells the listener how far it is.
   *
   * @param options of a runner, asked for where there is one: a process that does all has none
   */
  public BakeRun(
      Bakery bakery,
      Supplier<PipelineOptions> options,
      Resources resources,
      BakeListener listener) {
    this(bakery, options, resources, listener, null, After.WAIT, Origin.unknown());
  }

  private BakeRun(
      Bakery bakery,
      Supplier<PipelineOptions> options,
      Resources resources,
      BakeListener listener,
      @Nullable JobLauncher launcher,
      After after,
      Origin origin) {
    this.bakery = bakery;
    this.options = options;
    this.resources = resources;
    this.listener = listener;
    this.launcher = launcher;
    this.after = after;
    this.origin = origin;
  }

  /** Bakes; every failure that people can mend is in the report. */
  public BakeReport bake(Feedstock feedstock, Recipe recipe, long prune) {
    return bake(feedstock, recipe, prune, How.AS_USUAL);
  }

  /** Bakes a new version, whether or not there is anything new in it. */
  public BakeReport bakeAnew(Feedstock feedstock, Recipe recipe) {
    Target target = recipe.target().toBuilder().mode(Target.Mode.CREATE).build();
    return bake(feedstock, recipe.toBuilder().target(target).build(), 0, How.ANEW);
  }

  /**
   * Bakes as the run before did, and asks for the sources that failed in it, not for those whose
   * headers are kept; the report says what became of them.
   */
  public BakeReport bakeFailed(Feedstock feedstock, Recipe recipe, long prune) {
    return bake(feedstock, recipe, prune, How.WHAT_FAILED);
  }

  /**
   * Launches bakes on other machines, where their runs begin.
   *
   * @param how starts jobs
   * @param after whether to wait for their ends, and who notes them
   */
  public BakeRun remote(JobLauncher how, After after) {
    return new BakeRun(bakery, options, resources, listener, how, after, origin);
  }

  /** Bakes feedstocks of that commit. */
  public BakeRun from(Origin commit) {
    return new BakeRun(bakery, options, resources, listener, launcher, after, commit);
  }

  private BakeReport bake(Feedstock feedstock, Recipe recipe, long prune, How how) {
    long began = System.nanoTime();
    BakeReport report;
    try {
      AtomicReference<Lease.Sight> lease = new AtomicReference<>(Lease.Sight.NONE);
      try (OpenStores stores = new OpenStores()) {
        ParallelRequests.Task look =
            () ->
                lease.set(
                    Lease.look(
                        stores.at(bakery.catalog()),
                        StorePlace.lease(feedstock.id(), recipe.id())));
        boolean leased = launcher == null && prune == 0;
        StoreRights.check(stores, bakery, feedstock, recipe, prune > 0, leased ? look : () -> {});
      }
      BakeSetup.Builder setup =
          BakeSetup.builder()
              .bakery(bakery)
              .feedstock(feedstock)
              .recipe(recipe)
              .prune(prune)
              .resources(resources)
              .cache(bakery.cache())
              .how(how)
              .noted(after == After.DETACH_NOTED)
              .origin(origin);
      report =
          launcher == null
              ? here(setup, how, Objects.requireNonNull(lease.get()))
              : elsewhere(setup, launcher);
    } catch (JobException e) {
      report = BakeReport.failed(recipe.id(), Outcome.UNEXPECTED, List.of(Failures.message(e)));
      report = e.goesOn() ? report.toBuilder().status(BakeStatus.LAUNCHED).build() : report;
      listener.failed(e);
    } catch (IOException | RuntimeException e) {
      List<String> told = shown(recipe, List.of(Failures.message(e)));
      report = BakeReport.failed(recipe.id(), Failures.outcome(e), told);
      listener.failed(e);
    }
    listener.done();
    return report
        .withOrigin(launcher == null ? origin.here() : origin)
        .withSeconds(Math.round((System.nanoTime() - began) / 1e6) / 1e3);
  }

  private BakeReport here(BakeSetup.Builder setup, How how, Lease.Sight lease) throws IOException {
    try (WorkerSession session = setup.open()) {
      BakeReport report =
          how == How.WHAT_FAILED ? again(session, lease) : told(session, how == How.ANEW, lease);
      report = report.withMoreProblems(session.files().notices()).withFetches(session.takeCounts());
      return report.withProblems(shown(session.config().recipe(), report.problems()));
    }
  }

  private BakeReport elsewhere(BakeSetup.Builder setup, JobLauncher how) throws IOException {
    Duration wait = Duration.ofMillis(resources.settings().pollMillis());
    try (RemoteRun run = new RemoteRun(bakery, listener, wait)) {
      return run.run(setup.order(), options.get(), how, after != After.WAIT);
    }
  }

  private BakeReport again(WorkerSession session, Lease.Sight lease) throws IOException {
    Optional<RetriedSources> before = RetriedSources.of(session);
    if (before.isEmpty()) {
      return LaunchedBake.nothingFailed(session.config().recipe().id());
    }
    try (WorkerSession retrying = session.with(session.config().withRetried(before.get().urls()))) {
      BakeReport report = told(retrying, false, lease);
      return report.withMoreProblems(before.get().told(report));
    }
  }

  /** What fails before the pipeline, or with it, leaves its letters too. */
  private BakeReport told(WorkerSession session, boolean force, Lease.Sight lease)
      throws IOException {
    BakeConfig config = session.config();
    try {
      return config.isPruned() ? run(session, null) : runUnderLease(session, force, lease);
    } catch (IOException | RuntimeException e) {
      List<FailedSource> letters = new ArrayList<>();
      FailedSource.of(e, FailedSource.TILES).ifPresent(letters::add);
      session.sources().ifPresent(s -> letters.addAll(Reconciliation.failed(config, s.failures())));
      if (letters.isEmpty() || Failures.outcome(e) != Outcome.SOURCES) {
        throw e;
      }
      listener.failed(e);
      return withLetters(session, Failures.report(config.recipe().id(), e), letters);
    }
  }

  static BakeReport withLetters(WorkerSession session, BakeReport report, List<FailedSource> all)
      throws IOException {
    RunFolder folder = session.run(session.config().run().value());
    Redaction redaction = session.config().recipe().pattern().redaction();
    return report.withFailedSources(FailedSource.keep(folder, redaction, all));
  }

  /** Whatever failed, and whoever said so: no message of a bake repeats what may be a secret. */
  private static List<String> shown(Recipe recipe, List<String> problems) {
    Redaction redaction = recipe.pattern().redaction();
    return problems.stream().map(redaction::text).toList();
  }

  private BakeReport runUnderLease(WorkerSession session, boolean force, Lease.Sight seen)
      throws IOException {
    BakeConfig config = session.config();
    try (ObjectStore catalog = ObjectStores.open(config.catalog())) {
      String key = StorePlace.lease(config.feedstock().id(), config.recipe().id());
      Lease lease = Lease.acquire(catalog, key, config.run(), Clock.systemUTC(), seen);
      try (LeaseKeeper keeper = new LeaseKeeper(lease)) {
        BakesBefore before = BakesBefore.look(session);
        List<String> notes = new ArrayList<>();
        if (!force) {
          long files = config.recipe().pattern().size();
          Optional<BakeReport> nothing =
              NothingToDo.of(
                  session,
                  n ->
                      listener.progress(
                          Progress.scanning(
                              n, session.counters(), session.files().watch().slowest()),
                          files),
                  notes);
          if (nothing.isPresent()) {
            return nothing.get().withMoreProblems(new Publication(session).describe());
          }
        }
        long sequence = Math.max(before.next(), lease.sequence());
        try (WorkerSession ordered = session.with(config.withSequence(sequence))) {
          return run(ordered, keeper).withMoreProblems(notes);
        }
      }
    }
  }

  private BakeReport run(WorkerSession session, @Nullable LeaseKeeper keeper) throws IOException {
    return new LocalRun(bakery, listener, options, session, keeper).run();
  }
}
