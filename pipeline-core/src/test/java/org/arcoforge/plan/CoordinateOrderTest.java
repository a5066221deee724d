package org.arcoforge.plan;

import static org.arcoforge.array.DataType.FLOAT32;
import static org.arcoforge.array.DataType.FLOAT64;
import static org.arcoforge.array.DataType.INT16;
import static org.arcoforge.array.DataType.INT64;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.arcoforge.array.Block;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.fault.Blame;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.plan.axis.AxisPlanner;
import org.arcoforge.plan.axis.CoordinateOrder;
import org.arcoforge.plan.tiling.LeftOut;
import org.arcoforge.recipe.Policies.MissingFilePolicy;
import org.arcoforge.recipe.Policies.MissingVariablePolicy;
import org.arcoforge.recipe.Policies.OrderPolicy;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.recipe.VariableEncoding;
import org.arcoforge.view.SourceSample;
import org.junit.jupiter.api.Test;

class CoordinateOrderTest {
  private static ArchiveSample times(long[]... times) {
    String[] keys = new String[times.length];
    SourceSample[] files = new SourceSample[times.length];
    for (int i = 0; i < times.length; i++) {
      keys[i] = "f" + i;
      files[i] = new SourceSample().time(ConcatTest.DAYS, times[i]);
      files[i].add("v", FLOAT64, "time:" + times[i].length);
      double[] numbers = new double[times[i].length];
      for (int k = 0; k < numbers.length; k++) {
        numbers[k] = 100.0 * i + times[i][k];
      }
      files[i].values("v", numbers);
    }
    return new ArchiveSample(
        FilePattern.of("https://x/{time}.nc", PatternDim.concat("time", Keys.of(keys))), files);
  }

  private static ArchiveSample ordered(OrderPolicy policy, long[]... times) {
    return times(times).policies(p -> p.order(policy));
  }

  @Test
  void disorderNamesBothFilesAndTheLineToWrite() {
    times(new long[] {5, 6}, new long[] {1, 2}, new long[] {7})
        .refusal(
            Blame.SOURCES,
            "f1.nc, position 1",
            "'time' is 1 at element 0, after 6",
            "f0.nc, position 0",
            "policies: {order: sort}");
    times(new long[] {1, 2}, new long[] {2, 3})
        .refusal(Blame.SOURCES, "a duplicate", "f1.nc", "{order: keep-first}");
  }

  @Test
  void sortPutsFilesInOrderAndRefusesDuplicates() throws Exception {
    ArchiveSample sorted = ordered(OrderPolicy.SORT, new long[] {5, 6}, new long[] {1, 2});
    assertEquals("[1, 2, 5, 6]", sorted.text(sorted.plan(), "time"));
    assertEquals("[101.0, 102.0, 5.0, 6.0]", sorted.text(sorted.plan(), "v"));
    ordered(OrderPolicy.SORT, new long[] {1, 2}, new long[] {2, 3})
        .refusal(Blame.SOURCES, "repeats 2", "f0.nc", "f1.nc", "keep-first");
  }

  @Test
  void ofDuplicatesTheFirstOrTheLastFileIsKept() throws Exception {
    long[][] times = {{1, 2, 3}, {3, 4}, {2, 9}};
    ArchiveSample first = ordered(OrderPolicy.KEEP_FIRST, times);
    assertEquals("[1, 2, 3, 4, 9]", first.text(first.plan(), "time"));
    assertEquals("[1.0, 2.0, 3.0, 104.0, 209.0]", first.text(first.plan(), "v"));
    ArchiveSample last = ordered(OrderPolicy.KEEP_LAST, times);
    assertEquals("[1.0, 202.0, 103.0, 104.0, 209.0]", last.text(last.plan(), "v"));
  }

  @Test
  void descendingCoordinatesStayDescending() throws Exception {
    ArchiveSample down = times(new long[] {9, 8}, new long[] {7, 6});
    assertEquals("[9, 8, 7, 6]", down.text(down.plan(), "time"));
  }

  @Test
  void sortGoesUpAndSortDescendingGoesDownWhateverTheFilesDo() throws Exception {
    for (long[][] times : new long[][][] {{{7, 6}, {9, 8}}, {{9, 8}, {7, 6}}, {{8, 9}, {6, 7}}}) {
      ArchiveSample up = ordered(OrderPolicy.SORT, times);
      assertEquals("[6, 7, 8, 9]", up.text(up.plan(), "time"));
      ArchiveSample down = ordered(OrderPolicy.SORT_DESCENDING, times);
      assertEquals("[9, 8, 7, 6]", down.text(down.plan(), "time"));
      assertEquals(
          times[0][0] > times[1][0] ? "[9.0, 8.0, 107.0, 106.0]" : "[109.0, 108.0, 7.0, 6.0]",
          down.text(down.plan(), "v"));
    }
  }

