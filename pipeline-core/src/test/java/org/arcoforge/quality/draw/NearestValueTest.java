package org.arcoforge.quality.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is found by few looks is what is found by looking at all. */
class NearestValueTest {
  /** The definition. */
  private static int nearest(double[] x, double at, boolean isAround) {
    int best = -1;
    double distance = Double.POSITIVE_INFINITY;
    for (int i = 0; i < x.length; i++) {
      double d = Math.abs(x[i] - at);
      if (isAround) {
        d = Math.abs(d - 360 * Math.rint(d / 360));
      }
      if (d < distance) {
        distance = d;
        best = i;
      }
    }
    return best;
  }

  private static double[] line(int n, double from, double step) {
    return IntStream.range(0, n).mapToDouble(i -> from + i * step).toArray();
  }

  /** Makes what finds places in values, on a line or around the globe. */
  private interface Finder {
    DoubleToIntFunction of(double[] x, boolean isAround);
  }

  private static void same(double[] x) {
    same(x, (values, isAround) -> new NearestValue(values, isAround)::to);
  }

  private static void same(double[] x, Finder finder) {
    for (boolean isAround : new boolean[] {false, true}) {
      DoubleToIntFunction nearest = finder.of(x, isAround);
      for (double at = -400; at <= 400; at += 1.25) {
        assertEquals(nearest(x, at, isAround), nearest.applyAsInt(at), isAround + " " + at);
      }
      for (int i = 0; i < x.length; i += 1 + x.length / 40) {
        double at = x[i];
        for (double near : new double[] {at, Math.nextUp(at), Math.nextDown(at), at + 360}) {
          assertEquals(nearest(x, near, isAround), nearest.applyAsInt(near), isAround + " " + near);
        }
      }
    }
  }

  @Test
  void ofAxesThatGoOneWayIsTheFirstThatIsNearest() {
    List.of(
            line(1440, 0.125, 0.25),
            line(1440, -179.875, 0.25),
            line(720, 89.875, -0.25),
            line(361, -180, 1), // both ends are one place
            line(721, 0, 1), // each place three times
            line(181, 90, -1),
            line(2, 10, 40),
            line(30, 350, 1),
            line(30, 380, -1))
        .forEach(NearestValueTest::same);
    Random random = new Random(1);
    for (int n = 0; n < 40; n++) {
      double[] x = random.doubles(1 + random.nextInt(60), -300, 400).sorted().toArray();
      same(x);
      same(IntStream.range(0, x.length).mapToDouble(i -> -x[i]).toArray());
    }
  }

  @Test
  void ofAnyOtherValuesToo() {
    same(new double[0]);
    same(new double[] {7});
    same(new double[] {3, 3, 3});
    same(new double[] {0, 1, 1, 2});
    same(new double[] {170, 175, 180, -175, -170});
    same(new double[] {5, Double.NaN, 1, Double.POSITIVE_INFINITY});
    same(new double[] {Double.NaN, 1, 2});
    same(new double[] {Double.NEGATIVE_INFINITY, 1, 2});
    same(line(50, -3000, 100));
    same(new Random(2).doubles(200, -300, 400).toArray());
  }

  @Test
  void whatTakesTheLastOfTwoOrForgetsTheTurnIsNotTheSame() {
    double[] x = line(361, -180, 1);
    assertThrows(
        AssertionError.class,
        () ->
            same(
                x,
                (all, around) -> at -> all.length - 1 - nearest(line(361, 180, -1), at, around)));
    assertThrows(
        AssertionError.class, () -> same(x, (all, around) -> at -> nearest(all, at, false)));
  }
}
