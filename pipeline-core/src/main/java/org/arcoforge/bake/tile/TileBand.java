package org.arcoforge.bake.tile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.arcoforge.plan.PlannedPiece;
import org.arcoforge.plan.PlannedTile;

/**
 * A band of a tile is what lies between two positions of its first dimension, and the pieces of
 * files that fill it.
 */
record TileBand(Region region, List<PlannedPiece> pieces) {
  /**
   * Cuts a tile into bands of at least so many bytes.
   *
   * @return bands in the order of the first dimension; none if the tile is more than one object
   *     along it, if its values do not come from files and lie in it band by band, or if bands were
   *     not much smaller than the tile is when padded
   */
  static List<TileBand> of(PlannedTile tile, long bytes) {
    ArrayLayout layout = tile.layout();
    Region all = tile.region();
    long[] chunk = layout.objects().chunk();
    if (layout.variable().type() == DataType.STRING || all.rank() == 0 || all.size(0) > chunk[0]) {
      return List.of();
    }
    List<TileBand> bands = cut(tile, bytes);
    long largest = bands.stream().mapToLong(b -> b.region().elements()).max().orElse(0);
    double padded = chunk[0];
    for (int d = 1; d < chunk.length; d++) {
      padded *= all.size(d);
    }
    return 2 * largest > padded ? List.of() : bands;
  }

  /** Returns room for its values, of the pool, which is to be given back to it. */
  Tile room(ArrayLayout layout, BufferPool buffers) {
    DataType type = layout.variable().type();
    return new Tile(region, layout.objects().chunk(), size -> buffers.room(type, size));
  }

  private static List<TileBand> cut(PlannedTile tile, long bytes) {
    Region all = tile.region();
    long row = tile.layout().variable().type().size();
    for (int d = 1; d < all.rank(); d++) {
      row *= all.size(d);
    }
    List<PlannedPiece> pieces = new ArrayList<>(tile.pieces());
    pieces.sort(Comparator.comparingLong(p -> p.fragment().target().start(0)));
    List<TileBand> bands = new ArrayList<>();
    List<PlannedPiece> band = new ArrayList<>();
    long from = all.start(0);
    long to = from; // where the pieces of the band end
    for (PlannedPiece piece : pieces) {
      Region target = piece.fragment().target();
      if (target.start(0) >= to && (to - from) * row >= bytes) {
        bands.add(new TileBand(rows(all, from, to), List.copyOf(band)));
        band.clear();
        from = to;
      }
      band.add(piece);
      to = Math.max(to, target.end(0));
    }
    if (!band.isEmpty()) {
      bands.add(new TileBand(rows(all, from, to), List.copyOf(band)));
    }
    return bands;
  }

  private static Region rows(Region all, long from, long to) {
    long[] start = all.start();
    long[] size = all.size();
    start[0] = from;
    size[0] = to - from;
    return Region.of(start, size);
  }
}