  @Test
  void whatIsLeftOutIsCountedFileByFile() throws Exception {
    ArchiveSample archive =
        ordered(OrderPolicy.KEEP_FIRST, new long[] {1, 2, 3}, new long[] {3, 4}, new long[] {2, 9});
    LeftOut left = archive.plan().leftOut().get(0);
    assertEquals(
        "policies: {order: keep-first} left 2 of 7 elements along 'time' out: 1 of 2 of"
            + " https://x/f1.nc, 1 of 2 of https://x/f2.nc",
        left.sentence());
    assertTrue(archive.plan().warnings().contains(left.sentence()));
    assertEquals(0, left.unused());
  }

  @Test
  void nothingLeftOfAFileIsAnErrorUnlessTheAuthorAllowsIt() throws Exception {
    long[][] times = {{1, 2, 3, 4}, {2, 3}, {5}};
    ordered(OrderPolicy.KEEP_FIRST, times)
        .refusal(
            Blame.SOURCES, "f1.nc", "position 1", "nothing of this file", "allow_unused_files");
    ArchiveSample allowed =
        times(times).policies(p -> p.order(OrderPolicy.KEEP_FIRST).allowUnusedFiles(true));
    assertEquals(1, allowed.plan().leftOut().get(0).unused());
    assertEquals("[1, 2, 3, 4, 5]", allowed.text(allowed.plan(), "time"));
  }

  @Test
  void aCounterOfEachFileIsSeenAsOne() {
    SourceSample[] files = new SourceSample[3];
    for (int i = 0; i < 3; i++) {
      files[i] =
          new SourceSample()
              .add("scan", INT64, "scan:3")
              .values("scan", 0, 1, 2)
              .add("v", FLOAT32, "scan:3");
    }
    ArchiveSample archive =
        new ArchiveSample(
            FilePattern.of(
                "https://x/{scan}.nc", PatternDim.concat("scan", Keys.of("a", "b", "c"))),
            files);
    for (OrderPolicy policy : new OrderPolicy[] {OrderPolicy.ERROR, OrderPolicy.KEEP_FIRST}) {
      String said = refused(archive.policies(p -> p.order(policy)));
      assertTrue(said.contains("counts anew in each file"), said);
      assertTrue(said.contains("transforms: [{drop: [scan]}]"), said);
    }
  }

  private static String refused(ArchiveSample archive) {
    return String.valueOf(assertThrows(RefusedException.class, archive::plan).getMessage());
  }

