package org.arcoforge.commit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.arcoforge.network.ParallelRequests;
import org.arcoforge.store.ObjectExistsException;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * A run folder holds the evidence of a run beside the versions of a recipe: {@code
 * runs/<id>/plan.json.gz}, {@code plan.digest}, {@code receipts/…}, {@code combined/…}, {@code
 * published} or {@code abandoned}, {@code failed-sources.jsonl}, {@code report.json}, and of runs
 * that begin on a worker {@code begun.json.gz}. All create-only.
 */
public final class RunFolder {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RUNS = "runs/";
  private static final String PLAN = "plan.json.gz";
  private static final String DIGEST = "plan.digest";
  private static final String PUBLISHED = "published";
  private static final String ABANDONED = "abandoned";
  private static final String RETIRED = "retired";
  private static final String REPORT = "report.json";
  private static final String BEGUN = "begun.json.gz";
  private static final String CANCEL = "cancel";
  private static final String FAILED = "failed-sources.jsonl";
  private static final String NOTES = "failed-sources/";

  private final ObjectStore recipeStore;
  private final RunId id;

  /**
   * Makes the folder of a run.
   *
   * @param recipeStore where the recipe's versions are
   */
  public RunFolder(ObjectStore recipeStore, RunId id) {
    this.recipeStore = recipeStore;
    this.id = id;
  }

  /** Returns the run. */
  public RunId id() {
    return id;
  }

  /** Returns the objects of the run. */
  public ObjectStore objects() {
    return recipeStore.within(RUNS + id + "/");
  }

  /** Returns the Zarr store that the run writes: {@code <version>/<name>.zarr/}. */
  public ObjectStore target(String name) {
    return recipeStore.within(id + "/" + name + ".zarr/");
  }

  /**
   * Copies an object of a version's store to that of this run, which must not have another there.
   *
   * @param name of both stores
   */
  public ObjectInfo copy(String version, String name, String key) throws IOException {
    String inside = "/" + name + ".zarr/" + key;
    return recipeStore.copy(version + inside, id + inside);
  }

  /** Returns the folder of another run of the recipe. */
  public RunFolder sibling(String other) {
    return new RunFolder(recipeStore, new RunId(other));
  }

  /** Leaves a manifest beside a version's store; repeating it changes nothing. */
  public void saveManifest(String version, byte[] manifest) throws IOException {
    recipeStore.create(Manifest.key(version, id.value()), manifest);
  }

  /** Returns the URL of the manifest that this run leaves beside a version's store. */
  public String manifestUrl(String version) {
    return recipeStore.url(Manifest.key(version, id.value()));
  }

  /** Returns the manifest that this run left beside a version's store; empty if there is none. */
  public Optional<Manifest> manifest(String version) throws IOException {
    return Manifest.read(recipeStore, version, id.value());
  }

  /**
   * Writes the plan and what belongs to it, then its digest, by which others find the run; what is
   * there already must be the same plan.
   *
   * @param plan its document, compressed
   * @param digest of the plan and what else makes two runs alike
   * @param more writes documents that the plan cannot be used without
   * @throws org.arcoforge.store.ObjectExistsException if it is another plan
   */
  public void savePlan(byte[] plan, String digest, ParallelRequests.Task... more)
      throws IOException {
    List<ParallelRequests.Task> documents = new ArrayList<>(List.of(more));
    documents.add(() -> savePlanDocument(plan, digest));
    ParallelRequests.all(recipeStore.isRemote(), documents);
    objects().create(DIGEST, digest.getBytes(StandardCharsets.UTF_8));
  }

  private void savePlanDocument(byte[] plan, String digest) throws IOException {
    try {
      objects().create(PLAN, plan);
    } catch (ObjectExistsException e) {
      if (!hasDigest(digest)) { // equal plans may be compressed otherwise on another machine
        throw e;
      }
    }
  }

  /** Returns whether the run has saved a plan of that digest. */
  public boolean hasDigest(String digest) throws IOException {
    return text(DIGEST).filter(digest::equals).isPresent();
  }

  /** Returns whether the run has saved its plan. */
  public boolean isPlanned() throws IOException {
    return objects().stat(DIGEST).isPresent();
  }

