package org.arcoforge.plan.tiling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.Variable;
import org.arcoforge.plan.FragmentWalkTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TilePlannerTest {
  private static ArrayLayout layout(long[] shape, long[] chunk) {
    List<Dimension> dims = new ArrayList<>();
    List<Long> chunks = new ArrayList<>();
    for (int d = 0; d < shape.length; d++) {
      dims.add(new Dimension("d" + d, shape[d]));
      chunks.add(chunk[d]);
    }
    Variable v = new Variable("v", DataType.FLOAT32, dims, Attributes.empty());
    return ArrayLayout.builder()
        .variable(v)
        .chunk(chunks)
        .fill(FillValue.zero())
        .fillIsMissing(false)
        .codec(CodecSpec.standard())
        .build();
  }

  private static MemoryBudget shared(long bytes) {
    return MemoryBudget.shared(bytes, Long.MAX_VALUE);
  }

  /** Decodes of source chunks along one dimension, counted one element at a time. */
  private static long[] counted(
      @Nullable ConcatAxis axis, long length, long tile, long sourceChunk) {
    Set<String> pairs = new HashSet<>();
    Set<String> chunks = new HashSet<>();
    for (long e = 0; e < length; e++) {
      int s = axis == null ? 0 : axis.segmentAt(e);
      long at = axis == null ? e : axis.start(s) + e - axis.offset(s);
      String chunk = s + " " + at / sourceChunk;
      chunks.add(chunk);
      pairs.add(chunk + " " + e / tile);
    }
    return new long[] {Math.max(1, pairs.size()), Math.max(1, chunks.size())};
  }

  @Test
  void amplificationIsWhatCountingDecodesGives() {
    Random random = new Random(3);
    for (int round = 0; round < 2000; round++) {
      int rank = random.nextInt(4);
      long[] shape = new long[rank];
      long[] chunk = new long[rank];
      long[] source = new long[rank];
      List<@Nullable ConcatAxis> axes = new ArrayList<>();
      for (int d = 0; d < rank; d++) {
        ConcatAxis axis = random.nextBoolean() ? FragmentWalkTest.axis(random, d) : null;
        axes.add(axis);
        shape[d] = axis == null ? 1 + random.nextInt(30) : axis.length();
        chunk[d] = 1L + random.nextInt(12);
        source[d] = 1L + random.nextInt(12);
      }
      ArrayLayout layout = layout(shape, chunk);
      long budget = 1L << (4 + random.nextInt(14));
      MemoryBudget memory = MemoryBudget.shared(budget, Long.MAX_VALUE);
      TilePlanner.Tile tile = new TilePlanner(layout, axes, source, memory).plan();
      double expected = 1;
      boolean one = true;
      for (int d = 0; d < rank; d++) {
        long[] n = counted(axes.get(d), shape[d], tile.objects().get(d) * chunk[d], source[d]);
        expected *= (double) n[0] / n[1];
        one &= tile.objects().get(d) == 1;
      }
      assertEquals(expected, tile.amplification(), 1e-9, "round " + round);
      assertTrue(one || tile.memory() <= budget, "round " + round + ": " + tile);
    }
  }

  @Test
  void whatTransformsHoldCountsAsMemory() {
    ArrayLayout layout = layout(new long[] {100, 1000}, new long[] {10, 1000});
    List<@Nullable ConcatAxis> axes = new ArrayList<>();
    axes.add(null);
    axes.add(null);
    long[] source = {100, 1000};
    TilePlanner.Tile plain = new TilePlanner(layout, axes, source, shared(2_100_000)).plan();
    TilePlanner.Tile changed = new TilePlanner(layout, axes, source, shared(2_100_000), 2).plan();
    assertEquals(List.of(10L, 1L), plain.objects());
    assertTrue(changed.objects().get(0) < 10 && changed.memory() <= 2_100_000, changed.toString());
    // A tile of 10 x 1000 floats, encoded; twice a source chunk, what the tile takes of it, and
    // two copies of that as doubles.
    TilePlanner.Tile least = new TilePlanner(layout, axes, source, shared(1), 2).plan();
    assertEquals(2 * 40_000 + 2 * (400_000 + 40_000 + 2 * 80_000), least.memory());
  }

  @Test
  void everySourceChunkIsDecodedOnceWhereMemoryAllows() {
    Random random = new Random(4);
    for (int round = 0; round < 500; round++) {
      long[] shape = {1 + random.nextInt(200), 1 + random.nextInt(200)};
      long[] chunk = {1 + random.nextInt(40), 1 + random.nextInt(40)};
      long[] source = {1 + random.nextInt(40), 1 + random.nextInt(40)};
      List<@Nullable ConcatAxis> axes = new ArrayList<>();
      axes.add(null);
      axes.add(null);
      TilePlanner.Tile tile =
          new TilePlanner(layout(shape, chunk), axes, source, shared(1 << 30)).plan();
      assertTrue(tile.amplification() < 1.1, "round " + round + ": " + tile);
    }
  }

  @Test
  void mapsPerFileBecomeTimeSeriesWithinTheBudget() {
    long[] index = new long[365];
    long[] start = new long[365];
    long[] length = new long[365];
    for (int i = 0; i < 365; i++) {
      index[i] = i;
      length[i] = 1;
    }
    List<@Nullable ConcatAxis> axes = new ArrayList<>();
    axes.add(new ConcatAxis("time", 0, index, start, length));
    axes.add(null);
    axes.add(null);
    ArrayLayout layout = layout(new long[] {365, 720, 1440}, new long[] {365, 90, 90});
    long[] source = {1, 720, 1440};
    TilePlanner.Tile much = new TilePlanner(layout, axes, source, shared(4L << 30)).plan();
    assertEquals(1.0, much.amplification());
    TilePlanner.Tile little = new TilePlanner(layout, axes, source, shared(200L << 20)).plan();
    assertTrue(little.memory() <= 200L << 20 && little.amplification() <= 16, little.toString());
  }
}