  @Test
  void randomOverlapsAreSortedAsAMapSortsThem() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      boolean last = random.nextBoolean();
      TreeMap<Long, Double> expected = new TreeMap<>();
      long[][] times = new long[1 + random.nextInt(5)][];
      for (int f = 0; f < times.length; f++) {
        times[f] = random.longs(1 + random.nextInt(6), 0, 15).distinct().toArray();
        for (long t : times[f]) {
          double value = 100.0 * f + t;
          expected.merge(t, value, (a, b) -> last ? b : a);
        }
      }
      ArchiveSample archive =
          times(times)
              .policies(
                  p ->
                      p.order(last ? OrderPolicy.KEEP_LAST : OrderPolicy.KEEP_FIRST)
                          .allowUnusedFiles(true));
      Plan plan = archive.plan();
      boolean down =
          plan.axes().get(0).length() > 1
              && archive.read(plan, "time").longAt(0) != expected.firstKey();
      List<Double> values = new ArrayList<>((down ? expected.descendingMap() : expected).values());
      assertEquals(values.toString(), archive.text(plan, "v"), "round " + round);
    }
  }

  @Test
  void aMillionElementsAreSorted() {
    Random random = new Random(1);
    Block values = Block.allocate(INT64, 1_000_000);
    for (int i = 0; i < values.elements(); i++) {
      values.setLong(i, random.nextInt(1_000_000));
    }
    long[] expected = new long[values.elements()];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = values.longAt(i);
    }
    expected = java.util.Arrays.stream(expected).sorted().distinct().toArray();
    AxisPlanner.Axis axis =
        new CoordinateOrder(
                "time", 0, OrderPolicy.KEEP_FIRST, CfEncoding.builder().type(INT64).build(), true)
            .arrange(List.of(new CoordinateOrder.Part(0, values, "file", () -> "file")));
    Block sorted = java.util.Objects.requireNonNull(axis.coordinate());
    long[] found = new long[sorted.elements()];
    for (int i = 0; i < found.length; i++) {
      found[i] = sorted.longAt(i);
    }
    assertArrayEquals(expected, found);
  }

  private static final FilePattern DATED =
      FilePattern.of(
          "https://x/{time:%Y%m%d}.nc",
          PatternDim.concat("time", Keys.dates("2000-01-01", "2000-01-03", "P1D")));

  private static ArchiveSample dated(long... days) {
    SourceSample[] files = new SourceSample[days.length];
    for (int i = 0; i < days.length; i++) {
      files[i] =
          new SourceSample()
              .time(ConcatTest.DAYS, days[i])
              .add("v", FLOAT32, "time:1")
              .values("v", i);
    }
    return new ArchiveSample(DATED, files);
  }

  @Test
  void aGapAgainstTheDeclaredStepIsRefused() throws Exception {
    dated(0, 1, 2).plan();
    dated(0, 1, 3)
        .refusal(
            Blame.SOURCES, "20000103.nc", "'time'", "a gap", "P1D", "2000-01-04", "order: sort");
    ArchiveSample sorted = dated(0, 1, 3).policies(p -> p.order(OrderPolicy.SORT));
    assertEquals("[0, 1, 3]", sorted.text(sorted.plan(), "time"));
  }

  @Test
  void missingFilesAreRefusedByDefault() {
    dated(0, 1, 2)
        .missing(1)
        .refusal(Blame.SOURCES, "20000102.nc", "position 1", "missing_files: fill");
  }

  @Test
  void fillTakesTheTimeFromTheDates() throws Exception {
    ArchiveSample archive =
        dated(0, 1, 2).missing(1).policies(p -> p.missingFiles(MissingFilePolicy.FILL));
    Plan plan = archive.plan();
    assertEquals("[0, 1, 2]", archive.text(plan, "time"));
    assertEquals("[0.0, NaN, 2.0]", archive.text(plan, "v"));
    assertEquals(Set.of(1L), plan.missing());
  }

  @Test
  void skipLeavesTheirPlacesOut() throws Exception {
    ArchiveSample archive =
        dated(0, 1, 2).missing(1).policies(p -> p.missingFiles(MissingFilePolicy.SKIP));
    assertEquals("[0, 2]", archive.text(archive.plan(), "time"));
    assertEquals("[0.0, 2.0]", archive.text(archive.plan(), "v"));
    archive
        .policies(p -> p.missingFileLimit(0))
        .refusal(Blame.SOURCES, "1 files are missing", "limit: 0", "20000102.nc");
  }

  @Test
  void integersWithoutAFillValueAreNotFilled() throws Exception {
    ArchiveSample archive =
        new ArchiveSample(
                DATED,
                new SourceSample().time(ConcatTest.DAYS, 0).add("n", INT16, "time:1"),
                new SourceSample(),
                new SourceSample().time(ConcatTest.DAYS, 2).add("n", INT16, "time:1"))
            .missing(1)
            .policies(p -> p.missingFiles(MissingFilePolicy.FILL));
    archive.refusal(Blame.RECIPE, "'n'", "position 1", "int16", "encoding: {n: {fill_value");
    archive.target(t -> t.encode("n", VariableEncoding.standard().withFillValue(-7L)));
    assertEquals("[0, -7, 0]", archive.text(archive.plan(), "n"));
  }

  @Test
  void aMissingMemberIsFilledWithItsKey() throws Exception {
    ArchiveSample archive =
        new ArchiveSample(
                FilePattern.of(
                    "https://x/{member}.nc", PatternDim.concat("member", Keys.range(1, 3))),
                new SourceSample().add("v", FLOAT32, "x:1"),
                new SourceSample(),
                new SourceSample().add("v", FLOAT32, "x:1"))
            .missing(1)
            .policies(p -> p.missingFiles(MissingFilePolicy.FILL));
    assertEquals("[1, 2, 3]", archive.text(archive.plan(), "member"));
    assertEquals("[0.0, NaN, 0.0]", archive.text(archive.plan(), "v"));
  }

  @Test
  void aVariableThatSomeFilesLackIsFilledOnlyWhenAllowed() throws Exception {
    SourceSample without = new SourceSample().time(ConcatTest.DAYS, 1).add("w", FLOAT32, "time:1");
    SourceSample with =
        new SourceSample()
            .time(ConcatTest.DAYS, 0)
            .add("w", FLOAT32, "time:1")
            .add("v", FLOAT32, "time:1");
    ArchiveSample archive = new ArchiveSample(ConcatTest.TWO, with, without);
    archive.refusal(
        Blame.SOURCES,
        "'v'",
        "not in https://x/b.nc, position 1",
        "in https://x/a.nc",
        "missing_variables: fill");
    archive.policies(p -> p.missingVariables(MissingVariablePolicy.FILL));
    assertEquals("[0.0, NaN]", archive.text(archive.plan(), "v"));
  }

  @Test
  void itemsPerFileMustBeTrue() {
    PatternDim dim = PatternDim.concat("time", Keys.of("a")).withItemsPerFile(3);
    new ArchiveSample(
            FilePattern.of("https://x/{time}.nc", dim),
            new SourceSample().time(ConcatTest.DAYS, 0, 1))
        .refusal(
            Blame.SOURCES,
            "https://x/a.nc",
            "'time'",
            "2",
            "items_per_file: 3",
            "write items_per_file: 2");
  }
}
