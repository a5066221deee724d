package org.arcoforge.bake.publish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.PlanFile;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.quality.QualityDocuments;
import org.arcoforge.bake.quality.RunSamples;
import org.arcoforge.commit.DraftStore;
import org.arcoforge.commit.Manifest;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.network.ParallelRequests;
import org.arcoforge.quality.QualityFlag;
import org.arcoforge.stac.Attachment;
import org.arcoforge.stac.Catalog;
import org.arcoforge.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * Makes the quality report when the data are published, and puts it beside the item that will name
 * it. Whatever goes wrong is told, and the version is published all the same.
 */
final class QualityStep {
  private final WorkerSession session;
  private final List<Attachment> attachments = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> flags = new ArrayList<>();
  private String url = "";
  private @Nullable QualityDocuments documents;

  QualityStep(WorkerSession session) {
    this.session = session;
  }

  /** It is what is published: a store, its metadata, and the list of its objects. */
  record Made(ObjectStore target, StoreLayout layout, Manifest objects) {}

  /** Makes the documents; nobody sees them yet. */
  void make(RunFolder run, PlanFile.Loaded loaded, Made made) {
    if (!session.config().resources().settings().quality()) {
      return;
    }
    try {
      documents = documents(run, loaded, made);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      failed(e);
    }
  }

  /** Writes what was made, when the data are published. */
  void save(RunFolder run, String recipe) {
    QualityDocuments made = documents;
    if (made == null) {
      return;
    }
    try {
      save(run, recipe, made);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      failed(e);
    }
  }

  private void failed(Throwable e) {
    attachments.clear();
    flags.clear();
    url = "";
    problems.add(
        "warning: the quality report could not be made ("
            + e.getMessage()
            + "); the data are published without it, and 'arco quality STORE --out DIR' makes it"
            + " anew");
  }

  private QualityDocuments documents(RunFolder run, PlanFile.Loaded loaded, Made made)
      throws IOException {
    List<QualityDocuments> all = new ArrayList<>();
    Attempts.of(
        () ->
            all.add(
                QualityDocuments.of(
                    DraftStore.open(made.target(), made.layout()),
                    made.objects(),
                    loaded.plan(),
                    session.config().feedstock().title(),
                    run.id().value(),
                    session.kept(RunSamples.class, RunSamples::new))));
    return all.get(0);
  }

  private void save(RunFolder run, String recipe, QualityDocuments quality) throws IOException {
    BakeConfig config = session.config();
    if (config.isPruned()) {
      Attempts.of(() -> url = quality.saveBeside(session.recipeStore(), run.id()));
    } else {
      Catalog catalog = Catalog.open(session.stores().at(config.catalog()));
      String feedstock = config.feedstock().id();
      String version = run.id().value();
      List<ParallelRequests.Task> tasks = new ArrayList<>();
      for (QualityDocuments.Document d : quality.documents()) {
        tasks.add(
            () ->
                Attempts.of(() -> catalog.attach(feedstock, recipe, version, d.name(), d.bytes())));
        attachments.add(d.attachment());
      }
      ParallelRequests.all(session.stores().at(config.catalog()).isRemote(), tasks);
      url = catalog.attached(feedstock, recipe, version, QualityDocuments.REPORT);
    }
    for (QualityFlag f : quality.report().flags()) {
      flags.add("'" + f.variable() + "': " + f.text());
    }
  }

  /** Returns what looks wrong. */
  List<String> flags() {
    return List.copyOf(flags);
  }

  /** Returns what the item is to name. */
  List<Attachment> attachments() {
    return List.copyOf(attachments);
  }

  /** Returns what people should know. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** Returns the URL of the report; empty if it could not be made. */
  String url() {
    return url;
  }
}
