package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Dimension;

/** An advice names chunks of a size that is good to read, for ones that are too small or large. */
final class ChunkAdvice {
  private static final double GOOD = 100_000_000;

  private ChunkAdvice() {}

  /** Returns the line to write. */
  static String line(ArrayLayout layout) {
    List<String> lengths = new ArrayList<>();
    List<Long> chunk = chunk(layout);
    for (int d = 0; d < chunk.size(); d++) {
      Dimension dim = layout.variable().dimensions().get(d);
      lengths.add(dim.name() + ": " + (chunk.get(d) >= dim.length() ? -1 : chunk.get(d)));
    }
    return "target: {chunks: {" + String.join(", ", lengths) + "}}";
  }

  /**
   * Returns whole multiples of what there is, neighbours in memory first; or halves, the longest
   * first.
   */
  static List<Long> chunk(ArrayLayout layout) {
    List<Long> chunk = new ArrayList<>(layout.chunk());
    double size = Math.max(1, layout.variable().type().size());
    double bytes = size;
    for (long n : chunk) {
      bytes *= n;
    }
    for (int d = chunk.size() - 1; d >= 0 && bytes < GOOD; d--) {
      long most = Math.max(1, layout.variable().dimensions().get(d).length());
      long times =
          Math.max(1, (long) Math.min(GOOD / bytes, Math.ceil(most / (double) chunk.get(d))));
      chunk.set(d, Math.min(most, chunk.get(d) * times));
      bytes *= times;
    }
    while (bytes > GOOD) {
      int longest = 0;
      for (int d = 1; d < chunk.size(); d++) {
        longest = chunk.get(d) > chunk.get(longest) ? d : longest;
      }
      if (chunk.get(longest) <= 1) {
        break;
      }
      long half = (chunk.get(longest) + 1) / 2;
      bytes *= (double) half / chunk.get(longest);
      chunk.set(longest, half);
    }
    return chunk;
  }
}
