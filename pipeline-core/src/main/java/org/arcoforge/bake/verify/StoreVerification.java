package org.arcoforge.bake.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.array.GroupPath;
import org.arcoforge.array.Indices;
import org.arcoforge.array.Region;
import org.arcoforge.array.Variable;
import org.arcoforge.bake.Provenance;
import org.arcoforge.bake.StorePlace;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.tile.TileAssembler;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.store.ObjectNotFoundException;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.OpenStores;
import org.arcoforge.zarr.ArrayReader;
import org.arcoforge.zarr.ZarrException;
import org.arcoforge.zarr.ZarrStore;
import org.jspecify.annotations.Nullable;

/**
 * Checks a finished store: every expected object is there, can be decoded and has its digest, there
 * is nothing else, and, if asked, the objects hold what the sources hold.
 */
public final class StoreVerification {
  private static final int MOST_PROBLEMS = 50;

  /** Names of metadata documents. */
  static final List<String> DOCUMENTS =
      List.of("zarr.json", ".zgroup", ".zattrs", ".zarray", ".zmetadata");

  private final ObjectStore target;
  private final List<String> problems = new ArrayList<>();
  private final LongConsumer progress;
  private long checked;

  /**
   * A result says what the verification of a store found.
   *
   * @param objects that were looked at
   * @param digests of them, and of metadata documents, that were compared with the manifest
   * @param problems for people; empty if all is well
   * @param notes what could not be checked, for people
   * @param damaged keys of objects and documents that are missing, or not as the manifest has them
   * @param strangers keys of objects that are there and should not be
   */
  public record Result(
      long objects,
      long digests,
      List<String> problems,
      List<String> notes,
      List<String> damaged,
      List<String> strangers) {
    /** Copies the lists. */
    public Result {
      problems = List.copyOf(problems);
      notes = List.copyOf(notes);
      damaged = List.copyOf(damaged);
      strangers = List.copyOf(strangers);
    }

    /** Returns whether digests were compared and nothing is wrong; to be readable is not enough. */
    public boolean isVerified() {
      return problems.isEmpty() && digests > 0;
    }
  }

  private StoreVerification(ObjectStore target, LongConsumer progress) {
    this.target = target;
    this.progress = progress;
  }

  /**
   * Checks that every object of the manifest beside the store is there and has its digest, that
   * nothing else is there, and that every object can be decoded. Without a manifest, the store's
   * own metadata say what is to be there, and it is not verified. The result says what could not be
   * checked.
   *
   * @param storeUrl URL of the Zarr group
   * @param progress told how many objects are checked
   * @throws ZarrException if the store cannot be opened, and there is no manifest of it either
   */
  public static Result integrity(String storeUrl, LongConsumer progress) throws IOException {
    return integrity(storeUrl, null, progress);
  }

  /** Checks as the other method does, and the manifest by the item of a catalog. */
  public static Result integrity(
      String storeUrl, @Nullable String catalogUrl, LongConsumer progress) throws IOException {
    try (OpenStores stores = new OpenStores()) {
      return integrity(stores, storeUrl, catalogUrl, progress);
    }
  }

  /** Checks a copy, by the manifest beside the store that it was made of, as the others do. */
  public static Result integrityOfCopy(
      String storeUrl, String originalUrl, @Nullable String catalogUrl, LongConsumer progress)
      throws IOException {
    try (OpenStores stores = new OpenStores()) {
      return integrity(stores, storeUrl, originalUrl, catalogUrl, progress);
    }
  }

  /**
   * Checks as the other methods do, with stores that are open.
   *
   * @param catalogUrl null if it is not known; then that of the usual layout is looked for
   */
  public static Result integrity(
      OpenStores stores, String storeUrl, @Nullable String catalogUrl, LongConsumer progress)
      throws IOException {
    return integrity(stores, storeUrl, storeUrl, catalogUrl, progress);
  }

