package org.arcoforge.bake.publish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.array.Variable;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.Origin;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.PlanFile;
import org.arcoforge.bake.Provenance;
import org.arcoforge.bake.PublishedBase;
import org.arcoforge.bake.StepResult;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.catalog.site.CatalogSite;
import org.arcoforge.commit.DraftStore;
import org.arcoforge.commit.Ledger;
import org.arcoforge.commit.Manifest;
import org.arcoforge.commit.Receipt;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.commit.StorePublisher;
import org.arcoforge.network.ParallelRequests;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.source.Sha256;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.CatalogVersion;
import org.arcoforge.stac.PublishedStore;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.zarr.ZarrStore;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a finished store, the end of a bake: metadata last, then the catalog. Repeating it
 * changes nothing.
 */
public final class Publication {
  /** Coordinates up to this size are read back for the catalog's extents. */
  private static final long COORDINATE_BYTES = 64 << 20;

  private final WorkerSession session;
  private final BakeConfig config;

  /** Publishes what a session's bake has written and verified. */
  public Publication(WorkerSession session) {
    this.session = session;
    this.config = session.config();
  }

  /**
   * Publishes, and tells what became of the bake.
   *
   * @param left the origin of what an attempt before has published; unknown if none has
   */
  public BakeReport publish(StepResult total, Origin left) throws IOException {
    RunFolder run = session.run(total.run());
    PlanFile.Loaded loaded = session.plan(run);
    Plan plan = loaded.plan();
    ObjectStore target = loaded.target(run);
    Ledger ledger = session.ledger(run);
    Origin origin = config.origin().here().kept(run, left);
    Provenance provenance = Provenance.of(plan, config, run.id(), ledger.empty(), origin);
    StoreLayout layout = provenance.in(plan.layout());
    List<Receipt.Written> documents = StorePublisher.documents(layout);
    long all = documents.stream().mapToLong(Receipt.Written::size).sum();
    Manifest objects = ledger.manifest(run.id(), documents);
    byte[] manifest = objects.encode();
    String url = target.location().replaceAll("/$", "");
    QualityStep quality = new QualityStep(session);
    Map<String, Block> coordinates = new ConcurrentHashMap<>();
    AtomicLong metadata = new AtomicLong(all);
    AtomicReference<Catalog.@Nullable Sight> sight = new AtomicReference<>();
    AtomicReference<CatalogSite.@Nullable Sight> site = new AtomicReference<>();
    // What the catalog is to say is read, and looked at, while the store is published.
    List<ParallelRequests.Task> tasks = new ArrayList<>();
    tasks.add(() -> metadata.set(makeOpenable(run, loaded, layout, manifest, all)));
    tasks.add(() -> quality.make(run, loaded, new QualityStep.Made(target, layout, objects)));
    if (!config.isPruned()) {
      tasks.addAll(coordinates(plan, target, coordinates));
      tasks.add(() -> sight.set(openCatalog().look(config.feedstock().id(), plan.recipe().id())));
      tasks.add(() -> site.set(look()));
    }
    ParallelRequests.all(target.isRemote(), tasks);
    quality.save(run, plan.recipe().id());
    String item = "";
    List<String> warnings = new ArrayList<>();
    plan.warnings().forEach(w -> warnings.add("warning: " + w));
    warnings.addAll(quality.problems());
    Catalog.Sight registered = sight.get();
    if (registered != null) {
      Catalog catalog = openCatalog();
      warnings.addAll(clocks(registered.before().versions(), run.id()));
      item =
          catalog.register(
              PublishedStore.builder()
                  .feedstock(config.feedstock())
                  .recipeId(plan.recipe().id())
                  .version(run.id().value())
                  .storeUrl(url)
                  .address(
                      config.publicUrl().isEmpty()
                          ? null
                          : new PublishedStore.Address(config.recipeStore(), config.publicUrl()))
                  .layout(layout)
                  .coordinates(coordinates)
                  .statistics(ledger.statistics())
                  .storedBytes(ledger.bytes() + all)
                  .manifest(
                      new PublishedStore.Manifest(
                          run.manifestUrl(loaded.version(run)),
                          manifest.length,
                          Sha256.multihash(manifest)))
                  .attachments(quality.attachments())
                  .created(run.id().began())
                  .sequence(config.sequence())
                  .processing(provenance.json())
                  .build(),
              registered);
      ParallelRequests.all(
          target.isRemote(),
          List.of(
              () -> warnings.addAll(root(catalog, registered)),
              () -> warnings.addAll(page(site.get()))));
    }
    warnings.addAll(
        afterwards(
            () -> run.markPublished(documents),
            "what the run came to could not be noted",
            "the next bake does it"));
    return BakeReport.builder()
        .status(config.isPruned() ? BakeStatus.PRUNED : BakeStatus.PUBLISHED)
        .recipe(plan.recipe().id())
        .version(run.id().value())
        .store(url)
        .catalogItem(item)
        .quality(quality.url())
        .qualityFlags(quality.flags())
        .chunksWritten(total.written())
        .chunksReused(total.reused() + ledger.kept())
        .bytesRead(total.bytesRead())
        .bytesWritten(total.bytesWritten() + metadata.get())
        .problems(warnings)
        .origin(origin)
        .outcome(Outcome.DONE)
        .build();
  }

