package org.arcoforge.plan.tiling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.arcoforge.plan.tiling.Rechunking.Stage;
import org.junit.jupiter.api.Test;

/** Expected shapes are those that rechunker 0.5 and xarray-beam publish in their own tests. */
class RechunkingTest {
  private static final long WHOLE = Rechunking.WHOLE;
  private static final long KEEP = Rechunking.KEEP;

  private static long[] s(long... lengths) {
    return lengths;
  }

  private static void assertConsolidated(
      long[] expected, long[] shape, long[] chunks, int itemBytes, long most, long... limits) {
    assertArrayEquals(expected, Rechunking.consolidate(shape, chunks, itemBytes, most, limits));
  }

  @Test
  void chunksGrowFromTheLastAxisOnWithinTheMemory() {
    long[] shape = s(8, 8);
    long[] chunk = s(1, 2);
    assertConsolidated(s(1, 2), shape, chunk, 4, 8, WHOLE, WHOLE);
    assertConsolidated(s(1, 4), shape, chunk, 4, 16, WHOLE, WHOLE);
    assertConsolidated(s(1, 4), shape, chunk, 4, 17, WHOLE, WHOLE);
    assertConsolidated(s(2, 8), shape, chunk, 4, 64, WHOLE, WHOLE);
    assertConsolidated(s(8, 8), shape, chunk, 4, 256, WHOLE, WHOLE);
    assertConsolidated(s(8, 8), shape, chunk, 4, 512, WHOLE, WHOLE);
    assertConsolidated(s(4, 8), shape, chunk, 8, 256, WHOLE, WHOLE);
  }

  @Test
  void chunksGrowToTheirLimits() {
    long[] shape = s(8, 8);
    long[] chunk = s(1, 2);
    assertConsolidated(s(1, 4), shape, chunk, 4, 16, KEEP, WHOLE);
    assertConsolidated(s(2, 2), shape, chunk, 4, 16, WHOLE, KEEP);
    assertConsolidated(s(1, 8), shape, chunk, 4, 32, KEEP, WHOLE);
    assertConsolidated(s(1, 4), shape, chunk, 4, 32, KEEP, 4);
    assertConsolidated(s(2, 4), shape, chunk, 4, 32, 8, 4);
    assertConsolidated(s(4, 2), shape, chunk, 4, 32, 8, KEEP);
    assertConsolidated(s(8, 2), shape, chunk, 4, 128, 10, KEEP);
  }

  @Test
  void mapsOfSeveralLevelsGrow() {
    long[] shape = s(1000, 50, 1800, 3600);
    long[] chunk = s(1, 5, 1800, 3600);
    long[] all = s(WHOLE, WHOLE, WHOLE, WHOLE);
    assertConsolidated(s(1, 35, 1800, 3600), shape, chunk, 4, 1_000_000_000, all);
    assertConsolidated(s(2, 50, 1800, 3600), shape, chunk, 4, 3_000_000_000L, all);
  }

