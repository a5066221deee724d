package org.arcoforge.beam;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.values.KV;
import org.arcoforge.bake.Failures;
import org.arcoforge.bake.Fingerprints;
import org.arcoforge.bake.PlanFile;
import org.arcoforge.bake.PublishedBase;
import org.arcoforge.bake.StepResult;
import org.arcoforge.bake.planning.BakesBefore;
import org.arcoforge.bake.planning.Reconciliation;
import org.arcoforge.bake.scan.ScanResults;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.recipe.Target;
import org.arcoforge.source.SourceOpener.FetchCounts;
import org.arcoforge.store.ObjectStore;

/**
 * Makes a plan of headers, saves it in the run's folder, and gives the tiles of its intermediate
 * arrays, which are filled before all others; mostly there are none. If an earlier run made the
 * same plan and was stopped, its folder is taken over. A failure is passed on, so that the end of
 * the pipeline reports it.
 */
final class PlanFn extends SessionFn<KV<Integer, Iterable<ScanResults.Batch>>, WorkItem> {
  private static final long serialVersionUID = 1L;

  PlanFn(SharedOrder order) {
    super(order);
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Iterable<ScanResults.Batch>> all, OutputReceiver<WorkItem> out)
      throws IOException {
    work("Plan", () -> plan(all, out));
  }

  private void plan(KV<Integer, Iterable<ScanResults.Batch>> all, OutputReceiver<WorkItem> out)
      throws IOException {
    if (isOverNow()) {
      return;
    }
    ScanResults.Builder builder = new ScanResults.Builder();
    FetchCounts fetches = takeFirstFetches();
    for (ScanResults.Batch batch : all.getValue()) {
      fetches = fetches.plus(batch.fetches());
      builder.add(batch);
    }
    ScanResults scans =
        session()
            .sources()
            .map(s -> new ScanResults(s.records(), s.failures()))
            .orElseGet(builder::build);
    BakesBefore before = // elsewhere an attempt before this one may have looked long ago
        isBegun() ? BakesBefore.of(session()) : BakesBefore.look(session());
    Reconciliation found;
    try {
      found = Reconciliation.of(session(), scans);
    } catch (RefusedException e) {
      out.output(
          WorkItem.told(
              StepResult.failed("", e)
                  .withFailed(Reconciliation.failed(config(), scans.failures()))
                  .withFetches(fetches.plus(takeFetches()))));
      return;
    }
    fetches = fetches.plus(takeFetches());
    boolean appends = config().recipe().target().mode() == Target.Mode.APPEND;
    if (found.unchanged() != null && (appends || looksForNews())) {
      // Where who launched the bake has looked, another one has published it since; what is forced
      // does not append.
      out.output(WorkItem.told(StepResult.nothing(found.notes()).withFetches(fetches)));
      return;
    }
    Plan plan = found.plan();
    PublishedBase base = found.base();
    byte[] bytes = PlanFile.encode(plan);
    String digest = PlanFile.digest(bytes, config(), base);
    RunFolder run;
    try {
      ObjectStore store = session().recipeStore();
      Optional<RunFolder> unfinished = RunFolder.unfinished(before.runs(), digest);
      run = unfinished.orElse(new RunFolder(store, config().run()));
      Fingerprints sources =
          Fingerprints.of(plan.recipe().pattern().size(), found.scans().records());
      PlanFile.save(run, bytes, digest, sources, unfinished.isPresent() ? null : base);
      if (unfinished.isEmpty()) {
        session().begun(run, bytes, sources, base);
      }
    } catch (IOException e) {
      if (!Failures.isSettled(e)) {
        throw e;
      }
      out.output(WorkItem.told(StepResult.failed("", e).withFetches(fetches)));
      return;
    }
    List<PlannedArray> first = plan.intermediates();
    long count = plan.tiles() + first.stream().mapToLong(a -> a.tiles().count()).sum();
    count(Progress.TILES, count);
    session().counters().tiles.add(count);
    StepResult told = StepResult.empty(run.id()).withFetches(fetches);
    if (looksForNews()) {
      told = told.noting(found.notes());
    }
    out.output(WorkItem.told(told));
    TilesFn.spread(config(), run.id(), first, out);
  }
}
