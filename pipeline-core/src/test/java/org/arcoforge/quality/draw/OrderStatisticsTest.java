package org.arcoforge.quality.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** The value of each rank is that at its place among all values, sorted. */
class OrderStatisticsTest {
  private static void same(double... values) {
    same((all, n) -> new OrderStatistics(all, n)::rank, values);
  }

  /** Makes what gives the values of ranks among the first of an array. */
  private interface Ranks {
    IntToDoubleFunction of(double[] values, int n);
  }

  private static void same(Ranks ranks, double... values) {
    double[] more = Arrays.copyOf(values, values.length + 3);
    Arrays.fill(more, values.length, more.length, -1e9); // which do not count
    IntToDoubleFunction rank = ranks.of(more, values.length);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    for (int k = 0; k < sorted.length; k++) {
      assertEquals(sorted[k], rank.applyAsDouble(k), "rank " + k); // also which zero it is
    }
  }

  @Test
  void ranksAreThoseOfASortedArray() {
    same(1);
    same(2, 2, 2, 2);
    same(0.0, -0.0, 0.0, -0.0, 1e-300);
    same(-Double.MAX_VALUE, Double.MAX_VALUE, 0, 1, 2);
    same(1e30, 3, 1, 2, 5, 4);
    same(Double.MIN_VALUE, 0, -Double.MIN_VALUE, 2 * Double.MIN_VALUE);
    same(1, Math.nextUp(1), Math.nextDown(1), 1);
    Random random = new Random(3);
    same(random.doubles(5000).toArray());
    same(DoubleStream.generate(random::nextGaussian).limit(5000).map(v -> v * v * v).toArray());
    same(random.ints(5000, -300, 3000).mapToDouble(v -> v * 0.01 - 5).toArray());
  }

  @Test
  void whatCountsOthersOrDoesNotSortIsNotTheSame() {
    assertThrows(AssertionError.class, () -> same((all, n) -> k -> all[k], 2, 1));
    assertThrows(
        AssertionError.class,
        () -> same((all, n) -> new OrderStatistics(all, all.length)::rank, 1, 2));
  }
}
