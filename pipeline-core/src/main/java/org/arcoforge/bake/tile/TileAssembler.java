package org.arcoforge.bake.tile;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.bake.SourceFile;
import org.arcoforge.bake.SourceFiles;
import org.arcoforge.bake.work.ParallelTasks;
import org.arcoforge.bake.work.WorkExecutor.Work;
import org.arcoforge.cf.CfConversion;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Position;
import org.arcoforge.plan.Fragment;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.plan.PlannedPiece;
import org.arcoforge.plan.PlannedTile;
import org.arcoforge.source.SourceException;
import org.arcoforge.view.FileView;
import org.arcoforge.view.VariableView;

/** Puts the values of a region of an array together from the files that hold them. */
public final class TileAssembler {
  private final Plan plan;
  private final FilePattern pattern;
  private final SourceFiles readers;
  private final DecodedPartCache kept;
  private final BufferPool buffers;
  private final LongAdder bytesRead = new LongAdder();

  public TileAssembler(Plan plan, SourceFiles readers) {
    this(plan, readers, new DecodedPartCache(0), new BufferPool(0));
  }

  /**
   * Makes an assembler that keeps for later tiles what they need of the chunks that are decoded.
   *
   * @param buffers for what is read on its way to several objects
   */
  TileAssembler(Plan plan, SourceFiles readers, DecodedPartCache kept, BufferPool buffers) {
    this.kept = kept;
    this.plan = plan;
    this.pattern = plan.recipe().pattern();
    this.readers = readers;
    this.buffers = buffers;
  }

  /**
   * Returns the values of a region, in the array's stored type.
   *
   * @throws SourceException naming the file and the variable, if a source cannot be read or no
   *     longer has what was planned
   */
  public Block assemble(PlannedArray array, Region region) throws IOException {
    Block block = Block.allocate(array.layout().variable().type(), region.size());
    fill(plan.part(array, region), Tile.of(region, block));
    return block;
  }

  /**
   * Fills a tile with the values of its region, as {@link #assemble} gives them.
   *
   * @param tile of the same region as the planned one
   */
  void fill(PlannedTile planned, Tile tile) throws IOException {
    PlannedArray array = planned.array();
    Region region = tile.region();
    Block known = array.values();
    if (known != null) {
      tile.put(known, region.start(), region);
      return;
    }
    ParallelTasks.each(reads(array, planned.pieces(), tile), Work::run);
  }

  /**
   * Returns what fills a tile with the values of the pieces that lie in it: they may be read in any
   * order, and side by side.
   */
  List<Work> reads(PlannedArray array, List<PlannedPiece> pieces, Tile tile) {
    List<PlannedPiece> read = pieces.stream().filter(p -> !p.fragment().filled()).toList();
    if (read.size() < pieces.size()) {
      tile.fill(array.layout().fill());
    }
    return read.stream().<Work>map(piece -> () -> put(array, piece, tile)).toList();
  }

  /** Returns bytes that were read of sources so far. */
  long bytesRead() {
    return bytesRead.sum();
  }

  private void put(PlannedArray array, PlannedPiece piece, Tile tile) throws IOException {
    Region target = piece.fragment().target();
    Block known = array.keeps() ? kept.take(array.name(), target) : null;
    if (known != null) {
      tile.put(known, new long[target.rank()], target);
      return;
    }
    if (piece.remainders().isEmpty()) {
      read(array, piece.fragment(), tile);
      return;
    }
    Fragment wide = piece.withRemainders();
    Region all = wide.target();
    Block decoded = buffers.room(array.layout().variable().type(), all.size());
    read(array, wide, Tile.of(all, decoded));
    tile.put(decoded, target.relativeTo(all.start()).start(), target);
    for (Fragment part : piece.remainders()) {
      Region of = part.target();
      Block copy = Block.allocate(decoded.type(), of.size());
      long[] from = of.relativeTo(all.start()).start();
      Block.copy(decoded, from, copy, new long[from.length], of.size());
      kept.keep(array.name(), of, copy);
    }
    buffers.give(decoded);
  }

  private void read(PlannedArray array, Fragment fragment, Tile tile) throws IOException {
    Position position = pattern.position(fragment.position());
    readers.use(
        pattern,
        position,
        file -> {
          FileView view = file.view(plan.recipe(), position);
          VariableView v = view.variable(array.name()).orElse(null);
          if (v != null && PaddedRead.isNeeded(plan.recipe().policies(), v, fragment.source())) {
            padded(array, fragment, v, tile);
            return tile;
          }
          if (v == null || !Region.whole(v.variable().shape()).contains(fragment.source())) {
            throw new SourceException(
                file.url(),
                "variable '"
                    + array.name()
                    + "' no longer holds "
                    + fragment.source()
                    + ", which its header said when the "
                    + "bake was planned: the file has changed; bake again",
                true);
          }
          read(array, fragment, file, view, v, tile);
          bytesRead.add(file.takeBytesRead());
          return tile;
        });
  }

  /** What the file has, and fill values behind it. */
  private void padded(PlannedArray array, Fragment fragment, VariableView v, Tile tile)
      throws IOException {
    Region target = fragment.target();
    Block block = Block.allocate(array.layout().variable().type(), target.size());
    block.fill(array.layout().fill());
    Fragment held = PaddedRead.held(fragment, v);
    if (!held.source().isEmpty()) {
      read(array, held, Tile.of(target, block));
    }
    tile.put(block, new long[target.rank()], target);
  }

  /** Into the one object that takes all, or by way of a buffer. */
  private void read(
      PlannedArray array,
      Fragment fragment,
      SourceFile file,
      FileView view,
      VariableView v,
      Tile tile)
      throws IOException {
    Region target = fragment.target();
    CfConversion conversion = array.conversion(view, file.url());
    int object = conversion.isIdentity() ? tile.holder(target) : -1;
    if (object >= 0) {
      long[] at = target.relativeTo(tile.region(object).start()).start();
      file.read(v, fragment.source(), tile.block(object), at);
      return;
    }
    long[] none = new long[target.rank()];
    Block values = buffers.room(v.variable().type(), fragment.source().size());
    file.read(v, fragment.source(), values, none);
    if (conversion.isIdentity()) {
      tile.put(values, none, target);
    } else {
      Block converted = buffers.room(array.layout().variable().type(), fragment.source().size());
      convert(array, conversion, values, converted, file, fragment);
      tile.put(converted, none, target);
      buffers.give(converted);
    }
    buffers.give(values);
  }

  private static void convert(
      PlannedArray array,
      CfConversion conversion,
      Block values,
      Block converted,
      SourceFile file,
      Fragment fragment)
      throws SourceException {
    try {
      conversion.convert(values, converted);
    } catch (CfConversion.ConversionException e) {
      throw new SourceException(
          file.url(),
          "variable '"
              + array.name()
              + "', element "
              + e.element()
              + " of "
              + fragment.source()
              + ": "
              + e.messageFor(array.name()),
          true,
          e);
    }
  }
}