  /**
   * Writes the metadata, and the manifest before anything becomes visible: the next append goes on
   * from what the store says of itself.
   *
   * @param all bytes of the metadata
   * @return those that were written
   */
  private static long makeOpenable(
      RunFolder run, PlanFile.Loaded loaded, StoreLayout layout, byte[] manifest, long all)
      throws IOException {
    ObjectStore target = loaded.target(run);
    String version = loaded.version(run);
    PublishedBase base = loaded.base();
    if (base != null && base.inPlace()) {
      run.saveManifest(version, manifest);
      return StorePublisher.grow(target, layout, base.fences());
    }
    StorePublisher.publish(target, layout, () -> run.saveManifest(version, manifest));
    return all;
  }

  /**
   * Makes the catalog say what the feedstock says now, where there is no version to publish.
   *
   * @return what people are to know of it
   */
  public List<String> describe() throws IOException {
    if (!openCatalog().describe(config.feedstock())) {
      return List.of();
    }
    List<String> notes = new ArrayList<>(page(null));
    notes.add("the catalog describes the data set as the feedstock does now");
    return notes;
  }

  private Catalog openCatalog() throws IOException {
    return Catalog.open(session.stores().at(config.catalog()));
  }

  /** Looks at the catalog's page before the catalog changes; null where that fails. */
  private CatalogSite.@Nullable Sight look() {
    try {
      return CatalogSite.open(session.stores().at(config.catalog())).look();
    } catch (IOException e) {
      return null; // whoever updates the page looks again, and tells
    }
  }

  /**
   * Updates the catalog's page and its forms for other tools; the version is published whether or
   * not that succeeds.
   *
   * @param seen what was there before; null if nobody has looked
   */
  private List<String> page(CatalogSite.@Nullable Sight seen) {
    return afterwards(
        () -> {
          CatalogSite site = CatalogSite.open(session.stores().at(config.catalog()));
          site.update(config.feedstock().id(), seen == null ? site.look() : seen);
        },
        "the catalog's page could not be updated",
        "'arco catalog build' makes it anew");
  }

  private List<String> root(Catalog catalog, Catalog.Sight registered) {
    return afterwards(
        () -> catalog.nameInRoot(config.feedstock(), registered),
        "the catalog's root could not name it",
        "the next bake does it");
  }

  /**
   * Does what follows when readers have the version: whatever comes of it, that stays so.
   *
   * @return what people are to know if it fails
   */
  private static List<String> afterwards(Attempts.Work work, String failed, String remedy) {
    try {
      Attempts.of(work);
      return List.of();
    } catch (IOException e) {
      return List.of(
          "warning: the version is in the catalog, but "
              + failed
              + " ("
              + e.getMessage()
              + "); "
              + remedy);
    }
  }

  /** What is to be told if a version that is registered seems to be made after this one. */
  private static List<String> clocks(List<CatalogVersion> registered, RunId run) {
    return registered.stream()
        .filter(v -> !v.version().equals(run.value()) && v.created().isAfter(run.began()))
        .map(
            v ->
                "warning: version "
                    + v.version()
                    + " was registered before this one, but its time is later: a clock is wrong, of"
                    + " this machine or of the one that made it. Versions are ordered by when they"
                    + " were registered, so "
                    + run
                    + " is the current one")
        .toList();
  }

  /** Puts coordinates that the plan holds into a map; gives what reads the others into it. */
  private static List<ParallelRequests.Task> coordinates(
      Plan plan, ObjectStore target, Map<String, Block> values) throws IOException {
    ZarrStore draft = DraftStore.open(target, plan.layout());
    List<ParallelRequests.Task> reads = new ArrayList<>();
    for (PlannedArray array : plan.arrays()) {
      Variable v = array.layout().variable();
      boolean wanted =
          plan.coordinates().contains(v.name()) && v.elements() * 8 <= COORDINATE_BYTES;
      Block known = array.values();
      if (known != null) {
        values.put(v.name(), known);
      } else if (wanted) {
        reads.add(() -> values.put(v.name(), draft.array(v.name()).read(Region.whole(v.shape()))));
      }
    }
    return reads;
  }
}
