package org.arcoforge.beam;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Position;
import org.arcoforge.plan.FileView;
import org.arcoforge.plan.Fragment;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.plan.ValueConversion;
import org.arcoforge.plan.VariableView;
import org.arcoforge.source.SourceException;

/** Puts the values of a region of an array together from the files that hold them. */
final class TileAssembler {
  private final Plan plan;
  private final FilePattern pattern;
  private final Readers readers;
  private final KeptParts kept;
  private final LongAdder bytesRead = new LongAdder();

  TileAssembler(Plan plan, Readers readers) {
    this(plan, readers, new KeptParts(0));
  }

  /** As above; what later tiles need of the chunks that are decoded is kept for them. */
  TileAssembler(Plan plan, Readers readers, KeptParts kept) {
    this.kept = kept;
    this.plan = plan;
    this.pattern = plan.recipe().pattern();
    this.readers = readers;
  }

  /**
   * The values of a region, in the array's stored type.
   *
   * @throws SourceException naming the file and the variable, if a source cannot be read or no
   *     longer has what was planned
   */
  Block assemble(PlannedArray array, Region region) throws IOException {
    Block tile = Block.allocate(array.layout().variable().type(), region.size());
    fill(array, Long.MAX_VALUE, region, tile);
    return tile;
  }

  /**
   * As {@link #assemble}, into a block of the region's shape, all of which is written.
   *
   * @param number of the tile that it is; the largest long for none
   */
  void fill(PlannedArray array, long number, Region region, Block tile) throws IOException {
    Block known = array.values();
    if (known != null) {
      Block.copy(known, region.start(), tile, new long[region.rank()], region.size());
      return;
    }
    List<Fragment> fragments = new ArrayList<>();
    plan.fragments(array, region, fragments::add);
    if (fragments.stream().anyMatch(Fragment::filled)) {
      tile.fill(array.layout().fill());
    }
    List<Fragment> pieces =
        fragments.stream().filter(f -> !f.filled()).flatMap(f -> array.pieces(f).stream()).toList();
    Parallel.each(
        pieces,
        piece ->
            CountedSource.counting(
                bytesRead,
                () -> {
                  put(array, number, piece, tile, region);
                  return tile;
                }));
  }

  /** Bytes that were read of sources so far. */
  long bytesRead() {
    return bytesRead.sum();
  }

  private void put(PlannedArray array, long number, Fragment piece, Block tile, Region region)
      throws IOException {
    Region target = piece.target();
    if (!array.keeps() || !kept.isOpen()) {
      read(array, piece, tile, region);
      return;
    }
    long[] at = target.relativeTo(region.start()).start();
    Block known = kept.take(array.name(), target);
    if (known != null) {
      Block.copy(known, new long[at.length], tile, at, target.size());
      return;
    }
    List<Fragment> left = plan.leftovers(array, number, piece);
    if (left.isEmpty()) {
      read(array, piece, tile, region);
      return;
    }
    Fragment wide = piece;
    for (Fragment part : left) {
      wide = wide.hull(part);
    }
    Region all = wide.target();
    Block decoded = Block.allocate(tile.type(), all.size());
    read(array, wide, decoded, all);
    Block.copy(decoded, target.relativeTo(all.start()).start(), tile, at, target.size());
    for (Fragment part : left) {
      Region of = part.target();
      Block copy = Block.allocate(tile.type(), of.size());
      long[] from = of.relativeTo(all.start()).start();
      Block.copy(decoded, from, copy, new long[at.length], of.size());
      kept.keep(array.name(), of, copy);
    }
  }

  private void read(PlannedArray array, Fragment fragment, Block tile, Region region)
      throws IOException {
    Position position = pattern.position(fragment.position());
    long[] at = fragment.target().relativeTo(region.start()).start();
    readers.use(
        pattern,
        position,
        file -> {
          file.countOpening();
          FileView view = file.view(plan.recipe(), position);
          VariableView v = view.variable(array.name()).orElse(null);
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
          ValueConversion conversion = array.conversion(view, file.url());
          if (conversion.isIdentity()) {
            file.read(v, fragment.source(), tile, at);
          } else {
            long[] size = fragment.source().size();
            Block values = Block.allocate(v.variable().type(), size);
            file.read(v, fragment.source(), values, new long[size.length]);
            Block converted = convert(array, conversion, values, file, fragment);
            Block.copy(converted, new long[at.length], tile, at, size);
          }
          return tile;
        });
  }

  private static Block convert(
      PlannedArray array,
      ValueConversion conversion,
      Block values,
      Readers.OpenFile file,
      Fragment fragment)
      throws SourceException {
    Block converted = Block.allocate(array.layout().variable().type(), values.shape());
    try {
      conversion.convert(values, converted);
    } catch (ValueConversion.ConversionException e) {
      throw new SourceException(
          file.url(),
          "variable '"
              + array.name()
              + "', element "
              + e.element()
              + " of "
              + fragment.source()
              + ": "
              + e.getMessage(),
          true,
          e);
    }
    return converted;
  }
}
