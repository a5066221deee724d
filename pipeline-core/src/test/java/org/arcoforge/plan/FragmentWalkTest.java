package org.arcoforge.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.plan.tiling.ConcatAxis;
import org.arcoforge.recipe.Policies.OrderPolicy;
import org.arcoforge.view.SourceSample;
import org.junit.jupiter.api.Test;

public class FragmentWalkTest {
  /** Segments in any order, some without elements. */
  public static ConcatAxis axis(Random random, int patternDim) {
    int n = 1 + random.nextInt(5);
    long[] index = new long[n];
    long[] start = new long[n];
    long[] length = new long[n];
    for (int s = 0; s < n; s++) {
      index[s] = random.nextInt(n);
      start[s] = random.nextInt(7);
      length[s] = s == 0 ? 1 + random.nextInt(6) : random.nextInt(7);
    }
    return new ConcatAxis("d" + patternDim, patternDim, index, start, length);
  }

  @Test
  void everyElementIsInTheSegmentThatHoldsIt() {
    Random random = new Random(5);
    for (int round = 0; round < 500; round++) {
      ConcatAxis axis = axis(random, 0);
      for (int s = 0; s < axis.segments(); s++) {
        for (long e = axis.offset(s); e < axis.offset(s + 1); e++) {
          assertEquals(s, axis.segmentAt(e), axis + " at " + e);
        }
      }
    }
  }

  /** Two concat axes in random overlap; the values say where they come from. */
  @Test
  void fragmentsCoverEveryRegionOnceWithTheRightValues() throws Exception {
    Random random = new Random(6);
    for (int round = 0; round < 100; round++) {
      ArchiveSample archive = archive(random);
      Plan plan = archive.plan();
      PlannedArray array = ArchiveSample.array(plan, "v");
      Block whole = archive.read(plan, "v");
      Block times = archive.read(plan, "time");
      Block members = archive.read(plan, "member");
      long[] shape = whole.shape();
      for (int i = 0; i < whole.elements(); i++) {
        int x = (int) (i % shape[2]);
        int m = (int) (i / shape[2] % shape[1]);
        int t = (int) (i / shape[2] / shape[1]);
        long expected = 10_000 * times.longAt(t) + 100 * members.longAt(m) + x;
        assertEquals(expected, (long) whole.doubleAt(i), "round " + round);
      }
      Region region = region(random, shape);
      int[] seen = new int[whole.elements()];
      plan.fragments(array, region, f -> mark(f, shape, seen));
      for (int i = 0; i < seen.length; i++) {
        long[] at = {i / shape[2] / shape[1], i / shape[2] % shape[1], i % shape[2]};
        Region one = Region.of(at, new long[] {1, 1, 1});
        assertEquals(region.contains(one) ? 1 : 0, seen[i], "round " + round + " at " + i);
      }
    }
  }

  private static void mark(Fragment f, long[] shape, int[] seen) {
    assertEquals(
        Arrays.toString(f.source().size()), Arrays.toString(f.target().size()), f.toString());
    Region t = f.target();
    for (long a = t.start(0); a < t.end(0); a++) {
      for (long b = t.start(1); b < t.end(1); b++) {
        for (long c = t.start(2); c < t.end(2); c++) {
          seen[(int) ((a * shape[1] + b) * shape[2] + c)]++;
        }
      }
    }
  }

  private static Region region(Random random, long[] shape) {
    long[] start = new long[3];
    long[] size = new long[3];
    for (int d = 0; d < 3; d++) {
      start[d] = random.nextInt((int) shape[d]);
      size[d] = 1L + random.nextInt((int) (shape[d] - start[d]));
    }
    return Region.of(start, size);
  }

  private static ArchiveSample archive(Random random) {
    long[][] times = coordinates(random, 1 + random.nextInt(4));
    long[][] members = coordinates(random, 1 + random.nextInt(3));
    String[] names = new String[times.length];
    Arrays.setAll(names, i -> "t" + i);
    List<SourceSample> files = new ArrayList<>();
    for (long[] t : times) {
      for (long[] m : members) {
        double[] numbers = new double[m.length];
        Arrays.setAll(numbers, i -> m[i]);
        SourceSample file =
            new SourceSample()
                .time(ConcatTest.DAYS, t)
                .coordinate("member", DataType.INT64, numbers)
                .add("v", DataType.FLOAT64, "time:" + t.length + " member:" + m.length + " x:2");
        double[] values = new double[t.length * m.length * 2];
        Arrays.setAll(
            values, i -> 10_000 * t[i / 2 / m.length] + 100 * m[i / 2 % m.length] + i % 2);
        files.add(file.values("v", values));
      }
    }
    return new ArchiveSample(
            FilePattern.of(
                "https://x/{time}_{member}.nc",
                PatternDim.concat("time", Keys.of(names)),
                PatternDim.concat("member", Keys.range(1, members.length))),
            files.toArray(SourceSample[]::new))
        .policies(
            p ->
                p.order(random.nextBoolean() ? OrderPolicy.KEEP_FIRST : OrderPolicy.KEEP_LAST)
                    .allowUnusedFiles(true));
  }

  private static long[][] coordinates(Random random, int files) {
    long[][] all = new long[files][];
    for (int f = 0; f < files; f++) {
      all[f] = random.longs(1 + random.nextInt(4), 0, 9).distinct().toArray();
    }
    return all;
  }
}
