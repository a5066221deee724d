package org.arcoforge.plan.tiling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how the tiles of an array get their values: from the sources, or, where these would be
 * decoded too often within the memory, from an intermediate array in scratch that is filled from
 * the sources first. There is one intermediate at the most: an archive that would need more of them
 * is one whose intermediate has so many small objects that pulling costs less.
 */
public final class StagePlanner {
  /** Up to this, what is decoded again costs less than what another pass could spare. */
  static final double FEW = 2;

  /** Fast and light: what is stored for an hour need not be small. */
  private static final CodecSpec CODEC =
      new CodecSpec("blosc", Map.of("cname", "lz4", "clevel", 1, "shuffle", "shuffle"));

  /** What part of the memory a box of the way may have, as its source chunks are held besides. */
  private static final int SHARE = 2;

  /** What part of the memory an object of the intermediate may have: threads hold two each. */
  private static final int OBJECTS = 16;

  private static final long LARGE_OBJECT = 8 << 20;
  private static final long SMALL_OBJECT = 1 << 20;

  /** Shapes of an intermediate that are compared, as each needs two searches for tiles. */
  private static final int MOST_SHAPES = 24;

  /** Only proportions decide, and these are the same wherever the work is done. */
  private static final CostModel COST = CostModel.core();

  private final ArrayLayout layout;
  private final List<@Nullable ConcatAxis> axes;
  private final long[] sourceChunk;
  private final MemoryBudget memory;
  private final double copies;
  private final ObjectParts parts;
  private final long[] shape;
  private final int itemBytes;

  /**
   * This is the choice for one array: its tiles, with or without an intermediate.
   *
   * @param tile the array's tiles
   * @param first the intermediate and its tiles; null where the array's tiles pull
   * @param choice why; null where pulling decodes few chunks twice
   */
  public record Chosen(
      TilePlanner.Tile tile, @Nullable First first, @Nullable StagingChoice choice) {
    public static Chosen pulling(TilePlanner.Tile tile) {
      return new Chosen(tile, null, null);
    }
  }

  /** This is an intermediate array with the tiles that fill it from the sources. */
  public record First(ArrayLayout layout, TilePlanner.Tile tile) {}

  /** Takes the parameters of {@link TilePlanner}, and what of an object must be in memory. */
  public StagePlanner(
      ArrayLayout layout,
      List<@Nullable ConcatAxis> axes,
      long[] sourceChunk,
      MemoryBudget memory,
      double copies,
      ObjectParts parts) {
    this.parts = parts;
    this.layout = layout;
    this.axes = axes;
    this.memory = memory;
    this.copies = copies;
    this.shape = layout.variable().shape();
    this.itemBytes = layout.variable().type().size();
    this.sourceChunk = sourceChunk;
  }

  public Chosen plan() {
    TilePlanner.Tile pull = pull();
    if (pull.amplification() <= FEW || layout.variable().type() == DataType.STRING) {
      return Chosen.pulling(pull);
    }
    double pulling = pulling(pull);
    Chosen best = null;
    double least = Double.MAX_VALUE;
    for (long[] chunk : shapes()) {
      Chosen staged = staged(chunk);
      if (staged != null) {
        double seconds = seconds(chunk, staged);
        if (seconds < least) {
          least = seconds;
          best = staged;
        }
      }
    }
    if (best == null) {
      return new Chosen(pull, null, pulled(pull, pulling, 0, "no intermediate fits the memory"));
    }
    if (least >= pulling) {
      String why =
          String.format(
              Locale.ROOT,
              "an intermediate in scratch would cost more, about %.1f s of a thread against %.1f s",
              least,
              pulling);
      return new Chosen(pull, null, pulled(pull, pulling, least, why));
    }
    String why =
        String.format(
            Locale.ROOT,
            "pulling would decode each source chunk %.1f times, about %.1f s of a thread against"
                + " %.1f s",
            pull.amplification(),
            pulling,
            least);
    StagingChoice choice = new StagingChoice(true, pull.amplification(), pulling, least, why);
    return new Chosen(best.tile(), best.first(), choice);
  }

  /**
   * The tiles that read the sources. Only where memory is short are they made larger than it, and
   * filled band by band: nothing of them is lost if that should not succeed after all.
   */
  private TilePlanner.Tile pull() {
    TilePlanner.Tile whole = new TilePlanner(layout, axes, sourceChunk, memory, copies).plan();
    long part = whole.amplification() > 1 ? parts.bytes(layout) : 0;
    if (part == 0 || whole.memory() > memory.limit()) {
      return whole;
    }
    TilePlanner.Tile inBands =
        new TilePlanner(layout, axes, sourceChunk, memory, copies, part).plan();
    return inBands.amplification() < whole.amplification() ? inBands : whole;
  }

  private static StagingChoice pulled(
      TilePlanner.Tile pull, double pulling, double staging, String reason) {
    return new StagingChoice(false, pull.amplification(), pulling, staging, reason);
  }

