package org.arcoforge.bake.quality;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.arcoforge.bake.PlanFile;
import org.arcoforge.bake.Provenance;
import org.arcoforge.bake.StorePlace;
import org.arcoforge.commit.Manifest;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.network.ParallelRequests;
import org.arcoforge.plan.Plan;
import org.arcoforge.quality.QualityJson;
import org.arcoforge.quality.QualityReport;
import org.arcoforge.quality.draw.QualityPictures;
import org.arcoforge.source.Sha256;
import org.arcoforge.stac.Attachment;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.OpenStores;
import org.arcoforge.zarr.ZarrStore;
import org.jspecify.annotations.Nullable;

/**
 * The quality documents of a version are its report as JSON and as pictures.
 *
 * @param report what they say
 * @param documents the JSON first
 */
public record QualityDocuments(QualityReport report, List<Document> documents) {
  /** Name of the report as JSON. */
  public static final String REPORT = "quality.json";

  private static final String PNG = "image/png";

  /** Copies the list. */
  public QualityDocuments {
    documents = List.copyOf(documents);
  }

  /**
   * A document is one file.
   *
   * @param attachment how an item names it
   * @param bytes of it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Document(Attachment attachment, byte[] bytes) {
    /** Returns its name. */
    public String name() {
      return attachment.name();
    }
  }

  /**
   * Makes the documents of a store.
   *
   * @param manifest null if there is none: then only what is read is known
   * @param plan of the bake that published it; null if not known
   * @param title of the data set, for people
   * @param version that published the store as it is
   * @param samples of objects that need not be read
   * @throws IOException if an object cannot be read
   */
  public static QualityDocuments of(
      ZarrStore store,
      @Nullable Manifest manifest,
      @Nullable Plan plan,
      String title,
      String version,
      RunSamples samples)
      throws IOException {
    QualityReport report = StoreQuality.report(store, manifest, plan, title, version, samples);
    Map<Integer, Document> made = new ConcurrentSkipListMap<>();
    ParallelRequests.atOnce( // at the end of a bake other processors have nothing to do
        List.of(
            () -> made.put(0, json(QualityJson.encode(report))),
            () -> QualityPictures.overview(report).ifPresent(png -> made.put(1, overview(png))),
            () -> QualityPictures.thumbnail(report).ifPresent(png -> made.put(2, thumbnail(png)))));
    return new QualityDocuments(report, List.copyOf(made.values()));
  }

  private static Document json(byte[] bytes) {
    return document(
        "quality",
        REPORT,
        "application/json",
        "Quality report: statistics, series and what looks wrong",
        "metadata",
        bytes);
  }

  private static Document overview(byte[] png) {
    return document(
        "overview",
        "overview.png",
        PNG,
        "Quality report: a picture of each variable",
        "overview",
        png);
  }

  private static Document thumbnail(byte[] png) {
    return document("thumbnail", "thumbnail.png", PNG, "A picture of the data", "thumbnail", png);
  }

  private static Document document(
      String asset, String name, String type, String title, String role, byte[] bytes) {
    return new Document(
        new Attachment(
            asset, name, type, title, List.of(role), bytes.length, Sha256.multihash(bytes)),
        bytes);
  }

  /**
   * Makes the documents of a published store anew, from what is beside it.
   *
   * @param storeUrl URL of the Zarr group
   * @param title of the data set, for people; empty for that which the store names
   * @throws IOException if there is no store, or it cannot be read
   */
  public static QualityDocuments ofStore(OpenStores stores, String storeUrl, String title)
      throws IOException {
    String url = storeUrl.endsWith("/") ? storeUrl : storeUrl + "/";
    ObjectStore target = stores.at(url);
    ZarrStore store = ZarrStore.open(target);
    Optional<StorePlace> place = StorePlace.of(url);
    Optional<String> run = Provenance.publishedBy(store.layout());
    Manifest manifest = null;
    Plan plan = null;
    if (place.isPresent() && run.isPresent()) {
      RunFolder folder = place.get().run(stores).sibling(run.get());
      manifest = folder.manifest(place.get().version().value()).orElse(null);
      plan = plan(folder);
    }
    String named = title.isEmpty() ? store.layout().attributes().text("title").orElse("") : title;
    String name = url.replaceFirst(".*/([^/]+)/$", "$1");
    return of(
        store, manifest, plan, named.isEmpty() ? name : named, run.orElse(""), new RunSamples());
  }

  /** The plan says only what is filled; a report without that is a report too. */
  private static @Nullable Plan plan(RunFolder folder) {
    try {
      return folder.isPlanned() ? PlanFile.readStored(folder).plan() : null;
    } catch (IOException e) { // as of Java transforms that are not installed here
      return null;
    }
  }

  /** Puts the documents into a folder of a run's version that no catalog names. */
  public String saveBeside(ObjectStore recipeStore, RunId version) throws IOException {
    String folder = version.value() + "/quality/";
    for (Document d : documents) {
      recipeStore.create(folder + d.name(), d.bytes());
    }
    return recipeStore.url(folder + REPORT);
  }
}