  @Test
  void chunksThatDoNotFitAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Rechunking.consolidate(s(8, 8), s(1, 2), 4, 7, WHOLE, WHOLE));
    assertThrows(
        IllegalArgumentException.class, () -> Rechunking.consolidate(s(8, 8), s(1, 2), 4, 8, 1, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> Rechunking.plan(s(100, 100), s(100, 1), s(1, 100), 1, 101, 100, 9));
    assertThrows(
        IllegalArgumentException.class,
        () -> Rechunking.plan(s(100, 100), s(100, 1), s(1, 100), 1, 1, 99, 9));
  }

  private static void assertBetween(long[] read, long[] write, int stages, long[]... expected) {
    List<long[]> found = Rechunking.between(read, write, stages);
    assertArrayEquals(expected, found.toArray(new long[0][]));
  }

  @Test
  void shapesOfStagesAreInterpolatedGeometrically() {
    assertBetween(s(100, 1), s(1, 100), 1);
    assertBetween(s(100, 1), s(1, 100), 2, s(10, 10));
    assertBetween(s(100, 1), s(1, 100), 3, s(21, 4), s(4, 21));
    assertBetween(s(1_000_000, 1), s(1, 1_000_000), 2, s(1000, 1000));
    assertBetween(s(1_000_000, 1), s(1, 1_000_000), 3, s(10000, 100), s(100, 10000));
    assertBetween(s(1_000_000, 1), s(1, 1_000_000), 4, s(31622, 31), s(1000, 1000), s(31, 31622));
    assertBetween(s(10, 10), s(1, 100), 2, s(3, 31));
  }

  @Test
  void movesAreCounted() {
    Object[][] cases = {
      {s(6), s(1), s(6), 6},
      {s(10), s(1), s(6), 10},
      {s(6), s(2), s(3), 4},
      {s(24), s(2), s(3), 16},
      {s(10), s(4), s(5), 4},
      {s(100), s(4), s(5), 40},
      {s(20), s(5), s(7), 6},
      {s(100, 100), s(1, 100), s(100, 1), 10_000},
      {s(100, 100), s(1, 10), s(10, 1), 10_000},
      {s(100, 100), s(20, 20), s(25, 25), 64},
      {s(50, 50), s(20, 20), s(25, 25), 16},
      {s(100), s(43), s(100), 3},
      {s(100), s(43), s(51), 4},
      {s(100), s(43), s(40), 5},
      {s(100), s(43), s(10), 12},
      {s(100), s(43), s(1), 100},
    };
    for (Object[] c : cases) {
      assertEquals(
          (double) (int) c[3], Rechunking.moves((long[]) c[0], (long[]) c[1], (long[]) c[2]));
    }
  }

  @Test
  void movesAreWhatCountingElementByElementGives() {
    Random random = new Random(11);
    for (int round = 0; round < 2000; round++) {
      int size = 1 + random.nextInt(1000);
      long a = 1L + random.nextInt(1000);
      long b = 1L + random.nextInt(1000);
      Set<String> boxes = new HashSet<>();
      for (int i = 0; i < size; i++) {
        boxes.add(i / a + " " + i / b);
      }
      assertEquals((double) boxes.size(), Rechunking.moves(s(size), s(a), s(b)));
    }
  }

  private static void assertOneStage(
      long[] shape, long[] from, long[] to, int itemBytes, long most, long[]... expected) {
    Rechunking.Way way = Rechunking.plan(shape, from, to, itemBytes, itemBytes, most, 1);
    assertEquals(List.of(stage(expected[0], expected[1], expected[2])), way.stages());
    assertFalse(way.laborious());
  }

  private static Stage stage(long[] read, long[] parts, long[] write) {
    return new Stage(list(read), list(parts), list(write));
  }

  private static List<Long> list(long[] values) {
    return java.util.Arrays.stream(values).boxed().toList();
  }

  @Test
  void oneStageReadsAndWritesAsMuchAsTheMemoryHolds() {
    assertOneStage(s(8), s(1), s(1), 4, 4, s(1), s(1), s(1));
    assertOneStage(s(8), s(1), s(1), 4, 8, s(2), s(2), s(2));
    assertOneStage(s(8), s(1), s(2), 4, 8, s(2), s(2), s(2));
    assertOneStage(s(8), s(1), s(2), 4, 16, s(4), s(4), s(4));
    assertOneStage(s(8), s(1), s(2), 4, 17, s(4), s(4), s(4));
    assertOneStage(s(16), s(3), s(7), 4, 32, s(7), s(7), s(7));
    long[] square = s(8, 8);
    assertOneStage(square, s(1, 8), s(8, 1), 4, 32, s(1, 8), s(1, 1), s(8, 1));
    assertOneStage(square, s(1, 8), s(8, 1), 4, 64, s(2, 8), s(2, 2), s(8, 2));
    assertOneStage(square, s(1, 8), s(8, 1), 4, 256, s(8, 8), s(8, 8), s(8, 8));
    assertOneStage(square, s(1, 8), s(8, 1), 4, 512, s(8, 8), s(8, 8), s(8, 8));
    assertOneStage(s(10, 20), s(1, 20), s(10, 1), 1, 200, s(10, 20), s(10, 20), s(10, 20));
  }

  @Test
  void moreStagesKeepThePartsLarge() {
    long[] shape = s(100, 100);
    assertEquals(
        List.of(stage(s(100, 1), s(1, 1), s(1, 100))),
        Rechunking.plan(shape, s(100, 1), s(1, 100), 1, 1, 100, 9).stages());
    Rechunking.Way two = Rechunking.plan(shape, s(100, 1), s(1, 100), 1, 10, 100, 9);
    assertEquals(
        List.of(stage(s(100, 1), s(10, 1), s(10, 10)), stage(s(10, 10), s(1, 10), s(1, 100))),
        two.stages());
    assertFalse(two.laborious());
    long[] cube = s(1000, 200, 300);
    int stages =
        Rechunking.plan(cube, s(1, 200, 300), s(1000, 20, 20), 8, 1_000_000, 10_000_000, 9)
            .stages()
            .size();
    assertTrue(stages > 1, stages + " stages");
  }

  @Test
  void stagesEndWhereMoreOfThemWouldMoveMorePieces() {
    assertTrue(Rechunking.plan(s(100, 100), s(100, 1), s(1, 100), 1, 90, 100, 99).laborious());
  }

  @Test
  void tooFewStagesAreAnError() {
    assertThrows(
        IllegalStateException.class,
        () -> Rechunking.plan(s(100, 100), s(100, 1), s(1, 100), 1, 10, 100, 1));
  }

  @Test
  void partsOfOneStageNeedNoOther() {
    long[] shape = s(175320, 721, 1440);
    long[] target = s(21915, 103, 10);
    long most = 12_000_000_000L;
    Stage first = Rechunking.plan(shape, s(24, 721, 1440), target, 4, 4, most, 1).stages().get(0);
    long[] parts = first.parts().stream().mapToLong(Long::longValue).toArray();
    Stage second = Rechunking.plan(shape, parts, target, 4, 4, most, 1).stages().get(0);
    assertEquals(second.read(), second.parts());
    assertEquals(second.parts(), second.write());
  }

  @Test
  void everyWayStaysWithinTheMemoryAndCutsNoTarget() {
    Random random = new Random(12);
    for (int round = 0; round < 500; round++) {
      int rank = 1 + random.nextInt(4);
      long[] shape = new long[rank];
      long[] from = new long[rank];
      long[] to = new long[rank];
      double largest = 4;
      double other = 4;
      for (int d = 0; d < rank; d++) {
        shape[d] = 1L + random.nextInt(2000);
        from[d] = 1L + random.nextInt((int) shape[d]);
        to[d] = 1L + random.nextInt((int) shape[d]);
        largest *= from[d];
        other *= to[d];
      }
      long most = 10 * (long) Math.max(largest, other);
      Rechunking.Way way = Rechunking.plan(shape, from, to, 4, most / 100, most, 99);
      for (Stage stage : way.stages()) {
        for (List<Long> box : List.of(stage.read(), stage.parts(), stage.write())) {
          double bytes = box.stream().mapToDouble(Long::doubleValue).reduce(4, (a, b) -> a * b);
          assertTrue(bytes <= most, way.toString());
        }
      }
      List<Long> write = way.stages().get(way.stages().size() - 1).write();
      for (int d = 0; d < rank; d++) {
        assertTrue(write.get(d) == shape[d] || write.get(d) % to[d] == 0, way.toString());
        assertTrue(way.stages().get(0).read().get(d) >= from[d], way.toString());
      }
    }
  }
}
