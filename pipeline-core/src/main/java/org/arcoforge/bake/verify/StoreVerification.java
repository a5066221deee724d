package org.arcoforge.bake.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.array.GroupPath;
import org.arcoforge.array.Indices;
import org.arcoforge.array.Region;
import org.arcoforge.array.Variable;
import org.arcoforge.bake.Provenance;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.tile.TileAssembler;
import org.arcoforge.commit.Manifest;
import org.arcoforge.commit.ObjectIndex;
import org.arcoforge.commit.Receipt;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.store.ObjectInfo;
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
  private static final List<String> DOCUMENTS =
      List.of("zarr.json", ".zgroup", ".zattrs", ".zarray", ".zmetadata");

  private final ObjectStore target;
  private final List<String> problems = new ArrayList<>();
  private final LongConsumer progress;
  private long checked;
  private long digests;

  /**
   * A result says what the verification of a store found.
   *
   * @param objects that were looked at
   * @param digests of them that were compared with a receipt
   * @param problems for people; empty if all is well
   */
  public record Result(long objects, long digests, List<String> problems) {
    /** Copies the list. */
    public Result {
      problems = List.copyOf(problems);
    }
  }

  private StoreVerification(ObjectStore target, LongConsumer progress) {
    this.target = target;
    this.progress = progress;
  }

  /**
   * Checks presence, digests as far as the run that wrote the store left them beside it, and that
   * every object can be decoded.
   *
   * @param storeUrl URL of the Zarr group
   * @param progress told how many objects are checked
   * @throws ZarrException if there is no store that can be opened
   */
  public static Result integrity(String storeUrl, LongConsumer progress) throws IOException {
    try (OpenStores stores = new OpenStores()) {
      return integrity(stores, storeUrl, progress);
    }
  }

  /** Checks as the other method does, with stores that are open. */
  public static Result integrity(OpenStores stores, String storeUrl, LongConsumer progress)
      throws IOException {
    return new StoreVerification(stores.at(slash(storeUrl)), progress).integrity(stores, storeUrl);
  }

  /**
   * Whether there is, or was, a Zarr store at a URL: a document of one, or the folder of the run
   * that wrote it. One that is damaged beyond reading still is a store.
   */
  public static boolean isStore(String storeUrl) throws IOException {
    try (OpenStores stores = new OpenStores()) {
      ObjectStore store = stores.at(slash(storeUrl));
      for (String document : DOCUMENTS) {
        if (store.stat(document).isPresent()) {
          return true;
        }
      }
      RunFolder run = run(stores, storeUrl);
      return run != null && run.isPublished();
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

  /** The folder of the run that wrote the store, where the store is named after one. */
  private static @Nullable RunFolder run(OpenStores stores, String storeUrl) throws IOException {
    String[] parts = slash(storeUrl).split("/");
    if (parts.length < 3 || !RunId.isOne(parts[parts.length - 2])) {
      return null;
    }
    String version = parts[parts.length - 2];
    String recipe = slash(storeUrl).substring(0, slash(storeUrl).lastIndexOf(version + "/"));
    return new RunFolder(stores.at(recipe), new RunId(version));
  }

  private Result integrity(OpenStores stores, String storeUrl) throws IOException {
    ZarrStore store = ZarrStore.open(target);
    RunFolder written = run(stores, storeUrl); // that made the store; appends came after it
    RunFolder run =
        written == null
            ? null
            : Provenance.publishedBy(store.layout()).map(written::sibling).orElse(written);
    Manifest manifest =
        run == null || written == null ? null : run.manifest(written.id().value()).orElse(null);
    Map<String, ObjectIndex> indices = new HashMap<>();
    for (ArrayLayout array : store.layout().arrays()) {
      ArrayReader reader = store.array(array.variable().name());
      ObjectIndex index = ObjectIndex.of(array, reader::key);
      indices.put(array.variable().name(), index);
      String name = array.variable().name();
      ReceiptTable receipts =
          manifest == null
              ? ReceiptTable.of(run, name, index)
              : ReceiptTable.of(manifest, name, index);
      // Without receipts only how many were not written is known.
      long unknown = receipts.isKnown() ? 0 : empty(store, array);
      for (long[] at : Indices.of(array.objects().all())) {
        String key = reader.key(at);
        long number = array.objects().linear(at);
        boolean leftOut = receipts.isLeftOut(number);
        if (leftOut || (unknown > 0 && target.stat(key).isEmpty())) {
          unknown -= leftOut ? 0 : 1;
          checkEmpty(key);
          progress.accept(++checked);
          continue;
        }
        byte[] bytes = read(key, receipts.of(number, key));
        if (bytes != null) {
          decode(reader, bytes, at);
        }
        progress.accept(++checked);
      }
      if (unknown > 0) {
        report(
            "array '"
                + array.variable().name()
                + "' has "
                + unknown
                + " objects more than were written");
      }
    }
    if (run != null) {
      for (Receipt.Written document : manifest == null ? run.metadata() : manifest.documents()) {
        read(document.key(), document);
      }
    }
    strangers(indices);
    return new Result(checked, digests, problems);
  }

  private static long empty(ZarrStore store, ArrayLayout array) {
    return Provenance.emptyObjects(store.layout(), array.variable().name());
  }

  private void checkEmpty(String key) throws IOException {
    if (target.stat(key).isPresent()) {
      report(
          target.url(key)
              + " is there, but it was not written: all its values were the fill value");
    }
  }

  /** The bytes of an object, if they are those of its receipt; else null. */
  private byte @Nullable [] read(String key, Receipt.@Nullable Written receipt) throws IOException {
    byte[] bytes;
    try {
      bytes = target.read(key);
    } catch (ObjectNotFoundException e) {
      report(target.url(key) + " is missing");
      return null;
    }
    if (receipt == null) {
      return bytes;
    }
    digests++;
    Receipt.Written found = Receipt.Written.of(key, bytes, bytes.length);
    if (found.equals(receipt)) {
      return bytes;
    }
    report(
        target.url(key)
            + " has crc32c "
            + found.crc32c()
            + " and "
            + bytes.length
            + " bytes, expected "
            + receipt.crc32c()
            + " and "
            + receipt.size()
            + ": it was changed after the bake");
    return null;
  }

  private void decode(ArrayReader reader, byte[] bytes, long[] index) throws IOException {
    try {
      reader.decode(bytes, index);
    } catch (ZarrException e) {
      report(String.valueOf(e.getMessage()));
    }
  }

  /** Objects that neither are metadata nor belong to an array. */
  private void strangers(Map<String, ObjectIndex> indices) throws IOException {
    try (Stream<ObjectInfo> all = target.list("")) {
      all.map(ObjectInfo::key)
          .filter(key -> !isExpected(key, indices))
          .forEach(key -> report(target.url(key) + " is not part of the store"));
    }
  }

  private static boolean isExpected(String key, Map<String, ObjectIndex> indices) {
    String name = key.substring(key.lastIndexOf('/') + 1);
    if (DOCUMENTS.contains(name)) {
      return true;
    }
    // The array's path is some beginning of the key.
    for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
      ObjectIndex index = indices.get(key.substring(0, slash));
      if (index != null && index.number(key) >= 0) {
        return true;
      }
    }
    return false;
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
        boolean mayBeEmpty = empty(store, found.get()) > 0;
        values(assembler, array, found.get(), store.array(array.name()), mayBeEmpty);
      }
    }
    for (ArrayLayout array : store.layout().arrays()) {
      if (plan.layout().array(array.variable().name()).isEmpty()) {
        report("array '" + array.variable().name() + "' is none that the sources make");
      }
    }
    return new Result(checked, digests, problems);
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
