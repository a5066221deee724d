package org.arcoforge.beam;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.FailedSource;
import org.arcoforge.bake.Failures;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.StorePlace;
import org.arcoforge.bake.launch.LaunchLookup;
import org.arcoforge.bake.planning.BakeOrder;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.commit.LeaseHeldException;
import org.arcoforge.commit.LeaseState;
import org.arcoforge.fault.FailureWords;
import org.arcoforge.pattern.Redaction;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.store.OpenStores;

/**
 * A remote run launches a bake on other machines, where its run begins, and waits for the end: it
 * looks at the job ever more seldom, and takes what the bake came to from the run's report.
 */
final class RemoteRun implements AutoCloseable {
  private static final int MOST_WAIT = 6; // of the first wait, and so on
  private static final int LONGEST_SILENCE = 120;
  private static final int LATEST_BEGIN = 720;

  private final Bakery bakery;
  private final BakeListener listener;
  private final Duration first;
  private final OpenStores stores = new OpenStores();

  /**
   * Makes a run.
   *
   * @param first how long to wait before the second look at the job
   */
  RemoteRun(Bakery bakery, BakeListener listener, Duration first) {
    this.bakery = bakery;
    this.listener = listener;
    this.first = first;
  }

  /**
   * Launches the bake.
   *
   * @param detach whether not to wait for its end
   */
  BakeReport run(BakeOrder order, PipelineOptions options, JobLauncher launcher, boolean detach)
      throws IOException {
    order.checkSecret();
    if (!detach) {
      checkLease(order);
    }
    String recipe = order.config().recipe().id();
    String launch = LaunchName.of(order.config().feedstock().id(), recipe);
    options.as(LaunchOptions.class).setLaunch(launch);
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply("Bake " + recipe, Bake.of(order));
    RemoteJob job = launcher.launch(pipeline).orElse(null);
    if (job == null) {
      return launched(recipe, "the job's graph was written, and no job was started");
    }
    LaunchLookup lookup =
        new LaunchLookup(stores, List.of(order.launches()), List.of(job.id(), launch));
    listener.launched(job, lookup);
    if (detach) {
      return launched(recipe, advice(job));
    }
    Redaction redaction = order.config().recipe().pattern().redaction();
    RemoteJob.State state;
    try {
      state = end(job, lookup);
    } catch (RefusedException e) { // by a limit, and it was stopped
      return lookup.giveUp(Failures.report(recipe, e), redaction);
    }
    Optional<BakeReport> report = lookup.report();
    if (report.isPresent()) {
      List<String> problems = report.get().problems();
      return report.get().withProblems(problems.stream().map(redaction::text).toList());
    }
    if (state == RemoteJob.State.UPDATED) {
      throw JobException.lost(told(job, state), null); // the other job goes on with the run
    }
    return lookup.giveUp(failed(order, job, state), redaction);
  }

  /** The job takes the lease itself; a look before spares one that would end at once. */
  private void checkLease(BakeOrder order) throws IOException {
    BakeConfig config = order.config();
    Optional<String> holder =
        config.isPruned()
            ? Optional.empty()
            : LeaseState.heldBy(
                stores.at(order.catalog()),
                StorePlace.lease(config.feedstock().id(), config.recipe().id()),
                Clock.systemUTC());
    if (holder.isPresent()) {
      throw new LeaseHeldException(
          "another bake of this recipe is under way: "
              + holder.get()
              + ", unless it renews its lease; no job was launched. Wait for it, or stop it");
    }
  }

  private static BakeReport launched(String recipe, String words) {
    return BakeReport.builder()
        .status(BakeStatus.LAUNCHED)
        .recipe(recipe)
        .problems(List.of(words))
        .outcome(Outcome.DONE)
        .build();
  }

  /** What failed for a reason that people can mend is told by that. */
  private static BakeReport failed(BakeOrder order, RemoteJob job, RemoteJob.State state) {
    String recipe = order.config().recipe().id();
    Redaction redaction = order.config().recipe().pattern().redaction();
    Throwable why = job.failure().orElse(null);
    if (why == null) {
      return BakeReport.failed(recipe, Outcome.UNEXPECTED, List.of(told(job, state)));
    }
    List<FailedSource> letters = FailedSource.of(why, FailedSource.TILES).stream().toList();
    BakeReport report =
        BakeReport.failed(
                recipe, Failures.outcome(why), List.of(redaction.text(Failures.message(why))))
            .withFailedSources(letters);
    return report.outcome() == Outcome.UNEXPECTED
        ? report.withMoreProblems(List.of(told(job, state)))
        : report;
  }

