package org.arcoforge.beam;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Indices;
import org.arcoforge.commit.Receipt;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.zarr.ArrayReader;
import org.arcoforge.zarr.ZarrStore;

/**
 * Checks a finished store: every expected object is there with its digest, and, if asked, holds
 * what the sources hold.
 */
public final class StoreVerification {
  private static final int MOST_PROBLEMS = 50;

  private final ObjectStore target;
  private final List<String> problems = new ArrayList<>();
  private final LongConsumer progress;
  private long checked;

  /**
   * What was found.
   *
   * @param objects that were looked at
   * @param digests of them that were compared with a receipt
   * @param problems for people; empty if all is well
   */
  public record Result(long objects, long digests, List<String> problems) {}

  private StoreVerification(ObjectStore target, LongConsumer progress) {
    this.target = target;
    this.progress = progress;
  }

  /**
   * Checks presence and digests.
   *
   * @param storeUrl URL of the Zarr group
   * @param progress told how many objects are checked
   */
  public static Result integrity(String storeUrl, LongConsumer progress) throws IOException {
    return new StoreVerification(Stores.at(slash(storeUrl)), progress)
        .integrity(receipts(storeUrl));
  }

  /**
   * Compares the metadata with a plan, and the values of all objects with the sources.
   *
   * @throws org.arcoforge.source.SourceException if a source cannot be read
   */
  public static Result values(String storeUrl, BakeConfig config, Plan plan, LongConsumer progress)
      throws IOException {
    return new StoreVerification(Stores.at(slash(storeUrl)), progress).values(config, plan);
  }

  private static String slash(String url) {
    return url.endsWith("/") ? url : url + "/";
  }

  /** The receipts of the run that wrote the store, if its folder is still beside it. */
  private static Map<String, Receipt.Written> receipts(String storeUrl) throws IOException {
    String[] parts = slash(storeUrl).split("/");
    Map<String, Receipt.Written> receipts = new HashMap<>();
    if (parts.length < 3 || !RunId.isOne(parts[parts.length - 2])) {
      return receipts;
    }
    String recipe =
        slash(storeUrl).substring(0, slash(storeUrl).lastIndexOf(parts[parts.length - 2]));
    RunFolder run = new RunFolder(Stores.at(recipe), new RunId(parts[parts.length - 2]));
    try (Stream<Receipt> all = run.receipts()) {
      all.forEach(r -> r.objects().forEach(o -> receipts.put(o.key(), o)));
    }
    return receipts;
  }

  private Result integrity(Map<String, Receipt.Written> receipts) throws IOException {
    long digests = 0;
    for (ArrayLayout array : ZarrStore.open(target).layout().arrays()) {
      ArrayReader reader = ZarrStore.open(target).array(array.variable().name());
      for (long[] index : Indices.of(array.objects().all())) {
        String key = reader.key(index);
        Receipt.Written receipt = receipts.get(key);
        Optional<ObjectInfo> info = target.stat(key);
        if (info.isEmpty()) {
          report(target.url(key) + " is missing");
        } else if (receipt != null) {
          digests++;
          byte[] bytes = target.read(key);
          CRC32C crc = new CRC32C();
          crc.update(bytes);
          if (crc.getValue() != receipt.crc32c()) {
            report(
                target.url(key)
                    + " has crc32c "
                    + crc.getValue()
                    + " and "
                    + bytes.length
                    + " bytes, expected "
                    + receipt.crc32c()
                    + " and "
                    + receipt.size()
                    + ": it was changed after the bake");
          }
        }
        progress.accept(++checked);
      }
    }
    return new Result(checked, digests, problems);
  }

  private Result values(BakeConfig config, Plan plan) throws IOException {
    ZarrStore store = ZarrStore.open(target);
    TileAssembler assembler = new TileAssembler(plan, Readers.of(config));
    for (PlannedArray array : plan.arrays()) {
      Optional<ArrayLayout> found = store.layout().array(array.name());
      if (found.isEmpty()) {
        report("array '" + array.name() + "' is not in " + target.location());
        continue;
      }
      if (!java.util.Arrays.equals(
              found.get().variable().shape(), array.layout().variable().shape())
          || found.get().variable().type() != array.layout().variable().type()) {
        report(
            "array '"
                + array.name()
                + "' is "
                + found.get().variable().type().id()
                + " "
                + java.util.Arrays.toString(found.get().variable().shape())
                + ", the sources make "
                + array.layout().variable().type().id()
                + " "
                + java.util.Arrays.toString(array.layout().variable().shape()));
        continue;
      }
      ArrayReader reader = store.array(array.name());
      for (long[] index : Indices.of(found.get().objects().all())) {
        org.arcoforge.array.Region region = found.get().objects().region(index);
        if (!reader.read(region).equals(assembler.assemble(array, region))) {
          report(
              target.url(reader.key(index))
                  + ": array '"
                  + array.name()
                  + "' "
                  + region
                  + " differs from the sources");
        }
        progress.accept(++checked);
      }
    }
    return new Result(checked, 0, problems);
  }

  private void report(String problem) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(problem);
    }
  }
}
