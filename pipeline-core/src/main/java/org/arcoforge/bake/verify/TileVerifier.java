package org.arcoforge.bake.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.arcoforge.bake.PlanFile;
import org.arcoforge.bake.PublishedBase;
import org.arcoforge.bake.SourceFiles;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.tile.TileAssembler;
import org.arcoforge.commit.DraftStore;
import org.arcoforge.commit.Receipt;
import org.arcoforge.plan.Fragment;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.plan.PlannedPiece;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.zarr.ArrayReader;
import org.arcoforge.zarr.ZarrException;
import org.arcoforge.zarr.ZarrStore;
import org.jspecify.annotations.Nullable;

/** Compares some values of some tiles with the sources. Safe for many threads. */
public final class TileVerifier {
  private final Plan plan;
  private final @Nullable PublishedBase base;
  private final SourceFiles readers;
  private final ObjectStore target;
  private final ZarrStore draft;
  private final OriginSample origin;

  /** Verifies against the sources of a session, a few of them as their servers have them now. */
  public TileVerifier(PlanFile.Loaded loaded, WorkerSession session, ObjectStore target)
      throws IOException {
    this.plan = loaded.plan();
    this.base = loaded.base();
    this.readers = session.files();
    this.origin = new OriginSample(plan, session);
    this.target = target;
    this.draft = DraftStore.open(target, plan.layout());
  }

  /** Returns whether some values of a tile are to be compared. */
  public static boolean isSampled(PlannedArray array, long tile) {
    return Sampling.object(array, tile).isPresent();
  }

  /** Returns what is wrong with the values of a tile; empty if nothing is, or none are compared. */
  public Optional<String> check(PlannedArray array, long tile, Receipt receipt) throws IOException {
    OptionalInt sample = Sampling.object(array, tile);
    if (sample.isEmpty() || (receipt.objects().isEmpty() && receipt.empty().isEmpty())) {
      return Optional.empty();
    }
    int objects = Math.toIntExact(array.objectsOf(tile).elements());
    for (int n = 0; n < objects; n++) {
      int object = (sample.getAsInt() + n) % objects;
      if (isMade(array, Sampling.index(array, tile, object))) {
        return values(array, tile, receipt, object);
      }
    }
    return Optional.empty();
  }

  /** Whether the object is not one that was published, and compared, before. */
  private boolean isMade(PlannedArray array, long[] index) {
    return base == null || base.isTouched(array.name(), array.layout().objects().linear(index));
  }

  private Optional<String> values(PlannedArray array, long tile, Receipt receipt, int object)
      throws IOException {
    long[] index = Sampling.index(array, tile, object);
    Region region = array.layout().objects().region(index);
    ArrayReader reader = draft.array(array.name());
    String key = reader.key(index);
    List<Region> parts = parts(array, tile, region);
    List<String> wrong = new ArrayList<>();
    ArrayReader.PartSink sink =
        (n, block, held) -> {
          if (wrong.isEmpty()) { // each in turn, so that not all of them are in memory
            compare(array, key, parts.get(n), block, held).ifPresent(wrong::add);
          }
        };
    boolean isEmpty = receipt.empty().contains(key);
    Optional<String> found = found(wrong, () -> read(reader, isEmpty, parts, sink));
    if (found.isEmpty() || isEmpty) {
      return found;
    }
    // Another object may have taken its place between two ranges: at once it is one or the other.
    wrong.clear();
    return found(wrong, () -> reader.decode(target.read(key), index, parts, sink));
  }

  private static void read(
      ArrayReader reader, boolean isEmpty, List<Region> parts, ArrayReader.PartSink sink)
      throws IOException {
    if (isEmpty) {
      reader.read(parts, sink);
    } else {
      reader.readStored(parts, sink);
    }
  }

  /** A reading takes what an object holds to where it is compared. */
  private interface Reading {
    void run() throws IOException;
  }

  private static Optional<String> found(List<String> wrong, Reading reading) throws IOException {
    try {
      reading.run();
    } catch (ZarrException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) { // of the sources
      throw e.getCause();
    }
    return wrong.stream().findFirst();
  }

  /** Returns how a part of a block that was read differs from the sources; empty if not at all. */
  private Optional<String> compare(
      PlannedArray array, String key, Region part, Block block, Region held) {
    Block found = held.equals(part) ? block : block.part(part.relativeTo(held.start()));
    Block expected = expected(array, part);
    if (found.equals(expected)) {
      return Optional.empty();
    }
    return Optional.of(
        target.url(key)
            + ": array '"
            + array.name()
            + "' "
            + part
            + " differs from the sources, first at element "
            + firstDifference(found, expected)
            + " of it");
  }

  private Block expected(PlannedArray array, Region part) {
    try {
      Optional<Block> sent = origin.of(array, part);
      return sent.isPresent() ? sent.get() : new TileAssembler(plan, readers).assemble(array, part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The parts of an object that are compared: what some pieces of the files fill. */
  private List<Region> parts(PlannedArray array, long tile, Region region) {
    if (array.values() != null || region.isEmpty()) {
      return List.of(region);
    }
    List<Fragment> all =
        plan.part(array, region).pieces().stream().map(PlannedPiece::fragment).toList();
    return Sampling.pieces(array, tile, all).stream().map(Fragment::target).toList();
  }

  private static int firstDifference(Block a, Block b) {
    if (a.type() == DataType.STRING) {
      return Arrays.mismatch(a.strings(), b.strings());
    }
    int at = Arrays.mismatch(a.bytes(), 0, a.byteLength(), b.bytes(), 0, b.byteLength());
    return at / Math.max(1, a.type().size());
  }
}
