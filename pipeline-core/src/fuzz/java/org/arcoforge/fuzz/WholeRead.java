package org.arcoforge.fuzz;

import java.io.IOException;
import java.util.Arrays;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.format.SourceReader;
import org.arcoforge.format.SourceVariable;

/** Reads what a bake reads of a file: the description, values, and chunks as they are stored. */
final class WholeRead {
  private static final long MOST = 1 << 16; // elements of one part
  private static final int SIDE = 40;

  private WholeRead() {}

  static void of(SourceReader reader) throws IOException {
    long sum = 0;
    for (SourceVariable v : reader.describe().variables()) {
      long[] shape = v.variable().shape();
      long[] size = new long[shape.length];
      long[] last = new long[shape.length];
      long left = MOST;
      boolean isWhole = true;
      for (int d = shape.length - 1; d >= 0; d--) {
        size[d] = Math.min(shape[d], Math.max(1, Math.min(SIDE, left)));
        left /= Math.max(1, size[d]);
        last[d] = shape[d] - size[d];
        isWhole &= last[d] == 0;
      }
      String name = v.variable().name();
      sum += elements(reader.read(name, Region.whole(size)));
      if (!isWhole) {
        sum += elements(reader.read(name, Region.of(last, size)));
      }
      if (v.storage().grid() != null && v.storage().obstacle().isEmpty()) {
        long[] index = new long[v.storage().grid().rank()];
        sum += reader.chunk(name, index).map(chunk -> chunk.length).orElse(0);
      }
    }
    for (String name : reader.describe().unsupported().keySet()) {
      sum += name.length();
    }
    if (sum < 0) {
      throw new AssertionError("negative sizes " + Arrays.asList(sum));
    }
  }

  private static long elements(Block block) {
    return block.elements();
  }
}
