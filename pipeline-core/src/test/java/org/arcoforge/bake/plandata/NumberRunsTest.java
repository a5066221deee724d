package org.arcoforge.bake.plandata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NumberRunsTest {
  private static long[] reread(Object written) {
    return NumberRuns.read(new Members(Map.of("n", written), ""), "n");
  }

  @Test
  void whatIsRegularIsWrittenAsItsRule() {
    assertEquals(
        Map.of("from", 3L, "steps", List.of(List.of(2L, 9L))),
        NumberRuns.write(LongStream.range(0, 10).map(n -> 3 + 2 * n).toArray()));
    assertEquals(
        Map.of("from", 5L, "steps", List.of(List.of(0L, 999_999L))),
        NumberRuns.write(LongStream.range(0, 1_000_000).map(n -> 5).toArray()));
    assertEquals(List.of(31L, 28L, 31L, 30L), NumberRuns.write(new long[] {31, 28, 31, 30}));
    assertEquals(List.of(), NumberRuns.write(new long[0]));
  }

  @Test
  void everyRowComesBack() {
    Random random = new Random(1);
    for (int n = 0; n < 2000; n++) {
      long[] row = new long[random.nextInt(40)];
      long step = random.nextInt(5);
      for (int i = 1; i < row.length; i++) {
        step = random.nextInt(8) == 0 ? random.nextInt(5) : step;
        row[i] = row[i - 1] + step;
      }
      if (n % 10 == 0) {
        for (int i = 0; i < row.length; i++) {
          row[i] = random.nextLong(); // whose differences leave 64 bits
        }
      }
      assertArrayEquals(row, reread(NumberRuns.write(row)));
    }
    long[] ends = {Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE};
    assertArrayEquals(ends, reread(NumberRuns.write(ends)));
    assertArrayEquals(new long[0], NumberRuns.read(new Members(Map.of(), ""), "n"));
  }

  @Test
  void whatIsNoRowIsRefusedWithItsPlace() {
    for (Object wrong :
        List.of(
            "text",
            List.of(1L, "x"),
            Map.of("from", 1L),
            Map.of("from", 1L, "steps", List.of(List.of(1L))),
            Map.of("from", 1L, "steps", List.of(List.of(1L, -1L))),
            Map.of("from", 1L, "steps", List.of(List.of(1L, 1L << 40))),
            Map.of("from", 1.5, "steps", List.of(List.of(1L, 2L))))) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> reread(wrong), wrong.toString());
      assertTrue(String.valueOf(e.getMessage()).contains("/n"), e.getMessage());
    }
  }
}
