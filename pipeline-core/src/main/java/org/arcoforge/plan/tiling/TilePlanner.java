package org.arcoforge.plan.tiling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tile shape of an array: the box of whole objects that one worker fills at a time. Of
 * all that fit in the memory it is the one for which source chunks are decoded least often; of
 * equals, a small one.
 */
public final class TilePlanner {
  private static final int STRING_BYTES = 64;
  private static final double PIECE_BYTES = 8 << 20;

  /** Of tiles that need half the memory, one that decodes a little more is preferred. */
  private static final double WORTH_OF_MEMORY = 0.02;

  /** Keeping takes a copy, and tiles that need each other's chunks wait for each other. */
  private static final double COST_OF_KEEPING = 0.05;

  /** Dimensions of at most so many objects are tried with every number of them. */
  private static final int TRY_ALL = 16;

  /** What part of the memory of a tile that is filled band by band one band may have. */
  public static final double BAND = 1.0 / 8;

  private static final double MOST_TILES = 50_000;
  private static final int TILES_AT_ONCE = 4;

  private final ArrayLayout layout;
  private final ChunkGrid objects;
  private final List<ChunkCuts> cuts = new ArrayList<>();
  private final long[] sourceChunk;
  private final double copies;
  private final MemoryBudget memory;
  private final long part; // bytes of an object in memory, if its values may come in bands; or 0

  private final long[] best;
  private double bestCost = Double.MAX_VALUE;

  /**
   * A tile is a number of objects in each dimension, with what filling it costs.
   *
   * @param objects how many objects it spans in each dimension
   * @param amplification source chunks decoded, over source chunks there are
   * @param memory bytes a worker needs for it
   * @param chunk shape of the files' chunks, in elements
   * @param piece shape of what is read of a file at a time: whole chunks
   * @param keeps whether what a tile decodes beyond its border is kept for the next one
   */
  public record Tile(
      List<Long> objects,
      double amplification,
      long memory,
      List<Long> chunk,
      List<Long> piece,
      boolean keeps) {}

  /**
   * Makes a planner for one array.
   *
   * @param axes for each dimension the concat axis, or null
   * @param sourceChunk for each dimension the length of the files' chunks
   */
  TilePlanner(
      ArrayLayout layout,
      List<@Nullable ConcatAxis> axes,
      long[] sourceChunk,
      MemoryBudget memory) {
    this(layout, axes, sourceChunk, memory, 0);
  }

  /**
   * Takes the same parameters as the constructor above.
   *
   * @param copies elements held besides for each element of a piece, while transforms work on it
   */
  public TilePlanner(
      ArrayLayout layout,
      List<@Nullable ConcatAxis> axes,
      long[] sourceChunk,
      MemoryBudget memory,
      double copies) {
    this(layout, axes, sourceChunk, memory, copies, 0);
  }

  /**
   * Takes the same parameters as the constructor above.
   *
   * @param part bytes of an object that are in memory while its values come in bands, which lets
   *     tiles be larger than the memory; 0 if all of a tile must be there
   */
  TilePlanner(
      ArrayLayout layout,
      List<@Nullable ConcatAxis> axes,
      long[] sourceChunk,
      MemoryBudget memory,
      double copies,
      long part) {
    this.copies = copies;
    this.part = part == 0 ? 0 : Math.max(part, memory.tiles() / ObjectParts.MOST);
    this.layout = layout;
    this.objects = layout.objects();
    this.sourceChunk = sourceChunk.clone();
    this.memory = memory;
    for (int d = 0; d < sourceChunk.length; d++) {
      cuts.add(new ChunkCuts(objects.shape(d), axes.get(d), sourceChunk[d]));
    }
    best = new long[objects.rank()];
    Arrays.fill(best, 1);
  }

