package org.arcoforge.plan.tiling;

import org.jspecify.annotations.Nullable;

/** Counts how tiles cut the chunks of the files along one dimension. */
final class ChunkCuts {
  private final long length;
  private final @Nullable ConcatAxis axis;
  private final long chunk;

  /**
   * Makes a dimension.
   *
   * @param length of the array, in elements
   * @param axis the concat axis along it, or null
   * @param chunk length of the files' chunks
   */
  ChunkCuts(long length, @Nullable ConcatAxis axis, long chunk) {
    this.length = length;
    this.axis = axis;
    this.chunk = chunk;
  }

  /**
   * The cost says what tiles cost along the dimension.
   *
   * @param decodes how many times a source chunk meets a tile
   * @param left most elements of a chunk that lie behind a border of tiles
   */
  record Cost(double decodes, long left) {}

  /** Returns the cost of tiles of {@code step} elements. */
  Cost of(long step) {
    if (axis == null) {
      return of(0, length, 0, step);
    }
    long alike = axis.lengthOfAll();
    long period = alike > 0 ? step / gcd(step, alike) : axis.segments();
    if (period >= axis.segments()) {
      return of(0, axis.segments(), step);
    }
    // Borders of tiles meet files of equal length in the same way after some of them.
    long times = axis.segments() / period;
    int rest = (int) (axis.segments() % period);
    Cost one = of(0, (int) period, step);
    Cost more = of(0, rest, step);
    return new Cost(one.decodes() * times + more.decodes(), Math.max(one.left(), more.left()));
  }

  private Cost of(int from, int to, long step) {
    double decodes = 0;
    long left = 0;
    for (int s = from; s < to; s++) {
      Cost cost = of(axis().offset(s), axis().offset(s + 1), axis().start(s), step);
      decodes += cost.decodes();
      left = Math.max(left, cost.left());
    }
    return new Cost(decodes, left);
  }

  private ConcatAxis axis() {
    return java.util.Objects.requireNonNull(axis);
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
