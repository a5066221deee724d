package org.arcoforge.bake.tile;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.arcoforge.array.Block;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.Region;
import org.arcoforge.bake.SourceFiles;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.plan.PlannedObject;
import org.arcoforge.zarr.ArrayEncoder;
import org.jspecify.annotations.Nullable;

/** Makes the bytes of single objects as a bake of the plan writes them; nothing is written. */
public final class ObjectMaker {
  private final Plan plan;
  private final @Nullable SourceFiles sources;

  /**
   * Makes one.
   *
   * @param sources null to make only what the plan itself holds the values of
   */
  public ObjectMaker(Plan plan, @Nullable SourceFiles sources) {
    this.plan = plan;
    this.sources = sources;
  }

  /** Returns whether the objects of an array cannot be made without sources. */
  public static boolean needsSources(PlannedArray array) {
    return array.values() == null;
  }

  /**
   * Returns the bytes of an object.
   *
   * @param index of the object in the array's grid
   * @throws org.arcoforge.source.SourceException if a source cannot be read, or no longer has what
   *     was planned
   */
  public byte[] bytes(PlannedArray array, long... index) throws IOException {
    Region region = array.layout().objects().region(index);
    Block known = array.values();
    if (known != null) {
      return encoded(array, known, new long[region.rank()], index);
    }
    if (sources == null) {
      throw new IllegalStateException("the objects of " + array.name() + " are made of sources");
    }
    Optional<byte[]> copied = copied(array, sources, index);
    return copied.isPresent()
        ? copied.get()
        : encoded(
            array, new TileAssembler(plan, sources).assemble(array, region), region.start(), index);
  }

  private Optional<byte[]> copied(PlannedArray array, SourceFiles files, long... index)
      throws IOException {
    if (array.copied() == 0) {
      return Optional.empty();
    }
    ChunkGrid tiles = array.tiles(); // over the objects
    Region one = Region.of(index, ones(index.length));
    long tile = tiles.linear(tiles.covering(one).start());
    for (PlannedObject object : plan.tile(array, tile).objects()) {
      if (Arrays.equals(object.index(), index)) {
        return new ChunkCopier(plan, files).bytes(object);
      }
    }
    return Optional.empty();
  }

  private static long[] ones(int rank) {
    long[] ones = new long[rank];
    Arrays.fill(ones, 1);
    return ones;
  }

  private byte[] encoded(PlannedArray array, Block values, long[] origin, long... index) {
    ArrayEncoder.Encoded object =
        ArrayEncoder.of(array.layout(), plan.layout().zarrFormat()).encode(values, origin, index);
    return Arrays.copyOf(object.bytes(), object.length());
  }
}
