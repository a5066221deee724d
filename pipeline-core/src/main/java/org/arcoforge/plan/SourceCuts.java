package org.arcoforge.plan;

import org.jspecify.annotations.Nullable;

/** How tiles cut the chunks of the files along one dimension. */
final class SourceCuts {
  private final long length;
  private final @Nullable ConcatAxis axis;
  private final long chunk;

  /**
   * A dimension.
   *
   * @param length of the array, in elements
   * @param axis the concat axis along it, or null
   * @param chunk length of the files' chunks
   */
  SourceCuts(long length, @Nullable ConcatAxis axis, long chunk) {
    this.length = length;
    this.axis = axis;
    this.chunk = chunk;
  }

  /**
   * What tiles cost along the dimension.
   *
   * @param decodes how many times a source chunk meets a tile
   * @param left most elements of a chunk that lie behind a border of tiles
   */
  record Cost(double decodes, long left) {
    Cost plus(Cost other) {
      return new Cost(decodes + other.decodes, Math.max(left, other.left));
    }
  }

  /** The cost of tiles of {@code step} elements. */
  Cost of(long step) {
    if (axis == null) {
      return of(0, length, 0, step);
    }
    Cost cost = new Cost(0, 0);
    for (int s = 0; s < axis.segments(); s++) {
      cost = cost.plus(of(axis.offset(s), axis.offset(s + 1), axis.start(s), step));
    }
    return cost;
  }

  /** For target elements [from, to) that are file elements from {@code start} on. */
  private Cost of(long from, long to, long start, long step) {
    if (to <= from) {
      return new Cost(0, 0);
    }
    double chunks = (start + to - from - 1) / chunk - start / chunk + 1;
    long firstCut = (from / step + 1) * step;
    if (firstCut >= to || chunk == 1) {
      return new Cost(chunks, 0);
    }
    long cuts = (to - 1 - firstCut) / step + 1;
    // A cut at a border of source chunks costs nothing; cuts repeat with a period.
    long fileCut = firstCut - from + start;
    long end = start + to - from;
    long period = chunk / gcd(step, chunk);
    long aligned = 0;
    long left = 0;
    for (long c = 0; c < Math.min(cuts, period); c++) {
      long at = fileCut + c * step;
      if (at % chunk == 0) {
        aligned = (cuts - 1 - c) / period + 1;
      } else {
        left = Math.max(left, Math.min(end, (at / chunk + 1) * chunk) - at);
      }
    }
    return new Cost(chunks + cuts - aligned, left);
  }

  static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