  public Tile plan() {
    int rank = objects.rank();
    double[] whole = new double[rank];
    List<Choice[]> choices = new ArrayList<>();
    for (int d = 0; d < rank; d++) {
      whole[d] = Math.max(1, cost(d, Math.max(1, objects.count(d))).decodes());
      choices.add(choices(d, whole[d]));
    }
    search(0, new Choice[rank], choices, whole);
    grow();
    Choice[] chosen = new Choice[rank];
    for (int d = 0; d < rank; d++) {
      chosen[d] = new Choice(best[d], cost(d, best[d]));
    }
    double pulled = amplification(chosen, whole, false);
    double kept = amplification(chosen, whole, true);
    return new Tile(
        Arrays.stream(best).boxed().toList(),
        kept,
        bytes(best),
        Arrays.stream(sourceChunk).boxed().toList(),
        piece(),
        kept < pulled);
  }

  /**
   * So many tiles that each leaves a receipt, and is passed through the pipeline: small ones are
   * put together. Borders only go away by that, so that nothing is decoded more often.
   */
  private void grow() {
    while (true) {
      int longest = -1;
      double tiles = 1;
      for (int d = 0; d < best.length; d++) {
        double along = along(d);
        tiles *= along;
        longest = along > 1 && (longest < 0 || along >= along(longest)) ? d : longest;
      }
      if (longest < 0 || tiles <= MOST_TILES) {
        return;
      }
      best[longest] *= 2;
      if (bytes(best) > memory.tiles() / TILES_AT_ONCE) {
        best[longest] /= 2;
        return;
      }
    }
  }

  private double along(int d) {
    return Math.ceil((double) Math.max(1, objects.count(d)) / best[d]);
  }

  private record Choice(long objects, ChunkCuts.Cost cost) {}

  private ChunkCuts.Cost cost(int d, long tileObjects) {
    return cuts.get(d).of(tileObjects * objects.chunk(d));
  }

  private Choice[] choices(int d, double whole) {
    List<Choice> choices = new ArrayList<>();
    for (long n : numbers(d)) {
      choices.add(new Choice(n, cost(d, n)));
      if (choices.size() == 1 && choices.get(0).cost().decodes() <= whole) {
        break; // more objects save nothing
      }
    }
    return choices.toArray(new Choice[0]);
  }

  /** Powers of two, and what comes near to some whole source chunks. */
  private Iterable<Long> numbers(int d) {
    long most = Math.max(1, objects.count(d));
    TreeSet<Long> numbers = new TreeSet<>(List.of(1L, most));
    for (long n = 1; n < Math.min(most, TRY_ALL); n++) {
      numbers.add(n);
    }
    long chunk = objects.chunk(d);
    long source = sourceChunk[d];
    for (long k = 1; k > 0 && k < most; k *= 2) {
      numbers.add(k);
      numbers.add(Math.max(1, k * source / chunk));
      numbers.add((k * source + chunk - 1) / chunk);
      numbers.add(k * (source / ChunkCuts.gcd(source, chunk)));
    }
    numbers.tailSet(most, false).clear();
    return numbers;
  }

  private void search(int d, Choice[] chosen, List<Choice[]> choices, double[] whole) {
    if (d == chosen.length) {
      judge(chosen, whole);
      return;
    }
    for (Choice choice : choices.get(d)) {
      chosen[d] = choice;
      search(d + 1, chosen, choices, whole);
    }
  }

  private void judge(Choice[] chosen, double[] whole) {
    long[] tile = new long[chosen.length];
    Arrays.setAll(tile, d -> chosen[d].objects());
    long bytes = bytes(tile);
    if (bytes > memory.tiles()) {
      return;
    }
    double share = (double) bytes / memory.tiles();
    double kept = amplification(chosen, whole, true);
    boolean keeps = kept < amplification(chosen, whole, false);
    double cost = kept * (1 + WORTH_OF_MEMORY * share + (keeps ? COST_OF_KEEPING : 0));
    if (cost < bestCost) {
      bestCost = cost;
      System.arraycopy(tile, 0, best, 0, tile.length);
    }
  }