  /** The tiles of an intermediate with that chunk, and those that read it; null if too large. */
  private @Nullable Chosen staged(long[] chunk) {
    ArrayLayout between =
        layout.toBuilder()
            .chunk(Arrays.stream(chunk).boxed().toList())
            .shard(List.of())
            .codec(CODEC)
            .build();
    TilePlanner.Tile fill = new TilePlanner(between, axes, sourceChunk, memory, copies).plan();
    if (fill.memory() > memory.tiles()) {
      return null;
    }
    List<@Nullable ConcatAxis> none = new ArrayList<>();
    axes.forEach(a -> none.add(null));
    // Nothing is kept: an object that is needed again is read again.
    MemoryBudget bare = MemoryBudget.shared(memory.tiles(), memory.limit());
    TilePlanner.Tile read = new TilePlanner(layout, none, chunk, bare).plan();
    return read.memory() > memory.tiles() ? null : new Chosen(read, new First(between, fill), null);
  }

  private double pulling(TilePlanner.Tile tile) {
    double chunks = 1;
    for (int d = 0; d < shape.length; d++) {
      chunks *= Math.ceil((double) shape[d] / sourceChunk[d]);
    }
    return COST.pulling(bytes(shape), chunks, tile.amplification());
  }

  private double seconds(long[] chunk, Chosen staged) {
    First first = Objects.requireNonNull(staged.first());
    long[] tile = layout.objects().chunk();
    for (int d = 0; d < tile.length; d++) {
      tile[d] *= staged.tile().objects().get(d);
    }
    double requests = first.layout().objects().count() + Rechunking.moves(shape, chunk, tile);
    return pulling(first.tile())
        + COST.staging(bytes(shape), staged.tile().amplification(), requests);
  }

  /**
   * Shapes that an intermediate may have: what the way reads and writes at a time has in common,
   * along each axis as it is or fitted to the chunks of the files or of the result, in objects of
   * two sizes.
   */
  private List<long[]> shapes() {
    long[] from = clipped(sourceChunk);
    long[] to = clipped(layout.objects().chunk());
    long[] parts;
    try {
      parts =
          Rechunking.plan(shape, from, to, itemBytes, itemBytes, memory.tiles() / SHARE, 1)
              .stages()
              .get(0)
              .parts()
              .stream()
              .mapToLong(Long::longValue)
              .toArray();
    } catch (IllegalArgumentException e) { // a chunk alone fills the memory
      return List.of();
    }
    List<long[]> fitted = List.of(new long[0]);
    for (int d = 0; d < shape.length; d++) {
      Set<Long> lengths = new LinkedHashSet<>();
      lengths.add(fit(parts[d], from[d]));
      lengths.add(fit(parts[d], to[d]));
      lengths.add(parts[d]);
      List<long[]> longer = new ArrayList<>();
      for (long[] some : fitted) {
        for (long n : lengths) {
          long[] one = Arrays.copyOf(some, d + 1);
          one[d] = n;
          longer.add(one);
        }
      }
      fitted = longer;
    }
    Set<List<Long>> all = new LinkedHashSet<>();
    long most = Math.max(itemBytes, memory.tiles() / OBJECTS);
    for (long size : new long[] {LARGE_OBJECT, SMALL_OBJECT}) {
      for (long[] one : fitted) {
        long[] small = shrunk(one, from, to, Math.min(size, most));
        all.add(Arrays.stream(small).boxed().toList());
      }
    }
    return all.stream()
        .limit(MOST_SHAPES)
        .map(s -> s.stream().mapToLong(Long::longValue).toArray())
        .toList();
  }

  private long[] clipped(long[] chunk) {
    long[] clipped = new long[chunk.length];
    Arrays.setAll(clipped, d -> Math.max(1, Math.min(chunk[d], shape[d])));
    return clipped;
  }

  /** At most {@code length}: whole units, or a whole part of one. */
  private static long fit(long length, long unit) {
    if (length >= unit) {
      return length / unit * unit;
    }
    long part = length;
    while (unit % part != 0) {
      part--;
    }
    return part;
  }

  /** Of at most so many bytes: fewer units along the slow axes first, then parts of units. */
  private long[] shrunk(long[] chunk, long[] from, long[] to, long most) {
    long[] less = chunk.clone();
    for (boolean units : new boolean[] {true, false}) {
      for (int d = 0; d < less.length; d++) {
        double factor = bytes(less) / Math.max(1, most);
        if (factor > 1) {
          long unit = units ? unit(less[d], from[d], to[d]) : 1;
          long parts = less[d] / unit;
          less[d] = Math.max(1, (long) (parts / factor)) * unit;
        }
      }
    }
    return less;
  }

  private static long unit(long length, long from, long to) {
    if (length % from == 0) {
      return from;
    }
    return length % to == 0 ? to : 1;
  }

  private double bytes(long[] chunk) {
    double bytes = itemBytes;
    for (long n : chunk) {
      bytes *= n;
    }
    return bytes;
  }
}
