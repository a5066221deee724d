package org.arcoforge.plan;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

/** One array of the result and where its values come from. */
public final class PlannedArray implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final long NOT_WANTED = -1;

  private final ArrayLayout layout;
  private final CfEncoding encoding;
  private final boolean lossy;
  private final @Nullable String boundsOf;
  private final List<Integer> axes;
  private final long[] fixed;
  private final PositionSet absent;
  private final @Nullable Block values;
  private final TilePlanner.Tile tile;
  private final @Nullable PlannedArray intermediate;
  private final @Nullable StagingChoice staging;
  private final long copied;

  PlannedArray(
      ArrayLayout layout,
      CfEncoding encoding,
      boolean lossy,
      @Nullable String boundsOf,
      List<Integer> axes,
      long[] fixed,
      Set<Long> absent,
      @Nullable Block values,
      StagePlanner.Chosen chosen) {
    this.layout = layout;
    this.encoding = encoding;
    this.lossy = lossy;
    this.boundsOf = boundsOf;
    this.axes = List.copyOf(axes);
    this.fixed = fixed.clone();
    this.absent = PositionSet.of(absent);
    this.values = values;
    this.copied = NOT_WANTED;
    this.tile = chosen.tile();
    this.staging = chosen.choice();
    StagePlanner.First first = chosen.first();
    this.intermediate =
        first == null
            ? null
            : new PlannedArray(
                first.layout(),
                encoding,
                lossy,
                boundsOf,
                axes,
                fixed,
                absent,
                null,
                StagePlanner.Chosen.pulling(first.tile()));
  }

  private PlannedArray(PlannedArray other, long copied) {
    this.layout = other.layout;
    this.encoding = other.encoding;
    this.lossy = other.lossy;
    this.boundsOf = other.boundsOf;
    this.axes = other.axes;
    this.fixed = other.fixed;
    this.absent = other.absent;
    this.values = other.values;
    this.tile = other.tile;
    this.intermediate = other.intermediate;
    this.staging = other.staging;
    this.copied = copied;
  }

  /** Name, type, shape, chunks, codec. */
  public ArrayLayout layout() {
    return layout;
  }

  /** Its name. */
  public String name() {
    return layout.variable().name();
  }

  /** All values, where the plan holds them; null where they are read from sources. */
  public @Nullable Block values() {
    return values;
  }

  /** The same, of whose objects so many are copied from files without decoding. */
  PlannedArray copying(long objects) {
    return new PlannedArray(this, objects);
  }

  /** Whether the recipe wants the files' encoding, so that chunks may be copied. */
  public boolean isToBeCopied() {
    return copied != NOT_WANTED;
  }

  /** Objects that are copied from files without decoding, as far as headers tell. */
  public long copied() {
    return Math.max(0, copied);
  }

  /**
   * The chunk of a file that is an object as it is stored; empty if values must be decoded.
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
        || !CopiedChunk.obstacle(layout, v).isEmpty()) {
      return Optional.empty();
    }
    return CopiedChunk.of(v, whole.source());
  }

  /**
   * What is filled in scratch first, in this array's stored type, and then read by this array's
   * tiles in place of the sources; null where tiles read the sources themselves.
   */
  public @Nullable PlannedArray intermediate() {
    return intermediate;
  }

  /** Why there is an intermediate, or none; null where nobody had to ask. */
  public @Nullable StagingChoice staging() {
    return staging;
  }

  /** Source chunks decoded over source chunks there are. */
  public double amplification() {
    return intermediate == null ? tile.amplification() : intermediate.amplification();
  }

  /** Objects of the intermediate read over objects there are; 0 where there is none. */
  public double intermediateReads() {
    return intermediate == null ? 0 : tile.amplification();
  }

  /**
   * Seconds of one thread that it takes to fill the array: to read and decode its sources as often
   * as the tiles make it necessary, to write and read its intermediate, and to write it.
   *
   * @param bytes of the array, uncompressed
   */
  public double seconds(CostModel cost, double bytes) {
    double seconds = cost.writing(bytes);
    if (values != null) {
      return seconds; // known from the headers
    }
    long[] shape = layout.variable().shape();
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

  /** Bytes a worker needs for one tile. */
  public long memory() {
    return tile.memory();
  }

  /** Pieces of a file that are read at a time: of whole source chunks, a few megabytes. */
  List<Fragment> pieces(Fragment fragment) {
    return intermediate == null
        ? fragment.pieces(tile.chunk(), tile.piece())
        : intermediate.pieces(fragment);
  }

  /** Whether what a tile decodes beyond its border is to be kept for later tiles. */
  public boolean keeps() {
    return tile.keeps();
  }

  /** Shape of the files' chunks, in elements of the array. */
  List<Long> sourceChunk() {
    return intermediate == null ? tile.chunk() : intermediate.sourceChunk();
  }

  /** Elements of a whole tile. */
  long[] tileShape() {
    long[] shape = layout.objects().chunk();
    for (int d = 0; d < shape.length; d++) {
      shape[d] *= tile.objects().get(d);
    }
    return shape;
  }

  /** The grid of tiles over the grid of objects. */
  public ChunkGrid tiles() {
    return ChunkGrid.of(
        layout.objects().all().size(),
        tile.objects().stream().mapToLong(Long::longValue).toArray());
  }

  /** The objects of a tile, as a box of object indices. */
  public Region objectsOf(long tileNumber) {
    ChunkGrid tiles = tiles();
    return tiles.region(tiles.index(tileNumber));
  }

  /** For each dimension which of the plan's concat axes runs along it, or -1. */
  List<Integer> axes() {
    return axes;
  }

  /** For each dimension of the pattern the index that holds the values, or -1 where it varies. */
  long[] fixed() {
    return fixed.clone();
  }

  /** Positions of files that have no such variable, to be filled. */
  PositionSet absent() {
    return absent;
  }

  CfEncoding encoding() {
    return encoding;
  }

  /**
   * How to turn a file's stored numbers into this array's.
   *
   * @throws org.arcoforge.recipe.RefusedException if the file's time units cannot be understood
   */
  public CfConversion conversion(FileView view, String url) {
    return CfConversion.between(ViewEncodings.of(view, name(), boundsOf, url), encoding, lossy);
  }

  /** Turns this array's stored numbers into physical values, for statistics. */
  public PhysicalValues physical() {
    return new PhysicalValues(encoding);
  }

  @Override
  public String toString() {
    return name() + " " + layout.objects() + ", " + tiles().count() + " tiles";
  }
}