  private static String advice(RemoteJob job) {
    return job.words()
        + " was launched"
        + (job.page().isEmpty() ? "" : ": " + job.page())
        + "\nto look at it: arco status "
        + job.id()
        + "; to stop it: arco cancel "
        + job.id();
  }

  private RemoteJob.State end(RemoteJob job, LaunchLookup lookup) throws IOException {
    long began = System.nanoTime();
    long heard = began;
    long wait = first.toMillis();
    while (true) {
      RemoteJob.State state = RemoteJob.State.RUNNING;
      boolean told = false;
      try {
        state = job.state();
        heard = System.nanoTime();
        Map<String, Long> counters = state.isEnd() ? Map.of() : job.counters();
        if (!counters.isEmpty()) {
          listener.progress(Progress.of(counters), 0);
        }
        told = true;
      } catch (IOException e) {
        if (since(heard) > LONGEST_SILENCE * first.toMillis()) {
          throw JobException.lost(
              job.words()
                  + at(job)
                  + " may go on, but its engine has not answered for "
                  + since(heard) / 1000
                  + " s: "
                  + FailureWords.of(e)
                  + "; to see what became of it: arco status "
                  + job.id(),
              e);
        }
      }
      if (state.isEnd()) {
        return state;
      }
      if (told) {
        limit(job, lookup, began);
      }
      job.await(Duration.ofMillis(wait));
      wait = Math.min(wait + wait / 2 + 1, MOST_WAIT * first.toMillis());
    }
  }

  private void limit(RemoteJob job, LaunchLookup lookup, long began) throws IOException {
    Bakery.Limits limits = bakery.limits();
    if (since(began) / 3.6e6 > limits.hours()) {
      stop(job, lookup, "the bake took longer than limits.hours");
      throw RefusedException.recipe(LocalRun.tooLong(limits) + "; it was " + job.words());
    }
    if (limits.cost() < Double.POSITIVE_INFINITY) {
      double cost = job.cost(bakery.prices());
      if (cost > limits.cost()) {
        stop(job, lookup, "the bake cost more than limits.cost");
        throw RefusedException.recipe(
            String.format(
                Locale.ROOT,
                "%s cost %.2f %s so far, more than the %s that the bakery allows (limits.cost), and"
                    + " was stopped; run it again to go on, or ask the bakery's operator",
                job.words(),
                cost,
                bakery.prices().currency(),
                limits.cost()));
      }
    }
    if (since(began) > LATEST_BEGIN * first.toMillis() && lookup.record().isEmpty()) {
      stop(job, lookup, "it did not begin");
      throw new JobException(
          job.words()
              + " had not begun after "
              + since(began) / 1000
              + " s and was cancelled: no worker came up"
              + at(job)
              + "; look there for quota and permissions, then run the same command again",
          null);
    }
  }

  private static String at(RemoteJob job) {
    return job.page().isEmpty() ? "" : " (" + job.page() + ")";
  }

  /** Through both ways: an engine that cannot be told has workers that look into the folder. */
  static void stop(RemoteJob job, LaunchLookup lookup, String why) throws IOException {
    lookup.askToStop(why);
    job.cancel();
  }

  private static long since(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }

  /** What to say of a job that ended without a report. */
  static String told(RemoteJob job, RemoteJob.State state) {
    String go = "; what was written is kept: run the same command again to go on";
    return job.words()
        + switch (state) {
          case DONE -> " is done, but left no report" + at(job) + go;
          case CANCELLED -> " was cancelled" + at(job) + go;
          case DRAINED -> " was drained before its end" + at(job) + go;
          case UPDATED ->
              job.replacedBy()
                  .map(by -> " was replaced by job " + by + ", which goes on: arco status " + by)
                  .orElse(" was replaced by another job, which goes on" + at(job));
          default -> " failed before it left a report" + at(job) + go;
        };
  }

  @Override
  public void close() {
    stores.close();
  }
}
