package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.Region;

/**
 * A fragment is what one file contributes to a region of an array.
 *
 * @param position row-major number of the file in the pattern
 * @param source the box in the file's view of the variable
 * @param target the box in the array
 * @param filled whether the file or its variable is missing, so that the fill value stands there by
 *     the author's policy
 */
public record Fragment(long position, Region source, Region target, boolean filled) {
  /**
   * Returns pieces that can be read by themselves, in the order of the target.
   *
   * @param chunk lengths of the file's chunks: a piece that begins within one ends with it
   * @param cell lengths of the other pieces, multiples of the chunks'
   */
  List<Fragment> pieces(List<Long> chunk, List<Long> cell) {
    List<Fragment> pieces = List.of(this);
    for (int d = 0; d < cell.size(); d++) {
      List<Fragment> cut = new ArrayList<>();
      for (Fragment piece : pieces) {
        piece.cut(d, chunk.get(d), cell.get(d), cut);
      }
      pieces = cut;
    }
    return pieces;
  }

  /** Returns the smallest fragment of the same file that holds both. */
  Fragment hull(Fragment other) {
    return new Fragment(position, source.hull(other.source), target.hull(other.target), filled);
  }

  private void cut(int d, long chunk, long cell, List<Fragment> pieces) {
    long from = source.start(d);
    while (from < source.end(d)) {
      long unit = from % chunk == 0 ? cell : chunk;
      long to = Math.min(source.end(d), (from / unit + 1) * unit);
      pieces.add(
          new Fragment(
              position,
              part(source, d, from, to - from),
              part(target, d, target.start(d) + from - source.start(d), to - from),
              filled));
      from = to;
    }
  }

  private static Region part(Region whole, int d, long from, long length) {
    long[] start = whole.start();
    long[] size = whole.size();
    start[d] = from;
    size[d] = length;
    return Region.of(start, size);
  }
}
