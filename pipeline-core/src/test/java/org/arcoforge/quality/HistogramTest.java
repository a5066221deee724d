package org.arcoforge.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Histograms are held against the rule of NumPy, tried edge by edge. */
final class HistogramTest {
  private static void assertIsByEdges(double... values) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    double low = Arrays.stream(finite).min().orElse(0);
    double high = Arrays.stream(finite).max().orElse(0);
    List<Long> counts = new ArrayList<>(Collections.nCopies(Histogram.BINS, 0L));
    double width = (high - low) / Histogram.BINS;
    for (double v : finite) {
      int bin = 0;
      for (int i = 1; i < Histogram.BINS && width > 0; i++) {
        bin = v >= low + i * width ? i : bin;
      }
      counts.set(bin, counts.get(bin) + 1);
    }
    assertEquals(new Histogram(low, high, counts), Histogram.of(values));
  }

  @Test
  void aValueIsInTheBinWhoseLowerEdgeItReaches() {
    Random random = new Random(5);
    assertIsByEdges(random.doubles(10_000, -3, 7).toArray());
    double[] packed = random.ints(10_000, -300, 3000).mapToDouble(i -> i * 0.01).toArray();
    assertIsByEdges(packed);
    assertIsByEdges(random.ints(500, 0, 41).mapToDouble(i -> i).toArray()); // all on edges
  }

  @Test
  void whatIsNoFiniteNumberIsNotCounted() {
    assertIsByEdges(1, Double.NaN, Double.POSITIVE_INFINITY, 2, Double.NEGATIVE_INFINITY, 5);
    assertIsByEdges(Double.NaN, Double.POSITIVE_INFINITY);
    assertIsByEdges();
  }

  @Test
  void equalValuesAreInTheFirstBin() {
    assertIsByEdges(4, 4, 4);
    assertIsByEdges(0, Double.MIN_VALUE);
  }
}
