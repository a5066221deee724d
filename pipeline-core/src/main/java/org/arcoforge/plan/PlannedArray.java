package org.arcoforge.plan;

import java.util.List;
import java.util.Optional;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.Region;
import org.arcoforge.cf.CfConversion;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.cf.PhysicalValues;
import org.arcoforge.plan.tiling.CostModel;
import org.arcoforge.plan.tiling.StagePlanner;
import org.arcoforge.plan.tiling.StagingChoice;
import org.arcoforge.plan.tiling.TilePlanner;
import org.arcoforge.view.FileView;
import org.arcoforge.view.VariableView;
import org.arcoforge.view.ViewEncodings;
import org.jspecify.annotations.Nullable;

/** A planned array is one array of the result, with where its values come from. */
public final class PlannedArray {
  private final ArrayParts parts;
  private final TilePlanner.Tile tile;
  private final @Nullable PlannedArray intermediate;

  private PlannedArray(ArrayParts parts) {
    this.parts = parts;
    this.tile = parts.chosen().tile();
    StagePlanner.First first = parts.chosen().first();
    this.intermediate =
        first == null
            ? null
            : new PlannedArray(
                parts.toBuilder()
                    .layout(first.layout())
                    .values(null)
                    .chosen(StagePlanner.Chosen.pulling(first.tile()))
                    .copied(ArrayParts.NOT_WANTED)
                    .build());
  }

  static PlannedArray of(ArrayParts parts) {
    return new PlannedArray(parts);
  }

  /** Returns all that this is made of. */
  ArrayParts parts() {
    return parts;
  }

  /** Returns the name, type, shape, chunks, codec. */
  public ArrayLayout layout() {
    return parts.layout();
  }

  /** Returns its name. */
  public String name() {
    return layout().variable().name();
  }

  /** Returns all values, where the plan holds them; null where they are read from sources. */
  public @Nullable Block values() {
    return parts.values();
  }

  /** Returns the same, of whose objects so many are copied from files without decoding. */
  PlannedArray copying(long objects) {
    return new PlannedArray(parts.toBuilder().copied(objects).build());
  }

  /** Returns whether the recipe wants the files' encoding, so that chunks may be copied. */
  public boolean isToBeCopied() {
    return parts.copied() != ArrayParts.NOT_WANTED;
  }

  /** Returns objects that are copied from files without decoding, as far as headers tell. */
  public long copied() {
    return Math.max(0, parts.copied());
  }

  /**
   * Returns the chunk of a file that is an object as it is stored; empty if values must be decoded.
   *
   * @param whole the one fragment that fills the object
   * @throws org.arcoforge.recipe.RefusedException if the file's time units cannot be understood
   */
  Optional<CopiedChunk> sourceChunk(FileView view, String url, Fragment whole) {
    VariableView v = view.variable(name()).orElse(null);
    if (copied() == 0
        || v == null
        || whole.filled()
        || !Region.whole(v.variable().shape()).contains(whole.source())
        || !conversion(view, url).isIdentity()
        || !CopiedChunk.obstacle(layout(), v).isEmpty()) {
      return Optional.empty();
    }
    return CopiedChunk.of(v, whole.source());
  }

  /**
   * Returns what is filled in scratch first, in this array's stored type, and then read by this
   * array's tiles in place of the sources; null where tiles read the sources themselves.
   */
  public @Nullable PlannedArray intermediate() {
    return intermediate;
  }

  /** Returns why there is an intermediate, or none; null where nobody had to ask. */
  public @Nullable StagingChoice staging() {
    return parts.chosen().choice();
  }

  /** Returns source chunks decoded over source chunks there are. */
  public double amplification() {
    return intermediate == null ? tile.amplification() : intermediate.amplification();
  }

  /** Returns objects of the intermediate read over objects there are; 0 where there is none. */
  public double intermediateReads() {
    return intermediate == null ? 0 : tile.amplification();
  }

  /**
   * Returns seconds of one thread that it takes to fill the array: to read and decode its sources
   * as often as the tiles make it necessary, to write and read its intermediate, and to write it.
   *
   * @param bytes of the array, uncompressed
   */
  public double seconds(CostModel cost, double bytes) {
    double seconds = cost.writing(bytes);
    if (parts.values() != null) {
      return seconds; // known from the headers
    }
    long[] shape = layout().variable().shape();
    double chunks = 1;
    for (int d = 0; d < shape.length; d++) {
      chunks *= Math.ceil((double) shape[d] / sourceChunk().get(d));
    }
    seconds += cost.pulling(bytes, chunks, amplification());
    if (intermediate != null) {
      double reads = intermediateReads();
      double requests = (1 + reads) * intermediate.layout().objects().count();
      seconds += cost.staging(bytes, reads, requests);
    }
    return seconds;
  }

  /** Returns bytes a worker needs for one tile. */
  public long memory() {
    return tile.memory();
  }

  /** Returns pieces of a file that are read at a time: of whole source chunks, a few megabytes. */
  List<Fragment> pieces(Fragment fragment) {
    return intermediate == null
        ? fragment.pieces(tile.chunk(), tile.piece())
        : intermediate.pieces(fragment);
  }

  /** Returns whether what a tile decodes beyond its border is to be kept for later tiles. */
  public boolean keeps() {
    return tile.keeps();
  }

  /** Returns the shape of the files' chunks, in elements of the array. */
  List<Long> sourceChunk() {
    return intermediate == null ? tile.chunk() : intermediate.sourceChunk();
  }

  /** Returns elements of a whole tile. */
  long[] tileShape() {
    long[] shape = layout().objects().chunk();
    for (int d = 0; d < shape.length; d++) {
      shape[d] *= tile.objects().get(d);
    }
    return shape;
  }

  /** Returns the grid of tiles over the grid of objects. */
  public ChunkGrid tiles() {
    return ChunkGrid.of(
        layout().objects().all().size(),
        tile.objects().stream().mapToLong(Long::longValue).toArray());
  }

  /** Returns the objects of a tile, as a box of object indices. */
  public Region objectsOf(long tileNumber) {
    ChunkGrid tiles = tiles();
    return tiles.region(tiles.index(tileNumber));
  }

  /** Returns for each dimension which of the plan's concat axes runs along it, or -1. */
  List<Integer> axes() {
    return parts.axes();
  }

  /**
   * Returns for each dimension of the pattern the index that holds the values, or -1 where it
   * varies.
   */
  long[] fixed() {
    return parts.fixed().stream().mapToLong(Long::longValue).toArray();
  }

  /** Returns positions of files that have no such variable, to be filled. */
  PositionSet absent() {
    return parts.absent();
  }

  CfEncoding encoding() {
    return parts.encoding();
  }

  /**
   * Returns how to turn a file's stored numbers into this array's.
   *
   * @throws org.arcoforge.recipe.RefusedException if the file's time units cannot be understood
   */
  public CfConversion conversion(FileView view, String url) {
    return CfConversion.between(
        ViewEncodings.of(view, name(), parts.boundsOf(), url), parts.encoding(), parts.lossy());
  }

  /** Turns this array's stored numbers into physical values, for statistics. */
  public PhysicalValues physical() {
    return new PhysicalValues(parts.encoding());
  }

  @Override
  public String toString() {
    return name() + " " + layout().objects() + ", " + tiles().count() + " tiles";
  }
}
