package org.arcoforge.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.Region;
import org.arcoforge.view.LazyArray;
import org.arcoforge.view.VariableView;

/**
 * A copied chunk is a chunk of a file that becomes an object of the store as it is, without
 * decoding.
 *
 * @param variable name in the file
 * @param index in the grid of the variable's storage
 */
public record CopiedChunk(String variable, List<Long> index) {
  /** Copies the list. */
  public CopiedChunk {
    index = List.copyOf(index);
  }

  /** Returns the index as numbers. */
  public long[] at() {
    return index.stream().mapToLong(Long::longValue).toArray();
  }

  /**
   * Returns why no chunk of that view can be an object of the array, whatever is where; empty if
   * some can. The values must need no conversion.
   */
  static String obstacle(ArrayLayout layout, VariableView v) {
    LazyArray.StoredBox whole = v.origin().stored(Region.whole(v.variable().shape())).orElse(null);
    if (whole == null) {
      return "transforms change its values or their order";
    }
    ChunkGrid grid = whole.of().storage().grid();
    if (grid == null) {
      return "the files do not store it in chunks";
    }
    if (!whole.of().storage().obstacle().isEmpty()) {
      return "the variable " + whole.of().storage().obstacle();
    }
    if (!layout.shard().isEmpty()) {
      return "shards hold several chunks";
    }
    if (!layout.codec().equals(whole.of().storage().codec())) {
      return "files store it with another codec or byte order than the first";
    }
    if (!Arrays.equals(withoutOnes(grid.chunk()), withoutOnes(layout.objects().chunk()))) {
      return "the files have chunks of "
          + Arrays.toString(grid.chunk())
          + ", the store "
          + layout.chunk();
    }
    return "";
  }

  /** Returns the chunk that holds just that region of a view; empty if there is none. */
  static Optional<CopiedChunk> of(VariableView v, Region region) {
    LazyArray.StoredBox stored = v.origin().stored(region).orElse(null);
    ChunkGrid grid = stored == null ? null : stored.of().storage().grid();
    if (stored == null || grid == null) {
      return Optional.empty();
    }
    return index(grid, stored.box())
        .map(
            index ->
                new CopiedChunk(stored.of().variable(), Arrays.stream(index).boxed().toList()));
  }

  /** The whole chunk that a box is, clipped where the file's variable ends. */
  private static Optional<long[]> index(ChunkGrid grid, Region box) {
    long[] index = new long[grid.rank()];
    for (int d = 0; d < index.length; d++) {
      index[d] = box.start(d) / grid.chunk(d);
      if (index[d] >= grid.count(d)) {
        return Optional.empty();
      }
    }
    return grid.region(index).equals(box) ? Optional.of(index) : Optional.empty();
  }

  /** Without axes of one element, which make no difference to where elements lie. */
  private static long[] withoutOnes(long[] chunk) {
    return Arrays.stream(chunk).filter(n -> n != 1).toArray();
  }
}
