package org.arcoforge.plan.tiling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A rechunking takes an array from one chunk shape to another within a memory limit, in stages that
 * each read regions of one shape, cut them, and join the parts to regions of another. The algorithm
 * of <a href="https://rechunker.readthedocs.io/en/latest/algorithm.html">rechunker</a>, with the
 * stages that xarray-beam contributed: reads and writes are consolidated as far as the memory goes,
 * and where the parts would be too small, shapes between the two are interpolated geometrically.
 *
 * <p>Shapes are in elements, axes in the array's order; memory is in bytes.
 */
final class Rechunking {
  /** Of an axis that keeps its chunk length when chunks are consolidated. */
  static final long KEEP = 0;

  /** Of an axis along which chunks may become as long as the array. */
  static final long WHOLE = -1;

  /** Interpolated lengths that are whole numbers must not be rounded down by a last bit. */
  private static final double LAST_BIT = 1e-12;

  private Rechunking() {}

  /**
   * A stage reads regions of one shape and writes regions of another.
   *
   * @param read shape of what is read at a time
   * @param parts shape of what is stored between reading and writing: the smaller length of each
   *     axis
   * @param write shape of what is written at a time
   */
  record Stage(List<Long> read, List<Long> parts, List<Long> write) {}

  /**
   * A way is a list of stages from the first chunk shape to the last.
   *
   * @param stages at least one
   * @param laborious whether the parts are smaller than was asked for, as more stages would move
   *     more pieces
   */
  record Way(List<Stage> stages, boolean laborious) {}

  /**
   * Returns the way with the fewest stages whose parts are no smaller than {@code least}.
   *
   * @param itemBytes bytes of an element
   * @param least bytes that a part should have
   * @param most bytes that a box that is read or written may have
   * @param mostStages that are tried
   * @throws IllegalArgumentException if a chunk of either shape alone is larger than {@code most},
   *     or {@code most} is smaller than {@code least}
   * @throws IllegalStateException if there is no way of so few stages
   */
  static Way plan(
      long[] shape, long[] from, long[] to, int itemBytes, long least, long most, int mostStages) {
    if (most < least) {
      throw new IllegalArgumentException("at most " + most + " bytes, at least " + least);
    }
    long[] write = consolidate(shape, to, itemBytes, most, filled(shape.length, WHOLE));
    long[] limits = new long[shape.length];
    Arrays.setAll(limits, d -> write[d] > from[d] ? write[d] : KEEP);
    long[] read = consolidate(shape, from, itemBytes, most, limits);
    Way before = null;
    double movesBefore = Double.MAX_VALUE;
    for (int n = 1; n <= mostStages; n++) {
      List<long[]> shapes = new ArrayList<>(List.of(read));
      shapes.addAll(between(read, write, n));
      shapes.add(write);
      List<Stage> stages = new ArrayList<>();
      double smallest = Double.MAX_VALUE;
      double moves = 0;
      for (int s = 0; s < n; s++) {
        long[] parts = shared(shapes.get(s), shapes.get(s + 1));
        stages.add(new Stage(list(shapes.get(s)), list(parts), list(shapes.get(s + 1))));
        smallest = Math.min(smallest, bytes(parts, itemBytes));
        moves += moves(shape, shapes.get(s), shapes.get(s + 1));
      }
      Way way = new Way(stages, false);
      if (smallest >= least) {
        return way;
      }
      if (before != null && moves > movesBefore) {
        return new Way(before.stages(), true);
      }
      before = way;
      movesBefore = moves;
    }
    throw new IllegalStateException(
        "no way of "
            + mostStages
            + " stages from chunks of "
            + list(from)
            + " to "
            + list(to)
            + " has parts of "
            + least
            + " bytes");
  }

  /**
   * Returns chunks made longer, the last axis first, as far as the memory goes: to the limit of the
   * axis, else by a whole factor.
   *
   * @param limits for each axis the most, {@link #KEEP} or {@link #WHOLE}
   * @throws IllegalArgumentException if a chunk does not fit the memory or is longer than its limit
   */
  static long[] consolidate(long[] shape, long[] chunks, int itemBytes, long most, long... limits) {
    double room = most / bytes(chunks, itemBytes);
    if (room < 1) {
      throw new IllegalArgumentException(
          "a chunk of "
              + list(chunks)
              + " has "
              + (long) bytes(chunks, itemBytes)
              + " bytes, more than "
              + most);
    }
    long[] longer = chunks.clone();
    for (int d = shape.length - 1; d >= 0; d--) {
      if (limits[d] == KEEP) {
        continue;
      }
      long limit = limits[d] == WHOLE ? shape[d] : Math.min(limits[d], shape[d]);
      if (limit < Math.min(chunks[d], shape[d])) {
        throw new IllegalArgumentException(
            "limit " + limits[d] + " of axis " + d + " is below its chunk of " + chunks[d]);
      }
      longer[d] = limit;
      double left = most / bytes(longer, itemBytes);
      if (left <= 1) {
        longer[d] = Math.min(chunks[d] * (long) room, limit);
        left = most / bytes(longer, itemBytes);
      }
      room = left;
    }
    return longer;
  }

  /** Returns shapes between two, each axis in equal factors: one less than there are stages. */
  static List<long[]> between(long[] read, long[] write, int stages) {
    List<long[]> shapes = new ArrayList<>();
    for (int s = 1; s < stages; s++) {
      double share = (double) s / stages;
      long[] shape = new long[read.length];
      Arrays.setAll(
          shape,
          d -> {
            double a = Math.log10((double) read[d]);
            double b = Math.log10((double) write[d]);
            return (long) (Math.pow(10, a + (b - a) * share) * (1 + LAST_BIT));
          });
      shapes.add(shape);
    }
    return shapes;
  }

  /** Returns how many boxes two regular divisions of an array have in common. */
  static double moves(long[] shape, long[] a, long[] b) {
    double moves = 1;
    for (int d = 0; d < shape.length; d++) {
      long inner = shape[d] - 1; // a border lies before its element
      long factor = b[d] / ChunkCuts.gcd(a[d], b[d]);
      long both = factor > inner / a[d] ? 0 : inner / (a[d] * factor);
      moves *= 1 + inner / a[d] + inner / b[d] - both;
    }
    return moves;
  }

  private static long[] shared(long[] a, long[] b) {
    long[] least = new long[a.length];
    Arrays.setAll(least, d -> Math.min(a[d], b[d]));
    return least;
  }

  private static double bytes(long[] lengths, int itemBytes) {
    double bytes = itemBytes;
    for (long n : lengths) {
      bytes *= n;
    }
    return bytes;
  }

  private static long[] filled(int n, long value) {
    long[] all = new long[n];
    Arrays.fill(all, value);
    return all;
  }

  private static List<Long> list(long[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
