package org.arcoforge.bake.planning;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.KnownSources;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.scan.ScanResults;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.PublishedVersion;

/** Asks, before a bake begins, whether it would make anything new; nothing is written for it. */
public final class NothingToDo {
  private NothingToDo() {}

  /**
   * Returns the report of a bake that need not run, as the current version is all it would make;
   * empty if it is to run.
   *
   * @param notes told why there is a new version where the published one might have grown
   * @throws org.arcoforge.recipe.RefusedException if the bake must not run
   */
  public static Optional<BakeReport> of(
      WorkerSession session, LongConsumer progress, List<String> notes) throws IOException {
    if (BakesBefore.of(session).current().isEmpty()) {
      return Optional.empty();
    }
    ScanResults scans = PlanPreview.scan(session, progress);
    session.keep(KnownSources.class, new KnownSources(scans.records(), scans.failures()));
    Reconciliation found = Reconciliation.of(session, scans);
    PublishedVersion same = found.unchanged();
    if (same == null) {
      notes.addAll(found.notes());
    }
    return same == null ? Optional.empty() : Optional.of(report(same, found.notes()));
  }

  /** Returns the report of a bake that has found the current version to be all it would make. */
  public static BakeReport report(WorkerSession session, List<String> notes) throws IOException {
    BakeConfig config = session.config();
    return report(
        Catalog.open(session.stores().at(config.catalog()))
            .current(config.feedstock().id(), config.recipe().id())
            .orElseThrow(),
        notes);
  }

  private static BakeReport report(PublishedVersion same, List<String> notes) {
    return BakeReport.builder()
        .status(BakeStatus.UNCHANGED)
        .recipe(same.recipeId())
        .version(same.version())
        .store(same.storeUrl())
        .catalogItem(same.itemUrl())
        .problems(notes)
        .outcome(Outcome.DONE)
        .build();
  }
}