  /** Returns the plan's bytes. */
  public byte[] plan() throws IOException {
    return objects().read(PLAN);
  }

  /** Returns all runs of a recipe, the newest first. */
  public static List<RunFolder> all(ObjectStore recipeStore) throws IOException {
    return names(recipeStore).stream().map(n -> new RunFolder(recipeStore, new RunId(n))).toList();
  }

  /**
   * Returns the first of some runs that made the same plan and neither published nor was abandoned:
   * its receipts count, so that a rerun goes on where it was stopped.
   */
  public static Optional<RunFolder> unfinished(List<RunFolder> runs, String digest)
      throws IOException {
    Map<RunId, Boolean> same = new ConcurrentHashMap<>();
    List<ParallelRequests.Task> reads = new ArrayList<>();
    for (RunFolder run : runs) { // the digest first: of most runs it is another one
      reads.add(() -> same.put(run.id(), run.hasDigest(digest)));
    }
    ParallelRequests.all(runs.stream().anyMatch(r -> r.recipeStore.isRemote()), reads);
    for (RunFolder run : runs) {
      if (Boolean.TRUE.equals(same.get(run.id())) && !run.isPublished() && !run.isAbandoned()) {
        return Optional.of(run);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the other runs of the recipe that began after one, or in the same second, the newest
   * first.
   */
  public static List<RunFolder> after(RunFolder any, RunId other) throws IOException {
    List<RunFolder> runs = new ArrayList<>();
    for (String name : names(any.recipeStore)) {
      // Of two in one second nobody knows which was first.
      if (!name.equals(other.value()) && !new RunId(name).began().isBefore(other.began())) {
        runs.add(any.sibling(name));
      }
    }
    return runs;
  }

  private static List<String> names(ObjectStore recipeStore) throws IOException {
    try (Stream<String> children = recipeStore.children(RUNS)) {
      return children
          .map(c -> c.replace("/", ""))
          .filter(RunId::isOne)
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  /** Returns the receipts of the store's tiles. */
  public Receipts tileReceipts() {
    return new Receipts(objects());
  }

  /** Returns the receipt of a tile, if it was written. */
  public Optional<Receipt> receipt(String array, long tile) throws IOException {
    return tileReceipts().of(array, tile);
  }

  /** Leaves a receipt, as {@link Receipts#save} does. */
  public Receipt save(Receipt receipt) throws IOException {
    return tileReceipts().save(receipt);
  }

  /**
   * Leaves a summary of receipts that are there.
   *
   * @throws ObjectExistsException if there is one of the same tiles that says something else
   */
  public void save(CombinedReceipt combined) throws IOException {
    RunReceipts.save(objects(), combined);
  }

  /** Hands over all receipts, each once: of combined ones, and the others of their tiles. */
  public void eachReceipt(Consumer<Receipt> sink) throws IOException {
    new RunReceipts(objects(), id).each(sink);
  }

  /**
   * Marks the run as finished.
   *
   * @param metadata the documents that made its store openable
   */
  public void markPublished(List<Receipt.Written> metadata) throws IOException {
    objects().create(PUBLISHED, JSON.writeValueAsBytes(metadata));
  }

  /** Returns whether the run is finished. */
  public boolean isPublished() throws IOException {
    return objects().stat(PUBLISHED).isPresent();
  }

  /** Returns the documents that made the store openable; none if the run is not finished. */
  public List<Receipt.Written> metadata() throws IOException {
    Optional<byte[]> documents = objects().find(PUBLISHED);
    return documents.isPresent()
        ? List.of(JSON.readValue(documents.get(), Receipt.Written[].class))
        : List.of();
  }

  /**
   * Gives the run up, as what it wrote cannot become a store and nothing of it is ever replaced:
   * the next bake begins anew. Several workers may, the first one's reason stays.
   */
  public void abandon(String reason) throws IOException {
    try {
      objects().create(ABANDONED, reason.getBytes(StandardCharsets.UTF_8));
    } catch (ObjectExistsException e) {
      // Given up before, for another reason.
    }
  }

  /** Returns whether the run was given up. */
  public boolean isAbandoned() throws IOException {
    return objects().stat(ABANDONED).isPresent();
  }

  /** Returns why the run was given up; empty if it was not. */
  public Optional<String> abandonedFor() throws IOException {
    return text(ABANDONED);
  }

  private Optional<String> text(String key) throws IOException {
    return objects().find(key).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /**
   * Marks the run's version as one that is being deleted, so that a sweep that is stopped goes on.
   */
  public void retire(String reason) throws IOException {
    try {
      objects().create(RETIRED, reason.getBytes(StandardCharsets.UTF_8));
    } catch (ObjectExistsException e) {
      // Marked before, for another reason.
    }
  }

  /** Returns why the run's version is being deleted; empty if it is not. */
  public Optional<String> retiredFor() throws IOException {
    return text(RETIRED);
  }

  /**
   * Writes the report of what the run came to.
   *
   * @throws ObjectExistsException if there is another one
   */
  public void saveReport(byte[] report) throws IOException {
    objects().create(REPORT, report);
  }

  /**
   * Writes which sources failed, one JSON object a line, before the report is written; repeating it
   * changes nothing, and the first to write wins.
   */
  public void saveFailedSources(byte[] lines) throws IOException {
    try {
      objects().create(FAILED, lines);
    } catch (ObjectExistsException e) {
      // An attempt before this one has told of them.
    }
  }

  /** Returns which sources failed, one JSON object a line; empty if none did. */
  public Optional<byte[]> failedSources() throws IOException {
    return objects().find(FAILED);
  }

  /** Leaves a line on a source that failed on a worker which may not come to tell of it. */
  public void noteFailedSource(String name, byte[] line) throws IOException {
    try {
      objects().create(NOTES + name + ".json", line);
    } catch (ObjectExistsException e) {
      // Noted before, by another attempt.
    }
  }

  /** Returns the lines that workers left. */
  public List<byte[]> notedFailedSources() throws IOException {
    List<byte[]> lines = new ArrayList<>();
    try (Stream<ObjectInfo> notes = objects().list(NOTES)) {
      for (ObjectInfo note : notes.toList()) {
        lines.add(objects().read(note.key()));
      }
    }
    return lines;
  }

  /**
   * Returns the run of the recipe that was the last to come to an end, if sources failed in it and
   * nothing was published.
   */
  public static Optional<RunFolder> lastFailed(ObjectStore recipeStore) throws IOException {
    @Nullable RunFolder last = null;
    String second = "";
    long ended = 0;
    for (String name : names(recipeStore)) {
      if (last != null && !name.startsWith(second)) {
        break;
      }
      // Ids tell seconds; of runs of one second, what they left tells the order.
      RunFolder run = new RunFolder(recipeStore, new RunId(name));
      long end = Math.max(modified(run.reportInfo()), modified(run.objects().stat(FAILED)));
      if (end > ended || (end == ended && end > 0 && run.isPublished())) {
        last = run;
        second = name.substring(0, name.indexOf('-') + 1);
        ended = end;
      }
    }
    if (last == null || last.isPublished() || last.objects().stat(FAILED).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(last);
  }

  private static long modified(Optional<ObjectInfo> object) {
    return object.map(ObjectInfo::modified).orElse(0L);
  }

  /** Leaves what a run's first step found, for its other steps; the first to write wins. */
  public void saveBegun(byte[] document) throws IOException {
    try {
      objects().create(BEGUN, document);
    } catch (ObjectExistsException e) {
      // An attempt before this one has begun.
    }
  }

  /** Returns what the run's first step found; empty if it was not left. */
  public Optional<byte[]> begun() throws IOException {
    return objects().find(BEGUN);
  }

  /** Asks the run to stop, and says who asks; asking again changes nothing. */
  public void askToStop(String who) throws IOException {
    try {
      objects().create(CANCEL, who.getBytes(StandardCharsets.UTF_8));
    } catch (ObjectExistsException e) {
      // Asked before.
    }
  }

  /** Returns who asked the run to stop; empty if nobody did. */
  public Optional<String> askedToStop() throws IOException {
    return text(CANCEL);
  }

  /** Returns the report, if the run came to an end. */
  public Optional<byte[]> report() throws IOException {
    return objects().find(REPORT);
  }

  /** Returns what the store knows of the report, if there is one. */
  public Optional<ObjectInfo> reportInfo() throws IOException {
    return objects().stat(REPORT);
  }
}
