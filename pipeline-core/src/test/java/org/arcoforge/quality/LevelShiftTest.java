package org.arcoforge.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Other units in mid-archive are found; noise, trend, season and heavy tails are not. */
class LevelShiftTest {
  private static TimeSeries series(int n, IntToDoubleFunction value) {
    List<Long> positions = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      positions.add((long) i);
      values.add(value.applyAsDouble(i));
    }
    return new TimeSeries(positions, values);
  }

  /** Season of a year of 12, a trend, and noise. */
  private static IntToDoubleFunction climate(Random random, double mean, double amplitude) {
    return i ->
        mean
            + amplitude * Math.sin(i * Math.PI / 6)
            + amplitude * i / 300
            + amplitude / 5 * random.nextGaussian();
  }

  @Test
  void celsiusAfterKelvinIsFoundWhereItBegins() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int n = 10 + random.nextInt(190);
      int at = 5 + random.nextInt(n - 9);
      IntToDoubleFunction kelvin = climate(random, 287, 0.5 + random.nextDouble() * 12);
      TimeSeries mixed = series(n, i -> kelvin.applyAsDouble(i) - (i < at ? 0 : 273.15));
      List<LevelShift.Place> found = LevelShift.find(mixed);
      assertEquals(1, found.size(), "seed " + seed + ", " + at + " of " + n);
      assertEquals(at, found.get(0).index(), "seed " + seed);
      assertFalse(found.get(0).isSpike());
      assertTrue(found.get(0).before() - found.get(0).after() > 200, found.toString());
    }
  }

  @Test
  void otherUnitsOfPrecipitationAreFoundByTheirFactor() {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      IntToDoubleFunction rain = i -> Math.exp(0.5 * random.nextGaussian());
      List<LevelShift.Place> found =
          LevelShift.find(series(80, i -> rain.applyAsDouble(i) * (i < 37 ? 1 : 86400)));
      assertEquals(List.of(37), found.stream().map(LevelShift.Place::index).toList());
    }
  }

  @Test
  void rowThatHoldsBothUnitsHidesNothing() {
    TimeSeries mixed = series(30, i -> i == 14 ? 150 : (i < 14 ? 287 : 14) + Math.sin(i) * 3);
    assertEquals(1, LevelShift.find(mixed).size());
  }

  @Test
  void oneFileInOtherUnitsIsFound() {
    List<LevelShift.Place> found =
        LevelShift.find(series(40, i -> (i == 21 ? 14 : 287) + Math.sin(i)));
    assertEquals(1, found.size());
    assertEquals(21, found.get(0).index());
    assertTrue(found.get(0).isSpike());
  }

  @Test
  void noiseTrendAndSeasonAreNoShift() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      int n = 8 + random.nextInt(200);
      assertEquals(
          List.of(),
          LevelShift.find(series(n, climate(random, 287, random.nextDouble() * 20))),
          "seed " + seed);
    }
  }

  @Test
  void noiseAloneAndHeavyTailsAreNoShift() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      int n = 8 + random.nextInt(200);
      assertEquals(List.of(), LevelShift.find(series(n, i -> random.nextGaussian())), "" + seed);
      assertEquals(
          List.of(),
          LevelShift.find(series(n, i -> Math.exp(random.nextGaussian()))),
          "rain, seed " + seed);
      double[] walk = {0};
      assertEquals(
          List.of(),
          LevelShift.find(series(n, i -> walk[0] += random.nextGaussian())),
          "walk, seed " + seed);
    }
  }

  @Test
  void snowThatComesInWinterIsNoShift() {
    assertEquals(
        List.of(), LevelShift.find(series(48, i -> Math.max(0, 80 * Math.sin(i * Math.PI / 6)))));
    assertEquals(List.of(), LevelShift.find(series(30, i -> i < 15 ? 0 : (i - 14) * 3.0)));
  }

  @Test
  void stepAcrossALongGapIsNoShift() {
    TimeSeries even = series(20, i -> (i < 10 ? 5 : 25) + 0.1 * Math.sin(i));
    assertEquals(1, LevelShift.find(even).size());
    List<Long> positions = new ArrayList<>();
    for (long i = 0; i < 20; i++) {
      positions.add(i < 10 ? i : 180 + i); // January, then July
    }
    assertEquals(List.of(), LevelShift.find(new TimeSeries(positions, even.values())));
  }
}