  private static Result integrity(
      OpenStores stores,
      String storeUrl,
      String originalUrl,
      @Nullable String catalogUrl,
      LongConsumer progress)
      throws IOException {
    ObjectStore target = stores.at(slash(storeUrl));
    StorePlace place = StorePlace.of(slash(originalUrl)).orElse(null);
    Evidence evidence = Evidence.of(stores, target, place, catalogUrl);
    return new IntegrityCheck(target, evidence, progress).run();
  }

  /**
   * Returns whether there is, or was, a Zarr store at a URL: a document of one, or the folder of
   * the run that wrote it. One that is damaged beyond reading still is a store.
   */
  public static boolean isStore(String storeUrl) throws IOException {
    try (OpenStores stores = new OpenStores()) {
      ObjectStore store = stores.at(slash(storeUrl));
      for (String document : DOCUMENTS) {
        if (store.stat(document).isPresent()) {
          return true;
        }
      }
      Optional<StorePlace> place = StorePlace.of(slash(storeUrl));
      return place.isPresent() && place.get().run(stores).isPublished();
    }
  }

  /**
   * Compares the metadata with a plan, and the values of all objects with the sources.
   *
   * @throws org.arcoforge.source.SourceException if a source cannot be read
   */
  public static Result values(
      String storeUrl, WorkerSession session, Plan plan, LongConsumer progress) throws IOException {
    return new StoreVerification(session.stores().at(slash(storeUrl)), progress)
        .values(session, plan);
  }

  private static String slash(String url) {
    return url.endsWith("/") ? url : url + "/";
  }

  private Result values(WorkerSession session, Plan plan) throws IOException {
    ZarrStore store = ZarrStore.open(target);
    TileAssembler assembler = new TileAssembler(plan, session.files());
    for (PlannedArray array : plan.arrays()) {
      Optional<ArrayLayout> found = store.layout().array(array.name());
      Variable planned = array.layout().variable();
      if (found.isEmpty()) {
        report("array '" + array.name() + "' is not in " + target.location());
      } else if (!isAlike(found.get().variable(), planned)) {
        report(
            "array '"
                + array.name()
                + "' is "
                + text(found.get().variable())
                + ", the sources make "
                + text(planned));
      } else {
        boolean mayBeEmpty = Provenance.emptyObjects(store.layout(), array.name()) > 0;
        values(assembler, array, found.get(), store.array(array.name()), mayBeEmpty);
      }
    }
    for (ArrayLayout array : store.layout().arrays()) {
      if (plan.layout().array(array.variable().name()).isEmpty()) {
        report("array '" + array.variable().name() + "' is none that the sources make");
      }
    }
    return new Result(checked, 0, problems, List.of(), List.of(), List.of());
  }

  private void values(
      TileAssembler assembler,
      PlannedArray array,
      ArrayLayout found,
      ArrayReader reader,
      boolean mayBeEmpty)
      throws IOException {
    for (long[] index : Indices.of(found.objects().all())) {
      Region region = found.objects().region(index);
      String object = target.url(reader.key(index)) + ": array '" + array.name() + "' " + region;
      Block expected = assembler.assemble(array, region);
      Block values = null;
      try {
        // The object itself: a reader takes one that is not there for the fill value.
        values = reader.decode(target.read(reader.key(index)), index);
      } catch (ObjectNotFoundException e) {
        if (mayBeEmpty) {
          values = reader.read(region);
        } else {
          report(object + " is missing");
        }
      } catch (ZarrException e) {
        report(String.valueOf(e.getMessage()));
      }
      if (values != null && !values.equals(expected)) {
        report(object + " differs from the sources");
      }
      progress.accept(++checked);
    }
  }

  private static boolean isAlike(Variable a, Variable b) {
    return Arrays.equals(a.shape(), b.shape()) && a.type() == b.type() && names(a).equals(names(b));
  }

  /** The store knows names of dimensions only, not in which group they are. */
  private static List<String> names(Variable v) {
    return v.dimensionNames().stream().map(GroupPath::name).toList();
  }

  private static String text(Variable v) {
    return v.type().id() + " " + v.dimensionNames() + " " + Arrays.toString(v.shape());
  }

  private void report(String problem) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(problem);
    }
  }
}
