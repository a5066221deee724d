package org.arcoforge.bake.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** Positions are within the axis, few, in few chunks, and from end to end. */
class TimeSamplingTest {
  @Test
  void shortAxisIsReadWhole() {
    assertEquals(
        Map.of(0L, List.of(0L, 1L, 2L), 1L, List.of(3L, 4L)), TimeSampling.of(5, 3, 2, 200, 1));
  }

  @Test
  void oneColumnIsThatWhichIsDrawn() {
    assertEquals(Map.of(2L, List.of(6L, 7L)), TimeSampling.of(8, 3, 1, 200, 2));
  }

  @Test
  void budgetHoldsForAllAxes() {
    Random random = new Random(5);
    for (int n = 0; n < 2000; n++) {
      long length = 1L + random.nextInt(5000);
      long chunk = 1L + random.nextInt(400);
      long all = (length + chunk - 1) / chunk;
      int columns = 1 + random.nextInt((int) Math.min(64, all));
      long drawn = random.nextInt((int) all);
      int positions = Math.max(columns, 1 + random.nextInt(200));
      SortedMap<Long, List<Long>> some = TimeSampling.of(length, chunk, columns, positions, drawn);
      assertTrue(some.size() <= columns);
      int count = 0;
      for (Map.Entry<Long, List<Long>> e : some.entrySet()) {
        count += e.getValue().size();
        for (long p : e.getValue()) {
          assertTrue(p >= 0 && p < length && p / chunk == e.getKey());
        }
      }
      assertTrue(count >= 1 && count <= positions, count + " of " + positions);
      assertTrue(columns >= all || some.containsKey(drawn));
    }
  }
}
