package org.arcoforge.commit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;

/**
 * The evidence of a run beside the versions of a recipe: {@code runs/<id>/plan}, {@code
 * plan.digest}, {@code receipts/…}, {@code published}, {@code report.json}. All create-only.
 */
public final class RunFolder {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RUNS = "runs/";

  private final ObjectStore recipeStore;
  private final RunId id;

  /**
   * The folder of a run.
   *
   * @param recipeStore where the recipe's versions are
   */
  public RunFolder(ObjectStore recipeStore, RunId id) {
    this.recipeStore = recipeStore;
    this.id = id;
  }

  /** The run. */
  public RunId id() {
    return id;
  }

  /** The objects of the run. */
  public ObjectStore objects() {
    return recipeStore.within(RUNS + id + "/");
  }

  /** The Zarr store that the run writes: {@code <version>/<name>.zarr/}. */
  public ObjectStore target(String name) {
    return recipeStore.within(id + "/" + name + ".zarr/");
  }

  /**
   * Writes the plan, then its digest; what is there already must be the same.
   *
   * @throws org.arcoforge.store.ObjectExistsException if it is another plan
   */
  public void savePlan(byte[] plan, String digest) throws IOException {
    objects().create("plan", plan);
    objects().create("plan.digest", digest.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** The plan's bytes. */
  public byte[] plan() throws IOException {
    return objects().read("plan");
  }

  /**
   * The newest run of the recipe that made the same plan and did not publish: its receipts count,
   * so that a rerun goes on where it was stopped.
   */
  public static Optional<RunFolder> unfinished(ObjectStore recipeStore, String digest)
      throws IOException {
    List<String> names;
    try (Stream<String> children = recipeStore.children(RUNS)) {
      names = new ArrayList<>(children.map(c -> c.replace("/", "")).filter(RunId::isOne).toList());
    }
    names.sort(java.util.Comparator.reverseOrder());
    for (String name : names) {
      RunFolder run = new RunFolder(recipeStore, new RunId(name));
      ObjectStore objects = run.objects();
      if (objects.stat("published").isEmpty()
          && objects.stat("plan.digest").isPresent()
          && new String(objects.read("plan.digest"), java.nio.charset.StandardCharsets.UTF_8)
              .equals(digest)) {
        return Optional.of(run);
      }
    }
    return Optional.empty();
  }

  /** The receipt of a tile, if it was written. */
  public Optional<Receipt> receipt(String array, long tile) throws IOException {
    String key = receiptKey(array, tile);
    return objects().stat(key).isPresent()
        ? Optional.of(JSON.readValue(objects().read(key), Receipt.class))
        : Optional.empty();
  }

  /** Leaves a receipt. */
  public void save(Receipt receipt) throws IOException {
    objects().create(receiptKey(receipt.array(), receipt.tile()), JSON.writeValueAsBytes(receipt));
  }

  /** All receipts, one at a time; close the stream. */
  public Stream<Receipt> receipts() throws IOException {
    ObjectStore objects = objects();
    return objects
        .list("receipts/")
        .map(
            info -> {
              try {
                return JSON.readValue(objects.read(info.key()), Receipt.class);
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
  }

  /** Marks the run as finished. */
  public void markPublished() throws IOException {
    objects().create("published", new byte[0]);
  }

  /** Whether the run is finished. */
  public boolean isPublished() throws IOException {
    return objects().stat("published").isPresent();
  }

  /** What the store knows of the report, if there is one. */
  public Optional<ObjectInfo> report() throws IOException {
    return objects().stat("report.json");
  }

  private static String receiptKey(String array, long tile) {
    return "receipts/" + array + "/" + tile + ".json";
  }
}
