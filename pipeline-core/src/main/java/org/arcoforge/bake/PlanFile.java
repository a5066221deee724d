package org.arcoforge.bake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.Indices;
import org.arcoforge.bake.plandata.PlanDocument;
import org.arcoforge.commit.Ledger;
import org.arcoforge.commit.Manifest;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.network.ParallelRequests;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RecipeClass;
import org.arcoforge.source.Sha256;
import org.arcoforge.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads plans as objects of the run's folder, so that none passes through the pipeline.
 */
public final class PlanFile {
  private static final int BUFFER = 1 << 16;

  private PlanFile() {}

  /**
   * This is a plan with what its sources were when it was made.
   *
   * @param base the store that it goes on with; null if there is none
   */
  public record Loaded(Plan plan, Fingerprints sources, @Nullable PublishedBase base) {
    /** Returns the Zarr store that a run of the plan writes. */
    public ObjectStore target(RunFolder run) {
      return (isInPlace() ? run.sibling(version(run)) : run).target(plan.recipe().id());
    }

    /** Returns the version in whose folder that store is. */
    public String version(RunFolder run) {
      return base != null && base.inPlace() ? base.store() : run.id().value();
    }

    /** Returns whether the run writes into a store that is published. */
    public boolean isInPlace() {
      return base != null && base.inPlace();
    }

    /** Returns whether a tile is to be written: all are, but in place only those that differ. */
    public boolean isWanted(PlannedArray array, long tile) {
      if (base == null || !base.inPlace()) {
        return true;
      }
      ChunkGrid objects = array.layout().objects();
      for (long[] index : Indices.of(array.objectsOf(tile))) {
        if (base.isTouched(array.name(), objects.linear(index))) {
          return true;
        }
      }
      return false;
    }

    /** Adds the receipts of a run of the plan up, with what it keeps of its base. */
    public Ledger ledger(RunFolder run) throws IOException {
      if (base == null || !base.inPlace()) {
        return Ledger.of(plan.layout(), run);
      }
      Manifest before =
          run.sibling(base.run())
              .manifest(base.store())
              .orElseThrow(() -> new IOException("the manifest of " + base.store() + " is gone"));
      return Ledger.of(
          plan.layout(), run, before, (array, object) -> !base.isTouched(array, object));
    }
  }

  /** Returns the document of a plan, compressed. */
  public static byte[] encode(Plan plan) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes, BUFFER)) {
      PlanDocument.write(plan, out);
    }
    return bytes.toByteArray();
  }

  /**
   * Returns the plan of a compressed document; its Java transforms are those of installed recipe
   * classes.
   *
   * @throws IOException if the bytes are damaged, or those of anything else
   */
  public static Plan decode(byte[] bytes) throws IOException {
    return decode(bytes, PlanFile::installed);
  }

  private static List<Recipe> installed(String id) {
    return ServiceLoader.load(RecipeClass.class).stream().map(c -> c.get().recipe(id)).toList();
  }

  private static Plan decode(byte[] bytes, Function<String, List<Recipe>> known)
      throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes), BUFFER)) {
      return PlanDocument.read(in, known);
    } catch (IOException e) {
      throw new IOException("the plan " + e.getMessage(), e);
    }
  }

  /**
   * Writes plan, fingerprints and base into a run's folder; they may be there already.
   *
   * @param base that is not there yet; null if there is none
   */
  public static void save(
      RunFolder run, byte[] plan, String digest, Fingerprints sources, @Nullable PublishedBase base)
      throws IOException {
    run.savePlan(
        plan,
        digest,
        () -> run.objects().create(Fingerprints.KEY, sources.encode()),
        () -> {
          if (base != null) {
            base.save(run);
          }
        });
  }

  /** Returns what {@link #read} does of a run whose documents this process has just written. */
  static Loaded written(
      BakeConfig config, byte[] plan, Fingerprints sources, @Nullable PublishedBase base)
      throws IOException {
    return whole(config, new Loaded(decode(plan, id -> List.of(config.recipe())), sources, base));
  }

  /** Returns what the folder of a run of that bake holds, with its recipe, whose URLs are whole. */
  static Loaded read(BakeConfig config, RunFolder run) throws IOException {
    return whole(config, readStored(config, run));
  }

  private static Loaded whole(BakeConfig config, Loaded stored) {
    FilePattern found = config.recipe().pattern().asFound(stored.plan().recipe().pattern());
    Recipe whole = config.recipe().toBuilder().pattern(found).build();
    return new Loaded(stored.plan().withRecipe(whole), stored.sources(), stored.base());
  }

  /**
   * Returns what a run's folder holds, its URLs without secrets, for who has no feedstock at hand.
   *
   * @throws IOException if the plan was made with Java transforms that are not installed
   */
  public static Loaded readStored(RunFolder run) throws IOException {
    return readStored(run, PlanFile::installed);
  }

  /** Returns what the folder of any run of the recipe holds, its URLs without secrets. */
  public static Loaded readStored(BakeConfig config, RunFolder run) throws IOException {
    return readStored(run, id -> List.of(config.recipe()));
  }

  private static Loaded readStored(RunFolder run, Function<String, List<Recipe>> known)
      throws IOException {
    AtomicReference<@Nullable Plan> plan = new AtomicReference<>();
    AtomicReference<@Nullable Fingerprints> sources = new AtomicReference<>();
    AtomicReference<@Nullable PublishedBase> base = new AtomicReference<>();
    ParallelRequests.all(
        run.objects().isRemote(),
        List.of(
            () -> plan.set(decode(run.plan(), known)),
            () -> sources.set(Fingerprints.decode(run.objects().read(Fingerprints.KEY))),
            () -> base.set(PublishedBase.read(run).orElse(null))));
    return new Loaded(
        Objects.requireNonNull(plan.get()), Objects.requireNonNull(sources.get()), base.get());
  }

  /**
   * Tells bakes apart that would not write the same objects, metadata and catalog item: only those
   * that would may go on with each other's runs.
   *
   * @param plan as {@link #encode} gives it; how it is compressed makes no difference
   */
  public static String digest(byte[] plan, BakeConfig config) throws IOException {
    return digest(plan, config, null);
  }

  /** Tells bakes apart as the other method does; what they append to counts too. */
  public static String digest(byte[] plan, BakeConfig config, @Nullable PublishedBase base)
      throws IOException {
    Feedstock f = config.feedstock();
    Feedstock described = f.toBuilder().recipes(List.of()).build();
    Sha256 sha =
        new Sha256()
            .add(described.toString())
            .add(config.software())
            .add(base == null ? "" : base.identity());
    byte[] part = new byte[BUFFER];
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(plan), BUFFER)) {
      for (int n = in.read(part); n >= 0; n = in.read(part)) {
        sha.add(part, n);
      }
    }
    return sha.hex();
  }
}
