package org.arcoforge.bake.launch;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.FailedSource;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.StorePlace;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.commit.JobLease;
import org.arcoforge.commit.LeaseState;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.pattern.Redaction;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.OpenStores;
import org.jspecify.annotations.Nullable;

/**
 * A launch lookup finds the run of a launched job from outside of it: whether it has begun, what it
 * came to, and how to tell it to stop. Safe for many threads.
 */
public final class LaunchLookup {
  private final OpenStores stores;
  private final List<String> places;
  private final List<String> names;
  private volatile @Nullable LaunchRecord found;

  /**
   * Makes a lookup.
   *
   * @param places URLs of the stores in which launches are noted
   * @param names by which workers may have noted this one
   */
  public LaunchLookup(OpenStores stores, List<String> places, List<String> names) {
    this.stores = stores;
    this.places = List.copyOf(places);
    this.names = List.copyOf(names);
  }

  /** Returns the lookup of a job, or of a run by its id, on a bakery. */
  public static LaunchLookup of(OpenStores stores, Bakery bakery, String jobOrRun)
      throws IOException {
    List<String> places = List.of(bakery.catalog(), bakery.scratch());
    LaunchLookup lookup = new LaunchLookup(stores, places, List.of(jobOrRun));
    if (RunId.isOne(jobOrRun)) {
      for (String place : List.of(bakery.persistent(), bakery.scratch())) {
        lookup.find(place, new RunId(jobOrRun));
      }
    }
    return lookup;
  }

  /** Runs are in the folders of their recipes, which are few. */
  private void find(String place, RunId run) throws IOException {
    ObjectStore store = stores.at(place);
    for (String feedstock : folders(store, "")) {
      for (String recipe : folders(store, feedstock + "/")) {
        String folder = place + feedstock + "/" + recipe + "/";
        RunFolder there = new RunFolder(stores.at(folder), run);
        try (Stream<String> objects = there.objects().children("")) {
          if (objects.findFirst().isPresent()) {
            Optional<byte[]> begun = there.begun();
            String launch = begun.isPresent() ? BegunDocument.decode(begun.get()).launch() : "";
            found = new LaunchRecord(launch, run.value(), feedstock, recipe, folder);
            return;
          }
        }
      }
    }
  }

  private static List<String> folders(ObjectStore store, String prefix) throws IOException {
    try (Stream<String> children = store.children(prefix)) {
      return children
          .filter(c -> c.endsWith("/"))
          .map(c -> c.substring(0, c.length() - 1))
          .toList();
    }
  }

  /** Returns which run it is; empty if it has not begun. */
  public Optional<LaunchRecord> record() throws IOException {
    for (String place : places) {
      for (String name : names) {
        if (found == null) {
          found = LaunchRecord.find(stores.at(place), name).orElse(null);
        }
      }
    }
    return Optional.ofNullable(found);
  }

  private Optional<RunFolder> folder() throws IOException {
    Optional<LaunchRecord> record = record();
    return record.isPresent() ? Optional.of(record.get().runFolder(stores)) : Optional.empty();
  }

  /** Returns what the run came to; empty if it has not ended. */
  public Optional<BakeReport> report() throws IOException {
    Optional<RunFolder> folder = folder();
    Optional<byte[]> report = folder.isPresent() ? folder.get().report() : Optional.empty();
    return report.isPresent() ? Optional.of(BakeReport.decode(report.get())) : Optional.empty();
  }

  /**
   * Asks the run to stop; it does so within a minute.
   *
   * @param who asks, or why
   * @return whether there is a run that has not ended
   */
  public boolean askToStop(String who) throws IOException {
    Optional<RunFolder> folder = folder();
    if (folder.isEmpty() || folder.get().reportInfo().isPresent()) {
      return false;
    }
    folder.get().askToStop(who);
    return true;
  }

  /** Returns who asked the run to stop; empty if nobody did. */
  public Optional<String> askedToStop() throws IOException {
    Optional<RunFolder> folder = folder();
    return folder.isPresent() ? folder.get().askedToStop() : Optional.empty();
  }

  /** Returns who holds the lease of the run's recipe; empty if nobody does. */
  public Optional<String> heldBy() throws IOException {
    LaunchRecord record = record().orElse(null);
    return record == null
        ? Optional.empty()
        : LeaseState.heldBy(
            stores.at(places.get(0)),
            StorePlace.lease(record.feedstock(), record.recipe()),
            Clock.systemUTC());
  }

  /** Returns the lease of the run's recipe; empty if the run has not begun. */
  public Optional<JobLease> lease() throws IOException {
    LaunchRecord record = record().orElse(null);
    return record == null
        ? Optional.empty()
        : Optional.of(
            new JobLease(
                stores.at(places.get(0)),
                StorePlace.lease(record.feedstock(), record.recipe()),
                record.runId(),
                Clock.systemUTC()));
  }

  /**
   * Ends a run whose job has ended without a report: writes one, and gives its lease back.
   *
   * @param report what became of the job
   * @param redaction of the recipe, whose secrets no report repeats
   * @return the report, which names the sources that workers noted as failed too
   */
  public BakeReport giveUp(BakeReport report, Redaction redaction) throws IOException {
    RunFolder folder = folder().orElse(null);
    if (folder == null) {
      return report;
    }
    List<FailedSource> all = new ArrayList<>(report.failedSources());
    all.addAll(FailedSource.noted(folder));
    boolean unknown = report.outcome() == Outcome.UNEXPECTED && !all.isEmpty();
    BakeReport.Builder told = report.toBuilder();
    if (unknown) {
      told.outcome(Outcome.SOURCES);
    }
    RunWatch.end(folder, told.failedSources(FailedSource.keep(folder, redaction, all)).build());
    Optional<JobLease> lease = lease();
    if (lease.isPresent()) {
      lease.get().release();
    }
    return report().orElseThrow();
  }
}
