package org.arcoforge.cf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.junit.jupiter.api.Test;

/** The fast summaries against a plain one, on numbers that are hard for them. */
class BlockSummaryTest {
  private static BlockSummary plain(Block block, int from, int to, double first, double second) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    int count = 0;
    for (int i = from; i < to; i++) {
      double v = block.doubleAt(i);
      if (!Double.isNaN(v) && v != first && v != second) {
        min = Math.min(min, v);
        max = Math.max(max, v);
        sum += v;
        count++;
      }
    }
    return new BlockSummary(min, max, sum, count);
  }

  private static void check(BlockSummary expected, BlockSummary found, String what) {
    assertEquals(expected.count(), found.count(), what);
    if (expected.count() > 0) {
      assertEquals(expected.min(), found.min(), what);
      assertEquals(expected.max(), found.max(), what);
      assertEquals(expected.sum(), found.sum(), Math.abs(expected.sum()) * 1e-12, what);
    }
  }

  @Test
  void shortsEqualThePlainSummaryWhateverIsMissing() {
    long none = Long.MAX_VALUE;
    long[][] missing = {
      {none, none},
      {-999, -999},
      {-32768, 32767},
      {0, -1},
      {32767, 32767},
      {-999, none},
      {1 << 20, 5}
    };
    Random random = new Random(1);
    for (int n : new int[] {0, 1, 3, 4, 5, 17, 1000, 300_001}) {
      for (long[] m : missing) {
        Block block = Block.allocate(DataType.INT16, n);
        int spread = n % 2 == 0 ? 65536 : 40;
        for (int i = 0; i < n; i++) {
          boolean run = i / 50 % 3 == 0; // land: nothing there for a while
          block.setLong(i, run ? m[0] : random.nextInt(spread) - spread / 2);
        }
        int from = Math.min(n, 2);
        BlockSummary expected = plain(block, from, n, (double) m[0], (double) m[1]);
        for (boolean byVectors : new boolean[] {false, true}) {
          BlockSummary found = ShortSummary.of(block.bytes(), from, n, m[0], m[1], byVectors);
          check(expected, found, n + " without " + m[0] + ", " + m[1] + " " + byVectors);
        }
      }
    }
  }

  @Test
  void extremesOfShortsAreSummedWithoutOverflow() {
    for (int v : new int[] {-32768, -1, 0, 32767}) {
      int n = 1 << 20;
      Block block = Block.allocate(DataType.INT16, n);
      for (int i = 0; i < n; i++) {
        block.setLong(i, v);
      }
      for (boolean byVectors : new boolean[] {false, true}) {
        BlockSummary found =
            ShortSummary.of(block.bytes(), 0, n, Long.MAX_VALUE, Long.MAX_VALUE, byVectors);
        assertEquals(new BlockSummary(v, v, (double) v * n, n), found);
      }
    }
  }

  @Test
  void floatsEqualThePlainSummaryWhateverIsMissing() {
    double[][] missing = {
      {Double.NaN, Double.NaN}, {(float) 1e20, Double.NaN}, {0, -999}, {-1, -1}, {0.25, 0.25}
    };
    Random random = new Random(2);
    for (DataType type : new DataType[] {DataType.FLOAT32, DataType.FLOAT64}) {
      for (int n : new int[] {0, 1, 4, 7, 100, 50_003}) {
        for (double[] m : missing) {
          Block block = Block.allocate(type, n);
          for (int i = 0; i < n; i++) {
            int kind = random.nextInt(12);
            double v = random.nextInt(9) / 4.0 - 1;
            block.setDouble(i, kind == 0 ? m[0] : kind == 1 ? Double.NaN : v);
          }
          BlockSummary found =
              type == DataType.FLOAT32
                  ? FloatSummary.singles(block.bytes(), 0, n, m[0], m[1])
                  : FloatSummary.doubles(block.bytes(), 0, n, m[0], m[1]);
          check(plain(block, 0, n, m[0], m[1]), found, type + " " + n + " without " + m[0]);
        }
      }
    }
  }

  @Test
  void testingManyFloatsAtOnceLeavesEachBitOfTheSums() {
    float[][] odd = {
      {}, {Float.NaN, -Float.NaN}, {0f, -0f}, {-0f}, {1e20f, Float.NEGATIVE_INFINITY}, {-7.5f}, {3f}
    };
    double[] missing = {Double.NaN, 1e20f, -7.5, 0};
    Random random = new Random(5);
    for (float[] some : odd) {
      for (int offset : new int[] {0, 20}) { // all of one sign, or on both sides of 0
        Block block = Block.allocate(DataType.FLOAT32, 40_003);
        for (int i = 0; i < block.elements(); i++) {
          boolean isOdd = some.length > 0 && random.nextInt(700) == 0;
          double smooth = offset + 10 * Math.sin(i / 3000.0) + random.nextFloat();
          block.setDouble(i, isOdd ? some[i % some.length] : smooth);
        }
        for (double m : missing) {
          for (int from : new int[] {0, 3}) {
            byte[] bytes = block.bytes();
            assertEquals(
                FloatSummary.singles(bytes, from, block.elements(), m, m, false),
                FloatSummary.singles(bytes, from, block.elements(), m, m, true),
                some.length + " odd ones, without " + m);
          }
        }
      }
    }
  }

  @Test
  void infinitiesAreValues() {
    Block block = Block.allocate(DataType.FLOAT32, 8);
    block.setDouble(5, Double.POSITIVE_INFINITY);
    block.setDouble(6, -3);
    BlockSummary found = FloatSummary.singles(block.bytes(), 0, 8, Double.NaN, Double.NaN);
    assertEquals(
        new BlockSummary(-3, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 8), found);
  }
}