  private double amplification(Choice[] chosen, double[] whole, boolean keeping) {
    double kept = 0;
    double amplification = 1;
    for (int d = 0; d < chosen.length; d++) {
      double decodes = Math.max(1, chosen[d].cost().decodes());
      double left = left(d, chosen);
      if (keeping && decodes > whole[d] && kept + left <= memory.kept()) {
        kept += left; // what lies behind the border is not decoded again
        decodes = whole[d];
      }
      amplification *= decodes / whole[d];
    }
    return amplification;
  }

  /**
   * Bytes that wait for later tiles at the same time: behind a border along dimension {@code d},
   * until the tiles of the faster dimensions are done.
   */
  private double left(int d, Choice[] chosen) {
    double bytes = itemBytes() * chosen[d].cost().left();
    for (int e = 0; e < chosen.length; e++) {
      if (e != d) {
        double shape = Math.max(1, objects.shape(e));
        double tile = (double) chosen[e].objects() * objects.chunk(e);
        bytes *= e < d ? Math.min(shape, tile) : shape;
      }
    }
    return bytes;
  }

  private long itemBytes() {
    DataType type = layout.variable().type();
    return type == DataType.STRING ? STRING_BYTES : type.size();
  }

  /** As many neighbouring source chunks as make a few megabytes, the fastest dimension first. */
  private List<Long> piece() {
    double bytes = itemBytes();
    Long[] piece = new Long[objects.rank()];
    for (long length : sourceChunk) {
      bytes *= length;
    }
    for (int d = piece.length - 1; d >= 0; d--) {
      long chunks = (Math.max(1, objects.shape(d)) + sourceChunk[d] - 1) / sourceChunk[d];
      long together = (long) Math.max(1, Math.min((double) chunks, PIECE_BYTES / bytes));
      piece[d] = together * sourceChunk[d];
      bytes *= together;
    }
    return List.of(piece);
  }

  private long bytes(long[] tile) {
    long whole = whole(tile);
    boolean inBands = part > 0 && tile.length > 0 && tile[0] == 1;
    return inBands ? Math.min(whole, inBands(tile)) : whole;
  }

  /**
   * The tile, and for two threads a source chunk, a piece of a source on its way, what transforms
   * hold for it, and an object after encoding.
   */
  private long whole(long[] tile) {
    double tileBytes = itemBytes();
    double object = tileBytes;
    double source = tileBytes;
    for (int d = 0; d < objects.rank(); d++) {
      object *= objects.chunk(d);
      tileBytes *=
          Math.min((double) tile[d] * objects.chunk(d), (double) Math.max(1, objects.shape(d)));
      source *= sourceChunk[d];
    }
    double encoding = Math.min(tileBytes, 2 * object);
    return rounded(tileBytes + reading(tileBytes, source) + encoding);
  }

  /** For two threads; values may be wider before a transform than after it. */
  private double reading(double tileBytes, double source) {
    double piece = Math.min(tileBytes, Math.max(source, PIECE_BYTES));
    double transformed = copies * piece * Math.max(1, 8.0 / itemBytes());
    return 2 * (source + piece + transformed);
  }

  /**
   * Two bands of the tile, each of an eighth of this memory and a piece more, a part of each
   * object, and all of those that the array's edge cuts short across the bands.
   */
  private long inBands(long[] tile) {
    double source = itemBytes();
    double row = itemBytes();
    double uncutRow = itemBytes();
    double parts = 1;
    for (int d = 0; d < objects.rank(); d++) {
      source *= sourceChunk[d];
      if (d > 0) {
        double along = Math.min((double) tile[d] * objects.chunk(d), (double) objects.shape(d));
        row *= along;
        uncutRow *= Math.max(0, along - (double) (objects.shape(d) % objects.chunk(d)));
        parts *= tile[d];
      }
    }
    double length = Math.min(objects.chunk(0), objects.shape(0));
    double rows = Math.min(length, piece().get(0));
    double cut = (row - uncutRow) * length;
    double held = 2 * rows * row + parts * part + cut + reading(row * length, source);
    return rounded(held / (1 - 2 * BAND));
  }

  private static long rounded(double bytes) {
    return (long) Math.min(Long.MAX_VALUE / 2.0, bytes);
  }
}
