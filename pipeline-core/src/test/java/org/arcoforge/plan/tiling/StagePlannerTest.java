package org.arcoforge.plan.tiling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.Variable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StagePlannerTest {
  private static final long MB = 1_000_000;

  /** Four years of hours, in monthly files. */
  private static final ConcatAxis HOURS = months(48);

  private static ConcatAxis months(int n) {
    long[] index = new long[n];
    long[] start = new long[n];
    long[] length = new long[n];
    for (int i = 0; i < n; i++) {
      index[i] = i;
      length[i] = 24L * new int[] {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[i % 12];
    }
    return new ConcatAxis("time", 0, index, start, length);
  }

  private static ArrayLayout layout(DataType type, long[] shape, long... chunk) {
    List<Dimension> dims = new ArrayList<>();
    List<Long> chunks = new ArrayList<>();
    for (int d = 0; d < shape.length; d++) {
      dims.add(new Dimension("d" + d, shape[d]));
      chunks.add(chunk[d]);
    }
    Variable v = new Variable("v", type, dims, Attributes.empty());
    return ArrayLayout.builder()
        .variable(v)
        .chunk(chunks)
        .fill(FillValue.zero())
        .fillIsMissing(false)
        .codec(CodecSpec.standard())
        .build();
  }

  private static StagePlanner.Chosen plan(
      ArrayLayout layout, @Nullable ConcatAxis time, MemoryBudget memory, long... source) {
    return plan(layout, time, memory, ObjectParts.NONE, source);
  }

  private static StagePlanner.Chosen plan(
      ArrayLayout layout,
      @Nullable ConcatAxis time,
      MemoryBudget memory,
      ObjectParts parts,
      long... source) {
    List<@Nullable ConcatAxis> axes = new ArrayList<>();
    axes.add(time);
    for (int d = 1; d < source.length; d++) {
      axes.add(null);
    }
    return new StagePlanner(layout, axes, source, memory, 0, parts).plan();
  }

  private static ArrayLayout era() {
    long[] shape = {HOURS.length(), 721, 1440};
    return layout(DataType.FLOAT32, shape, HOURS.length(), 10, 20);
  }

  @Test
  void reanalysisBecomesTimeSeriesThroughScratch() {
    for (long mb : new long[] {256, 512, 768}) {
      MemoryBudget memory = MemoryBudget.alone(mb * MB, mb * MB);
      StagePlanner.Chosen chosen = plan(era(), HOURS, memory, 93, 91, 180);
      StagingChoice staging = Objects.requireNonNull(chosen.choice());
      assertTrue(staging.staged() && staging.pulled() > 2, mb + " MB: " + staging);
      assertTrue(staging.stageSeconds() < staging.pullSeconds(), mb + " MB: " + staging);
      StagePlanner.First first = Objects.requireNonNull(chosen.first());
      assertTrue(first.tile().amplification() < 1.3, mb + " MB: " + first);
      assertTrue(chosen.tile().amplification() < 2, mb + " MB: " + chosen);
      assertTrue(first.tile().memory() <= memory.tiles(), mb + " MB: " + first);
      assertTrue(chosen.tile().memory() <= memory.tiles(), mb + " MB: " + chosen);
    }
  }

  @Test
  void tilesOfObjectsMadeInBandsMayBeLargerThanTheMemory() {
    MemoryBudget memory = MemoryBudget.alone(512 * MB, 1024 * MB);
    StagePlanner.Chosen chosen = plan(era(), HOURS, memory, layout -> MB, 93, 91, 180);
    assertNull(chosen.first(), chosen.toString());
    assertTrue(chosen.tile().amplification() <= StagePlanner.FEW, chosen.toString());
    assertTrue(chosen.tile().memory() <= memory.tiles(), chosen.toString());
    long objects = chosen.tile().objects().stream().reduce(1L, (a, b) -> a * b);
    assertTrue(objects * HOURS.length() * 10 * 20 * 4 > memory.tiles(), chosen.toString());
    long atOnce = memory.tiles() / chosen.tile().memory();
    assertTrue(objects * atOnce <= ObjectParts.MOST, chosen.toString());
  }

  /** Each of their parts would be in memory, and an object that an edge cuts short as a whole. */
  @Test
  void tilesOfTooManyObjectsGoThroughScratchAllTheSame() {
    MemoryBudget memory = MemoryBudget.alone(512 * MB, 1024 * MB);
    assertNotNull(plan(era(), HOURS, memory, layout -> MB, 1, 721, 1440).first());
    ArrayLayout cut =
        layout(DataType.FLOAT32, new long[] {HOURS.length(), 19, 19}, HOURS.length(), 10, 10);
    assertEquals(
        plan(cut, HOURS, memory, 93, 19, 19), plan(cut, HOURS, memory, layout -> MB, 93, 19, 19));
  }

  /** What cannot be had in bands is refused as before, for want of memory for one object. */
  @Test
  void objectLargerThanTheLimitStaysThat() {
    MemoryBudget memory = MemoryBudget.alone(64 * MB, 65 * MB);
    StagePlanner.Chosen chosen =
        plan(
            layout(DataType.FLOAT32, new long[] {4000, 100, 400}, 4000, 100, 100),
            null,
            memory,
            layout -> MB,
            10,
            100,
            400);
    assertTrue(chosen.tile().memory() > memory.limit(), chosen.toString());
  }

  @Test
  void withMemoryEnoughForOnePassThereIsNone() {
    MemoryBudget memory = MemoryBudget.alone(40_000 * MB, 40_000 * MB);
    StagePlanner.Chosen chosen = plan(era(), HOURS, memory, 93, 91, 180);
    assertNull(chosen.first(), chosen.toString());
    assertNull(chosen.choice());
    assertTrue(chosen.tile().amplification() <= StagePlanner.FEW);
  }

  @Test
  void whatCostsMoreThanPullingIsNotDone() {
    ArrayLayout layout = layout(DataType.FLOAT32, new long[] {1220, 30, 40}, 1220, 3, 4);
    int pulled = 0;
    for (int mb = 1; mb < 30; mb++) {
      MemoryBudget memory = MemoryBudget.shared(mb * MB, 1 << 30);
      StagingChoice choice = plan(layout, null, memory, 60, 30, 40).choice();
      if (choice != null && choice.stageSeconds() > 0) {
        assertEquals(choice.stageSeconds() < choice.pullSeconds(), choice.staged(), mb + " MB");
        if (!choice.staged()) {
          pulled++;
          assertTrue(choice.pulled() > 2 && choice.reason().contains("would cost more"));
        }
      }
    }
    assertTrue(pulled > 0);
  }

  @Test
  void whereNoIntermediateFitsTheMemoryTilesPull() {
    ArrayLayout layout = layout(DataType.FLOAT32, new long[] {100, 1000, 1000}, 100, 10, 10);
    MemoryBudget memory = MemoryBudget.alone(3 * MB, 40 * MB); // less than one map
    StagePlanner.Chosen chosen = plan(layout, null, memory, 1, 1000, 1000);
    assertNull(chosen.first());
    assertEquals(
        "no intermediate fits the memory", Objects.requireNonNull(chosen.choice()).reason());
  }

  @Test
  void textsAreNeverStaged() {
    ArrayLayout layout = layout(DataType.STRING, new long[] {1000, 1000}, 1000, 10);
    StagePlanner.Chosen chosen = plan(layout, null, MemoryBudget.alone(MB, MB), 10, 1000);
    assertTrue(chosen.tile().amplification() > 2, chosen.toString());
    assertNull(chosen.first());
  }

  @Test
  void noStageNeedsMoreThanTheMemoryAndEachIsWorthIt() {
    Random random = new Random(21);
    int staged = 0;
    for (int round = 0; round < 300; round++) {
      long[] shape = {1 + random.nextInt(4000), 1 + random.nextInt(300), 1 + random.nextInt(300)};
      long[] source = {1 + random.nextInt(40), 20 + random.nextInt(280), 20 + random.nextInt(280)};
      long[] chunk = {shape[0], 1 + random.nextInt(20), 1 + random.nextInt(20)};
      DataType type = random.nextBoolean() ? DataType.INT16 : DataType.FLOAT64;
      long budget = (1L + random.nextInt(200)) * MB;
      MemoryBudget memory =
          random.nextBoolean()
              ? MemoryBudget.alone(budget, Long.MAX_VALUE)
              : MemoryBudget.shared(budget, Long.MAX_VALUE);
      StagePlanner.Chosen chosen = plan(layout(type, shape, chunk), null, memory, source);
      assertEquals(chosen, plan(layout(type, shape, chunk), null, memory, source));
      StagePlanner.First first = chosen.first();
      if (first == null) {
        continue;
      }
      staged++;
      StagingChoice choice = Objects.requireNonNull(chosen.choice());
      String what = "round " + round + ": " + chosen;
      assertTrue(first.tile().memory() <= budget && chosen.tile().memory() <= budget, what);
      assertTrue(choice.stageSeconds() < choice.pullSeconds(), what);
      assertTrue(first.tile().amplification() < choice.pulled(), what);
      assertEquals(layout(type, shape, chunk).variable(), first.layout().variable());
    }
    assertTrue(staged > 30, staged + " staged");
  }
}
