package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.Indices;
import org.arcoforge.array.Region;

/**
 * Finds the parts of a piece's source chunks that later tiles need, as these tiles would read them
 * themselves.
 */
final class ChunkRemainders {
  private ChunkRemainders() {}

  static List<Fragment> of(Plan plan, PlannedArray array, long tile, Fragment piece) {
    Region chunks = chunks(array, piece);
    if (chunks.equals(piece.target())) {
      return List.of();
    }
    List<Fragment> left = new ArrayList<>();
    plan.fragments(
        array,
        chunks,
        f -> {
          if (f.position() == piece.position() && isBeside(f, piece)) {
            parts(array, tile, f, left);
          }
        });
    return left;
  }

  /** The piece, widened to whole chunks of the file, in elements of the array. */
  private static Region chunks(PlannedArray array, Fragment piece) {
    int rank = piece.target().rank();
    long[] start = new long[rank];
    long[] size = new long[rank];
    for (int d = 0; d < rank; d++) {
      long chunk = array.sourceChunk().get(d);
      long before = piece.source().start(d) % chunk;
      long after = (chunk - piece.source().end(d) % chunk) % chunk;
      start[d] = Math.max(0, piece.target().start(d) - before);
      long end = piece.target().end(d) + after;
      size[d] = Math.min(end, array.layout().variable().shape()[d]) - start[d];
    }
    return Region.of(start, size);
  }

  /** Whether elements of both lie in file and array at the same distance. */
  private static boolean isBeside(Fragment f, Fragment piece) {
    for (int d = 0; d < f.target().rank(); d++) {
      if (f.target().start(d) - f.source().start(d)
          != piece.target().start(d) - piece.source().start(d)) {
        return false;
      }
    }
    return true;
  }

  private static void parts(PlannedArray array, long tile, Fragment f, List<Fragment> left) {
    ChunkGrid tiles = ChunkGrid.of(array.layout().variable().shape(), array.tileShape());
    for (long[] index : Indices.of(tiles.covering(f.target()))) {
      if (tiles.linear(index) > tile) {
        Region part = f.target().intersect(tiles.region(index));
        long[] offset = part.relativeTo(f.target().start()).start();
        left.add(
            new Fragment(
                f.position(),
                Region.of(f.source().start(), part.size()).shift(offset),
                part,
                f.filled()));
      }
    }
  }
}
