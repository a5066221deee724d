package org.arcoforge.bake.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Chooses positions of the time axis, so that few chunks hold them and all of it is seen. */
final class TimeSampling {
  /** Positions that are sampled at most. */
  static final int POSITIONS = 200;

  private TimeSampling() {}

  /**
   * Returns positions, by the chunk that holds them.
   *
   * @param length of the axis
   * @param chunk length of a chunk
   * @param columns chunks that may be read, at least one
   * @param positions that may be looked at
   * @param drawn the chunk that is read in any case
   */
  static SortedMap<Long, List<Long>> of(
      long length, long chunk, int columns, int positions, long drawn) {
    long all = (length + chunk - 1) / chunk;
    TreeSet<Long> chosen = new TreeSet<>();
    if (columns >= all) {
      for (long p : evenly(0, length - 1, positions)) {
        chosen.add(p);
      }
    } else if (columns == 1) {
      chosen.addAll(within(drawn, length, chunk, positions));
    } else {
      // The drawn chunk is one of them, so that no more than the budget is read.
      TreeSet<Long> some = new TreeSet<>(evenly(0, all - 1, columns));
      if (!some.contains(drawn)) {
        Long near = some.floor(drawn);
        some.remove(near == null ? some.first() : near);
        some.add(drawn);
      }
      for (long c : some) {
        chosen.addAll(within(c, length, chunk, Math.max(1, positions / some.size())));
      }
    }
    TreeMap<Long, List<Long>> byChunk = new TreeMap<>();
    for (long p : chosen) {
      byChunk.computeIfAbsent(p / chunk, c -> new ArrayList<>()).add(p);
    }
    return byChunk;
  }

  private static List<Long> within(long column, long length, long chunk, int positions) {
    long from = column * chunk;
    return evenly(from, Math.min(length, from + chunk) - 1, positions);
  }

  /** At most so many numbers from the first to the last, both among them if there are two. */
  private static List<Long> evenly(long first, long last, int most) {
    TreeSet<Long> some = new TreeSet<>();
    long n = Math.min(most, last - first + 1);
    for (long i = 0; i < n; i++) {
      some.add(
          n == 1 ? (first + last) / 2 : first + Math.round((double) i * (last - first) / (n - 1)));
    }
    return List.copyOf(some);
  }
}
