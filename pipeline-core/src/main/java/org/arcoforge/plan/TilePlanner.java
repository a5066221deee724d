package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tile of an array: the box of whole objects that one worker fills at a time. It grows
 * from one object in the dimension that saves most repeated decoding of source chunks, as long as
 * it fits in the memory budget.
 */
final class TilePlanner {
  private static final int STRING_BYTES = 64;
  private static final double PIECE_BYTES = 8 << 20;

  private final ArrayLayout layout;
  private final ChunkGrid objects;
  private final List<@Nullable ConcatAxis> axes;
  private final long[] sourceChunk;
  private final long budget;

  /**
   * A tile.
   *
   * @param objects how many objects it spans in each dimension
   * @param amplification source chunks decoded, over source chunks there are
   * @param memory bytes a worker needs for it
   * @param piece shape of what is read of a file at a time, in elements
   */
  record Tile(List<Long> objects, double amplification, long memory, List<Long> piece)
      implements java.io.Serializable {}

  /**
   * A planner for one array.
   *
   * @param axes for each dimension the concat axis, or null
   * @param sourceChunk for each dimension the length of the files' chunks
   * @param budget bytes
   */
  TilePlanner(
      ArrayLayout layout, List<@Nullable ConcatAxis> axes, long[] sourceChunk, long budget) {
    this.layout = layout;
    this.objects = layout.objects();
    this.axes = new ArrayList<>(axes);
    this.sourceChunk = sourceChunk.clone();
    this.budget = budget;
  }

  Tile plan() {
    int rank = objects.rank();
    long[] tile = new long[rank];
    double[] whole = new double[rank];
    double[] pairs = new double[rank];
    for (int d = 0; d < rank; d++) {
      tile[d] = 1;
      whole[d] = Math.max(1, pairs(d, Math.max(1, objects.count(d))));
      pairs[d] = Math.max(1, pairs(d, 1));
    }
    while (true) {
      int best = -1;
      long bestTile = 0;
      double bestGain = 0.99;
      double bestPairs = 0;
      for (int d = 0; d < rank; d++) {
        for (long wider : wider(d, tile[d])) {
          long before = tile[d];
          tile[d] = wider;
          double after = Math.max(1, pairs(d, wider));
          if (memory(tile) <= budget && after / pairs[d] < bestGain) {
            best = d;
            bestTile = wider;
            bestGain = after / pairs[d];
            bestPairs = after;
          }
          tile[d] = before;
        }
      }
      if (best < 0) {
        break;
      }
      tile[best] = bestTile;
      pairs[best] = bestPairs;
    }
    double amplification = 1;
    for (int d = 0; d < rank; d++) {
      amplification *= pairs[d] / whole[d];
    }
    return new Tile(Arrays.stream(tile).boxed().toList(), amplification, memory(tile), piece());
  }

  /** As many neighbouring source chunks as make a few megabytes, the fastest dimension first. */
  private List<Long> piece() {
    DataType type = layout.variable().type();
    double bytes = type == DataType.STRING ? STRING_BYTES : type.size();
    Long[] piece = new Long[objects.rank()];
    for (long length : sourceChunk) {
      bytes *= length;
    }
    for (int d = piece.length - 1; d >= 0; d--) {
      long chunks = (Math.max(1, objects.shape(d)) + sourceChunk[d] - 1) / sourceChunk[d];
      long together = (long) Math.max(1, Math.min(chunks, PIECE_BYTES / bytes));
      piece[d] = together * sourceChunk[d];
      bytes *= together;
    }
    return List.of(piece);
  }

  /** Twice as wide, as wide as one source chunk, and so wide that borders meet. */
  private long[] wider(int d, long tile) {
    long most = objects.count(d);
    if (tile >= most) {
      return new long[0];
    }
    long chunk = objects.chunk(d);
    long covering = (sourceChunk[d] + chunk - 1) / chunk;
    long aligned = sourceChunk[d] / gcd(sourceChunk[d], chunk); // borders meet
    long twice = Math.min(most, tile * 2);
    // From narrow to wide: of equal gain the narrowest is taken.
    return LongStream.of(covering, twice, aligned, most)
        .filter(n -> n > tile && n <= most)
        .filter(n -> n != most || most <= tile * 4)
        .sorted()
        .distinct()
        .toArray();
  }

  /**
   * How many times a source chunk meets a tile along dimension {@code d}, for tiles of that many
   * objects.
   */
  private double pairs(int d, long tileObjects) {
    long step = tileObjects * objects.chunk(d);
    long length = objects.shape(d);
    ConcatAxis axis = axes.get(d);
    if (axis == null) {
      return pairs(0, length, 0, step, sourceChunk[d]);
    }
    double n = 0;
    for (int s = 0; s < axis.segments(); s++) {
      n += pairs(axis.offset(s), axis.offset(s + 1), axis.start(s), step, sourceChunk[d]);
    }
    return n;
  }

  /** For target elements [from, to) that are file elements from {@code start} on. */
  private static double pairs(long from, long to, long start, long step, long chunk) {
    if (to <= from) {
      return 0;
    }
    double chunks = (start + to - from - 1) / chunk - start / chunk + 1;
    long firstCut = (from / step + 1) * step;
    if (firstCut >= to) {
      return chunks;
    }
    long cuts = (to - 1 - firstCut) / step + 1;
    // A cut at a border of source chunks costs nothing.
    long aligned = 0;
    if (chunk == 1) {
      aligned = cuts;
    } else {
      long fileCut = firstCut - from + start;
      long period = chunk / gcd(step, chunk);
      for (long c = 0; c < Math.min(cuts, period); c++) {
        if ((fileCut + c * step) % chunk == 0) {
          aligned = (cuts - 1 - c) / period + 1;
          break;
        }
      }
    }
    return chunks + cuts - aligned;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** The tile, a source chunk compressed and not, and an object before and after encoding. */
  private long memory(long[] tile) {
    DataType type = layout.variable().type();
    long item = type == DataType.STRING ? STRING_BYTES : type.size();
    double tileBytes = item;
    double object = item;
    double source = item;
    for (int d = 0; d < objects.rank(); d++) {
      object *= objects.chunk(d);
      tileBytes *= Math.min(tile[d] * objects.chunk(d), Math.max(1, objects.shape(d)));
      source *= sourceChunk[d];
    }
    return (long) Math.min(Long.MAX_VALUE / 2.0, tileBytes + 2 * source + 2 * object);
  }
}
